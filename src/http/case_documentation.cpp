// The pieces of documentation that the routes of cases share.
#include "http/case_routes.h"

namespace gh::http {

Documentation describe(std::string id, std::string tag, Text summary) {
  Documentation out;
  out.id = std::move(id);
  out.tag = std::move(tag);
  out.summary = std::move(summary);
  return out;
}

Parameter query_parameter(std::string name, json::object schema, Text says) {
  return Parameter{std::move(name), "query", false, std::move(schema), std::move(says)};
}

json::object string_schema() { return {{"type", "string"}}; }

json::object integer_schema(std::int64_t min, std::int64_t max) {
  return {{"type", "integer"}, {"minimum", min}, {"maximum", max}};
}

json::object text_schema() {
  return {{"type", "object"},
          {"properties", {{"zh", string_schema()}, {"en", string_schema()}}},
          {"required", json::array{"zh", "en"}}};
}

}  // namespace gh::http
