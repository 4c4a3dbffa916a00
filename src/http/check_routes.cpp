// What an opening or an act would be refused for, told while its form is being filled in.
#include "base/described.h"
#include "cases/checking.h"
#include "cases/view.h"
#include "http/case_routes.h"
#include "http/schema_of.h"

namespace gh::http {
namespace {

struct OpeningBody {
  json::object form;
  std::optional<Id> parent;
};
BOOST_DESCRIBE_STRUCT(OpeningBody, (), (form, parent))

struct ActBody {
  std::string action;
  json::object form;
};
BOOST_DESCRIBE_STRUCT(ActBody, (), (action, form))

json::object cited(std::string field, std::string rule, const Text& says, json::array cites) {
  json::object out{{"field", std::move(field)}, {"rule", std::move(rule)}, {"cites", std::move(cites)}};
  out["says"] = cases::text_json(says);
  return out;
}

Response answer(const cases::Checked& checked) {
  json::array faults;
  for (const FieldError& fault : checked.faults) {
    json::array cites;
    if (!fault.clause.empty()) cites.push_back(json::string(fault.clause));
    faults.push_back(cited(fault.field, fault.rule, fault.says, std::move(cites)));
  }
  json::array conditions;
  for (const cases::ConditionState& condition : checked.conditions) {
    json::array cites;
    for (const std::string& clause : condition.cites) cites.push_back(json::string(clause));
    json::object one = cited(condition.field, condition.rule, condition.says, std::move(cites));
    one["holds"] = condition.holds;
    one["decided"] = condition.decided;
    conditions.push_back(std::move(one));
  }
  return ok(json::object{{"faults", std::move(faults)}, {"conditions", std::move(conditions)}});
}

json::object list_of(json::object properties) {
  return {{"type", "array"}, {"items", {{"type", "object"}, {"properties", std::move(properties)}}}};
}

json::object answer_schema() {
  const json::object fault{{"field", string_schema()},
                           {"rule", string_schema()},
                           {"cites", {{"type", "array"}, {"items", string_schema()}}},
                           {"says", text_schema()}};
  json::object condition = fault;
  condition["holds"] = json::object{{"type", "boolean"}};
  condition["decided"] = json::object{{"type", "boolean"}};
  return {{"type", "object"},
          {"properties", {{"faults", list_of(fault)}, {"conditions", list_of(std::move(condition))}}},
          {"required", json::array{"faults", "conditions"}}};
}

Route opening(const CaseParts& parts) {
  auto about =
      describe("checkOpening", "cases",
               {"试算：发起办件的表单和条件，不发起", "What opening a case with this form would be refused for"});
  about.request = schema_of<OpeningBody>();
  about.response = answer_schema();
  about.problems = {ProblemCode::kNotFound, ProblemCode::kConflict};
  return Route(
      "POST", "/api/v1/procedures/{id}/check", Access::kOffice,
      ReadHandler{[parts](const Request& request, store::Tx& tx) {
        auto body = read<OpeningBody>(request.json_body());
        const cases::OpenRequest asked{std::string(request.param("id")), std::move(body.form), body.parent, {}, {}};
        return answer(cases::check_opening(tx, *parts.engine, request.signed_in(), asked, request.now));
      }},
      std::move(about));
}

Route act(const CaseParts& parts) {
  auto about = describe("checkAct", "cases",
                        {"试算：办理动作的表单和条件，不办理", "What an act with this form would be refused for"});
  about.request = schema_of<ActBody>();
  about.response = answer_schema();
  about.problems = {ProblemCode::kNotFound, ProblemCode::kConflict};
  return Route("POST", "/api/v1/cases/{id}/check", Access::kOffice,
               ReadHandler{[parts](const Request& request, store::Tx& tx) {
                 auto body = read<ActBody>(request.json_body());
                 const cases::ActRequest asked{std::move(body.action), std::move(body.form), {}, {}};
                 return answer(cases::check_act(tx, *parts.engine, request.signed_in(), Id(request.param("id")), asked,
                                                request.now));
               }},
               std::move(about));
}

}  // namespace

std::vector<Route> check_routes(const CaseParts& parts) { return {opening(parts), act(parts)}; }

}  // namespace gh::http
