// Grants, revokes and finds offices.
#include "identity/offices.h"

#include <algorithm>

#include "base/assert.h"
#include "base/problem.h"
#include "identity/accounts.h"
#include "identity/organisations.h"

namespace gh::identity {

namespace {

constexpr std::string_view kSelectOffice =
    "select id, account_id, organisation_id, role, division, from_day, to_day, revoked_at, granted_by_act, created_at"
    " from office";
// In force on a day, bound twice.
constexpr std::string_view kInForce = " revoked_at is null and from_day <= ? and (to_day is null or to_day >= ?)";

FieldError invalid(std::string field, std::string rule, std::string zh, std::string en) {
  return FieldError{std::move(field), std::move(rule), "", {std::move(zh), std::move(en)}};
}

bool overlap(const Office& a, const Office& b) {
  const bool a_ends_before = a.to_day && *a.to_day < b.from_day;
  const bool b_ends_before = b.to_day && *b.to_day < a.from_day;
  return !a_ends_before && !b_ends_before;
}

void check_place(store::Tx& tx, const policy::Pack& pack, const Office& office, const policy::Role& role,
                 std::vector<FieldError>& errors) {
  if (!office.organisation_id) {
    if (role.scope == policy::RoleScope::kAuthority)
      errors.push_back(invalid("/organisation_id", "role-needs-organisation", "该岗位须属于某一单位",
                               "An office of this role belongs to an organisation"));
    return;
  }
  const auto organisation = find_organisation(tx, *office.organisation_id);
  if (!organisation || organisation->status != OrganisationStatus::active) {
    errors.push_back(invalid("/organisation_id", "organisation", "没有该单位或该单位已注销",
                             "There is no such organisation, or it was closed"));
    return;
  }
  if (!organisation->body_key || is_administrator(office.role)) return;
  const auto body = pack.bodies.find(*organisation->body_key);
  const bool listed = body != pack.bodies.end() && std::find(body->second.roles.begin(), body->second.roles.end(),
                                                             office.role) != body->second.roles.end();
  if (!listed)
    errors.push_back(invalid("/organisation_id", "role-of-body", "该单位未设此岗位", "This body has no such role"));
}

void check(store::Tx& tx, const policy::Pack& pack, const Office& office) {
  std::vector<FieldError> errors;
  const auto role = pack.roles.find(office.role);
  if (role == pack.roles.end() || role->second.scope == policy::RoleScope::kSystem) {
    errors.push_back(invalid("/role", "known-role", "没有可授予的此类岗位", "There is no such role to be granted"));
  } else {
    check_place(tx, pack, office, role->second, errors);
  }
  const auto account = find_account(tx, office.account_id);
  if (!account || account->status == AccountStatus::closed)
    errors.push_back(
        invalid("/account_id", "account", "没有该账号或该账号已注销", "There is no such account, or it was closed"));
  if (office.to_day && *office.to_day < office.from_day)
    errors.push_back(invalid("/to_day", "period", "截止日早于起始日", "The last day lies before the first"));
  if (office.division.size() != 6)
    errors.push_back(invalid("/division", "division", "行政区划代码应为六位数字", "A division code has six digits"));
  if (!errors.empty()) throw Problem(ProblemCode::kInvalidForm, std::move(errors));
}

void check_beside(const Office& office, const std::vector<Office>& others) {
  if (others.size() >= kOfficesPerAccountMax)
    throw Problem(ProblemCode::kConflict,
                  invalid("/account_id", "offices-per-account", "该账号岗位过多", "This account has too many offices"));
  for (const Office& other : others) {
    if (other.revoked_at || !overlap(office, other)) continue;
    if (other.role == office.role && other.organisation_id == office.organisation_id &&
        other.division == office.division)
      throw Problem(ProblemCode::kConflict, invalid("/role", "office-overlap", "该账号在此期间已有同一岗位",
                                                    "The account holds the same office in this period"));
    if (is_administrator(office.role) && is_administrator(other.role) && other.role != office.role)
      throw Problem(ProblemCode::kConflict,
                    FieldError{"/role",
                               "separate-administrators",
                               "GB/T 22239 8.1.4.2",
                               {"系统管理员、安全管理员、审计管理员不得由一人兼任",
                                "Nobody may be two of system, security and audit administrator"}});
  }
}

}  // namespace

bool is_administrator(std::string_view role) {
  return role == kSystemAdministrator || role == kSecurityAdministrator || role == kAuditAdministrator;
}

bool in_force(const Office& office, Day on) {
  return !office.revoked_at && office.from_day <= on && (!office.to_day || on <= *office.to_day);
}

std::string in_force_sql(std::string_view column) {
  return "exists (select 1 from office held where held.id = " + std::string(column) + " and" + std::string(kInForce) +
         ")";
}

void grant_office(store::Tx& tx, const policy::Pack& pack, const Office& office) {
  GH_ASSERT(is_id(office.id));
  // Two grants at once must see each other, or one person could become two administrators.
  tx.lock("offices:" + office.account_id);
  check(tx, pack, office);
  check_beside(office, all_offices_of(tx, office.account_id));
  tx.execute(
      "insert into office (id, account_id, organisation_id, role, division, from_day, to_day, revoked_at,"
      " granted_by_act, created_at) values (?, ?, ?, ?, ?, ?, ?, null, ?, ?)",
      {office.id, office.account_id, office.organisation_id, office.role, office.division, office.from_day,
       office.to_day, office.granted_by_act, office.created_at});
}

bool revoke_office(store::Tx& tx, const Id& office, Instant now, const std::optional<Id>& by_act) {
  if (!find_office(tx, office))
    throw Problem(ProblemCode::kNotFound, invalid("", "office", "没有该岗位", "No such office"));
  return tx.execute("update office set revoked_at = ?, revoked_by_act = ? where id = ? and revoked_at is null",
                    {now, by_act, office}) == 1;
}

void revoke_offices_of(store::Tx& tx, const Id& organisation, Instant now, const Id& by_act) {
  tx.execute("update office set revoked_at = ?, revoked_by_act = ? where organisation_id = ? and revoked_at is null",
             {now, by_act, organisation});
}

std::optional<Office> find_office(store::Tx& tx, const Id& id) {
  return tx.one<Office>(std::string(kSelectOffice) + " where id = ?", {id});
}

std::vector<Office> all_offices_of(store::Tx& tx, const Id& account) {
  return tx.all<Office>(std::string(kSelectOffice) + " where account_id = ? order by id desc limit ?",
                        {account, kOfficesPerAccountMax});
}

std::vector<Office> offices_of(store::Tx& tx, const Id& account, Day on) {
  return tx.all<Office>(
      std::string(kSelectOffice) + " where account_id = ? and" + std::string(kInForce) + " order by id limit ?",
      {account, on, on, kOfficesPerAccountMax});
}

bool holds(store::Tx& tx, const Id& office, const std::vector<std::string>& roles, Day on) {
  const auto found = find_office(tx, office);
  return found && in_force(*found, on) && std::find(roles.begin(), roles.end(), found->role) != roles.end();
}

std::vector<Colleague> colleagues_in(store::Tx& tx, const Id& organisation, Day on) {
  return tx.all<Colleague>(
      "select o.id as office, o.account_id, a.display_name, o.role from office o join account a on a.id = o.account_id"
      " where o.organisation_id = ? and a.status = 'active' and o.revoked_at is null and o.from_day <= ?"
      " and (o.to_day is null or o.to_day >= ?) order by o.id limit ?",
      {organisation, on, on, kOfficesPerRoleMax});
}

std::vector<Officer> find_officers(store::Tx& tx, const OfficerSearch& search, Day on, std::size_t limit) {
  if (search.roles.empty()) return {};
  std::string sql =
      "select o.id as office, a.display_name, o.role, o.organisation_id, b.name as organisation from office o join "
      "account a on a.id = o.account_id join organisation b on b.id = o.organisation_id where a.status = 'active' and "
      "o.revoked_at is null and o.from_day <= ? and (o.to_day is null or o.to_day >= ?) and o.role in (?";
  std::vector<store::Value> values{on, on};
  for (std::size_t i = 1; i < search.roles.size(); ++i) sql += ", ?";
  sql += ")";
  values.insert(values.end(), search.roles.begin(), search.roles.end());
  if (!search.office.empty()) {
    sql += " and o.id = ?";
    values.emplace_back(search.office);
  }
  // Without LIKE, for which SQLite prepares a statement anew.
  if (!search.text.empty()) {
    sql += " and replace(a.display_name || ' ' || b.name, ?, '') <> a.display_name || ' ' || b.name";
    values.emplace_back(search.text);
  }
  sql += " order by case when o.organisation_id = ? then 0 else 1 end, b.name, a.display_name, o.id limit ?";
  values.emplace_back(search.first);
  values.emplace_back(limit);
  return tx.all<Officer>(sql, values);
}

bool has_offices_from(store::Tx& tx, const Id& organisation, Day on) {
  return tx.integer(
               "select count(*) from office where organisation_id = ? and revoked_at is null and (to_day is null or"
               " to_day >= ?)",
               {organisation, on})
             .value_or(0) > 0;
}

std::vector<Office> offices_in_organisation(store::Tx& tx, std::string_view role, const Id& organisation, Day on) {
  return tx.all<Office>(std::string(kSelectOffice) + " where role = ? and organisation_id = ? and" +
                            std::string(kInForce) + " order by id limit ?",
                        {role, organisation, on, on, kOfficesPerRoleMax});
}

std::vector<Office> offices_in_division(store::Tx& tx, std::string_view role, std::string_view division, Day on) {
  return tx.all<Office>(std::string(kSelectOffice) + " where role = ? and division = ? and" + std::string(kInForce) +
                            " order by id limit ?",
                        {role, division, on, on, kOfficesPerRoleMax});
}

}  // namespace gh::identity
