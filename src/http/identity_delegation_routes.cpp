// Delegating one's office while away, who one's colleagues are, and who works in the city's other bodies.
#include <algorithm>

#include "base/described.h"
#include "http/identity_state.h"
#include "http/schema_of.h"
#include "identity/delegations.h"
#include "identity/offices.h"

namespace gh::http {

namespace {

struct DelegationBody {
  std::optional<Id> from_office;  // the office in use when absent
  Id to_office;
  std::optional<Instant> from_at;  // now when absent
  Instant to_at{};
  std::optional<std::vector<std::string>> procedures;  // all when absent
};
BOOST_DESCRIBE_STRUCT(DelegationBody, (), (from_office, to_office, from_at, to_at, procedures))

Response make_delegation(const SharedIdentity& state, const Request& request, store::Tx& tx) {
  const auto body = read<DelegationBody>(request.json_body());
  const identity::Caller& caller = request.signed_in();
  const identity::NewDelegation delegation{new_id(request.now, state->parts.random),
                                           body.from_office.value_or(caller.office.value_or("")),
                                           body.to_office,
                                           body.from_at.value_or(request.now),
                                           body.to_at,
                                           body.procedures.value_or(std::vector<std::string>{})};
  const auto made = identity::delegate_office(tx, caller, delegation, state->occasion(request));
  return created("/api/v1/delegations/" + made.id, write(made));
}

Response list_delegations(const Request& request, store::Tx& tx) {
  json::array items;
  for (const auto& delegation : identity::delegations_of(tx, request.signed_in().account))
    items.push_back(write(delegation));
  return ok(json::object{{"items", std::move(items)}});
}

Response revoke(const SharedIdentity& state, const Request& request, store::Tx& tx) {
  identity::revoke_delegation(tx, request.signed_in(), std::string(request.param("id")), state->occasion(request));
  return no_content();
}

Response colleagues(const SharedIdentity& state, const Request& request, store::Tx& tx) {
  json::array items;
  if (const auto& organisation = request.signed_in().organisation) {
    for (const auto& colleague : identity::colleagues_in(tx, *organisation, state->occasion(request).today()))
      items.push_back(write(colleague));
  }
  return ok(json::object{{"items", std::move(items)}});
}

constexpr std::size_t kOfficersMax = 50;

// Only the city's own people see who else works for it.
Response officers(const SharedIdentity& state, const Request& request, store::Tx& tx) {
  const identity::Caller& caller = request.signed_in();
  const auto pack = state->parts.pack();
  identity::OfficerSearch search{{}, request.query_text("q"), Id(request.query_text("office")), {}};
  for (const auto& [id, role] : pack->roles)
    if (role.public_body && role.scope != policy::RoleScope::kSystem) search.roles.push_back(id);
  if (std::find(search.roles.begin(), search.roles.end(), caller.role) == search.roles.end())
    throw Problem(
        ProblemCode::kForbidden,
        FieldError{"", "public-body", "", {"只有政府部门的岗位可以查找", "only offices of the state may look"}});
  search.first = caller.organisation.value_or("");
  json::array items;
  for (const auto& officer : identity::find_officers(tx, search, state->occasion(request).today(), kOfficersMax))
    items.push_back(write(officer));
  return ok(json::object{{"items", std::move(items)}});
}

Documentation document(std::string id, Text summary) {
  Documentation documentation;
  documentation.id = std::move(id);
  documentation.tag = "delegations";
  documentation.summary = std::move(summary);
  return documentation;
}

}  // namespace

std::vector<Route> delegation_routes(const SharedIdentity& state) {
  const auto writing = [state](auto answer) {
    return WriteHandler{[state, answer](const Request& request, store::Tx& tx) { return answer(state, request, tx); }};
  };
  Documentation making = document("delegateOffice", {"设立外出代理（委派岗位）", "Delegate an office while away"});
  making.request = schema_of<DelegationBody>();
  making.response = schema_of<identity::Delegation>();
  making.success = 201;
  making.problems = {ProblemCode::kForbidden, ProblemCode::kConflict};
  Documentation listing =
      document("listDelegations", {"与本人岗位有关的委派", "Delegations to and from one's offices"});
  listing.response = list_schema(schema_of<identity::Delegation>());
  Documentation revoking = document("revokeDelegation", {"撤销委派", "Revoke a delegation"});
  revoking.success = 204;
  revoking.problems = {ProblemCode::kNotFound};
  Documentation others = document("listColleagues", {"本单位在任岗位", "Offices in force in one's own organisation"});
  others.response = list_schema(schema_of<identity::Colleague>());

  Documentation looking =
      document("findOfficers", {"查找各部门在任岗位（仅限政府部门的岗位）",
                                "Find offices in force in the city's bodies; for those bodies' own people"});
  looking.parameters = {{"q",
                         "query",
                         false,
                         {{"type", "string"}},
                         {"姓名或单位名称中的文字", "text in the name of the person or the body"}},
                        {"office", "query", false, {{"type", "string"}}, {"只要这个岗位", "this office alone"}}};
  looking.problems = {ProblemCode::kForbidden};
  looking.response = list_schema(schema_of<identity::Officer>());

  std::vector<Route> routes;
  routes.emplace_back("GET", "/api/v1/delegations", Access::kSignedIn, ReadHandler{list_delegations}, listing);
  routes.emplace_back("POST", "/api/v1/delegations", Access::kOffice, writing(make_delegation), making);
  routes.emplace_back("DELETE", "/api/v1/delegations/{id}", Access::kSignedIn, writing(revoke), revoking);
  routes.emplace_back(
      "GET", "/api/v1/colleagues", Access::kOffice,
      ReadHandler{[state](const Request& request, store::Tx& tx) { return colleagues(state, request, tx); }}, others);
  routes.emplace_back(
      "GET", "/api/v1/officers", Access::kOffice,
      ReadHandler{[state](const Request& request, store::Tx& tx) { return officers(state, request, tx); }}, looking);
  return routes;
}

}  // namespace gh::http
