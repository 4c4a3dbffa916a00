#include "portal/listing.h"

#include <algorithm>
#include <charconv>

namespace gh::portal {
namespace {

constexpr std::string_view kCursor = "cursor";
constexpr std::string_view kTrail = "trail";
constexpr std::string_view kPage = "page";
constexpr char kBetween = '.';
// So many pages back the address remembers; further back only the first page is known.
constexpr std::size_t kTrailMax = 12;
constexpr std::size_t kCursorBytes = 63;
constexpr std::size_t kTrailMaxBytes = kTrailMax * (kCursorBytes + 1);
constexpr std::int64_t kPageMax = 1'000'000;

// Where in a list a page stands.
struct Spot {
  std::string cursor{};
  std::vector<std::string> trail{};
  std::int64_t page = 1;
};

// "?q=陶瓷&status=active", or "".
std::string query_of(const Asked& asked, const std::vector<Filter>& filters, const Spot& spot) {
  std::string out;
  const auto add = [&](std::string_view name, const std::string& value) {
    if (value.empty()) return;
    out += (out.empty() ? "?" : "&") + std::string(name) + "=" + url_encode(value);
  };
  for (const Filter& filter : filters) add(filter.name, asked_text(asked, filter.name));
  add(kCursor, spot.cursor);
  std::string trail;
  const std::size_t from = spot.trail.size() > kTrailMax ? spot.trail.size() - kTrailMax : 0;
  for (std::size_t i = from; i < spot.trail.size(); ++i) trail += (trail.empty() ? "" : ".") + spot.trail[i];
  add(kTrail, trail);
  if (!spot.cursor.empty()) add(kPage, std::to_string(spot.page));
  return out;
}

// The cursors of the pages before this one, nearest last. The first page has none.
std::vector<std::string> trail_of(const Asked& asked) {
  std::vector<std::string> out;
  std::string text = asked.request.query_text(kTrail, kTrailMaxBytes);
  while (!text.empty()) {
    const std::size_t end = text.find(kBetween);
    if (end != 0) out.push_back(text.substr(0, end));
    text = end == std::string::npos ? std::string() : text.substr(end + 1);
  }
  return out;
}

// As the address says; 2 where it says nothing that could be.
std::int64_t page_number(const Asked& asked) {
  const std::string text = asked_text(asked, kPage);
  std::int64_t page = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), page);
  const bool fits = read.ec == std::errc{} && read.ptr == text.data() + text.size() && page >= 2 && page <= kPageMax;
  return fits ? page : 2;
}

json::array options_of(const Filter& filter, const std::string& chosen) {
  json::array out;
  for (const Choice& option : filter.options)
    out.push_back({{"value", option.value}, {"title", option.title}, {"selected", option.value == chosen}});
  return out;
}

}  // namespace

std::string asked_text(const Asked& asked, std::string_view name) { return asked.request.query_text(name); }

std::optional<Instant> asked_moment(const Asked& asked) {
  if (asked_text(asked, "as_of").empty()) return std::nullopt;
  const auto day = asked.request.query_day("as_of");
  return start_of(*day + std::chrono::days(1), asked.pack.utc_offset) - std::chrono::milliseconds(1);
}

bool is_read_today(const Asked& asked) {
  return asked_text(asked, "as_of").empty() || asked.request.query_day("as_of") == asked.today;
}

json::object filters_of(const Asked& asked, std::string_view path, const std::vector<Filter>& filters) {
  json::array texts;
  json::array choices;
  json::value day = nullptr;
  bool active = false;
  for (const Filter& filter : filters) {
    const std::string value = asked_text(asked, filter.name);
    active = active || !value.empty();
    json::object shown{{"name", filter.name}, {"title", asked.words.say(filter.title_key)}, {"value", value}};
    if (filter.kind == Filter::Kind::kChoice) shown["options"] = options_of(filter, value);
    if (filter.kind == Filter::Kind::kText)
      texts.push_back(std::move(shown));
    else if (filter.kind == Filter::Kind::kChoice)
      choices.push_back(std::move(shown));
    else
      day = std::move(shown);
  }
  return {{"action", asked.words.link(path)},
          {"text", std::move(texts)},
          {"choices", std::move(choices)},
          {"day", std::move(day)},
          {"active", active}};
}

std::vector<http::Parameter> parameters_of(const std::vector<Filter>& filters) {
  std::vector<http::Parameter> out;
  const Words zh(Language::kZh, UtcOffset{0});
  const Words en(Language::kEn, UtcOffset{0});
  for (const Filter& filter : filters)
    out.push_back(http::query_parameter(filter.name, http::string_schema(),
                                        {zh.say(filter.title_key), en.say(filter.title_key)}));
  out.push_back(
      http::query_parameter(std::string(kCursor), http::string_schema(), {"下一页的游标", "cursor of the next page"}));
  out.push_back(http::query_parameter(std::string(kTrail), http::string_schema(),
                                      {"此前各页的游标", "cursors of the pages before"}));
  out.push_back(http::query_parameter(std::string(kPage), http::string_schema(), {"第几页", "number of the page"}));
  return out;
}

json::value pages_of(const Asked& asked, std::string_view path, const std::vector<Filter>& filters,
                     const std::optional<Id>& next, std::size_t shown, const Counted& counted) {
  const std::string here = asked.words.link(path);
  const std::string cursor = asked_text(asked, kCursor);
  const std::int64_t page = cursor.empty() ? 1 : page_number(asked);
  const std::vector<std::string> trail = trail_of(asked);
  std::vector<std::string> further = trail;
  if (!cursor.empty()) further.push_back(cursor);
  std::string before;
  if (!trail.empty())
    before = here + query_of(asked, filters, {trail.back(), {trail.begin(), trail.end() - 1}, page - 1});
  else if (page == 2)
    before = here + query_of(asked, filters, {});
  const std::int64_t first = (page - 1) * static_cast<std::int64_t>(kPageLines) + 1;
  const std::int64_t last = first + static_cast<std::int64_t>(shown) - 1;
  const std::string total = asked.words.number(std::max(counted.total, last)) + (counted.at_least ? "+" : "");
  const bool several = next || !cursor.empty();
  return json::object{{"total", total},
                      {"range", several && shown > 0 ? asked.words.number(first) + "–" + asked.words.number(last) : ""},
                      {"several", several},
                      {"none", shown == 0 && !several},
                      {"first_href", page > 2 ? here + query_of(asked, filters, {}) : std::string()},
                      {"before_href", before},
                      {"next_href", next ? here + query_of(asked, filters, {*next, further, page + 1}) : std::string()},
                      {"number", asked.words.number(page)}};
}

}  // namespace gh::portal
