// Money: whole 分 in an int64, never floating point. A sum that would overflow is a refusal, not a wrap.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace gh {

using Fen = std::int64_t;

// Largest amount that any form or ledger takes: a trillion yuan.
inline constexpr Fen kFenMax = 100'000'000'000'000;

// Throws Problem kInvalidForm (rule "amount-range") when |result| > kFenMax.
Fen add(Fen a, Fen b);
// "123456.78" (yuan).
std::string yuan_text(Fen amount);
// "1,234,567.89" for people.
std::string yuan_grouped(Fen amount);
// Money as Chinese financial characters ("壹佰贰拾叁元肆角伍分"), as contracts and receipts spell it.
std::string yuan_in_words(Fen amount);

// amount × numerator / denominator, rounded half away from zero: the one published rounding rule.
// denominator > 0. The product is taken in 128 bits.
Fen multiply(Fen amount, std::int64_t numerator, std::int64_t denominator);

}  // namespace gh
