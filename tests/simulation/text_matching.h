// Random text that a regular expression takes: the part of the language that forms use.
#pragma once
#include <string>
#include <string_view>

#include "simulation/dice.h"

namespace gh::simulation {

// Takes ^ $ . [a-z] (a|b) * + ? {m} {m,n} and plain characters, in UTF-8. Throws std::runtime_error on anything else.
std::string text_matching(std::string_view pattern, Dice& dice);

// Code points of UTF-8 text.
std::u32string code_points(std::string_view utf8);
std::string utf8(const std::u32string& points);

// Chinese text of so many characters.
std::string chinese_text(std::size_t characters, Dice& dice);

}  // namespace gh::simulation
