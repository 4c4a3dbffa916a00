// What the security administrator does: accounts, resets, offices. Each is checked against doing it to oneself and
// stands in the audit log. (That the caller holds the office is the route's access rule, and asked again here.)
#pragma once
#include <string>
#include <string_view>

#include "base/ids.h"
#include "identity/accounts.h"
#include "identity/caller.h"
#include "identity/occasion.h"
#include "identity/offices.h"
#include "policy/pack.h"
#include "store/db.h"

namespace gh::identity {

// All of these throw Problem kForbidden ("security-administrator") unless the caller uses that office, and kForbidden
// ("own-account") where said.

// A new account that its person opens by `secret` (secrets.h), which the administrator hands over; see create_account.
void create_account_as(store::Tx& tx, const Caller& caller, const Id& id, std::string_view login,
                       std::string_view display_name, std::string_view secret, Instant secret_expires_at,
                       const Occasion& occasion);

// Ends the password there is and lets the person set another by `secret`. Not for oneself.
void reset_password_as(store::Tx& tx, const Caller& caller, const Id& account, std::string_view secret,
                       Instant secret_expires_at, const Occasion& occasion);

// Locks, unlocks (also from a lock-out after failed sign-ins) or closes. Not for oneself.
void set_account_status_as(store::Tx& tx, const Caller& caller, const Id& account, AccountStatus status,
                           const Occasion& occasion);

// See grant_office, revoke_office. Not for oneself.
void grant_office_as(store::Tx& tx, const policy::Pack& pack, const Caller& caller, const Office& office,
                     const Occasion& occasion);
void revoke_office_as(store::Tx& tx, const Caller& caller, const Id& office, const Occasion& occasion);

}  // namespace gh::identity
