#include "policy/wordings.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/money.h"

namespace gh::policy {
namespace {

constexpr std::string_view kPrefix = "params.";
constexpr std::string_view kNoValue = "—";
constexpr std::int64_t kMonthsOfAYear = 12;

// "params.name.member|format", without its braces.
struct Placeholder {
  std::string_view path;    // "name.member"
  std::string_view format;  // empty, yuan or years
};

// What stands between the braces as a placeholder; false where it is none.
bool reads(std::string_view inside, Placeholder& out) {
  const std::size_t bar = inside.find('|');
  out.format = bar == std::string_view::npos ? std::string_view() : inside.substr(bar + 1);
  inside = inside.substr(0, bar);
  if (!inside.starts_with(kPrefix)) return false;
  out.path = inside.substr(kPrefix.size());
  const bool plain = !out.path.empty() && std::all_of(out.path.begin(), out.path.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.';
  });
  return plain && (bar == std::string_view::npos || out.format == "yuan" || out.format == "years");
}

// Calls `text` with what stands outside of braces and `placeholder` with what stands inside, in order.
template <class OnText, class OnBraces>
void walk(std::string_view wording, const OnText& text, const OnBraces& braces) {
  while (!wording.empty()) {
    const std::size_t open = wording.find_first_of("{}");
    text(wording.substr(0, open));
    if (open == std::string_view::npos) return;
    const std::size_t close = wording.find('}', open);
    if (wording[open] == '}' || close == std::string_view::npos) return braces(wording.substr(open));
    braces(wording.substr(open + 1, close - open - 1));
    wording = wording.substr(close + 1);
  }
}

const json::value* value_at(const Pack& pack, std::string_view path, Day on) {
  const json::value* at = pack.parameter(path.substr(0, path.find('.')), on);
  while (at != nullptr && path.find('.') != std::string_view::npos) {
    path.remove_prefix(path.find('.') + 1);
    const auto* object = at->if_object();
    at = object == nullptr ? nullptr : object->if_contains(path.substr(0, path.find('.')));
  }
  return at;
}

std::string years(std::int64_t months) {
  if (months % kMonthsOfAYear == 0) return std::to_string(months / kMonthsOfAYear);
  return fmt::format("{}/{}", months, kMonthsOfAYear);
}

// "30,000"; decimals only where there are some.
std::string yuan(Fen amount) {
  constexpr std::string_view kWhole = ".00";
  std::string out = yuan_grouped(amount);
  if (out.ends_with(kWhole)) out.erase(out.size() - kWhole.size());
  return out;
}

std::string shown(const json::value& value, std::string_view format) {
  if (const auto* list = value.if_array()) {
    std::string out;
    for (const auto& element : *list) out += (out.empty() ? "" : "、") + shown(element, format);
    return out;
  }
  if (const auto* text = value.if_string()) return std::string(*text);
  const auto* number = value.if_int64();
  if (number == nullptr) return std::string(kNoValue);
  if (format == "yuan") return yuan(*number);
  return format == "years" ? years(*number) : std::to_string(*number);
}

// Calls `outside` with what stands outside of {{ and }}, and `variable` with what those hold, braces and all, in order.
template <class OnOutside, class OnVariable>
void walk_letter(std::string_view letter, const OnOutside& outside, const OnVariable& variable) {
  constexpr std::string_view kEnd = "}}";
  while (!letter.empty()) {
    const std::size_t open = letter.find("{{");
    outside(letter.substr(0, open));
    if (open == std::string_view::npos) return;
    const std::size_t close = letter.find(kEnd, open);
    letter.remove_prefix(open);
    if (close == std::string_view::npos) return variable(letter);
    variable(letter.substr(0, close - open + kEnd.size()));
    letter.remove_prefix(close - open + kEnd.size());
  }
}

std::string worded(std::string_view wording, const Pack& pack, Day on) {
  std::string out;
  walk(
      wording, [&](std::string_view text) { out += text; },
      [&](std::string_view inside) {
        Placeholder placeholder;
        const json::value* value = reads(inside, placeholder) ? value_at(pack, placeholder.path, on) : nullptr;
        out += value == nullptr ? std::string(kNoValue) : shown(*value, placeholder.format);
      });
  return out;
}

std::string worded_letter(std::string_view letter, const Pack& pack, Day on) {
  std::string out;
  walk_letter(
      letter, [&](std::string_view text) { out += worded(text, pack, on); },
      [&](std::string_view variable) { out += variable; });
  return out;
}

}  // namespace

std::vector<std::string> parameters_worded(std::string_view wording) {
  std::vector<std::string> out;
  walk(
      wording, [](std::string_view) {},
      [&](std::string_view inside) {
        Placeholder placeholder;
        if (reads(inside, placeholder)) out.push_back(std::string(kPrefix) + std::string(placeholder.path));
      });
  return out;
}

std::string wording_fault(std::string_view wording) {
  std::string out;
  walk(
      wording, [](std::string_view) {},
      [&](std::string_view inside) {
        Placeholder placeholder;
        if (out.empty() && !reads(inside, placeholder)) out = inside.empty() ? "{}" : std::string(inside);
      });
  return out;
}

Text worded(const Text& wording, const Pack& pack, Day on) {
  return {worded(std::string_view(wording.zh), pack, on), worded(std::string_view(wording.en), pack, on)};
}

std::string outside_variables(std::string_view letter) {
  std::string out;
  walk_letter(
      letter, [&](std::string_view text) { out += text; }, [](std::string_view) {});
  return out;
}

Text worded_letter(const Text& letter, const Pack& pack, Day on) {
  return {worded_letter(std::string_view(letter.zh), pack, on), worded_letter(std::string_view(letter.en), pack, on)};
}

}  // namespace gh::policy
