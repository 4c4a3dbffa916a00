// What the pack calls the codes that registers keep: choices of its forms, rows of its catalogues, states, units.
#pragma once
#include <boost/describe/enum_to_string.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "policy/pack.h"
#include "portal/words.h"

namespace gh::portal {

// A described enum as data and texts name it.
std::string name_of(auto value) { return boost::describe::enum_to_string(value, ""); }

// The title of a value of the form field of that name, as some form of the pack gives it under x-choices; the value
// itself where none does.
std::string choice_title(const policy::Pack& pack, std::string_view field, std::string_view value, const Words& words);
// Every value of that field with its title, in the order of the first form that has it.
struct Choice {
  std::string value;
  std::string title;
};
std::vector<Choice> choices_of(const policy::Pack& pack, std::string_view field, const Words& words);

// The name of a catalogue's row; the code itself where there is none.
std::string row_name(const policy::Pack& pack, std::string_view catalogue, std::string_view code, const Words& words);

// What a body of the pack with that Chinese name is called; the name itself for any other.
std::string body_named(const policy::Pack& pack, const std::string& name, const Words& words);

// "15 个工作日", "5,000 元", "30 家": a parameter's value with its unit. Several named values stand one after another.
std::string value_text(const json::value& value, std::string_view unit, const Words& words);
// A number of days of a clock's unit: working_days, natural_days, months.
std::string days_text(std::int64_t count, std::string_view unit, const Words& words);
// "10 MB" of bytes, rounded down to a unit that people use.
std::string size_text(std::int64_t bytes);

// The title of a state for everybody.
const Text& public_title(const policy::State& state);

}  // namespace gh::portal
