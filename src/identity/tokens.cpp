// Keeps bearer tokens.
#include "identity/tokens.h"

#include <algorithm>

#include "base/assert.h"
#include "base/problem.h"
#include "base/text.h"
#include "identity/accounts.h"
#include "identity/audit.h"
#include "identity/offices.h"
#include "identity/secrets.h"

namespace gh::identity {

namespace {

constexpr std::string_view kSelectToken =
    "select id, office_id, scopes, label, created_at, expires_at, revoked_at, last_used_on from token";
constexpr std::size_t kLabelMax = 100;  // bytes

// A token with its account, in one reading.
struct TokenRow {
  Id id;
  Id account_id;
  std::string display_name;
  AccountStatus status = AccountStatus::active;
  std::string scopes;
  Instant expires_at{};
  std::optional<Instant> revoked_at;
  std::optional<Day> last_used_on;
  std::optional<Id> office_id;
};
BOOST_DESCRIBE_STRUCT(TokenRow, (),
                      (id, account_id, display_name, status, scopes, expires_at, revoked_at, last_used_on, office_id))

void check(const NewToken& token, const TokenOptions& options, Instant now) {
  std::vector<FieldError> errors;
  const bool known = std::all_of(token.scopes.begin(), token.scopes.end(),
                                 [](const std::string& scope) { return scope == kScopeRead || scope == kScopeAct; });
  if (token.scopes.empty() || !known)
    errors.push_back({"/scopes", "scope", "", {"权限范围应为 read、act 之一或两者", "Scopes are read, act or both"}});
  if (token.label.empty() || token.label.size() > kLabelMax || !is_utf8(token.label))
    errors.push_back({"/label", "label", "", {"请填写不过长的用途说明", "A label must be given and not be too long"}});
  if (token.expires_at <= now || token.expires_at > now + options.lifetime_max) {
    const std::string days = std::to_string(options.lifetime_max.count());
    errors.push_back(
        {"/expires_at",
         "expiry",
         "",
         {"有效期应在将来，且不超过" + days + "天", "The end lies in the future, at most " + days + " days ahead"}});
  }
  if (!errors.empty()) throw Problem(ProblemCode::kInvalidForm, std::move(errors));
}

void check_holder(store::Tx& tx, const Caller& caller, const NewToken& token, const Occasion& occasion) {
  // Otherwise a leaked token could outlive its own end.
  if (caller.by_token)
    throw Problem(ProblemCode::kForbidden,
                  FieldError{"", "token-by-token", "", {"不能用令牌再建令牌", "A token can't make another token"}});
  const auto office = token.office ? find_office(tx, *token.office) : std::nullopt;
  if (token.office && (!office || office->account_id != caller.account || !in_force(*office, occasion.today())))
    throw Problem(
        ProblemCode::kForbidden,
        FieldError{"/office", "office-not-held", "", {"您当前不担任该岗位", "You don't hold this office now"}});
  const auto good =
      tx.integer("select count(*) from token where account_id = ? and revoked_at is null and expires_at > ?",
                 {caller.account, occasion.now});
  if (good.value_or(0) >= static_cast<std::int64_t>(kTokensPerAccountMax))
    throw Problem(
        ProblemCode::kConflict,
        FieldError{"", "tokens-per-account", "", {"令牌过多，请先撤销旧的", "Too many tokens; revoke an old one"}});
}

}  // namespace

std::string token_secret(const RandomBytes& random) { return std::string(kTokenPrefix) + new_secret(random); }

Token create_token(store::Tx& tx, const Caller& caller, const NewToken& token, const TokenOptions& options,
                   const Occasion& occasion) {
  GH_ASSERT(is_id(token.id) && token.secret.starts_with(kTokenPrefix));
  check_holder(tx, caller, token, occasion);
  check(token, options, occasion.now);
  std::string scopes;
  for (const std::string& scope : token.scopes) scopes += (scopes.empty() ? "" : " ") + scope;
  tx.execute(
      "insert into token (id, secret_hash, account_id, office_id, scopes, label, created_at, expires_at)"
      " values (?, ?, ?, ?, ?, ?, ?, ?)",
      {token.id, digest_of(token.secret), caller.account, token.office, scopes, token.label, occasion.now,
       token.expires_at});
  append_audit(tx, event_of(caller, audit_kind::kTokenCreated, token.id, occasion.remote, occasion.now));
  const auto kept = tx.one<Token>(std::string(kSelectToken) + " where id = ?", {token.id});
  GH_ASSERT(kept.has_value());
  return *kept;
}

std::vector<Token> tokens_of(store::Tx& tx, const Id& account) {
  return tx.all<Token>(std::string(kSelectToken) + " where account_id = ? order by created_at desc, id limit ?",
                       {account, 4 * kTokensPerAccountMax});
}

void revoke_token(store::Tx& tx, const Caller& caller, const Id& token, const Occasion& occasion) {
  if (!tx.integer("select count(*) from token where id = ? and account_id = ?", {token, caller.account}).value_or(0))
    throw Problem(ProblemCode::kNotFound, FieldError{"", "token", "", {"没有该令牌", "No such token"}});
  if (tx.execute("update token set revoked_at = ? where id = ? and revoked_at is null", {occasion.now, token}) == 1)
    append_audit(tx, event_of(caller, audit_kind::kTokenRevoked, token, occasion.remote, occasion.now));
}

void revoke_tokens(store::Tx& tx, const Id& account, Instant now) {
  tx.execute("update token set revoked_at = ? where account_id = ? and revoked_at is null", {now, account});
}

std::optional<KnownToken> token_of(store::Tx& tx, std::string_view secret, Instant now, UtcOffset utc_offset) {
  if (!secret.starts_with(kTokenPrefix)) return std::nullopt;
  const auto row = tx.one<TokenRow>(
      "select t.id, t.account_id, a.display_name, a.status, t.scopes, t.expires_at, t.revoked_at, t.last_used_on,"
      " t.office_id from token t join account a on a.id = t.account_id where t.secret_hash = ?",
      {digest_of(secret)});
  if (!row || row->status != AccountStatus::active || row->revoked_at || now >= row->expires_at) return std::nullopt;

  const Day today = local_day(now, utc_offset);
  KnownToken known;
  known.id = row->id;
  known.touch_due = row->last_used_on != today;
  known.caller.account = row->account_id;
  known.caller.display_name = row->display_name;
  known.caller.by_token = true;
  for (const std::string_view scope : {kScopeRead, kScopeAct})
    if (row->scopes.find(scope) != std::string::npos) known.caller.scopes.emplace(scope);
  const auto office = row->office_id ? find_office(tx, *row->office_id) : std::nullopt;
  if (office && in_force(*office, today)) {
    known.caller.office = office->id;
    known.caller.role = office->role;
    known.caller.organisation = office->organisation_id;
    known.caller.division = office->division;
  }
  return known;
}

std::optional<Caller> caller_of_token(store::Tx& tx, std::string_view secret, Instant now, UtcOffset utc_offset) {
  auto known = token_of(tx, secret, now, utc_offset);
  if (!known) return std::nullopt;
  return std::move(known->caller);
}

void touch_token(store::Tx& tx, const Id& token, Day today) {
  tx.execute("update token set last_used_on = ? where id = ?", {today, token});
}

}  // namespace gh::identity
