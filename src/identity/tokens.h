// Bearer tokens for machines: a secret shown once, an office it acts in, scopes, an end, and revocation.
#pragma once
#include <boost/describe/class.hpp>
#include <chrono>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.h"
#include "base/time.h"
#include "identity/caller.h"
#include "identity/occasion.h"
#include "store/db.h"

namespace gh::identity {

inline constexpr std::string_view kScopeRead = "read";
inline constexpr std::string_view kScopeAct = "act";
inline constexpr std::string_view kTokenPrefix = "guildhall_";  // so that leaked ones can be searched for
inline constexpr std::size_t kTokensPerAccountMax = 50;         // that are neither revoked nor expired

struct TokenOptions {
  std::chrono::days lifetime_max{366};
};

struct Token {
  Id id;
  std::optional<Id> office_id;
  std::string scopes;  // "read", "act" or "act read"
  std::string label;
  Instant created_at{};
  Instant expires_at{};
  std::optional<Instant> revoked_at;
  std::optional<Day> last_used_on;
};
BOOST_DESCRIBE_STRUCT(Token, (), (id, office_id, scopes, label, created_at, expires_at, revoked_at, last_used_on))

struct NewToken {
  Id id;
  std::string secret;  // of token_secret()
  std::optional<Id> office;
  std::set<std::string> scopes;
  std::string label;
  Instant expires_at{};
};
std::string token_secret(const RandomBytes& random);

// Problems: kForbidden ("token-by-token", "/office" office-not-held), kInvalidForm ("/scopes" scope, "/label" label,
// "/expires_at" expiry), kConflict ("tokens-per-account").
Token create_token(store::Tx& tx, const Caller& caller, const NewToken& token, const TokenOptions& options,
                   const Occasion& occasion);

// The caller's own, newest first.
std::vector<Token> tokens_of(store::Tx& tx, const Id& account);
// Problem kNotFound unless it is the caller's own. A repeat changes nothing.
void revoke_token(store::Tx& tx, const Caller& caller, const Id& token, const Occasion& occasion);
// All of the account's.
void revoke_tokens(store::Tx& tx, const Id& account, Instant now);

struct KnownToken {
  Id id;
  Caller caller;
  bool touch_due = false;  // touch_token should be called, in a transaction of its own
};
// Nothing when it is unknown, expired or revoked, or the account is locked. An office that isn't in force leaves the
// caller without one. Writes nothing.
std::optional<KnownToken> token_of(store::Tx& tx, std::string_view secret, Instant now, UtcOffset utc_offset);
std::optional<Caller> caller_of_token(store::Tx& tx, std::string_view secret, Instant now, UtcOffset utc_offset);
void touch_token(store::Tx& tx, const Id& token, Day today);

}  // namespace gh::identity
