// Accounts: one person each, with a login. No account begins with a password: its person sets one by a one-time secret.
#pragma once
#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.h"
#include "base/time.h"
#include "store/db.h"

namespace gh::identity {

// Enumerators are spelled as they are stored and sent. A locked account is shut by the security administrator until
// he opens it again; a closed one for good.
enum class AccountStatus { active, locked, closed };
BOOST_DESCRIBE_ENUM(AccountStatus, active, locked, closed)

// What may be seen of an account; its secrets stay in the table.
struct Account {
  Id id;
  std::string login;
  std::string display_name;
  AccountStatus status = AccountStatus::active;
  Instant created_at{};
  std::optional<Instant> password_changed_at;  // absent until the person has set one
};
BOOST_DESCRIBE_STRUCT(Account, (), (id, login, display_name, status, created_at, password_changed_at))

// A login as it is kept: ASCII letters in lower case.
std::string folded_login(std::string_view login);

// Adds an active account without a password. A login has 3 to 64 of a-z 0-9 . _ - @ and begins with a letter or digit.
// Problems kInvalidForm ("/login" login-form, "/display_name" display-name), kConflict ("/login" login-taken).
void create_account(store::Tx& tx, const Id& id, std::string_view login, std::string_view display_name, Instant now);

std::optional<Account> find_account(store::Tx& tx, const Id& id);
std::optional<Account> find_account_by_login(store::Tx& tx, std::string_view login);
// Newest first, with ids below `after` where that is given; login or display name begins with `prefix`.
std::vector<Account> list_accounts(store::Tx& tx, std::string_view prefix, std::size_t limit,
                                   std::string_view after = {});

// Unless it becomes active, the account's sessions end. Problems kNotFound; kConflict ("account-closed").
void set_account_status(store::Tx& tx, const Id& account, AccountStatus status);

void set_password_hash(store::Tx& tx, const Id& account, std::string_view password_hash, Instant now);

// Lets the holder of `secret` (secrets.h) set a password until `expires_at`; the password there was, the account's
// sessions and its tokens end now. Problem kNotFound.
void begin_password_reset(store::Tx& tx, const Id& account, std::string_view secret, Instant now, Instant expires_at);

// The account for which the secret is good now; nothing when it was used, is wrong or too old.
std::optional<Id> account_of_one_time_secret(store::Tx& tx, std::string_view login, std::string_view secret,
                                             Instant now);

}  // namespace gh::identity
