// Makes the OpenAPI document.
#include "http/openapi.h"

#include <algorithm>
#include <boost/json/array.hpp>
#include <map>
#include <set>

#include "http/access.h"
#include "http/problem_json.h"

namespace gh::http {

namespace {

json::object string_of(std::string_view format = "") {
  json::object schema{{"type", "string"}};
  if (!format.empty()) schema.emplace("format", format);
  return schema;
}

json::object bilingual_schema() {
  return {{"type", "object"},
          {"required", json::array{"zh", "en"}},
          {"properties", json::object{{"zh", string_of()}, {"en", string_of()}}}};
}

json::array problem_names() {
  json::array names;
  for (const ProblemKind& kind : problem_kinds()) names.emplace_back(kind.name);
  return names;
}

json::object problem_schema() {
  const json::object error{
      {"type", "object"},
      {"required", json::array{"field", "rule", "clause", "says"}},
      {"properties",
       json::object{
           {"field", string_of()}, {"rule", string_of()}, {"clause", string_of()}, {"says", bilingual_schema()}}}};
  return {{"type", "object"},
          {"required", json::array{"type", "code", "title", "title_zh", "title_en", "status", "instance", "errors"}},
          {"properties", json::object{{"type", string_of("uri")},
                                      {"code", json::object{{"type", "string"}, {"enum", problem_names()}}},
                                      {"title", string_of()},
                                      {"title_zh", string_of()},
                                      {"title_en", string_of()},
                                      {"status", json::object{{"type", "integer"}}},
                                      {"instance", string_of("uuid")},
                                      {"errors", json::object{{"type", "array"}, {"items", error}}}}}};
}

std::string path_of(std::string_view path) {
  std::string out(path);
  std::erase(out, '*');
  return out;
}

json::object parameter_json(const Parameter& parameter) {
  json::object out{{"name", parameter.name}, {"in", parameter.in}, {"required", parameter.required}};
  const std::string says =
      parameter.says.en.empty() ? parameter.says.zh : parameter.says.zh + " / " + parameter.says.en;
  if (!says.empty()) out.emplace("description", says);
  out.emplace("schema", parameter.schema.empty() ? string_of() : parameter.schema);
  return out;
}

json::array parameters_json(const Route& route) {
  json::array out;
  const auto& documented = route.documentation.parameters;
  for (const std::string& name : path_parameters(route.path)) {
    const auto found = std::find_if(documented.begin(), documented.end(), [&name](const Parameter& parameter) {
      return parameter.in == "path" && parameter.name == name;
    });
    Parameter parameter = found == documented.end() ? Parameter{name, "path", true, {}, {}} : *found;
    parameter.required = true;  // OpenAPI demands it of path parameters
    out.push_back(parameter_json(parameter));
  }
  for (const Parameter& parameter : documented) {
    if (parameter.in != "path") out.push_back(parameter_json(parameter));
  }
  if (!is_safe(route.method)) {
    const Text says{"浏览器会话须带此令牌", "browser sessions repeat their token here"};
    out.push_back(parameter_json({"X-CSRF-Token", "header", false, {}, says}));
  }
  return out;
}

json::object problem_response_json(const std::vector<ProblemCode>& codes) {
  std::string description;
  json::array names;
  for (const ProblemCode code : codes) {
    const ProblemKind& kind = kind_of(code);
    description.append(description.empty() ? "" : "; ").append(kind.name).append(": ").append(kind.title_zh);
    description.append(" / ").append(kind.title_en);
    names.emplace_back(kind.name);
  }
  const json::object narrowed{{"properties", json::object{{"code", json::object{{"enum", std::move(names)}}}}}};
  json::object out{{"description", description}};
  const int status = kind_of(codes.front()).status;
  if (status == 429 || status == 503) {
    out.emplace("headers", json::object{{"Retry-After", json::object{{"description", "seconds"},
                                                                     {"schema", json::object{{"type", "integer"}}}}}});
  }
  const json::array both{json::object{{"$ref", "#/components/schemas/Problem"}}, narrowed};
  out.emplace("content", json::object{{kProblemType, json::object{{"schema", json::object{{"allOf", both}}}}}});
  return out;
}

json::object responses_json(const Route& route) {
  const Documentation& about = route.documentation;
  json::object success{{"description", about.summary.en.empty() ? about.summary.zh : about.summary.en}};
  const bool is_stream = std::holds_alternative<StreamHandler>(route.handler);
  if (about.success != 204 && !about.content_type.empty()) {
    json::object media;
    if (about.response) media.emplace("schema", *about.response);
    success.emplace("content", json::object{{is_stream ? "text/event-stream" : about.content_type, std::move(media)}});
  }
  json::object out{{std::to_string(about.success), std::move(success)}};
  std::map<int, std::vector<ProblemCode>> by_status;
  for (const ProblemCode code : problems_of(route)) by_status[kind_of(code).status].push_back(code);
  for (const auto& [status, codes] : by_status) out.emplace(std::to_string(status), problem_response_json(codes));
  return out;
}

json::array security_json(Access access) {
  json::array out{json::object{{"session", json::array{}}}, json::object{{"bearer", json::array{}}}};
  if (access == Access::kPublic) out.insert(out.begin(), json::object{});
  return out;
}

std::string_view access_name(Access access) {
  switch (access) {
    case Access::kPublic:
      return "public";
    case Access::kSignedIn:
      return "signed_in";
    case Access::kOffice:
      return "office";
    case Access::kSystemAdmin:
      return "system_administrator";
    case Access::kSecurityAdmin:
      return "security_administrator";
    case Access::kAuditAdmin:
      return "audit_administrator";
  }
  return "closed";
}

json::object operation_json(const Route& route) {
  const Documentation& about = route.documentation;
  json::object out{{"operationId", about.id},
                   {"tags", json::array{about.tag}},
                   {"summary", about.summary.zh},
                   {"description", about.summary.en},
                   {"x-access", access_name(route.access)},
                   {"security", security_json(route.access)}};
  if (json::array parameters = parameters_json(route); !parameters.empty())
    out.emplace("parameters", std::move(parameters));
  if (about.request) {
    const json::object media{{"schema", *about.request}};
    out.emplace("requestBody",
                json::object{{"required", true}, {"content", json::object{{"application/json", media}}}});
  }
  out.emplace("responses", responses_json(route));
  return out;
}

json::array tags_json(std::span<const Route> routes) {
  json::array out;
  std::set<std::string_view> seen;
  for (const Route& route : routes) {
    if (seen.insert(route.documentation.tag).second) out.push_back(json::object{{"name", route.documentation.tag}});
  }
  return out;
}

}  // namespace

std::vector<std::string> path_parameters(std::string_view path) {
  std::vector<std::string> names;
  for (std::size_t at = 0; (at = path.find('{', at)) != std::string_view::npos;) {
    const std::size_t end = path.find('}', at);
    std::string_view name = path.substr(at + 1, end - at - 1);
    if (name.ends_with('*')) name.remove_suffix(1);
    names.emplace_back(name);
    at = end;
  }
  return names;
}

std::vector<ProblemCode> problems_of(const Route& route) {
  // What any request can meet: a target or head that can't be read, a query member that isn't there, a token without
  // the scope, our bug.
  std::set<ProblemCode> codes{ProblemCode::kMalformed, ProblemCode::kTooLarge, ProblemCode::kInvalidForm,
                              ProblemCode::kForbidden, ProblemCode::kInternal};
  if (route.access != Access::kPublic) codes.insert(ProblemCode::kUnauthenticated);
  if (!is_safe(route.method)) codes.insert(ProblemCode::kCsrf);
  if (route.documentation.request) codes.insert(ProblemCode::kUnsupportedMedia);
  // Credentials are looked up in the database, so that even a plain route can find it gone.
  codes.insert({ProblemCode::kStorageUnavailable, ProblemCode::kOverloaded});
  codes.insert(route.documentation.problems.begin(), route.documentation.problems.end());
  return {codes.begin(), codes.end()};
}

const Text& access_text(Access access) {
  static const std::map<Access, Text> kTexts = {
      {Access::kPublic, {"公开", "public"}},
      {Access::kSignedIn, {"须登录", "signed in"}},
      {Access::kOffice, {"须有任职身份", "an office"}},
      {Access::kSystemAdmin, {"系统管理员", "system administrator"}},
      {Access::kSecurityAdmin, {"安全管理员", "security administrator"}},
      {Access::kAuditAdmin, {"审计管理员", "audit administrator"}},
  };
  return kTexts.at(access);
}

json::object openapi_document(std::span<const Route> routes, const ApiTitle& title) {
  json::object paths;
  for (const Route& route : routes) {
    std::string method = route.method;
    std::transform(method.begin(), method.end(), method.begin(),
                   [](char c) { return static_cast<char>(c + 'a' - 'A'); });
    json::value& path = paths[path_of(route.path)];
    if (path.is_null()) path = json::object{};
    path.as_object().emplace(method, operation_json(route));
  }
  const json::object session{{"type", "apiKey"}, {"in", "cookie"}, {"name", title.session_cookie}};
  const json::object bearer{{"type", "http"}, {"scheme", "bearer"}};
  return {{"openapi", "3.1.0"},
          {"info", json::object{{"title", title.name.zh + " " + title.name.en},
                                {"version", title.version},
                                {"description",
                                 "每个 GET 路径也接受 HEAD，每个路径都接受 OPTIONS。 / "
                                 "Every GET path takes HEAD too, and every path OPTIONS."}}},
          {"servers", json::array{json::object{{"url", "/"}}}},
          {"tags", tags_json(routes)},
          {"paths", std::move(paths)},
          {"components", json::object{{"securitySchemes", json::object{{"session", session}, {"bearer", bearer}}},
                                      {"schemas", json::object{{"Problem", problem_schema()}}}}}};
}

}  // namespace gh::http
