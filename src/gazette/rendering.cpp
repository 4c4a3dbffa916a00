#include "gazette/rendering.h"

#include <fmt/format.h>

#include <array>
#include <kainjow/mustache.hpp>

#include "base/assert.h"
#include "base/money.h"

namespace gh::gazette {
namespace {

namespace mustache = kainjow::mustache;

constexpr std::array<std::string_view, 12> kMonths = {"January",   "February", "March",    "April",
                                                      "May",       "June",     "July",     "August",
                                                      "September", "October",  "November", "December"};
constexpr std::string_view kFen = "_fen";
constexpr std::string_view kScore = "score";

struct Spelling {
  bool english = false;
  UtcOffset offset{};
};

std::string instant_text(Instant instant, const Spelling& spelling) {
  const Day day = local_day(instant, spelling.offset);
  const auto second = std::chrono::floor<std::chrono::seconds>(instant - start_of(day, spelling.offset)).count();
  std::string out = fmt::format("{} {:02}:{:02}", day_text(day, spelling.english), second / 3600, second / 60 % 60);
  if (second % 60 != 0) out += fmt::format(":{:02}", second % 60);
  return out;
}

std::string spelled(std::string_view text, const Spelling& spelling) {
  if (const auto day = parse_day(text)) return day_text(*day, spelling.english);
  if (const auto instant = parse_instant(text)) return instant_text(*instant, spelling);
  return plain_text(text);
}

bool is_nothing(const json::value& value) {
  if (value.is_null()) return true;
  if (const auto* text = value.if_string()) return text->empty();
  if (const auto* list = value.if_array()) return list->empty();
  return false;
}

mustache::data data_of(const json::value& value, const Spelling& spelling);

// A whole number of 1/denominator points as people write it: 9294 tenths are 929.4.
std::string points_text(std::int64_t score, int decimals, std::int64_t denominator) {
  return fmt::format("{}.{:0{}}", score / denominator, score % denominator, decimals);
}

// The same number in the units that people read.
void add_spellings(mustache::data& out, std::string_view key, std::int64_t number) {
  if (key.ends_with(kFen)) {
    const std::string name(key.substr(0, key.size() - kFen.size()));
    out.set(name + "_yuan", mustache::data(yuan_grouped(number)));
    if (number >= 0) out.set(name + "_in_words", mustache::data(yuan_in_words(number)));
  }
  if (key == kScore && number >= 0) {
    out.set("score_in_tenths", mustache::data(points_text(number, 1, 10)));
    out.set("score_in_hundredths", mustache::data(points_text(number, 2, 100)));
  }
}

// Depth is bounded by the JSON reader's (kJsonDepthMax).
mustache::data object_data(const json::object& object, const Spelling& spelling) {
  mustache::data out(mustache::data::type::object);
  for (const auto& [key, member] : object) {
    if (is_nothing(member)) continue;
    out.set(std::string(key), data_of(member, spelling));
    if (const auto* number = member.if_int64()) add_spellings(out, key, *number);
  }
  return out;
}

mustache::data data_of(const json::value& value, const Spelling& spelling) {
  if (const auto* object = value.if_object()) return object_data(*object, spelling);
  if (const auto* text = value.if_string()) return mustache::data(spelled(*text, spelling));
  if (const auto* truth = value.if_bool()) return mustache::data(*truth);
  if (const auto* list = value.if_array()) {
    mustache::data out(mustache::data::type::list);
    for (const auto& element : *list)
      if (!is_nothing(element)) out.push_back(data_of(element, spelling));
    return out;
  }
  if (const auto* number = value.if_int64()) return mustache::data(std::to_string(*number));
  if (const auto* number = value.if_uint64()) return mustache::data(std::to_string(*number));
  throw Bug("a fraction has no place in an official text");
}

// Bidirectional marks and overrides (U+200E, U+200F, U+202A-U+202E, U+2066-U+2069), zero-width characters
// (U+200B-U+200D, U+2060, U+FEFF), and the separators U+2028 and U+2029.
bool is_hidden(std::string_view three_bytes) {
  if (three_bytes.size() < 3) return false;
  if (three_bytes == "\xEF\xBB\xBF") return true;
  if (three_bytes[0] != '\xE2') return false;
  const auto last = static_cast<unsigned char>(three_bytes[2]);
  if (three_bytes[1] == '\x80') return (last >= 0x8B && last <= 0x8F) || (last >= 0xA8 && last <= 0xAE);
  return three_bytes[1] == '\x81' && ((last >= 0xA6 && last <= 0xA9) || last == 0xA0);
}

}  // namespace

std::string day_text(Day day, bool english) {
  const std::chrono::year_month_day date{day};
  const auto month = static_cast<unsigned>(date.month());
  const auto number = static_cast<unsigned>(date.day());
  if (english) return fmt::format("{} {} {}", number, kMonths.at(month - 1), year_of(day));
  return fmt::format("{}年{}月{}日", year_of(day), month, number);
}

std::string plain_text(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (is_hidden(text.substr(i, 3))) {
      i += 2;
    } else if (text[i] == '\n') {
      out += "\n　　";
    } else if (text[i] == '\t') {
      out += ' ';
    } else if (byte == 0xC2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xA0) {
      ++i;  // U+0080 to U+009F
    } else if (byte >= ' ' && byte != 0x7F) {
      out += text[i];
    }
  }
  return out;
}

Rendered render(const std::string& template_text, const json::object& values, bool english, UtcOffset offset) {
  json::object localised = values;
  if (const json::value& organisation = at_or_null(values, "organisation"); organisation.is_object()) {
    const std::string_view en = string_at(organisation, "en");
    localised["organisation"] = json::string(english && !en.empty() ? en : string_at(organisation, "zh"));
  }
  mustache::mustache parsed(template_text);
  // The result is plain text: whoever shows it escapes it for where it is shown.
  parsed.set_custom_escape([](const std::string& text) { return text; });
  const mustache::data data = object_data(localised, {english, offset});
  const std::string text = parsed.is_valid() ? parsed.render(data) : std::string();
  if (!parsed.is_valid()) throw Bug("a template of the pack: " + parsed.error_message());
  const std::size_t end = text.find('\n');
  return {text.substr(0, end), end == std::string::npos ? std::string() : text.substr(end + 1)};
}

}  // namespace gh::gazette
