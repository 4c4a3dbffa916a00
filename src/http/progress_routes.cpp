// How far a case has come, for anybody who holds its number and code.
#include "cases/progress.h"
#include "http/case_routes.h"
#include "identity/rate_limit.h"

namespace gh::http {
namespace {

// Guessing one of 2^40 codes at this rate takes longer than any case.
constexpr identity::RateLimitOptions kProgressRate{.burst = 20, .refill = std::chrono::seconds{6}};

json::object progress_schema() {
  const json::object day_or_nothing = {{"type", json::array{"string", "null"}}};
  json::object step = {{"title", text_schema()},
                       {"entered_on", {{"type", "string"}, {"format", "date"}}},
                       {"left_on", day_or_nothing},
                       {"days", {{"type", json::array{"integer", "null"}}}}};
  json::object properties = {{"number", string_schema()},
                             {"procedure", string_schema()},
                             {"procedure_title", text_schema()},
                             {"state_title", text_schema()},
                             {"closed", {{"type", "boolean"}}},
                             {"due_on", day_or_nothing},
                             {"due_provisional", {{"type", "boolean"}}},
                             {"suspended", {{"type", "boolean"}}},
                             {"steps", {{"type", "array"}, {"items", {{"type", "object"}, {"properties", std::move(step)}}}}}};
  return {{"type", "object"},
          {"properties", std::move(properties)},
          {"required", json::array{"number", "procedure_title", "state_title", "due_on", "steps"}}};
}

Parameter required(Parameter parameter) {
  parameter.required = true;
  return parameter;
}

}  // namespace

std::vector<Route> progress_routes(const CaseParts& parts) {
  auto about = describe("readProgress", "cases", {"凭办件编号和查询码查询进度", "How far a case has come, by its number and progress code"});
  about.parameters = {required(query_parameter("number", string_schema(), {"办件编号", "number of the case"})),
                      required(query_parameter("code", string_schema(), {"查询码", "progress code"}))};
  about.response = progress_schema();
  about.problems = {ProblemCode::kNotFound, ProblemCode::kTooManyRequests};
  const auto rate = std::make_shared<identity::RateLimit>(kProgressRate);
  std::vector<Route> out;
  out.emplace_back("GET", "/api/v1/progress", Access::kPublic,
                   ReadHandler{[parts, rate](const Request& request, store::Tx& tx) {
                     identity::require_rate(*rate, request.remote, request.now);
                     const auto found = cases::progress_of(tx, *parts.packs, parts.progress_secret,
                                                           request.query_text("number"), request.query_text("code"));
                     if (!found)
                       throw Problem(ProblemCode::kNotFound,
                                     FieldError{"", "progress", "",
                                                {"编号与查询码不符，请核对后再试", "number and code don't belong together"}});
                     return ok(*found);
                   }},
                   std::move(about));
  return out;
}

}  // namespace gh::http
