// Values bound to statements and rows mapped to described structs.
#pragma once
#include <boost/describe/enum_from_string.hpp>
#include <boost/describe/enum_to_string.hpp>
#include <boost/describe/members.hpp>
#include <boost/mp11/algorithm.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>

#include "base/assert.h"
#include "base/time.h"

namespace gh::store {

// What a parameter may be. Instants are bound as UTC milliseconds, days as YYYY-MM-DD, flags as 0/1, described enums
// as their name.
class Value {
 public:
  Value(std::nullptr_t) {}                              // NOLINT: implicit on purpose, values are written in place
  Value(std::string text) : value_(std::move(text)) {}  // NOLINT
  Value(std::string_view text) : value_(std::string(text)) {}  // NOLINT
  Value(const char* text) : value_(std::string(text)) {}       // NOLINT
  Value(Instant instant) : value_(utc_ms(instant)) {}          // NOLINT
  Value(Day day) : value_(text(day)) {}                        // NOLINT
  template <class T>
  requires std::is_integral_v<T> Value(T number) : value_(static_cast<std::int64_t>(number)) {}  // NOLINT
  template <class T>
  requires std::is_enum_v<T> Value(T name)
      : value_(std::string(boost::describe::enum_to_string(name, ""))) {}  // NOLINT
  template <class T>
  Value(const std::optional<T>& maybe) {  // NOLINT
    if (maybe) *this = Value(*maybe);
  }

  bool is_null() const { return value_.index() == 0; }
  const std::int64_t* integer() const { return std::get_if<std::int64_t>(&value_); }
  const std::string* string() const { return std::get_if<std::string>(&value_); }

 private:
  std::variant<std::monostate, std::int64_t, std::string> value_;
};

// One row while it is being read.
class Row {
 public:
  virtual ~Row() = default;
  virtual std::size_t columns() const = 0;
  virtual std::string_view name(std::size_t column) const = 0;
  virtual bool is_null(std::size_t column) const = 0;
  virtual std::int64_t integer(std::size_t column) const = 0;
  virtual std::string_view string(std::size_t column) const = 0;

  // The column's position, or columns() when there is none of that name.
  std::size_t find(std::string_view column_name) const;

  template <class T>
  T as() const {
    T out{};
    if constexpr (std::is_integral_v<T> || std::is_same_v<T, std::string> || std::is_same_v<T, Day> ||
                  std::is_same_v<T, Instant>) {
      take(0, out);
    } else {
      std::size_t position = 0;
      boost::mp11::mp_for_each<boost::describe::describe_members<T, boost::describe::mod_public>>([&](auto member) {
        // Columns mostly stand in the members' order, so the next one is tried first.
        std::size_t column = position;
        if (column >= columns() || name(column) != member.name) column = find(member.name);
        if (column >= columns()) missing_column(member.name);
        take(column, out.*member.pointer);
        position = column + 1;
      });
      using Members = boost::describe::describe_members<T, boost::describe::mod_public>;
      if (columns() != boost::mp11::mp_size<Members>::value) surplus_columns();
    }
    return out;
  }

 private:
  [[noreturn]] static void missing_column(const char* member);
  [[noreturn]] void surplus_columns() const;
  template <class T>
  void take(std::size_t column, T& out) const {
    if constexpr (std::is_same_v<T, std::string>) {
      GH_ASSERT(!is_null(column));
      out = string(column);
    } else if constexpr (std::is_same_v<T, bool>) {
      out = integer(column) != 0;
    } else if constexpr (std::is_same_v<T, Instant>) {
      GH_ASSERT(!is_null(column));
      out = instant_of(integer(column));
    } else if constexpr (std::is_same_v<T, Day>) {
      const auto day = parse_day(string(column));
      GH_ASSERT(day.has_value());
      out = *day;
    } else if constexpr (std::is_enum_v<T>) {
      GH_ASSERT(boost::describe::enum_from_string(std::string(string(column)).c_str(), out));
    } else if constexpr (std::is_integral_v<T>) {
      GH_ASSERT(!is_null(column));
      out = static_cast<T>(integer(column));
    } else {  // std::optional
      if (!is_null(column)) take(column, out.emplace());
    }
  }
};

}  // namespace gh::store
