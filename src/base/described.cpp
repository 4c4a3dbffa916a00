// What reading described structs says about wrong values: compiled once for all of them.
#include "base/described.h"

namespace gh {
namespace {

// A form with more faults than this is noise: the first ones suffice to put it right.
constexpr std::size_t kFaultsMax = 100;

// The number as an integer; a double counts when it is whole ("56.0") and exactly representable.
std::optional<std::int64_t> whole_number(const json::value& value) {
  if (const std::int64_t* number = value.if_int64()) return *number;
  if (const std::uint64_t* number = value.if_uint64()) {
    if (*number <= static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) {
      return static_cast<std::int64_t>(*number);
    }
  }
  if (const double* number = value.if_double()) {
    constexpr double kExactEnd = 9007199254740992.0;  // 2^53
    if (*number > -kExactEnd && *number < kExactEnd) {
      const auto whole = static_cast<std::int64_t>(*number);
      if (static_cast<double>(whole) == *number) return whole;
    }
  }
  return std::nullopt;
}

}  // namespace

void ReadFaults::add(std::string_view pointer, std::string_view rule, std::string zh, std::string en) {
  if (errors.size() >= kFaultsMax) return;
  errors.push_back(FieldError{std::string(pointer), std::string(rule), "", {std::move(zh), std::move(en)}});
}

namespace described_detail {

bool read_string(const json::value& value, std::string& out, std::string_view pointer, ReadFaults& faults) {
  const json::string* string = value.if_string();
  if (string == nullptr) {
    faults.add(pointer, "type", "应为文本", "must be a text");
    return false;
  }
  const std::string_view text(string->data(), string->size());
  // parse_json refuses U+0000; a value made otherwise must not smuggle it into C strings and PostgreSQL.
  if (text.find('\0') != std::string_view::npos) {
    faults.add(pointer, "nul", "不得含有空字符", "must not hold the character U+0000");
    return false;
  }
  out = text;
  return true;
}

bool read_bool(const json::value& value, bool& out, std::string_view pointer, ReadFaults& faults) {
  const bool* truth = value.if_bool();
  if (truth == nullptr) {
    faults.add(pointer, "type", "应为是或否（true/false）", "must be true or false");
    return false;
  }
  out = *truth;
  return true;
}

bool read_int(const json::value& value, std::int64_t& out, std::int64_t min, std::int64_t max, std::string_view pointer,
              ReadFaults& faults) {
  if (!value.is_number()) {
    faults.add(pointer, "type", "应为整数", "must be an integer");
    return false;
  }
  const auto number = whole_number(value);
  if (!number && value.is_double()) {
    faults.add(pointer, "integer", "应为整数，不得有小数", "must be an integer without fraction");
    return false;
  }
  // What isn't int64 is an unsigned above it, so past every `max`.
  if (!number || *number < min || *number > max) {
    const std::string range = std::to_string(min) + " – " + std::to_string(max);
    faults.add(pointer, "range", "超出允许范围：" + range, "out of range: " + range);
    return false;
  }
  out = *number;
  return true;
}

bool read_day(const json::value& value, Day& out, std::string_view pointer, ReadFaults& faults) {
  const json::string* string = value.if_string();
  const auto day = string != nullptr ? parse_day(std::string_view(*string)) : std::nullopt;
  if (!day) {
    faults.add(pointer, "date", "应为日期，格式如 2026-09-21", "must be a day such as 2026-09-21");
    return false;
  }
  out = *day;
  return true;
}

bool read_instant(const json::value& value, Instant& out, std::string_view pointer, ReadFaults& faults) {
  const json::string* string = value.if_string();
  const auto instant = string != nullptr ? parse_instant(std::string_view(*string)) : std::nullopt;
  if (!instant) {
    faults.add(pointer, "date-time", "应为时刻，格式如 2026-09-21T08:00:00+08:00",
               "must be an instant such as 2026-09-21T08:00:00+08:00");
    return false;
  }
  out = *instant;
  return true;
}

const json::object* read_object(const json::value& value, std::string_view pointer, ReadFaults& faults) {
  const json::object* object = value.if_object();
  if (object == nullptr) faults.add(pointer, "type", "应为对象", "must be an object");
  return object;
}

const json::array* read_array(const json::value& value, std::string_view pointer, ReadFaults& faults) {
  const json::array* array = value.if_array();
  if (array == nullptr) faults.add(pointer, "type", "应为列表", "must be a list");
  return array;
}

void missing(std::string_view pointer, ReadFaults& faults) {
  faults.add(pointer, "required", "此项必填", "is required");
}

void unknown(std::string_view pointer, ReadFaults& faults) {
  faults.add(pointer, "unknown", "没有此项", "isn't known here");
}

}  // namespace described_detail
}  // namespace gh
