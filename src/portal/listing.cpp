#include "portal/listing.h"

namespace gh::portal {
namespace {

constexpr std::string_view kCursor = "cursor";

// "?q=陶瓷&status=active", or "".
std::string query_of(const Asked& asked, const std::vector<Filter>& filters, const std::string& cursor) {
  std::string out;
  const auto add = [&](std::string_view name, const std::string& value) {
    if (value.empty()) return;
    out += (out.empty() ? "?" : "&") + std::string(name) + "=" + url_encode(value);
  };
  for (const Filter& filter : filters) add(filter.name, asked_text(asked, filter.name));
  add(kCursor, cursor);
  return out;
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
  return out;
}

json::value pages_of(const Asked& asked, std::string_view path, const std::vector<Filter>& filters,
                     const std::optional<Id>& next) {
  const bool later = !asked_text(asked, kCursor).empty();
  if (!next && !later) return nullptr;
  const std::string here = asked.words.link(path);
  return json::object{{"first_href", later ? here + query_of(asked, filters, "") : std::string()},
                      {"next_href", next ? here + query_of(asked, filters, *next) : std::string()}};
}

}  // namespace gh::portal
