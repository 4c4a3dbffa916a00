// Strict reading over Boost.JSON's event parser, and the look-ups.
#include "base/json.h"

#include <algorithm>
#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/value_stack.hpp>
#include <charconv>
#include <cmath>
#include <optional>
#include <vector>

#include "base/problem.h"
#include "base/text.h"

namespace gh {
namespace {

[[noreturn]] void refuse(std::string_view rule, std::string zh, std::string en, std::string detail = {}) {
  throw Problem(ProblemCode::kMalformed, FieldError{"", std::string(rule), "", {std::move(zh), std::move(en)}},
                std::move(detail));
}

enum class Refused { kNone, kDuplicateKey, kNul, kNumber };

// Builds the value from the parser's events and notices what the parser lets through.
struct StrictHandler {
  using Error = json::error_code;
  static constexpr std::size_t max_object_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_array_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_key_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_string_size = static_cast<std::size_t>(-1);

  json::value_stack stack;
  std::vector<std::string> keys;  // of all open objects, innermost last
  std::string text;               // of the string or number being read
  Refused refused = Refused::kNone;

  bool refuse_with(Refused why, Error& ec) {
    refused = why;
    ec = json::error::syntax;
    return false;
  }
  bool take_text(json::string_view s, Error& ec) {
    text.append(s.data(), s.size());
    return std::string_view(s).find('\0') == std::string_view::npos || refuse_with(Refused::kNul, ec);
  }

  bool on_document_begin(Error&) { return true; }
  bool on_document_end(Error&) { return true; }
  bool on_array_begin(Error&) { return true; }
  bool on_array_end(std::size_t size, Error&) {
    stack.push_array(size);
    return true;
  }
  bool on_object_begin(Error&) { return true; }
  bool on_object_end(std::size_t size, Error& ec) {
    const auto first = keys.end() - static_cast<std::ptrdiff_t>(size);
    std::sort(first, keys.end());
    if (std::adjacent_find(first, keys.end()) != keys.end()) return refuse_with(Refused::kDuplicateKey, ec);
    keys.erase(first, keys.end());
    stack.push_object(size);
    return true;
  }
  bool on_key_part(json::string_view s, std::size_t, Error& ec) { return take_text(s, ec); }
  bool on_key(json::string_view s, std::size_t, Error& ec) {
    if (!take_text(s, ec)) return false;
    stack.push_key(text);
    keys.push_back(std::move(text));
    text.clear();
    return true;
  }
  bool on_string_part(json::string_view s, std::size_t, Error& ec) { return take_text(s, ec); }
  bool on_string(json::string_view s, std::size_t, Error& ec) {
    if (!take_text(s, ec)) return false;
    stack.push_string(text);
    text.clear();
    return true;
  }
  bool on_number_part(json::string_view s, Error&) {
    text.append(s.data(), s.size());
    return true;
  }
  bool on_int64(std::int64_t number, json::string_view, Error&) {
    text.clear();
    stack.push_int64(number);
    return true;
  }
  bool on_uint64(std::uint64_t number, json::string_view, Error&) {
    text.clear();
    stack.push_uint64(number);
    return true;
  }
  // The parser's own double is up to one unit in the last place off, so the digits are read again.
  bool on_double(double, json::string_view s, Error& ec) {
    text.append(s.data(), s.size());
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool read_whole = error == std::errc{} && end == text.data() + text.size() && std::isfinite(number);
    if (!read_whole) return refuse_with(Refused::kNumber, ec);
    text.clear();
    stack.push_double(number);
    return true;
  }
  bool on_bool(bool truth, Error&) {
    stack.push_bool(truth);
    return true;
  }
  bool on_null(Error&) {
    stack.push_null();
    return true;
  }
  bool on_comment_part(json::string_view, Error&) { return true; }
  bool on_comment(json::string_view, Error&) { return true; }
};

[[noreturn]] void refuse_syntax(Refused why, const json::error_code& error, std::size_t at) {
  const std::string place = std::to_string(at);
  switch (why) {
    case Refused::kDuplicateKey:
      refuse("duplicate-key", "JSON 对象中有重复的键（第 " + place + " 字节之前）",
             "an object has the same key twice (before byte " + place + ")");
    case Refused::kNul:
      refuse("nul", "JSON 文本中有空字符（U+0000）", "a string holds the character U+0000");
    case Refused::kNumber:
      refuse("number-range", "JSON 数值超出可表示范围", "a number is out of range");
    case Refused::kNone:
      break;
  }
  if (error == json::error::too_deep) {
    refuse("depth", "JSON 嵌套超过 " + std::to_string(kJsonDepthMax) + " 层",
           "nested deeper than " + std::to_string(kJsonDepthMax) + " levels");
  }
  refuse("json", "不是合法的 JSON（第 " + place + " 字节处）", "not valid JSON (at byte " + place + ")",
         error.message());
}

}  // namespace

json::value parse_json(std::string_view text) {
  if (!is_utf8(text)) refuse("utf-8", "不是合法的 UTF-8 文本", "not well-formed UTF-8");
  json::parse_options options;
  options.max_depth = kJsonDepthMax;
  json::basic_parser<StrictHandler> parser(options);
  StrictHandler& handler = parser.handler();
  handler.stack.reset();

  json::error_code error;
  const std::size_t read = parser.write_some(false, text.data(), text.size(), error);
  if (!error && read < text.size()) error = json::error::extra_data;
  if (error) refuse_syntax(handler.refused, error, read);
  return handler.stack.release();
}

namespace {

const json::value& absent() {
  static const json::value kNull;
  return kNull;
}

std::string_view text_of(const json::value& value) {
  const json::string* string = value.if_string();
  return string != nullptr ? std::string_view(string->data(), string->size()) : std::string_view{};
}

}  // namespace

const json::value& at_or_null(const json::object& object, std::string_view key) {
  const json::value* member = object.if_contains(key);
  return member != nullptr ? *member : absent();
}

const json::value& at_or_null(const json::value& value, std::string_view key) {
  const json::object* object = value.if_object();
  return object != nullptr ? at_or_null(*object, key) : absent();
}

std::string_view string_at(const json::value& value, std::string_view key) { return text_of(at_or_null(value, key)); }
std::string_view string_at(const json::object& object, std::string_view key) {
  return text_of(at_or_null(object, key));
}

std::vector<std::string> texts_in(const json::value& value) {
  std::vector<std::string> out;
  if (const auto* array = value.if_array())
    for (const auto& element : *array) out.emplace_back(element.as_string());
  return out;
}

const json::value* find_pointer(const json::value& value, std::string_view pointer) {
  json::error_code error;
  return value.find_pointer(pointer, error);
}

std::string pointer_token(std::string_view key) {
  std::string out;
  out.reserve(key.size());
  for (const char c : key) {
    if (c == '~') {
      out += "~0";
    } else if (c == '/') {
      out += "~1";
    } else {
      out += c;
    }
  }
  return out;
}

}  // namespace gh
