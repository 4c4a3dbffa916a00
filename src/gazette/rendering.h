// Texts of notices and documents out of the pack's templates (mustache): plain text in both languages.
#pragma once
#include <string>
#include <string_view>

#include "base/json.h"
#include "base/text.h"
#include "base/time.h"

namespace gh::gazette {

// A rendered text: its first line is the title, the rest the body.
struct Rendered {
  std::string title;
  std::string body;
};

// What templates see, before it is spelled for a language:
// - an absent, null or empty member is nothing, so that a section over it is left out;
// - a text that is a day (YYYY-MM-DD) is spelled as people write it: 2026年9月21日 in Chinese;
// - a text that is an instant (RFC 3339) is local time: 2026年9月21日 17:00;
// - a number <x>_fen also gives <x>_yuan, grouped ("1,234.56"), and <x>_in_words (壹仟贰佰叁拾肆元伍角陆分);
// - a number score also gives score_in_tenths ("929.4") and score_in_hundredths ("92.94"), for rubrics of that unit;
// - a text of several lines keeps them, set in, so that it can't be taken for lines of the template; control characters
//   and those that turn the direction of writing are left out.
// `organisation` may be an object {zh, en}, of which the language's is taken.
// Throws Bug for a template that can't be parsed: the pack was written with it.
Rendered render(const std::string& template_text, const json::object& values, bool english, UtcOffset offset);

// "2026年9月21日", "21 September 2026".
std::string day_text(Day day, bool english);

// Without control characters and direction marks; lines after the first set in.
std::string plain_text(std::string_view text);

}  // namespace gh::gazette
