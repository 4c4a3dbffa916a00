#include "portal/words.h"

#include <fmt/format.h>

#include "base/assert.h"
#include "gazette/rendering.h"
#include "portal/page_sources.h"

namespace gh::portal {
namespace {

using Texts = std::map<std::string, std::string, std::less<>>;

// Depth is bounded by the JSON reader's (kJsonDepthMax).
void flatten(const json::object& object, const std::string& prefix, Texts& out) {
  for (const auto& [key, member] : object) {
    const std::string name = prefix.empty() ? std::string(key) : prefix + "." + std::string(key);
    if (const auto* inner = member.if_object())
      flatten(*inner, name, out);
    else
      out.emplace(name, member.as_string());
  }
}

Texts read_texts(std::string_view language) {
  Texts out;
  for (const PageSource& source : page_texts())
    if (source.name == language) flatten(parse_json(source.text).as_object(), "", out);
  GH_ASSERT(!out.empty());
  return out;
}

}  // namespace

const Texts& texts_of(Language language) {
  static const Texts kZh = read_texts("zh");
  static const Texts kEn = read_texts("en");
  return language == Language::kEn ? kEn : kZh;
}

Words::Words(Language language, UtcOffset offset) : language_(language), offset_(offset), texts_(&texts_of(language)) {}

const std::string& Words::say(std::string_view key) const {
  const auto found = texts_->find(key);
  if (found == texts_->end()) throw Bug("the portal has no text " + std::string(key));
  return found->second;
}

std::string Words::say_or(std::string_view key, std::string_view otherwise) const {
  const auto found = texts_->find(key);
  return found == texts_->end() ? std::string(otherwise) : found->second;
}

std::string Words::day(Day day) const { return gazette::day_text(day, english()); }

std::string Words::instant(Instant instant) const {
  const auto minutes = std::chrono::floor<std::chrono::minutes>(instant - start_of(day_of(instant), offset_)).count();
  return fmt::format("{} {:02}:{:02}", day(day_of(instant)), minutes / 60, minutes % 60);
}

std::string Words::number(std::int64_t number) const {
  std::string digits = std::to_string(number < 0 ? -number : number);
  for (std::size_t at = digits.size(); at > 3;) digits.insert(at -= 3, ",");
  return number < 0 ? "-" + digits : digits;
}

std::string Words::yuan(Fen amount) const {
  std::string figure = yuan_grouped(amount);
  if (figure.ends_with(".00")) figure.resize(figure.size() - 3);
  return english() ? "CNY " + figure : figure + " 元";
}

std::string Words::link(std::string_view path) const {
  if (!english()) return std::string(path);
  return path == "/" ? "/en" : "/en" + std::string(path);
}

}  // namespace gh::portal
