// JSON to and from described structs (BOOST_DESCRIBE_STRUCT). Reading names every wrong field by JSON pointer; writing
// is flat. Members may be std::string, bool, integers, enums with BOOST_DESCRIBE_ENUM, Day, Instant, json::value,
// std::optional, std::vector, std::map<std::string, T> and described structs.
#pragma once
#include <boost/describe/enum_from_string.hpp>
#include <boost/describe/enum_to_string.hpp>
#include <boost/describe/members.hpp>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/mp11/algorithm.hpp>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include "base/json.h"
#include "base/problem.h"
#include "base/time.h"

namespace gh {

// Collects what is wrong while a value is read; `read` throws them together.
struct ReadFaults {
  std::vector<FieldError> errors;
  void add(std::string_view pointer, std::string_view rule, std::string zh, std::string en);
};

namespace described_detail {
template <class T>
inline constexpr bool kDescribed = boost::describe::has_describe_members<T>::value && !std::is_union_v<T>;
template <class T>
struct Optional : std::false_type {};
template <class T>
struct Optional<std::optional<T>> : std::true_type {};
template <class T>
struct Vector : std::false_type {};
template <class T>
struct Vector<std::vector<T>> : std::true_type {};
template <class T>
struct StringMap : std::false_type {};
template <class T>
struct StringMap<std::map<std::string, T>> : std::true_type {};

// Not templates, so compiled once.
bool read_string(const json::value&, std::string&, std::string_view pointer, ReadFaults&);
bool read_bool(const json::value&, bool&, std::string_view pointer, ReadFaults&);
bool read_int(const json::value&, std::int64_t&, std::int64_t min, std::int64_t max, std::string_view pointer,
              ReadFaults&);
bool read_day(const json::value&, Day&, std::string_view pointer, ReadFaults&);
bool read_instant(const json::value&, Instant&, std::string_view pointer, ReadFaults&);
const json::object* read_object(const json::value&, std::string_view pointer, ReadFaults&);
const json::array* read_array(const json::value&, std::string_view pointer, ReadFaults&);
void missing(std::string_view pointer, ReadFaults&);
void unknown(std::string_view pointer, ReadFaults&);
}  // namespace described_detail

// Reads into `out`; faults are added, never thrown. Absent optionals stay empty; an unknown member is a fault.
template <class T>
void read_into(const json::value& value, T& out, const std::string& pointer, ReadFaults& faults);

// Reads a whole value or throws Problem kInvalidForm with every fault.
template <class T>
T read(const json::value& value) {
  T out{};
  ReadFaults faults;
  read_into(value, out, "", faults);
  if (!faults.errors.empty()) throw Problem(ProblemCode::kInvalidForm, std::move(faults.errors));
  return out;
}

template <class T>
json::value write(const T& value);

template <class T>
void read_into(const json::value& value, T& out, const std::string& pointer, ReadFaults& faults) {
  using namespace described_detail;
  if constexpr (std::is_same_v<T, json::value>) {
    out = value;
  } else if constexpr (std::is_same_v<T, json::object>) {
    if (const auto* object = read_object(value, pointer, faults)) out = *object;
  } else if constexpr (std::is_same_v<T, json::array>) {
    if (const auto* array = read_array(value, pointer, faults)) out = *array;
  } else if constexpr (std::is_same_v<T, std::string>) {
    read_string(value, out, pointer, faults);
  } else if constexpr (std::is_same_v<T, bool>) {
    read_bool(value, out, pointer, faults);
  } else if constexpr (std::is_same_v<T, Day>) {
    read_day(value, out, pointer, faults);
  } else if constexpr (std::is_same_v<T, Instant>) {
    read_instant(value, out, pointer, faults);
  } else if constexpr (std::is_enum_v<T>) {
    std::string name;
    if (read_string(value, name, pointer, faults) && !boost::describe::enum_from_string(name.c_str(), out))
      faults.add(pointer, "enum", "不是允许的取值：" + name, "not one of the allowed values: " + name);
  } else if constexpr (std::is_integral_v<T>) {
    std::int64_t number = 0;
    if (read_int(value, number, static_cast<std::int64_t>(std::numeric_limits<T>::min()),
                 sizeof(T) < 8 ? static_cast<std::int64_t>(std::numeric_limits<T>::max())
                               : std::numeric_limits<std::int64_t>::max(),
                 pointer, faults))
      out = static_cast<T>(number);
  } else if constexpr (Optional<T>::value) {
    if (!value.is_null()) read_into(value, out.emplace(), pointer, faults);
  } else if constexpr (Vector<T>::value) {
    if (const auto* array = read_array(value, pointer, faults)) {
      for (std::size_t i = 0; i < array->size(); ++i) {
        typename T::value_type element{};
        read_into((*array)[i], element, pointer + "/" + std::to_string(i), faults);
        out.push_back(std::move(element));
      }
    }
  } else if constexpr (StringMap<T>::value) {
    if (const auto* object = read_object(value, pointer, faults)) {
      for (const auto& [key, member] : *object)
        read_into(member, out[std::string(key)], pointer + "/" + pointer_token(key), faults);
    }
  } else {
    static_assert(kDescribed<T>, "describe this struct with BOOST_DESCRIBE_STRUCT");
    const auto* object = read_object(value, pointer, faults);
    if (object == nullptr) return;
    std::size_t known = 0;
    boost::mp11::mp_for_each<boost::describe::describe_members<T, boost::describe::mod_public>>([&](auto member) {
      using M = std::remove_reference_t<decltype(out.*member.pointer)>;
      const auto* found = object->if_contains(member.name);
      const std::string at = pointer + "/" + member.name;
      if (found != nullptr) {
        ++known;
        read_into(*found, out.*member.pointer, at, faults);
      } else if constexpr (!Optional<M>::value) {
        missing(at, faults);
      }
    });
    if (known == object->size()) return;
    for (const auto& [key, ignored] : *object) {
      bool is_member = false;
      boost::mp11::mp_for_each<boost::describe::describe_members<T, boost::describe::mod_public>>(
          [&](auto member) { is_member = is_member || key == member.name; });
      if (!is_member) unknown(pointer + "/" + pointer_token(key), faults);
    }
  }
}

template <class T>
json::value write(const T& value) {
  using namespace described_detail;
  if constexpr (std::is_same_v<T, json::value>) {
    return value;
  } else if constexpr (std::is_same_v<T, json::object> || std::is_same_v<T, json::array>) {
    return value;
  } else if constexpr (std::is_same_v<T, Day> || std::is_same_v<T, Instant>) {
    return json::value(text(value));
  } else if constexpr (std::is_enum_v<T>) {
    return json::value(boost::describe::enum_to_string(value, ""));
  } else if constexpr (Optional<T>::value) {
    return value ? write(*value) : json::value(nullptr);
  } else if constexpr (Vector<T>::value) {
    json::array out;
    out.reserve(value.size());
    for (const auto& element : value) out.push_back(write(element));
    return out;
  } else if constexpr (StringMap<T>::value) {
    json::object out;
    for (const auto& [key, member] : value) out.emplace(key, write(member));
    return out;
  } else if constexpr (kDescribed<T>) {
    json::object out;
    // Empty optionals are left out, so that a reader of the same struct takes them as absent.
    boost::mp11::mp_for_each<boost::describe::describe_members<T, boost::describe::mod_public>>([&](auto member) {
      using M = std::remove_cvref_t<decltype(value.*member.pointer)>;
      if constexpr (Optional<M>::value) {
        if (!(value.*member.pointer)) return;
      }
      out.emplace(member.name, write(value.*member.pointer));
    });
    return out;
  } else {
    return json::value(value);
  }
}

}  // namespace gh
