// Members of a JSON object. base/json.h has the same of a value; an object given to those would be copied into one that
// is gone before its members are read.
#pragma once
#include <boost/json/object.hpp>
#include <string_view>

#include "base/json.h"

namespace gh::policy {

inline const json::value& member_of(const json::object& object, std::string_view key) {
  static const json::value none = nullptr;
  const json::value* found = object.if_contains(key);
  return found == nullptr ? none : *found;
}

// The string member, or "" when it is absent or no string.
inline std::string_view text_of(const json::object& object, std::string_view key) {
  const auto* text = member_of(object, key).if_string();
  return text == nullptr ? std::string_view() : std::string_view(text->data(), text->size());
}

}  // namespace gh::policy
