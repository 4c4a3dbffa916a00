// The system administrator's departments: those that the pack doesn't list are made, renamed, closed and reopened.
#include "base/described.h"
#include "http/identity_state.h"
#include "http/schema_of.h"
#include "identity/departments.h"

namespace gh::http {

namespace {

struct OrganisationBody {
  identity::OrganisationKind kind{};  // department, district_department or joint_body
  std::string name;
  std::optional<std::string> name_en;
  std::string division;
  std::optional<Id> parent_id;
};
BOOST_DESCRIBE_STRUCT(OrganisationBody, (), (kind, name, name_en, division, parent_id))

struct MadeBody {
  Id id;
};
BOOST_DESCRIBE_STRUCT(MadeBody, (), (id))

struct ChangeBody {
  std::string name;
  std::optional<std::string> name_en;
  std::string division;
  identity::OrganisationStatus status{};
};
BOOST_DESCRIBE_STRUCT(ChangeBody, (), (name, name_en, division, status))

Response make_department(const SharedIdentity& state, const Request& request, store::Tx& tx) {
  const auto body = read<OrganisationBody>(request.json_body());
  identity::Organisation made;
  made.id = new_id(request.now, state->parts.random);
  made.kind = body.kind;
  made.name = body.name;
  made.name_en = body.name_en.value_or("");
  made.division = body.division;
  made.parent_id = body.parent_id;
  made.created_at = request.now;
  identity::make_department(tx, request.signed_in(), made, state->occasion(request));
  return created("/api/v1/organisations/" + made.id, write(MadeBody{made.id}));
}

Response change(const SharedIdentity& state, const Request& request, store::Tx& tx) {
  const auto body = read<ChangeBody>(request.json_body());
  const auto changed = identity::change_department(tx, request.signed_in(), Id(request.param("id")),
                                                   {body.name, body.name_en.value_or(""), body.division, body.status},
                                                   state->occasion(request));
  return ok(write(MadeBody{changed.id}));
}

}  // namespace

std::vector<Route> department_administration_routes(const SharedIdentity& state) {
  const auto writing = [state](auto answer) {
    return WriteHandler{[state, answer](const Request& request, store::Tx& tx) { return answer(state, request, tx); }};
  };
  Documentation making;
  making.id = "makeOrganisation";
  making.tag = "administration";
  making.summary = {"建立政策包未列的部门", "Make a department that the pack doesn't list"};
  making.request = schema_of<OrganisationBody>();
  making.response = schema_of<MadeBody>();
  making.success = 201;
  Documentation changing;
  changing.id = "changeOrganisation";
  changing.tag = "administration";
  changing.summary = {"更名、停用或恢复自建的部门", "Rename, close or reopen a department that was made by hand"};
  changing.request = schema_of<ChangeBody>();
  changing.response = schema_of<MadeBody>();
  changing.problems = {ProblemCode::kNotFound, ProblemCode::kConflict};

  constexpr Access kWho = Access::kSystemAdmin;
  std::vector<Route> routes;
  routes.emplace_back("POST", "/api/v1/admin/organisations", kWho, writing(make_department), making);
  routes.emplace_back("PUT", "/api/v1/admin/organisations/{id}", kWho, writing(change), changing);
  return routes;
}

}  // namespace gh::http
