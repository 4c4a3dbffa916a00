// The security administrator's acts.
#include "identity/administration.h"

#include "base/problem.h"
#include "identity/audit.h"
#include "identity/sign_in.h"

namespace gh::identity {

namespace {

constexpr std::string_view kClause = "GB/T 22239 8.1.4.2";

void require_security_administrator(store::Tx& tx, const Caller& caller, const Occasion& occasion) {
  if (caller.office && holds(tx, *caller.office, {std::string(kSecurityAdministrator)}, occasion.today())) return;
  throw Problem(ProblemCode::kForbidden, FieldError{"",
                                                    "security-administrator",
                                                    std::string(kClause),
                                                    {"仅限安全管理员", "For the security administrator only"}});
}

void require_other(const Caller& caller, const Id& account, std::string field) {
  if (caller.account != account) return;
  throw Problem(ProblemCode::kForbidden,
                FieldError{std::move(field),
                           "own-account",
                           std::string(kClause),
                           {"不得对本人账号进行此操作", "Nobody does this to their own account"}});
}

void audit(store::Tx& tx, const Caller& caller, std::string_view kind, const Id& subject, const Occasion& occasion) {
  append_audit(tx, event_of(caller, kind, subject, occasion.remote, occasion.now));
}

std::string_view kind_of_change(AccountStatus status) {
  switch (status) {
    case AccountStatus::locked:
      return audit_kind::kAccountLocked;
    case AccountStatus::closed:
      return audit_kind::kAccountClosed;
    case AccountStatus::active:
      break;
  }
  return audit_kind::kAccountUnlocked;
}

}  // namespace

void create_account_as(store::Tx& tx, const Caller& caller, const Id& id, std::string_view login,
                       std::string_view display_name, std::string_view secret, Instant secret_expires_at,
                       const Occasion& occasion) {
  require_security_administrator(tx, caller, occasion);
  create_account(tx, id, login, display_name, occasion.now);
  begin_password_reset(tx, id, secret, occasion.now, secret_expires_at);
  audit(tx, caller, audit_kind::kAccountCreated, id, occasion);
}

void reset_password_as(store::Tx& tx, const Caller& caller, const Id& account, std::string_view secret,
                       Instant secret_expires_at, const Occasion& occasion) {
  require_security_administrator(tx, caller, occasion);
  require_other(caller, account, "");
  begin_password_reset(tx, account, secret, occasion.now, secret_expires_at);
  audit(tx, caller, audit_kind::kPasswordResetBegun, account, occasion);
}

void set_account_status_as(store::Tx& tx, const Caller& caller, const Id& account, AccountStatus status,
                           const Occasion& occasion) {
  require_security_administrator(tx, caller, occasion);
  require_other(caller, account, "");
  set_account_status(tx, account, status);
  if (status == AccountStatus::active) forget_failures(tx, account);
  audit(tx, caller, kind_of_change(status), account, occasion);
}

void grant_office_as(store::Tx& tx, const policy::Pack& pack, const Caller& caller, const Office& office,
                     const Occasion& occasion) {
  require_security_administrator(tx, caller, occasion);
  require_other(caller, office.account_id, "/account_id");
  grant_office(tx, pack, office);
  audit(tx, caller, audit_kind::kOfficeGranted, office.id, occasion);
}

void revoke_office_as(store::Tx& tx, const Caller& caller, const Id& office, const Occasion& occasion) {
  require_security_administrator(tx, caller, occasion);
  if (const auto found = find_office(tx, office)) require_other(caller, found->account_id, "");
  if (revoke_office(tx, office, occasion.now)) audit(tx, caller, audit_kind::kOfficeRevoked, office, occasion);
}

}  // namespace gh::identity
