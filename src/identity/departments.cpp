#include "identity/departments.h"

#include "base/problem.h"
#include "identity/audit.h"
#include "identity/offices.h"

namespace gh::identity {

namespace {

bool is_public_body(OrganisationKind kind) {
  using enum OrganisationKind;
  return kind == department || kind == district_department || kind == joint_body;
}

void note(store::Tx& tx, const Caller& caller, const Id& organisation, const Occasion& occasion) {
  append_audit(
      tx, event_of(caller, audit_kind::kAdministered, "organisation " + organisation, occasion.remote, occasion.now));
}

// How it stands from now on, for whoever performs the acts once more.
void keep_state(store::Tx& tx, const Organisation& department, Instant from) {
  const auto ordinal =
      tx.integer("select coalesce(max(ordinal), 0) from department_change where organisation_id = ?", {department.id});
  tx.execute(
      "insert into department_change (organisation_id, ordinal, at, name, name_en, division, status) values "
      "(?, ?, ?, ?, ?, ?, ?)",
      {department.id, ordinal.value_or(0) + 1, from, department.name, department.name_en, department.division,
       department.status});
}

bool has_states(store::Tx& tx, const Id& department) {
  return tx.integer("select count(*) from department_change where organisation_id = ?", {department}).value_or(0) > 0;
}

}  // namespace

bool is_department_made_by_hand(const Organisation& organisation) {
  return is_public_body(organisation.kind) && !organisation.body_key;
}

void make_department(store::Tx& tx, const Caller& caller, const Organisation& department, const Occasion& occasion) {
  if (!is_department_made_by_hand(department))
    throw Problem(ProblemCode::kInvalidForm,
                  FieldError{"/kind",
                             "public-body",
                             "",
                             {"协会、企业和评估机构由登记或入驻产生",
                              "associations, companies and evaluators come by registration or enrolment"}});
  if (department.parent_id && !find_organisation(tx, *department.parent_id))
    throw Problem(ProblemCode::kInvalidForm,
                  FieldError{"/parent_id", "organisation", "", {"没有这个单位", "no such organisation"}});
  create_organisation(tx, department);
  keep_state(tx, department, department.created_at);
  note(tx, caller, department.id, occasion);
}

Organisation change_department(store::Tx& tx, const Caller& caller, const Id& id, const DepartmentChange& change,
                               const Occasion& occasion) {
  auto department = find_organisation(tx, id);
  if (!department)
    throw Problem(ProblemCode::kNotFound, FieldError{"", "organisation", "", {"没有该单位", "No such organisation"}});
  if (!is_department_made_by_hand(*department))
    throw Problem(ProblemCode::kConflict, FieldError{"",
                                                     "made-by-hand",
                                                     "",
                                                     {"政策包所列机构和登记、入驻的单位不在此修改",
                                                      "only a department that was made by hand is changed by hand"}});
  if (change.status == OrganisationStatus::closed && has_offices_from(tx, id, occasion.today()))
    throw Problem(ProblemCode::kConflict, FieldError{"/status",
                                                     "offices-in-force",
                                                     "",
                                                     {"该单位还有在任岗位，请先由安全管理员收回",
                                                      "somebody holds an office of it; revoke these first"}});
  // One that was made before changes were kept.
  if (!has_states(tx, id)) keep_state(tx, *department, department->created_at);
  department->name = change.name;
  department->name_en = change.name_en;
  department->division = change.division;
  department->status = change.status;
  update_organisation(tx, *department);
  keep_state(tx, *department, occasion.now);
  note(tx, caller, id, occasion);
  return *department;
}

}  // namespace gh::identity
