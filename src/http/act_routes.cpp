// Performing acts, what could be performed, and what was.
#include "base/described.h"
#include "cases/engine.h"
#include "cases/view.h"
#include "http/case_routes.h"
#include "http/case_schemas.h"
#include "http/done_body.h"
#include "http/page.h"
#include "http/schema_of.h"
#include "http/seen.h"

namespace gh::http {
namespace {

constexpr std::int64_t kActsPageMax = 500;

struct ActBody {
  std::string action;
  std::optional<json::object> form;
  std::optional<std::int64_t> version;
};
BOOST_DESCRIBE_STRUCT(ActBody, (), (action, form, version))

Route perform(const CaseParts& parts) {
  auto about = describe("performAct", "cases", {"办理动作", "Perform an act on a case"});
  about.request = schema_of<ActBody>();
  about.response = schema_of<DoneBody>();
  about.parameters = {idempotency_key_parameter()};
  about.problems = {ProblemCode::kNotFound,     ProblemCode::kConditionFailed,     ProblemCode::kConflict,
                    ProblemCode::kStaleVersion, ProblemCode::kIdempotencyMismatch, ProblemCode::kNoBudget};
  return Route("POST", "/api/v1/cases/{id}/acts", Access::kOffice,
               prepared([parts](const Request& request) -> WriteHandler::Work {
                 auto body = read<ActBody>(request.json_body());
                 const Id case_id(request.param("id"));
                 cases::ActRequest asked{std::move(body.action), body.form.value_or(json::object{}), body.version, {}};
                 if (const auto key = request.header("idempotency-key"); !key.empty()) asked.idempotency_key = key;
                 asked.digest = cases::digest_of(case_id, asked);
                 const auto stamp = cases::new_stamp(request.now, parts.random);
                 return [parts, &request, case_id, asked = std::move(asked), stamp](store::Tx& tx) {
                   return ok(write(body_of(parts.engine->perform(tx, request.signed_in(), case_id, asked, stamp))));
                 };
               }),
               std::move(about));
}

Route list_actions(const CaseParts& parts) {
  auto about =
      describe("listActions", "cases", {"当前可办理的动作及条件", "What could be performed now, with each condition"});
  about.response = json::object{
      {"type", "object"},
      {"properties", json::object{{"actions", json::object{{"type", "array"}, {"items", action_schema()}}}}},
      {"required", json::array{"actions"}}};
  about.problems = {ProblemCode::kNotFound};
  return Route("GET", "/api/v1/cases/{id}/actions", Access::kOffice,
               ReadHandler{[parts](const Request& request, store::Tx& tx) {
                 const cases::Reader reader{request.caller, request.now};
                 const auto opened = cases::read_case(tx, *parts.packs, reader, std::string(request.param("id")));
                 return ok(json::object{{"actions", cases::actions_view(parts.engine->actions(
                                                        tx, request.signed_in(), opened.file.id, request.now))}});
               }},
               std::move(about));
}

Route list_acts(const CaseParts& parts) {
  auto about = describe("listActs", "cases", {"办理过程", "The acts of a case in order"});
  about.parameters = {
      query_parameter("after", integer_schema(0, 1'000'000'000), {"从此序号之后", "acts after this ordinal"}),
      query_parameter("limit", integer_schema(1, kActsPageMax), {"条数", "how many"})};
  about.response = list_schema(act_schema());
  about.problems = {ProblemCode::kNotFound};
  return Route("GET", "/api/v1/cases/{id}/acts", Access::kPublic,
               ReadHandler{[parts](const Request& request, store::Tx& tx) {
                 const cases::Reader reader{request.caller, request.now};
                 const auto opened = cases::read_case(tx, *parts.packs, reader, std::string(request.param("id")));
                 const auto after = request.query_int("after", 0, 0, 1'000'000'000);
                 const auto limit = request.query_int("limit", kPageMax, 1, kActsPageMax);
                 auto items = cases::acts_view(tx, reader, opened, after, static_cast<std::size_t>(limit));
                 return seen(ok(json::object{{"items", std::move(items)}}), opened);
               }},
               std::move(about));
}

}  // namespace

std::vector<Route> act_routes(const CaseParts& parts) {
  return {perform(parts), list_actions(parts), list_acts(parts)};
}

}  // namespace gh::http
