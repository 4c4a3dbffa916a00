// The documentation of cursor pages.
#include "http/page.h"

namespace gh::http {

Parameter page_limit_parameter() {
  return {"limit",
          "query",
          false,
          {{"type", "integer"}, {"minimum", 1}, {"maximum", kPageMax}, {"default", kPageDefault}},
          {"每页条数", "How many at most"}};
}

Parameter page_cursor_parameter() {
  return {"cursor", "query", false, {{"type", "string"}}, {"上一页返回的 next", "`next` of the page before"}};
}

json::object page_schema(json::object item) {
  json::object schema = list_schema(std::move(item));
  schema["properties"].as_object().emplace("next", json::object{{"type", "string"}});
  return schema;
}

json::object counted_page_schema(json::object item) {
  json::object schema = page_schema(std::move(item));
  json::object& properties = schema["properties"].as_object();
  properties.emplace("total", json::object{{"type", "integer"}, {"minimum", 0}});
  properties.emplace("total_at_least", json::object{{"type", "boolean"}});
  schema["required"] = json::array{"items", "total", "total_at_least"};
  return schema;
}

json::object list_schema(json::object item) {
  return {{"type", "object"},
          {"properties", json::object{{"items", json::object{{"type", "array"}, {"items", std::move(item)}}}}},
          {"required", json::array{"items"}}};
}

}  // namespace gh::http
