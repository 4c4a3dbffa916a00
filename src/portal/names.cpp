#include "portal/names.h"

#include <fmt/format.h>

namespace gh::portal {
namespace {

// The x-choices of the field among the members of a schema, or null.
const json::value& choices_among(const json::object& schema, std::string_view field) {
  const json::value& asked = at_or_null(at_or_null(schema, "properties"), field);
  const json::value& items = at_or_null(asked, "items");
  return at_or_null(items.is_null() ? asked : items, "x-choices");
}

// Those of a form: of its own members first, then of what it defines.
const json::value& choices_in(const policy::Form& form, std::string_view field) {
  const json::value& own = choices_among(form.schema(), field);
  if (!own.is_null()) return own;
  if (const auto* definitions = at_or_null(form.schema(), "definitions").if_object())
    for (const auto& definition : *definitions)
      if (const auto* schema = definition.value().if_object())
        if (const json::value& found = choices_among(*schema, field); !found.is_null()) return found;
  return own;
}

std::string text_of(const json::value& text, const Words& words) {
  const std::string_view en = string_at(text, "en");
  return std::string(words.english() && !en.empty() ? en : string_at(text, "zh"));
}

std::string one_value(const json::value& value, std::string_view unit, const Words& words) {
  if (const auto* number = value.if_int64()) {
    if (unit == "fen") return words.yuan(*number);
    if (unit == "permille") return fmt::format("{}.{}%", *number / 10, *number % 10);
    const std::string name = words.say_or("unit." + std::string(unit), unit);
    return words.number(*number) + " " + name;
  }
  if (const auto* text = value.if_string())
    return words.say_or("parameter_value." + std::string(*text), std::string_view(*text));
  if (const auto* truth = value.if_bool()) return words.say(*truth ? "yes" : "no");
  return {};
}

}  // namespace

std::string choice_title(const policy::Pack& pack, std::string_view field, std::string_view value, const Words& words) {
  for (const auto& [id, form] : pack.forms) {
    std::string title = text_of(at_or_null(choices_in(*form, field), value), words);
    if (!title.empty()) return title;
  }
  return std::string(value);
}

std::vector<Choice> choices_of(const policy::Pack& pack, std::string_view field, const Words& words) {
  std::vector<Choice> out;
  for (const auto& [id, form] : pack.forms) {
    const json::value& choices = choices_in(*form, field);
    if (!choices.is_object()) continue;
    for (const auto& [value, title] : choices.get_object()) out.push_back({std::string(value), text_of(title, words)});
    break;
  }
  return out;
}

std::string row_name(const policy::Pack& pack, std::string_view catalogue, std::string_view code, const Words& words) {
  const auto found = pack.catalogues.find(std::string(catalogue));
  if (found != pack.catalogues.end())
    for (const policy::CatalogueRow& row : found->second.rows)
      if (row.code == code) return words.say(row.name);
  return std::string(code);
}

std::string body_named(const policy::Pack& pack, const std::string& name, const Words& words) {
  if (!words.english()) return name;
  for (const auto& [id, body] : pack.bodies)
    if (body.name.zh == name && !body.name.en.empty()) return body.name.en;
  return name;
}

// Values are numbers, words, or one level of named ones.
std::string value_text(const json::value& value, std::string_view unit, const Words& words) {
  const auto* named = value.if_object();
  if (named == nullptr) return one_value(value, unit, words);
  std::string out;
  for (const auto& [key, member] : *named) {
    const std::string shown = one_value(member, unit == "rule" ? "" : unit, words);
    if (shown.empty()) continue;
    if (!out.empty()) out += words.english() ? "; " : "；";
    out += words.say_or("parameter." + std::string(key), key) + (words.english() ? ": " : "：") + shown;
  }
  return out;
}

std::string days_text(std::int64_t count, std::string_view unit, const Words& words) {
  return words.number(count) + " " + words.say_or("unit." + std::string(unit), unit);
}

std::string size_text(std::int64_t bytes) {
  constexpr std::int64_t kKilo = 1024;
  if (bytes >= kKilo * kKilo) return fmt::format("{} MB", bytes / (kKilo * kKilo));
  if (bytes >= kKilo) return fmt::format("{} KB", bytes / kKilo);
  return fmt::format("{} B", bytes);
}

const Text& public_title(const policy::State& state) {
  return state.public_title.zh.empty() ? state.title : state.public_title;
}

}  // namespace gh::portal
