// Keeps delegations.
#include "identity/delegations.h"

#include <algorithm>

#include "base/assert.h"
#include "base/problem.h"
#include "identity/audit.h"
#include "identity/offices.h"

namespace gh::identity {

namespace {

constexpr std::string_view kColumns = "id, from_office, to_office, from_at, to_at, procedures, created_at, revoked_at";

[[noreturn]] void refuse(ProblemCode code, std::string field, std::string rule, std::string zh, std::string en) {
  throw Problem(code, FieldError{std::move(field), std::move(rule), "", {std::move(zh), std::move(en)}});
}

bool is_procedure_id(std::string_view id) {
  return !id.empty() && id.size() <= 64 && std::all_of(id.begin(), id.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  });
}

bool covers(const Delegation& delegation, std::string_view procedure) {
  if (!delegation.procedures) return true;
  if (procedure.empty()) return false;
  return (" " + *delegation.procedures + " ").find(" " + std::string(procedure) + " ") != std::string::npos;
}

bool share_a_procedure(const Delegation& existing, const std::vector<std::string>& procedures) {
  return !existing.procedures || procedures.empty() ||
         std::any_of(procedures.begin(), procedures.end(),
                     [&existing](const std::string& id) { return covers(existing, id); });
}

void check_offices(store::Tx& tx, const Caller& caller, const NewDelegation& delegation, Day today) {
  const auto from = find_office(tx, delegation.from_office);
  if (!from || from->account_id != caller.account || !in_force(*from, today))
    refuse(ProblemCode::kForbidden, "/from_office", "office-not-held", "您当前不担任该岗位",
           "You don't hold this office now");
  if (is_administrator(from->role))
    refuse(ProblemCode::kForbidden, "/from_office", "administrators-act-themselves", "管理员岗位不得委派",
           "An administrator's office can't be delegated");
  const auto to = find_office(tx, delegation.to_office);
  if (!to || !in_force(*to, today))
    refuse(ProblemCode::kInvalidForm, "/to_office", "office", "没有该岗位或其已失效",
           "No such office, or it is not in force");
  if (to->account_id == caller.account)
    refuse(ProblemCode::kInvalidForm, "/to_office", "own-account", "不能委派给自己",
           "It can't be delegated to yourself");
  if (!from->organisation_id || to->organisation_id != from->organisation_id || is_administrator(to->role))
    refuse(ProblemCode::kInvalidForm, "/to_office", "same-organisation", "只能委派给本单位的业务岗位",
           "It can only be delegated to an office of the same organisation");
}

void check_terms(store::Tx& tx, const NewDelegation& delegation, Instant now) {
  if (delegation.to_at <= delegation.from_at || delegation.to_at <= now)
    refuse(ProblemCode::kInvalidForm, "/to_at", "period", "结束时间应晚于开始时间和当前时间",
           "The end must lie after the beginning and after now");
  if (delegation.procedures.size() > kProceduresPerDelegationMax ||
      !std::all_of(delegation.procedures.begin(), delegation.procedures.end(), is_procedure_id))
    refuse(ProblemCode::kInvalidForm, "/procedures", "procedures", "事项编号有误", "The procedures are not ids");
  const auto others = tx.all<Delegation>(
      "select " + std::string(kColumns) +
          " from office_delegation where from_office = ? and revoked_at is null and from_at < ? and to_at > ? limit ?",
      {delegation.from_office, delegation.to_at, delegation.from_at, kDelegationsMax});
  for (const Delegation& other : others) {
    if (share_a_procedure(other, delegation.procedures))
      refuse(ProblemCode::kConflict, "/from_at", "delegation-overlap", "该岗位在此期间已委派他人",
             "Somebody already acts for this office in this period");
  }
}

std::vector<Id> others_of(store::Tx& tx, std::string_view side, const Id& office, Instant at,
                          std::string_view procedure) {
  const auto found = tx.all<Delegation>(
      "select " + std::string(kColumns) + " from office_delegation where " + std::string(side) +
          " = ? and (revoked_at is null or revoked_at > ?) and from_at <= ? and to_at > ? order by id"
          " limit ?",
      {office, at, at, at, kDelegationsMax});
  std::vector<Id> out;
  for (const Delegation& delegation : found) {
    const Id& other = side == "from_office" ? delegation.to_office : delegation.from_office;
    if (covers(delegation, procedure) && std::find(out.begin(), out.end(), other) == out.end()) out.push_back(other);
  }
  return out;
}

}  // namespace

Delegation delegate_office(store::Tx& tx, const Caller& caller, const NewDelegation& delegation,
                           const Occasion& occasion) {
  GH_ASSERT(is_id(delegation.id));
  tx.lock("delegations:" + delegation.from_office);
  check_offices(tx, caller, delegation, occasion.today());
  check_terms(tx, delegation, occasion.now);
  std::optional<std::string> procedures;
  for (const std::string& id : delegation.procedures) procedures = procedures ? *procedures + " " + id : id;
  const Delegation kept{
      delegation.id, delegation.from_office, delegation.to_office, delegation.from_at, delegation.to_at,
      procedures,    occasion.now,           std::nullopt};
  tx.execute(
      "insert into office_delegation (id, from_office, to_office, from_at, to_at, procedures, created_at)"
      " values (?, ?, ?, ?, ?, ?, ?)",
      {kept.id, kept.from_office, kept.to_office, kept.from_at, kept.to_at, kept.procedures, kept.created_at});
  append_audit(tx, event_of(caller, audit_kind::kDelegationMade, kept.id, occasion.remote, occasion.now));
  return kept;
}

void revoke_delegation(store::Tx& tx, const Caller& caller, const Id& delegation, const Occasion& occasion) {
  const auto holder =
      tx.string("select o.account_id from office_delegation d join office o on o.id = d.from_office where d.id = ?",
                {delegation});
  if (holder != caller.account) refuse(ProblemCode::kNotFound, "", "delegation", "没有该委派", "No such delegation");
  if (tx.execute("update office_delegation set revoked_at = ? where id = ? and revoked_at is null",
                 {occasion.now, delegation}) == 1)
    append_audit(tx, event_of(caller, audit_kind::kDelegationRevoked, delegation, occasion.remote, occasion.now));
}

std::vector<Delegation> delegations_of(store::Tx& tx, const Id& account) {
  return tx.all<Delegation>(
      "select " + std::string(kColumns) +
          " from office_delegation where from_office in (select id from office where account_id = ?)"
          " or to_office in (select id from office where account_id = ?) order by id desc limit ?",
      {account, account, kDelegationsMax});
}

std::vector<Id> delegates_of(store::Tx& tx, const Id& office, Instant at, std::string_view procedure) {
  return others_of(tx, "from_office", office, at, procedure);
}

std::vector<Id> delegators_of(store::Tx& tx, const Id& office, Instant at, std::string_view procedure) {
  return others_of(tx, "to_office", office, at, procedure);
}

}  // namespace gh::identity
