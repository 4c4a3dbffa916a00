// One language of the portal: its texts by key, and how it writes days, numbers, money and addresses.
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/money.h"
#include "base/text.h"
#include "base/time.h"

namespace gh::portal {

enum class Language { kZh, kEn };

class Words {
 public:
  // Reads the compiled texts. Bug when they can't be read.
  Words(Language language, UtcOffset offset);

  Language language() const { return language_; }
  bool english() const { return language_ == Language::kEn; }
  // The text of a key of web/portal/texts, such as "home.title". Bug where there is none: a test holds the two
  // languages and the templates against one another.
  const std::string& say(std::string_view key) const;
  // The same, or `otherwise` where there is no such key: words for what a newer pack may name.
  std::string say_or(std::string_view key, std::string_view otherwise) const;
  // The language's half; Chinese where there is no English.
  const std::string& say(const Text& text) const { return english() && !text.en.empty() ? text.en : text.zh; }

  // "2026年9月21日", "21 September 2026".
  std::string day(Day day) const;
  // With hours and minutes in the division's time.
  std::string instant(Instant instant) const;
  Day day_of(Instant instant) const { return local_day(instant, offset_); }
  // "12,345".
  std::string number(std::int64_t number) const;
  // "1,234.56 元", "CNY 1,234.56"; whole yuan without decimals.
  std::string yuan(Fen amount) const;
  // The address of a page in this language: "/associations", "/en/associations".
  std::string link(std::string_view path) const;

 private:
  Language language_;
  UtcOffset offset_;
  const std::map<std::string, std::string, std::less<>>* texts_;
};

// Every key of a language with its text.
const std::map<std::string, std::string, std::less<>>& texts_of(Language language);

}  // namespace gh::portal
