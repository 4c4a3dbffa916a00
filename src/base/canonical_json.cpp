// RFC 8785: one spelling for each JSON value.
#include <algorithm>
#include <array>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <charconv>
#include <cmath>
#include <vector>

#include "base/assert.h"
#include "base/json.h"
#include "base/problem.h"
#include "base/text.h"

namespace gh {
namespace {

constexpr std::int64_t kIntegersEnd = std::int64_t{1} << 53;  // from here on a double skips integers
constexpr double kIntegerEnd = static_cast<double>(kIntegersEnd);
constexpr int kPlainExponentMax = 21;  // ECMAScript, Number::toString: 10^21 and more take an exponent
constexpr int kPlainExponentMin = -6;

[[noreturn]] void refuse_value(std::string_view rule, std::string zh, std::string en) {
  throw Problem(ProblemCode::kInvalidForm, FieldError{"", std::string(rule), "", {std::move(zh), std::move(en)}});
}

// UTF-16 order of UTF-8 text: as the bytes, but that U+E000 to U+FFFF (lead bytes EE, EF) come after all pairs of
// surrogates (lead bytes F0 to F4).
bool before_in_utf16(std::string_view a, std::string_view b) {
  const auto weight = [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte == 0xEE || byte == 0xEF ? byte + 0x10 : int{byte};
  };
  return std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end(),
                                      [&](char x, char y) { return weight(x) < weight(y); });
}

struct Decimal {
  std::string digits;  // significant ones, no leading or trailing zero
  int point;           // value = 0.digits × 10^point
};

// The shortest digits that read back as `number` (> 0, finite).
Decimal shortest(double number) {
  std::array<char, 32> buffer{};
  const auto result =
      std::to_chars(buffer.data(), buffer.data() + buffer.size(), number, std::chars_format::scientific);
  GH_ASSERT(result.ec == std::errc{});
  const std::string_view spelled(buffer.data(), static_cast<std::size_t>(result.ptr - buffer.data()));
  const std::size_t e = spelled.find('e');
  GH_ASSERT(e != std::string_view::npos);
  Decimal out{"", 0};
  for (const char c : spelled.substr(0, e)) {
    if (c != '.') out.digits += c;
  }
  std::string_view exponent = spelled.substr(e + 1);
  if (exponent.front() == '+') exponent.remove_prefix(1);
  int value = 0;
  std::from_chars(exponent.data(), exponent.data() + exponent.size(), value);
  out.point = value + 1;
  return out;
}

std::string number_text(double number) {
  if (!std::isfinite(number)) refuse_value("number-range", "数值不可表示", "a number has no JSON form");
  if (number == 0) return "0";  // ECMAScript drops the sign of -0
  if (number < 0) return "-" + number_text(-number);
  const auto [digits, point] = shortest(number);
  const int count = static_cast<int>(digits.size());
  if (count <= point && point <= kPlainExponentMax)
    return digits + std::string(static_cast<std::size_t>(point - count), '0');
  if (0 < point && point <= kPlainExponentMax) {
    return digits.substr(0, static_cast<std::size_t>(point)) + "." + digits.substr(static_cast<std::size_t>(point));
  }
  if (kPlainExponentMin < point && point <= 0)
    return "0." + std::string(static_cast<std::size_t>(-point), '0') + digits;
  const int exponent = point - 1;
  std::string out = digits.substr(0, 1);
  if (count > 1) out += "." + digits.substr(1);
  out += exponent < 0 ? "e-" : "e+";
  return out + std::to_string(exponent < 0 ? -exponent : exponent);
}

// The letter that stands for the byte after a backslash, or 0: it has none, or stands for itself.
char letter_of(char byte) {
  switch (byte) {
    case '"':
    case '\\':
      return byte;
    case '\b':
      return 'b';
    case '\f':
      return 'f';
    case '\n':
      return 'n';
    case '\r':
      return 'r';
    case '\t':
      return 't';
    default:
      return 0;
  }
}

bool stands_for_itself(char byte) { return static_cast<unsigned char>(byte) >= 0x20 && byte != '"' && byte != '\\'; }

void put_string(std::string& out, std::string_view text) {
  if (!is_utf8(text)) refuse_value("utf-8", "不是合法的 UTF-8 文本", "not well-formed UTF-8");
  constexpr char kHex[] = "0123456789abcdef";
  out += '"';
  while (!text.empty()) {
    const auto end = std::find_if_not(text.begin(), text.end(), stands_for_itself);
    out.append(text.begin(), end);
    text.remove_prefix(static_cast<std::size_t>(end - text.begin()));
    if (text.empty()) break;
    const char byte = text.front();
    text.remove_prefix(1);
    out += '\\';
    if (const char letter = letter_of(byte); letter != 0) {
      out += letter;
    } else {
      out += "u00";
      out += kHex[byte >> 4];
      out += kHex[byte & 15];
    }
  }
  out += '"';
}

class Writer {
 public:
  explicit Writer(bool integers_only) : integers_only_(integers_only) {}

  // Recursion is bounded by kJsonDepthMax, which also keeps what is written readable by parse_json.
  void put(const json::value& value, std::size_t depth) {
    switch (value.kind()) {
      case json::kind::null:
        out_ += "null";
        break;
      case json::kind::bool_:
        out_ += value.get_bool() ? "true" : "false";
        break;
      case json::kind::int64:
        if (!put_integer(value.get_int64())) put_number(static_cast<double>(value.get_int64()));
        break;
      case json::kind::uint64:
        put_number(static_cast<double>(value.get_uint64()));
        break;
      case json::kind::double_:
        put_number(value.get_double());
        break;
      case json::kind::string:
        put_string(out_, std::string_view(value.get_string()));
        break;
      case json::kind::array:
        put_array(value.get_array(), depth + 1);
        break;
      case json::kind::object:
        put_object(value.get_object(), depth + 1);
        break;
    }
  }
  std::string take() { return std::move(out_); }

 private:
  static void check_depth(std::size_t depth) {
    if (depth > kJsonDepthMax) {
      refuse_value("depth", "嵌套超过 " + std::to_string(kJsonDepthMax) + " 层",
                   "nested deeper than " + std::to_string(kJsonDepthMax) + " levels");
    }
  }

  // Whole numbers that a double holds exactly are spelled as they are; false for others.
  bool put_integer(std::int64_t number) {
    if (number >= kIntegersEnd || number <= -kIntegersEnd) return false;
    std::array<char, 20> digits;
    const auto result = std::to_chars(digits.data(), digits.data() + digits.size(), number);
    out_.append(digits.data(), result.ptr);
    return true;
  }

  void put_number(double number) {
    if (integers_only_ && !(std::abs(number) < kIntegerEnd && std::trunc(number) == number)) {
      refuse_value("no-fractions", "此处只允许绝对值小于 2^53 的整数", "only integers below 2^53 may stand here");
    }
    out_ += number_text(number);
  }

  void put_array(const json::array& array, std::size_t depth) {
    check_depth(depth);
    out_ += '[';
    bool first = true;
    for (const json::value& element : array) {
      if (!first) out_ += ',';
      first = false;
      put(element, depth);
    }
    out_ += ']';
  }

  void put_object(const json::object& object, std::size_t depth) {
    check_depth(depth);
    std::vector<const json::key_value_pair*> members;
    members.reserve(object.size());
    for (const json::key_value_pair& member : object) members.push_back(&member);
    std::sort(members.begin(), members.end(),
              [](const auto* a, const auto* b) { return before_in_utf16(a->key(), b->key()); });
    out_ += '{';
    bool first = true;
    for (const json::key_value_pair* member : members) {
      if (!first) out_ += ',';
      first = false;
      put_string(out_, member->key());
      out_ += ':';
      put(member->value(), depth);
    }
    out_ += '}';
  }

  bool integers_only_;
  std::string out_;
};

}  // namespace

std::string canonical_json(const json::value& value, bool integers_only) {
  Writer writer(integers_only);
  writer.put(value, 0);
  return writer.take();
}

}  // namespace gh
