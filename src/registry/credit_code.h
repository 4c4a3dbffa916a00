// The unified social credit code (GB 32100-2015) and the organisation code inside it (GB 11714-1997).
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace gh::registry {

// Digits and capitals without I, O, S, V, Z; a symbol's value is its place here.
inline constexpr std::string_view kCreditSymbols = "0123456789ABCDEFGHJKLMNPQRTUWXY";
inline constexpr std::size_t kCreditCodeSize = 18;

// The check symbol of the first 17 characters; nothing when they aren't 17 of kCreditSymbols.
std::optional<char> credit_check_symbol(std::string_view first17);

// The check character (0-9 or X) of the first 8 characters of an organisation code; nothing when they aren't 8 digits
// and capitals.
std::optional<char> organisation_check_symbol(std::string_view first8);

// 18 characters of the alphabet and both check characters right: positions 9-17 hold an organisation code with its own.
// A small letter isn't taken for a capital.
bool is_credit_code(std::string_view code);

// The organisation code (nine characters) of a credit code of the right length.
std::string_view organisation_code_of(std::string_view credit_code);

// Five symbols in base 31: 1 gives "00001". Nothing when `serial` is negative or too large for five.
std::optional<std::string> serial_symbols(std::int64_t serial);

// The code that a civil-affairs registry gives a social group: 51, the division's six digits, an organisation code of
// `prefix` (three symbols) and the serial, and both check characters. Nothing for parts of another shape.
std::optional<std::string> make_credit_code(std::string_view division, std::string_view prefix, std::int64_t serial);

}  // namespace gh::registry
