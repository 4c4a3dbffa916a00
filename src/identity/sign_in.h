// Signing in by login and password. Argon2id takes a tenth of a second, so it runs between two transactions and never
// inside one. An unknown login, a wrong password, a locked account and one without a password all get the same answer
// after the same work; too many failures in a row shut the login for a while, whether or not it exists.
#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "identity/occasion.h"
#include "identity/passwords.h"
#include "identity/sessions.h"
#include "store/db.h"

namespace gh::identity {

struct SignInOptions {
  int failures_max = 5;                                         // in a row
  std::chrono::milliseconds lock = std::chrono::minutes(15);    // for so long; older failures are forgotten
  std::chrono::milliseconds one_time = std::chrono::hours(72);  // how long a one-time secret is good
  SessionOptions session;
};

// What must be known before the password is checked.
struct Credentials {
  std::string login_hash;                    // SHA-256 of the login, hex
  std::optional<Id> account;                 // absent for an unknown login
  std::optional<std::string> password_hash;  // absent where none can match
  std::optional<Instant> locked_until;       // after too many failures
};
Credentials read_credentials(store::Tx& tx, std::string_view login, Instant now);

// Counts a failure, locks the login after failures_max of them, and writes the audit event.
void record_failure(store::Tx& tx, const Credentials& credentials, const SignInOptions& options,
                    const Occasion& occasion);

// Lets a login that failures have locked be tried again, when the security administrator unlocks its account.
void forget_failures(store::Tx& tx, const Id& account);

// Begins the session after the password was found right. Problems: kLocked when failures at the same time have locked
// the login meanwhile, kUnauthenticated when the password or the account's status changed meanwhile, kForbidden
// ("office-not-held").
StartedSession start_session(store::Tx& tx, const Credentials& credentials, const std::optional<Id>& office,
                             const std::string& secret, const SignInOptions& options, const Occasion& occasion);

// What the steps of a sign-in share.
struct SignIn {
  store::Db& db;
  const Passwords& passwords;
  const SignInOptions& options;
};

// All of it. Problems: kUnauthenticated ("wrong-credentials"), kLocked ("sign-in-lock", with Retry-After), kForbidden
// ("office-not-held").
StartedSession sign_in(const SignIn& with, std::string_view login, std::string_view password,
                       const std::optional<Id>& office, const std::string& new_secret, const Occasion& occasion);

// Changes the password of an account that is signed in; its other sessions end. Problems: kUnauthenticated
// ("wrong-credentials"), kLocked, kInvalidForm (passwords.h, on /new_password; "password-unchanged").
void change_password(const SignIn& with, const Caller& caller, const std::optional<Id>& session,
                     std::string_view password, std::string_view new_password, const Occasion& occasion);

// Sets the first password, or a new one after a reset, by a one-time secret, which is used up. Problems as above.
void redeem_one_time_secret(const SignIn& with, std::string_view login, std::string_view secret,
                            std::string_view new_password, const Occasion& occasion);

}  // namespace gh::identity
