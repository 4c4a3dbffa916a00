// Whether an answer says what a scenario expects of it.
#pragma once
#include <string>

#include "base/json.h"

namespace gh::scenarios {

// What is wrong with the answer's content, one line for each JSON pointer of `expected` that doesn't match; "" when all
// do. An expected value is the value itself, or one of: {absent: true}, {count: n}, {at_least: n}, {contains: text} or
// {contains: [every, one, of, these]}, {one_of: [...]}, {some: {member: value …}} for a list with such an element,
// {none: {…}} for one without.
std::string mismatches(const json::value& content, const json::object& expected);

// What is wrong with a refusal (application/problem+json) held against {status, code, rule, field, cites}; "" when
// nothing.
std::string refusal_mismatches(int status, const json::value& problem, const json::object& expected);

}  // namespace gh::scenarios
