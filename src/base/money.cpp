// Sums, the rounding rule, and money as figures and as Chinese financial characters.
#include "base/money.h"

#include <array>

#include "base/assert.h"
#include "base/problem.h"

namespace gh {
namespace {

__extension__ using Wide = __int128;

Fen in_range(Wide amount) {
  if (amount < -Wide{kFenMax} || amount > Wide{kFenMax}) {
    throw Problem(ProblemCode::kInvalidForm,
                  FieldError{"", "amount-range", "", {"金额超出允许范围", "the amount is out of range"}});
  }
  return static_cast<Fen>(amount);
}

// |amount|, right for the smallest int64 too.
std::uint64_t magnitude(Fen amount) {
  const auto bits = static_cast<std::uint64_t>(amount);
  return amount < 0 ? 0 - bits : bits;
}

std::string two_digits(std::uint64_t value) {
  return {static_cast<char>('0' + value / 10), static_cast<char>('0' + value % 10)};
}

constexpr std::array<std::string_view, 10> kDigits{"零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"};

// A number below 10,000 (1 to 9999). Zeros inside are spoken once, those at the end not at all.
std::string below_wan(std::uint64_t number) {
  constexpr std::array<std::string_view, 4> kUnits{"仟", "佰", "拾", ""};
  std::string out;
  bool zero_pending = false;
  std::uint64_t place = 1000;
  for (const std::string_view unit : kUnits) {
    const std::uint64_t digit = number / place % 10;
    place /= 10;
    if (digit == 0) {
      zero_pending = !out.empty();
      continue;
    }
    if (zero_pending) out += kDigits[0];
    zero_pending = false;
    out += kDigits[digit];
    out += unit;
  }
  return out;
}

// `low` after `out`, which ends with a unit that is 10,000 × (or more) of it: a 零 stands in for missing leading
// digits.
void append_lower(std::string& out, const std::string& low, bool leading_zero) {
  if (low.empty()) return;
  if (!out.empty() && leading_zero) out += kDigits[0];
  out += low;
}

// A number below 10^8 (1 or more).
std::string below_yi(std::uint64_t number) {
  const std::uint64_t high = number / 10'000;
  const std::uint64_t low = number % 10'000;
  std::string out;
  if (high > 0) out = below_wan(high) + "万";
  append_lower(out, low > 0 ? below_wan(low) : "", low < 1000);
  return out;
}

// Whole yuan, 0 to 10^16 - 1.
std::string whole_number(std::uint64_t number) {
  if (number == 0) return "";
  const std::uint64_t high = number / 100'000'000;
  const std::uint64_t low = number % 100'000'000;
  std::string out;
  if (high > 0) out = below_yi(high) + "亿";
  append_lower(out, low > 0 ? below_yi(low) : "", low < 10'000'000);
  return out;
}

}  // namespace

Fen add(Fen a, Fen b) { return in_range(Wide{a} + Wide{b}); }

std::string yuan_text(Fen amount) {
  const std::uint64_t fen = magnitude(amount);
  return (amount < 0 ? "-" : "") + std::to_string(fen / 100) + "." + two_digits(fen % 100);
}

std::string yuan_grouped(Fen amount) {
  std::string out = yuan_text(amount);
  const std::size_t first_digit = amount < 0 ? 1 : 0;
  for (std::size_t at = out.size() - 3; at > first_digit + 3;) {
    at -= 3;
    out.insert(at, 1, ',');
  }
  return out;
}

std::string yuan_in_words(Fen amount) {
  const std::uint64_t fen_total = magnitude(in_range(amount));
  const std::uint64_t yuan = fen_total / 100;
  const std::uint64_t jiao = fen_total / 10 % 10;
  const std::uint64_t fen = fen_total % 10;
  if (fen_total == 0) return "零元整";

  std::string out = whole_number(yuan);
  if (yuan > 0) out += "元";
  if (jiao > 0) {
    if (yuan > 0 && yuan % 10 == 0) out += kDigits[0];
    out += kDigits[jiao];
    out += "角";
  }
  if (fen > 0) {
    if (yuan > 0 && jiao == 0) out += kDigits[0];
    out += kDigits[fen];
    out += "分";
  }
  if (jiao == 0 && fen == 0) out += "整";
  return amount < 0 ? "负" + out : out;
}

Fen multiply(Fen amount, std::int64_t numerator, std::int64_t denominator) {
  GH_ASSERT(denominator > 0);
  const Wide product = Wide{amount} * Wide{numerator};
  const Wide remainder = product % denominator;
  Wide quotient = product / denominator;
  if ((remainder < 0 ? -remainder : remainder) * 2 >= denominator) quotient += product > 0 ? 1 : -1;
  return in_range(quotient);
}

}  // namespace gh
