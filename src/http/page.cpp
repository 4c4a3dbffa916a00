// The documentation of cursor pages.
#include "http/page.h"

#include <algorithm>

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

std::string at_cursor(std::string_view target, std::string_view cursor) {
  const std::size_t mark = std::min(target.size(), target.find('?'));
  std::string out(target.substr(0, mark));
  out += '?';
  std::string_view query = target.substr(std::min(target.size(), mark + 1));
  while (!query.empty()) {
    const std::size_t end = std::min(query.size(), query.find('&'));
    const std::string_view member = query.substr(0, end);
    if (!member.starts_with("cursor=")) out.append(member).append("&");
    query.remove_prefix(std::min(query.size(), end + 1));
  }
  return out.append("cursor=").append(cursor);
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
