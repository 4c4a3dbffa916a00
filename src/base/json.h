// JSON as the house reads and writes it: strict in, canonical out.
#pragma once
#include <boost/json/fwd.hpp>
#include <boost/json/value.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace gh {

namespace json = boost::json;

inline constexpr std::size_t kJsonDepthMax = 32;

// Reads exactly one JSON text. Refuses (Problem kMalformed) what Boost.JSON would let through: duplicate keys, invalid
// UTF-8, NUL in strings, more than kJsonDepthMax levels, trailing bytes.
json::value parse_json(std::string_view text);

// RFC 8785. Throws Problem kInvalidForm (rule "no-fractions") for a number that is no integer below 2^53 when
// `integers_only`; leaves of the log are written so. Otherwise numbers print as ECMAScript does.
std::string canonical_json(const json::value& value, bool integers_only = false);

// The member, or null when `value` is no object or has none. Never throws.
const json::value& at_or_null(const json::value& value, std::string_view key);
// An object isn't turned into a value for it: the answer would refer into a temporary.
const json::value& at_or_null(const json::object& object, std::string_view key);
// The string member, or "" when it is absent or no string.
std::string_view string_at(const json::value& value, std::string_view key);
std::string_view string_at(const json::object& object, std::string_view key);
// The strings of a list, which holds nothing else; none when `value` is no list.
std::vector<std::string> texts_in(const json::value& value);
// RFC 6901 pointer lookup; nullptr when nothing is there.
const json::value* find_pointer(const json::value& value, std::string_view pointer);
// Escapes ~ and / for a pointer's token.
std::string pointer_token(std::string_view key);

}  // namespace gh
