// Opening, finding and reading cases.
#include "http/case_routes.h"

#include "base/described.h"
#include "cases/engine.h"
#include "cases/view.h"
#include "http/done_body.h"
#include "http/page.h"
#include "http/schema_of.h"
#include "http/seen.h"

namespace gh::http {
namespace {

struct OpenBody {
  std::string procedure;
  json::object form;
  std::optional<Id> parent;
  std::optional<Id> applicant;
};
BOOST_DESCRIBE_STRUCT(OpenBody, (), (procedure, form, parent, applicant))

cases::Reader reader_of(const Request& request) { return {request.caller, request.now}; }

cases::Opened opened_of(const CaseParts& parts, const Request& request, store::Tx& tx) {
  return cases::read_case(tx, *parts.packs, reader_of(request), std::string(request.param("id")));
}

json::object named(std::string name, json::object schema) { return {{std::move(name), std::move(schema)}}; }

json::object case_line_schema() {
  json::object properties = {{"id", string_schema()},        {"number", string_schema()},  {"title", string_schema()},
                             {"procedure", string_schema()}, {"procedure_title", text_schema()},
                             {"state", string_schema()},     {"state_title", text_schema()},
                             {"division", string_schema()},  {"opened_at", {{"type", "string"}, {"format", "date-time"}}},
                             {"due_provisional", {{"type", "boolean"}}}};
  for (const char* name : {"closed_at", "due_on"}) properties[name] = {{"type", json::array{"string", "null"}}};
  properties["applicant"] = {{"type", json::array{"object", "null"}}};
  return {{"type", "object"}, {"properties", std::move(properties)}, {"required", json::array{"id", "number", "state"}}};
}

json::object case_schema() {
  json::object out = case_line_schema();
  json::object& properties = out["properties"].as_object();
  for (const char* name : {"final", "suspended", "sealed"}) properties[name] = {{"type", "boolean"}};
  for (const char* name : {"authority", "subject"}) properties[name] = {{"type", json::array{"object", "null"}}};
  for (const char* name : {"children", "clocks", "steps", "materials", "missing_materials"})
    properties[name] = {{"type", "array"}};
  properties["parent"] = {{"type", json::array{"string", "null"}}};
  properties["version"] = {{"type", "integer"}};
  properties["pack"] = string_schema();
  properties["form"] = {{"type", "object"}};
  return out;
}

Route open_case(const CaseParts& parts) {
  auto about = describe("openCase", "cases", {"发起办件", "Open a case"});
  about.request = schema_of<OpenBody>();
  about.response = schema_of<DoneBody>();
  about.success = 201;
  about.parameters = {{"Idempotency-Key", "header", false, string_schema(), {"幂等键", "repeats under one key are answered as the first"}}};
  about.problems = {ProblemCode::kConditionFailed, ProblemCode::kConflict, ProblemCode::kIdempotencyMismatch,
                    ProblemCode::kNoBudget};
  return Route("POST", "/api/v1/cases", Access::kOffice, WriteHandler{[parts](const Request& request, store::Tx& tx) {
                 auto body = read<OpenBody>(request.json_body());
                 cases::OpenRequest asked{std::move(body.procedure), std::move(body.form), body.parent, body.applicant, {}};
                 if (const auto key = request.header("idempotency-key"); !key.empty()) asked.idempotency_key = key;
                 const auto done = parts.engine->open(tx, request.signed_in(), asked,
                                                      cases::new_stamp(request.now, parts.random));
                 return created("/api/v1/cases/" + done.case_id,
                                write(body_of(done)));
               }},
               std::move(about));
}

Route list_cases(const CaseParts& parts) {
  auto about = describe("listCases", "cases", {"查询办件", "Find cases"});
  about.parameters = {query_parameter("q", string_schema(), {"编号或标题中的文字", "text in number or title"}),
                      query_parameter("procedure", string_schema(), {"事项", "procedure"}),
                      query_parameter("state", string_schema(), {"环节", "state"}),
                      query_parameter("parent", string_schema(), {"所从属的办件", "parent case"}),
                      query_parameter("organisation", string_schema(), {"申请人或相对人", "applicant or subject"}),
                      query_parameter("card", {{"type", "string"}, {"enum", json::array{"yellow", "red"}}}, {"黄牌或红牌", "yellow or red card"}),
                      page_limit_parameter(), page_cursor_parameter()};
  about.response = page_schema(case_line_schema());
  return Route("GET", "/api/v1/cases", Access::kPublic, ReadHandler{[parts](const Request& request, store::Tx& tx) {
                 const cases::CaseSearch search{request.query_text("q"),      request.query_text("procedure"),
                                                request.query_text("state"),  request.query_text("parent"),
                                                request.query_text("organisation"), request.query_text("card")};
                 const auto limit = request.query_int("limit", kPageDefault, 1, cases::kCasePageMax);
                 return ok(cases::search_cases(tx, *parts.packs, reader_of(request), search,
                                               static_cast<std::size_t>(limit), request.query_text("cursor")));
               }},
               std::move(about));
}

Route read_one(const CaseParts& parts) {
  auto about = describe("readCase", "cases", {"查看办件", "Read a case"});
  about.response = case_schema();
  about.problems = {ProblemCode::kNotFound};
  return Route("GET", "/api/v1/cases/{id}", Access::kPublic, ReadHandler{[parts](const Request& request, store::Tx& tx) {
                 const auto opened = opened_of(parts, request, tx);
                 return seen(ok_with_etag(request, cases::case_view(tx, *parts.packs, reader_of(request), opened)), opened);
               }},
               std::move(about));
}

Route read_trace(const CaseParts& parts) {
  auto about = describe("readTrace", "cases", {"时限逐日说明", "Why the limit ends when it does, day by day"});
  about.response = json::object{{"type", "object"}, {"properties", named("clocks", {{"type", "array"}})}};
  about.problems = {ProblemCode::kNotFound};
  return Route("GET", "/api/v1/cases/{id}/trace", Access::kPublic,
               ReadHandler{[parts](const Request& request, store::Tx& tx) {
                 const auto opened = opened_of(parts, request, tx);
                 return ok(json::object{{"clocks", cases::trace_view(tx, *parts.packs, opened, request.now)}});
               }},
               std::move(about));
}

}  // namespace

std::vector<Route> case_routes(const CaseParts& parts) {
  return {open_case(parts), list_cases(parts), read_one(parts), read_trace(parts)};
}

}  // namespace gh::http
