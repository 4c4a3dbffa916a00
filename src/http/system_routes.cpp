// Health, metrics and the API's own description.
#include "http/system_routes.h"

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>

#include "base/assert.h"
#include "http/docs_page.h"

namespace gh::http {

namespace {

constexpr std::string_view kStylePath = "/api/v1/docs.css";

Documentation about(std::string id, Text summary, std::string content_type) {
  Documentation out;
  out.id = std::move(id);
  out.tag = "system";
  out.summary = std::move(summary);
  out.content_type = std::move(content_type);
  return out;
}

// Texts made once and shared by all answers, with their entity tags.
struct Pages {
  struct Page {
    std::shared_ptr<const std::string> bytes;
    std::string etag;
    std::string content_type;
  };
  Page openapi;
  Page docs;
  Page style;

  static Page page(std::string bytes, std::string content_type) {
    Page out;
    out.etag = etag_of(bytes);
    out.bytes = std::make_shared<const std::string>(std::move(bytes));
    out.content_type = std::move(content_type);
    return out;
  }

  static Response answer(const Request& request, const Page& page) {
    Response response;
    if (none_match_has(request, page.etag)) {
      response = no_content();
      response.status = 304;
    } else {
      response.content_type = page.content_type;
      response.shared_body = page.bytes;
    }
    response.headers.emplace_back("ETag", page.etag);
    return response;
  }
};

bool is_well(const HealthCheck& check) {
  try {
    return check.is_well();
  } catch (...) {
    return false;
  }
}

// Reached only when the database could be read. Throws what isn't well, so that it reads like any other refusal.
Response health(const SystemParts& parts) {
  json::array checks{"database"};
  std::vector<FieldError> failing;
  for (const HealthCheck& check : parts.checks) {
    checks.emplace_back(check.name);
    if (!is_well(check))
      failing.push_back({check.name, "well", "", {"检查未通过：" + check.name, "the check fails: " + check.name}});
  }
  if (!failing.empty()) throw Problem(ProblemCode::kStorageUnavailable, std::move(failing));
  Response response = ok(json::object{{"status", "ok"}, {"version", parts.title.version}, {"checks", checks}});
  response.headers.emplace_back("Cache-Control", "no-store");
  return response;
}

json::object health_schema() {
  const json::object name{{"type", "string"}};
  return {{"type", "object"},
          {"required", json::array{"status", "version", "checks"}},
          {"properties", json::object{{"status", json::object{{"type", "string"}, {"enum", json::array{"ok"}}}},
                                      {"version", name},
                                      {"checks", json::object{{"type", "array"}, {"items", name}}}}}};
}

}  // namespace

void add_system_routes(std::vector<Route>& routes, SystemParts parts) {
  GH_ASSERT(parts.metrics != nullptr);
  auto pages = std::make_shared<Pages>();
  const auto page_route = [&](std::string path, Documentation documentation, Pages::Page Pages::*page) {
    routes.emplace_back("GET", std::move(path), Access::kPublic, PlainHandler{[pages, page](const Request& request) {
                          return Pages::answer(request, (*pages).*page);
                        }},
                        std::move(documentation));
  };
  Documentation well =
      about("health", {"程序与数据库是否正常", "Whether the program and its database are well"}, "application/json");
  well.response = health_schema();
  routes.emplace_back("GET", "/healthz", Access::kPublic,
                      ReadHandler{[parts](const Request&, store::Tx&) { return health(parts); }}, std::move(well));
  routes.emplace_back("GET", "/metrics", parts.metrics_access, PlainHandler{[metrics = parts.metrics](const Request&) {
                        Response response = text_response(metrics->text(), "text/plain; version=0.0.4; charset=utf-8");
                        response.headers.emplace_back("Cache-Control", "no-store");
                        return response;
                      }},
                      about("metrics", {"Prometheus 指标", "Numbers for Prometheus"}, "text/plain; version=0.0.4"));
  page_route("/api/v1/openapi.json",
             about("openapi", {"本接口的 OpenAPI 3.1 文档", "This API as an OpenAPI 3.1 document"}, "application/json"),
             &Pages::openapi);
  page_route("/api/v1/docs", about("docs", {"接口说明页", "This API as a page to read"}, "text/html"), &Pages::docs);
  page_route(std::string(kStylePath), about("docsStyle", {"说明页的样式", "The page's style sheet"}, "text/css"),
             &Pages::style);
  pages->openapi =
      Pages::page(json::serialize(openapi_document(routes, parts.title)), "application/json; charset=utf-8");
  pages->docs = Pages::page(docs_page(routes, parts.title, kStylePath), "text/html; charset=utf-8");
  pages->style = Pages::page(std::string(docs_style()), "text/css; charset=utf-8");
}

}  // namespace gh::http
