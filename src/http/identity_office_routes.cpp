// The security administrator's offices: which roles there are, grant, revoke.
#include "base/described.h"
#include "http/identity_state.h"
#include "http/schema_of.h"
#include "identity/administration.h"
#include "identity/organisations.h"

namespace gh::http {

namespace {

struct OfficeBody {
  Id account_id;
  std::string role;
  std::optional<Id> organisation_id;
  std::optional<std::string> division;  // the organisation's, or the pack's, when absent
  std::optional<Day> from_day;          // today when absent
  std::optional<Day> to_day;
};
BOOST_DESCRIBE_STRUCT(OfficeBody, (), (account_id, role, organisation_id, division, from_day, to_day))

struct RoleView {
  std::string id;
  Text title;
  bool needs_organisation = false;
  std::vector<std::string> bodies;  // ids of the pack's bodies that have it
};
BOOST_DESCRIBE_STRUCT(RoleView, (), (id, title, needs_organisation, bodies))

std::string division_of(store::Tx& tx, const OfficeBody& body, const policy::Pack& pack) {
  if (body.division) return *body.division;
  const auto organisation =
      body.organisation_id ? identity::find_organisation(tx, *body.organisation_id) : std::nullopt;
  return organisation ? organisation->division : pack.division;
}

Response grant(const SharedIdentity& state, const Request& request, store::Tx& tx) {
  const auto body = read<OfficeBody>(request.json_body());
  const identity::Occasion occasion = state->occasion(request);
  const auto pack = state->parts.pack();
  const identity::Office office{new_id(request.now, state->parts.random),
                                body.account_id,
                                body.organisation_id,
                                body.role,
                                division_of(tx, body, *pack),
                                body.from_day.value_or(occasion.today()),
                                body.to_day,
                                std::nullopt,
                                std::nullopt,
                                request.now};
  identity::grant_office_as(tx, *pack, request.signed_in(), office, occasion);
  return created("/api/v1/admin/accounts/" + office.account_id, write(office));
}

Response revoke(const SharedIdentity& state, const Request& request, store::Tx& tx) {
  identity::revoke_office_as(tx, request.signed_in(), Id(request.param("id")), state->occasion(request));
  return no_content();
}

Response roles(const SharedIdentity& state, const Request& request) {
  const auto pack = state->parts.pack();
  json::array items;
  for (const auto& [id, role] : pack->roles) {
    if (role.scope == policy::RoleScope::kSystem) continue;
    RoleView view{id, role.title, role.scope == policy::RoleScope::kAuthority, {}};
    for (const auto& [body_id, body] : pack->bodies)
      for (const std::string& held : body.roles)
        if (held == id) view.bodies.push_back(body_id);
    items.push_back(write(view));
  }
  return ok_with_etag(request, json::object{{"items", std::move(items)}});
}

Documentation document(std::string id, Text summary) {
  Documentation documentation;
  documentation.id = std::move(id);
  documentation.tag = "administration";
  documentation.summary = std::move(summary);
  return documentation;
}

}  // namespace

std::vector<Route> office_administration_routes(const SharedIdentity& state) {
  const auto writing = [state](auto answer) {
    return WriteHandler{[state, answer](const Request& request, store::Tx& tx) { return answer(state, request, tx); }};
  };
  Documentation granting = document("grantOffice", {"授予岗位", "Grant an office"});
  granting.request = schema_of<OfficeBody>();
  granting.response = schema_of<identity::Office>();
  granting.success = 201;
  granting.problems = {ProblemCode::kConflict, ProblemCode::kForbidden};
  Documentation revoking = document("revokeOffice", {"收回岗位", "Revoke an office"});
  revoking.success = 204;
  revoking.problems = {ProblemCode::kNotFound};
  Documentation listing = document("listRoles", {"可授予的岗位类别", "Roles that can be granted"});
  listing.response = list_schema(schema_of<RoleView>());

  constexpr Access kWho = Access::kSecurityAdmin;
  std::vector<Route> routes;
  routes.emplace_back("POST", "/api/v1/admin/offices", kWho, writing(grant), granting);
  routes.emplace_back("DELETE", "/api/v1/admin/offices/{id}", kWho, writing(revoke), revoking);
  routes.emplace_back("GET", "/api/v1/admin/roles", kWho,
                      PlainHandler{[state](const Request& request) { return roles(state, request); }}, listing);
  return routes;
}

}  // namespace gh::http
