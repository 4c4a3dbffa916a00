// The house's SQL as PostgreSQL wants it: `?` becomes $1, $2 … with the type where the server couldn't tell. Internal.
#pragma once
#include <span>
#include <string>
#include <string_view>

#include "store/rows.h"

namespace gh::store {

// Integers are marked bigint, so that an expression isn't taken for a 32-bit one; a parameter that is only asked
// whether it `is` something is marked text, which any value can be written as. Quotations and comments are left alone.
std::string numbered_parameters(std::string_view sql, std::span<const Value> values);

// What numbered_parameters() depends on besides the values themselves: one character a value.
std::string parameter_kinds(std::span<const Value> values);

}  // namespace gh::store
