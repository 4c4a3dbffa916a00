// The policy as data: procedures with their forms and conditions, so that a client can be built from them alone.
#include "base/described.h"
#include "cases/packs.h"
#include "cases/view.h"
#include "http/asked_pack.h"
#include "http/case_routes.h"
#include "policy/diagram.h"
#include "policy/wordings.h"

namespace gh::http {
namespace {

using cases::text_json;

// Whose wordings carry the parameters of the day.
struct Worded {
  const policy::Pack& pack;
  Day on;
};

json::array conditions_json(const std::vector<policy::Condition>& conditions, const Worded& worded) {
  json::array out;
  for (const auto& condition : conditions)
    out.push_back({{"rule", condition.rule},
                   {"check", condition.check},
                   {"field", condition.field},
                   {"says", text_json(policy::worded(condition.says, worded.pack, worded.on))},
                   {"cites", write(condition.cites)}});
  return out;
}

json::array effects_json(const std::vector<policy::EffectCall>& effects) {
  json::array out;
  for (const auto& effect : effects) out.push_back({{"name", effect.name}, {"with", effect.with}});
  return out;
}

json::object clock_json(const policy::ClockRule& clock) {
  static constexpr std::array<std::string_view, 3> kUnits = {"working_days", "natural_days", "months"};
  return {{"id", clock.id},
          {"limit", clock.limit},
          {"unit", kUnits.at(static_cast<std::size_t>(clock.unit))},
          {"cites", write(clock.cites)}};
}

json::object action_json(const policy::Action& action, const Worded& worded) {
  return {{"id", action.id},
          {"title", text_json(action.title)},
          {"by", write(action.by)},
          {"form", action.form},
          {"amends", action.amends},
          {"conditions", conditions_json(action.conditions, worded)},
          {"effects", effects_json(action.effects)},
          {"to", action.to},
          {"may_lead_to", write(action.may_lead_to)},
          {"decides", action.decides},
          {"four_eyes", action.four_eyes},
          {"retreat", action.retreat},
          {"cites", write(action.cites)}};
}

json::object state_json(const policy::State& state, const Worded& worded) {
  json::array actions;
  for (const auto& id : state.action_order) actions.push_back(action_json(state.actions.at(id), worded));
  json::object out{{"id", state.id},
                   {"title", text_json(state.title)},
                   {"applicant_title", text_json(state.applicant_title)},
                   {"public_title", text_json(state.public_title)},
                   {"final", state.final},
                   {"actions", std::move(actions)}};
  if (state.clock) out["clock"] = clock_json(*state.clock);
  if (state.pause)
    out["pauses"] = json::object{{"clocks", write(state.pause->clocks)},
                                 {"reason", text_json(state.pause->reason)},
                                 {"cites", write(state.pause->cites)}};
  return out;
}

json::array materials_json(const policy::Procedure& procedure) {
  json::array out;
  for (const auto& material : procedure.materials)
    out.push_back({{"id", material.id},
                   {"title", text_json(material.title)},
                   {"required", material.required},
                   {"types", write(material.types)},
                   {"size_max_bytes", material.size_max_bytes}});
  return out;
}

// Every form that the procedure's own steps take, by id.
json::object forms_json(const policy::Pack& pack, const policy::Procedure& procedure) {
  json::object out;
  const auto add = [&](const std::string& id) {
    if (const auto form = pack.forms.find(id); form != pack.forms.end()) out[id] = form->second->schema();
  };
  add(procedure.form);
  for (const auto& [id, state] : procedure.states)
    for (const auto& [action_id, action] : state.actions) add(action.form);
  return out;
}

json::object summary_json(const policy::Procedure& procedure) {
  return {{"id", procedure.id},
          {"title", text_json(procedure.title)},
          {"cites", write(procedure.cites)},
          {"opened_by", write(procedure.opened_by)},
          {"form", procedure.form},
          {"parent", procedure.parent},
          {"parent_optional", procedure.parent_optional}};
}

json::object procedure_json(const policy::Pack& pack, const policy::Procedure& procedure, Day today) {
  const Worded worded{pack, today};
  json::array states;
  for (const auto& id : procedure.state_order) states.push_back(state_json(procedure.states.at(id), worded));
  json::object out = summary_json(procedure);
  out["pack"] = pack.version;
  out["number"] = procedure.number;
  out["authority"] = procedure.authority;
  out["parent_states"] = write(procedure.parent_states);
  out["conditions"] = conditions_json(procedure.conditions, worded);
  out["effects"] = effects_json(procedure.effects);
  out["materials"] = materials_json(procedure);
  out["initial"] = procedure.initial;
  out["states"] = std::move(states);
  out["forms"] = forms_json(pack, procedure);
  return out;
}

json::object parameter_json(const policy::Parameter& parameter) {
  static constexpr std::array<std::string_view, 3> kStandings = {"verified", "unverified", "model"};
  json::array values;
  for (const auto& dated : parameter.values)
    values.push_back({{"from", text(dated.from)},
                      {"to", dated.to ? json::value(text(*dated.to)) : json::value(nullptr)},
                      {"value", dated.value}});
  return {{"id", parameter.id},
          {"title", text_json(parameter.title)},
          {"unit", parameter.unit},
          {"cites", write(parameter.cites)},
          {"standing", kStandings.at(static_cast<std::size_t>(parameter.standing))},
          {"values", std::move(values)}};
}

json::object pack_json(const policy::Pack& pack) {
  json::array clauses;
  for (const auto& id : pack.clause_order) {
    const auto& clause = pack.clauses.at(id);
    clauses.push_back({{"id", id}, {"source", clause.source}, {"says", text_json(clause.says)}});
  }
  json::array parameters;
  for (const auto& [id, parameter] : pack.parameters) parameters.push_back(parameter_json(parameter));
  json::array roles;
  for (const auto& [id, role] : pack.roles)
    roles.push_back({{"id", id}, {"title", text_json(role.title)}, {"decides", role.decides}});
  json::array verbs;
  for (const auto& [id, verb] : pack.verbs) {
    const auto form = pack.forms.find(verb.form);
    verbs.push_back({{"id", id},
                     {"title", text_json(verb.title)},
                     {"form", form == pack.forms.end() ? json::value(nullptr) : json::value(form->second->schema())}});
  }
  return {{"id", pack.id},
          {"version", pack.version},
          {"title", text_json(pack.title)},
          {"division", pack.division},
          {"in_force_from", text(pack.in_force_from)},
          {"clauses", std::move(clauses)},
          {"parameters", std::move(parameters)},
          {"roles", std::move(roles)},
          {"verbs", std::move(verbs)}};
}

json::object any_object() { return {{"type", "object"}}; }

Route list(const CaseParts& parts) {
  auto about = describe("listProcedures", "policy", {"事项目录", "All procedures"});
  about.parameters = {pack_version_parameter()};
  about.problems = {ProblemCode::kNotFound};
  about.response =
      json::object{{"type", "object"}, {"properties", {{"items", {{"type", "array"}, {"items", any_object()}}}}}};
  return Route("GET", "/api/v1/procedures", Access::kPublic,
               ReadHandler{[parts](const Request& request, store::Tx& tx) {
                 json::array items;
                 const auto pack = asked_pack(*parts.packs, tx, request);
                 for (const auto& [id, procedure] : pack->procedures) items.push_back(summary_json(procedure));
                 return ok_with_etag(request, json::object{{"items", std::move(items)}});
               }},
               std::move(about));
}

Route one(const CaseParts& parts) {
  auto about = describe("readProcedure", "policy",
                        {"事项：环节、表单、条件", "A procedure with its states, forms and conditions"});
  about.parameters = {pack_version_parameter()};
  about.response = any_object();
  about.problems = {ProblemCode::kNotFound};
  return Route("GET", "/api/v1/procedures/{id}", Access::kPublic,
               ReadHandler{[parts](const Request& request, store::Tx& tx) {
                 const auto pack = asked_pack(*parts.packs, tx, request);
                 const Day today = local_day(request.now, pack->utc_offset);
                 return ok_with_etag(request, procedure_json(*pack, pack->procedure(request.param("id")), today));
               }},
               std::move(about));
}

Route diagram(const CaseParts& parts) {
  auto about = describe("drawProcedure", "policy", {"事项流程图", "The procedure as a diagram"});
  about.parameters = {query_parameter("state", string_schema(), {"标出的环节", "state to mark"}),
                      pack_version_parameter()};
  about.content_type = "image/svg+xml";
  about.problems = {ProblemCode::kNotFound};
  return Route("GET", "/api/v1/procedures/{id}/diagram.svg", Access::kPublic,
               ReadHandler{[parts](const Request& request, store::Tx& tx) {
                 const auto pack = asked_pack(*parts.packs, tx, request);
                 policy::DiagramOptions options;
                 options.language = request.wants_english() ? policy::Language::kEn : policy::Language::kZh;
                 options.reader = policy::Reader::kStaff;  // one public title may stand for several states
                 options.current_state = request.query_text("state");
                 return text_response(policy::diagram(*pack, pack->procedure(request.param("id")), options),
                                      "image/svg+xml");
               }},
               std::move(about));
}

Route policy_document(const CaseParts& parts) {
  auto about = describe("readPolicy", "policy", {"政策：条款、参数、角色", "The policy: clauses, parameters, roles"});
  about.parameters = {pack_version_parameter()};
  about.response = any_object();
  about.problems = {ProblemCode::kNotFound};
  return Route("GET", "/api/v1/policy", Access::kPublic, ReadHandler{[parts](const Request& request, store::Tx& tx) {
                 return ok_with_etag(request, pack_json(*asked_pack(*parts.packs, tx, request)));
               }},
               std::move(about));
}

}  // namespace

std::vector<Route> policy_routes(const CaseParts& parts) {
  return {list(parts), one(parts), diagram(parts), policy_document(parts)};
}

}  // namespace gh::http
