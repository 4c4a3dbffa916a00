#include "cases/visibility.h"

#include "cases/steps.h"

namespace gh::cases {
namespace {

void also(Predicate& out, std::string_view sql, std::initializer_list<store::Value> values) {
  if (!out.sql.empty()) out.sql += " or ";
  out.sql += sql;
  out.values.insert(out.values.end(), values.begin(), values.end());
}

// The body whose cases the caller reads as its own.
std::optional<Id> body_of(const identity::Caller& caller, const policy::Pack& pack) {
  return is_personal(pack, caller.role) ? std::nullopt : caller.organisation;
}

// What an office keeps to itself is read by offices of the state; somebody outside reads what waits, or has waited, for
// him, and not what is only about him.
bool reads_what_is_about_him(const identity::Caller& caller, const policy::Pack& pack, std::string_view publicity) {
  const auto role = pack.roles.find(caller.role);
  return publicity != "office" || (role != pack.roles.end() && role->second.public_body);
}

policy::Sight sight_of(const identity::Caller& caller, const policy::Pack& pack) {
  const auto role = pack.roles.find(caller.role);
  return role == pack.roles.end() ? policy::Sight::kOwn : role->second.sees;
}

// What `readable` says of the case's own row, without asking the database: it lets most callers read.
bool reads_by_row(const identity::Caller& caller, const policy::Pack& pack, const CaseFile& file) {
  const policy::Sight sight = sight_of(caller, pack);
  if (sight == policy::Sight::kAll || file.opened_by_office == caller.office) return true;
  const std::optional<Id> body = body_of(caller, pack);
  if (!body) return false;
  const bool about = reads_what_is_about_him(caller, pack, file.publicity);
  if (about && file.applicant_id == body) return true;
  switch (sight) {
    case policy::Sight::kDivision:
      return covers(caller.division, file.division);
    case policy::Sight::kDepartment:
    case policy::Sight::kOrganisation:
      return file.authority_id == body || (about && file.subject_id == body);
    case policy::Sight::kOwn:
    case policy::Sight::kAll:
      break;
  }
  return false;
}

}  // namespace

bool is_personal(const policy::Pack& pack, std::string_view role) {
  const auto found = pack.roles.find(std::string(role));
  return found != pack.roles.end() && found->second.scope == policy::RoleScope::kParty &&
         found->second.sees == policy::Sight::kOwn;
}

Predicate within_division(std::string_view column, std::string_view division) {
  std::string prefix = division_prefix(division);
  std::string sql = "substr(" + std::string(column) + ", 1, " + std::to_string(prefix.size()) + ") = ?";
  return {std::move(sql), {store::Value(std::move(prefix))}};
}

Predicate readable(const identity::Caller& caller, const policy::Pack& pack) {
  Predicate out;
  const std::string office = caller.office.value_or("");
  if (sight_of(caller, pack) == policy::Sight::kAll) return {"1 = 1", {}};
  // What stands in the case's own row comes first: mostly it decides, and nothing else is looked up.
  also(out, "c.opened_by_office = ?", {office});
  const std::optional<Id> body = body_of(caller, pack);
  const std::string about = reads_what_is_about_him(caller, pack, "office") ? "" : " and c.publicity <> 'office'";
  if (body) {
    const Id& organisation = *body;
    const Predicate division = within_division("c.division", caller.division);
    also(out, "(c.applicant_id = ?" + about + ")", {organisation});
    switch (sight_of(caller, pack)) {
      case policy::Sight::kDivision:
        also(out, division.sql, {division.values.front()});
        break;
      case policy::Sight::kDepartment:
        also(out, "(c.subject_id = ?" + about + ")", {organisation});
        also(out,
             "c.authority_id in (with recursive below (id) as (select o.id from organisation o where o.id = ? union "
             "select o.id from organisation o join below b on o.parent_id = b.id) select id from below)",
             {organisation});
        break;
      case policy::Sight::kOrganisation:
        also(out, "c.authority_id = ?", {organisation});
        also(out, "(c.subject_id = ?" + about + ")", {organisation});
        break;
      case policy::Sight::kOwn:
      case policy::Sight::kAll:
        break;
    }
  }
  also(out, "exists (select 1 from case_party p where p.case_id = c.id and p.office_id = ?)", {office});
  also(out, "exists (select 1 from case_copy k where k.case_id = c.id and k.office_id = ?)", {office});
  also(out, "exists (select 1 from step s where s.case_id = c.id and (s.office_id = ? or s.delegate_id = ?))",
       {office, office});
  if (caller.organisation) {
    const Id& organisation = *caller.organisation;
    const Predicate step_division = within_division("s.division", caller.division);
    // What a person was given by name, such as a seat on a panel, isn't his organisation's to read.
    if (body)
      also(out,
           "exists (select 1 from case_party p where p.case_id = c.id and p.organisation_id = ? and p.office_id is "
           "null" +
               about + ")",
           {organisation});
    if (body && !about.empty())
      also(out,
           "exists (select 1 from step s where s.case_id = c.id and s.signer_kind = 'organisation' and "
           "s.organisation_id = ?)",
           {organisation});
    // A role that acts for the whole division reads what waits for it. Joined to nothing, the signer keeps the database
    // from walking through every step that the role ever had.
    also(out,
         "exists (select 1 from step s where s.case_id = c.id and s.signer || '' = ? and (s.organisation_id = ? or "
         "(s.organisation_id is null and s.signer_kind = ? and " +
             step_division.sql + ")))",
         {caller.role, organisation, "role", step_division.values.front()});
  }
  out.sql = "(" + out.sql + ")";
  return out;
}

Reading reading_of(store::Tx& tx, const std::optional<identity::Caller>& caller, const CaseFile& file,
                   const policy::Pack& pack) {
  if (caller && caller->office) {
    if (reads_by_row(*caller, pack, file)) return Reading::kFull;
    Predicate predicate = readable(*caller, pack);
    predicate.values.insert(predicate.values.begin(), store::Value(file.id));
    bool full = false;
    tx.each("select c.id from case_file c where c.id = ? and " + predicate.sql, predicate.values,
            [&](const store::Row&) { full = true; });
    if (full) return Reading::kFull;
  }
  return file.publicity == "public" ? Reading::kPublic : Reading::kNone;
}

bool sealed_from(const std::optional<identity::Caller>& caller, const CaseFile& file, Instant now) {
  if (!file.sealed_until || now >= *file.sealed_until) return false;
  return !caller || caller->office != file.opened_by_office;
}

}  // namespace gh::cases
