// JSON Schema of a described struct, for the documentation of routes: the same members that read<T> takes and write<T>
// gives, so that what is documented can't differ from what is read.
#pragma once
#include "base/described.h"

namespace gh::http {

template <class T>
json::object schema_of();

namespace schema_detail {
template <class T>
json::array enumerators() {
  json::array names;
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<T>>([&](auto one) { names.emplace_back(one.name); });
  return names;
}

template <class T>
json::object members() {
  json::object properties;
  json::array required;
  boost::mp11::mp_for_each<boost::describe::describe_members<T, boost::describe::mod_public>>([&](auto member) {
    using M = std::remove_cvref_t<decltype(std::declval<T>().*member.pointer)>;
    properties.emplace(member.name, schema_of<M>());
    if (!described_detail::Optional<M>::value) required.emplace_back(member.name);
  });
  return {{"type", "object"},
          {"properties", std::move(properties)},
          {"required", std::move(required)},
          {"additionalProperties", false}};
}
}  // namespace schema_detail

template <class T>
json::object schema_of() {
  using namespace described_detail;
  if constexpr (std::is_same_v<T, json::value>) {
    return {};
  } else if constexpr (std::is_same_v<T, json::object>) {
    return {{"type", "object"}};
  } else if constexpr (std::is_same_v<T, std::string>) {
    return {{"type", "string"}};
  } else if constexpr (std::is_same_v<T, bool>) {
    return {{"type", "boolean"}};
  } else if constexpr (std::is_same_v<T, Day>) {
    return {{"type", "string"}, {"format", "date"}};
  } else if constexpr (std::is_same_v<T, Instant>) {
    return {{"type", "string"}, {"format", "date-time"}};
  } else if constexpr (std::is_enum_v<T>) {
    return {{"type", "string"}, {"enum", schema_detail::enumerators<T>()}};
  } else if constexpr (std::is_integral_v<T>) {
    return {{"type", "integer"}};
  } else if constexpr (Optional<T>::value) {
    return schema_of<typename T::value_type>();
  } else if constexpr (Vector<T>::value) {
    return {{"type", "array"}, {"items", schema_of<typename T::value_type>()}};
  } else if constexpr (StringMap<T>::value) {
    return {{"type", "object"}, {"additionalProperties", schema_of<typename T::mapped_type>()}};
  } else {
    static_assert(kDescribed<T>, "describe this struct with BOOST_DESCRIBE_STRUCT");
    return schema_detail::members<T>();
  }
}

}  // namespace gh::http
