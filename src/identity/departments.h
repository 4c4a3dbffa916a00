// Departments that no pack lists: the system administrator makes, renames, closes and reopens them. The pack's bodies
// change with the pack; associations, companies and evaluators come and go by acts. Each change stands in the audit
// log. (That the caller is the system administrator is the route's access rule.)
#pragma once
#include <optional>
#include <string>

#include "base/ids.h"
#include "identity/caller.h"
#include "identity/occasion.h"
#include "identity/organisations.h"
#include "store/db.h"

namespace gh::identity {

// Whether it is one that this file may change.
bool is_department_made_by_hand(const Organisation& organisation);

// Adds a department, a district's department or a joint body. Problem kInvalidForm ("/kind" public-body, "/parent_id"
// organisation, and those of create_organisation).
void make_department(store::Tx& tx, const Caller& caller, const Organisation& department, const Occasion& occasion);

// What may be changed later.
struct DepartmentChange {
  std::string name;
  std::string name_en;
  std::string division;  // GB/T 2260
  OrganisationStatus status = OrganisationStatus::active;
};
// Gives it as it is now. Problems kNotFound, kConflict (made-by-hand; "/status" offices-in-force: it isn't closed while
// somebody holds an office of it, now or later), and those of update_organisation.
Organisation change_department(store::Tx& tx, const Caller& caller, const Id& id, const DepartmentChange& change,
                               const Occasion& occasion);

}  // namespace gh::identity
