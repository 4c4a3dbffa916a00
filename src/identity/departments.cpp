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
  department->name = change.name;
  department->name_en = change.name_en;
  department->division = change.division;
  department->status = change.status;
  update_organisation(tx, *department);
  note(tx, caller, id, occasion);
  return *department;
}

}  // namespace gh::identity
