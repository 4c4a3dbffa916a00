#include "access/untyped.h"

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

namespace gh::access {
namespace {

// One of the schema's types, where it has several.
bool is_of_type(const json::value& schema, std::string_view name) {
  const json::value& type = at_or_null(schema, "type");
  if (!type.is_array()) return type == json::value(name);
  return std::ranges::find(type.get_array(), json::value(name)) != type.get_array().end();
}

bool has_any(const json::value& schema, std::initializer_list<std::string_view> keywords) {
  return std::ranges::any_of(keywords, [&](std::string_view keyword) { return schema.as_object().contains(keyword); });
}

// Whether it says something of the value, but nothing of what that holds.
bool is_untyped(const json::value& schema) {
  if (!schema.is_object() || schema.get_object().empty()) return true;
  if (is_of_type(schema, "array")) return !has_any(schema, {"items"});
  if (is_of_type(schema, "object")) {
    const json::value& others = at_or_null(schema, "additionalProperties");
    return !has_any(schema, {"properties"}) && !(others.is_object() && !others.get_object().empty());
  }
  return !has_any(schema, {"type", "enum", "const", "$ref", "allOf", "anyOf", "oneOf"});
}

void look(const json::value& schema, const std::string& where, std::vector<std::string>& out) {
  if (is_untyped(schema)) {
    out.push_back(where);
    return;
  }
  if (const json::value& members = at_or_null(schema, "properties"); members.is_object())
    for (const auto& [name, member] : members.get_object()) look(member, where + "/" + std::string(name), out);
  for (const char* of_all : {"items", "additionalProperties"})
    if (const json::value& member = at_or_null(schema, of_all); member.is_object()) look(member, where + "/*", out);
  for (const char* several : {"allOf", "anyOf", "oneOf"})
    if (const json::value& schemas = at_or_null(schema, several); schemas.is_array())
      for (const json::value& one : schemas.get_array()) look(one, where, out);
}

}  // namespace

std::vector<std::string> untyped_answers(const json::value& openapi) {
  std::vector<std::string> out;
  for (const auto& path : at_or_null(openapi, "paths").as_object()) {
    for (const auto& method : path.value().as_object()) {
      const std::string id(string_at(method.value(), "operationId"));
      for (const auto& response : at_or_null(method.value(), "responses").as_object()) {
        if (!response.key().starts_with('2')) continue;
        const json::value* media = find_pointer(response.value(), "/content/application~1json");
        if (media != nullptr) look(at_or_null(*media, "schema"), id, out);
      }
    }
  }
  return out;
}

}  // namespace gh::access
