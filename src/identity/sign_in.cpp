// Signing in, and changing passwords.
#include "identity/sign_in.h"

#include "base/assert.h"
#include "base/problem.h"
#include "identity/accounts.h"
#include "identity/audit.h"
#include "identity/secrets.h"

namespace gh::identity {

namespace {

struct Failures {
  std::int64_t failures = 0;
  Instant last_at{};
  std::optional<Instant> locked_until;
};
BOOST_DESCRIBE_STRUCT(Failures, (), (failures, last_at, locked_until))

struct Secrets {
  Id id;
  AccountStatus status = AccountStatus::active;
  std::optional<std::string> password_hash;
};
BOOST_DESCRIBE_STRUCT(Secrets, (), (id, status, password_hash))

// Rows of logins nobody has tried lately that one failure clears away, so that the table stays small.
constexpr std::size_t kForgottenAtOnce = 10;

std::optional<Failures> failures_of(store::Tx& tx, const std::string& login_hash) {
  return tx.one<Failures>("select failures, last_at, locked_until from sign_in_failure where login_hash = ?",
                          {login_hash});
}

Problem wrong_credentials() {
  return Problem(ProblemCode::kUnauthenticated,
                 FieldError{"", "wrong-credentials", "", {"登录名或密码不正确", "Wrong login or password"}});
}

Problem locked(Instant until, Instant now) {
  Problem problem(ProblemCode::kLocked,
                  FieldError{"",
                             "sign-in-lock",
                             "GB/T 22239 8.1.4.1",
                             {"登录失败次数过多，请稍后再试", "Too many failed sign-ins; try again later"}});
  problem.retry_after(static_cast<int>((until - now).count() / 1000) + 1);
  return problem;
}

void audit(store::Tx& tx, std::string_view kind, const std::optional<Id>& account, std::string_view outcome,
           const Occasion& occasion) {
  append_audit(tx, {occasion.now, std::string(kind), account, std::nullopt, account.value_or(""), occasion.remote,
                    std::string(outcome)});
}

// Refuses a locked login before any hashing, leaving a trace of the attempt.
void refuse_locked(store::Db& db, const Credentials& credentials, const Occasion& occasion) {
  if (!credentials.locked_until) return;
  db.write([credentials, occasion](store::Tx& tx) {
    audit(tx, audit_kind::kSignInFailed, credentials.account, "sign-in-lock", occasion);
  });
  throw locked(*credentials.locked_until, occasion.now);
}

[[noreturn]] void refuse_wrong(const SignIn& with, const Credentials& credentials, const Occasion& occasion) {
  with.db.write([credentials, options = with.options, occasion](store::Tx& tx) {
    record_failure(tx, credentials, options, occasion);
  });
  throw wrong_credentials();
}

// Within the transaction that relies on it: nothing has changed since the password was checked.
void require_unchanged(store::Tx& tx, const Credentials& before, Instant now) {
  if (const auto failures = failures_of(tx, before.login_hash);
      failures && failures->locked_until && *failures->locked_until > now)
    throw locked(*failures->locked_until, now);
  GH_ASSERT(before.account.has_value());
  const auto secrets = tx.one<Secrets>("select id, status, password_hash from account where id = ?", {*before.account});
  if (!secrets || secrets->status != AccountStatus::active || secrets->password_hash != before.password_hash)
    throw wrong_credentials();
}

}  // namespace

Credentials read_credentials(store::Tx& tx, std::string_view login, Instant now) {
  const std::string folded = folded_login(login);
  Credentials credentials;
  credentials.login_hash = digest_of(folded);
  if (const auto secrets = tx.one<Secrets>("select id, status, password_hash from account where login = ?", {folded})) {
    credentials.account = secrets->id;
    if (secrets->status == AccountStatus::active) credentials.password_hash = secrets->password_hash;
  }
  if (const auto failures = failures_of(tx, credentials.login_hash);
      failures && failures->locked_until && *failures->locked_until > now)
    credentials.locked_until = failures->locked_until;
  return credentials;
}

void record_failure(store::Tx& tx, const Credentials& credentials, const SignInOptions& options,
                    const Occasion& occasion) {
  const Instant forgotten = occasion.now - options.lock;
  tx.lock("sign-in:" + credentials.login_hash);
  auto before = failures_of(tx, credentials.login_hash).value_or(Failures{});
  const bool is_locked = before.locked_until && *before.locked_until > occasion.now;
  if (before.last_at < forgotten || (before.locked_until && !is_locked)) before = Failures{};
  ++before.failures;
  if (before.failures >= options.failures_max && !is_locked) before.locked_until = occasion.now + options.lock;
  tx.execute(
      "insert into sign_in_failure (login_hash, failures, last_at, locked_until) values (?, ?, ?, ?)"
      " on conflict (login_hash) do update set failures = excluded.failures, last_at = excluded.last_at,"
      " locked_until = excluded.locked_until",
      {credentials.login_hash, before.failures, occasion.now, before.locked_until});
  tx.execute(
      "delete from sign_in_failure where login_hash in (select login_hash from sign_in_failure where last_at < ?"
      " order by last_at limit ?)",
      {forgotten, kForgottenAtOnce});
  audit(tx, audit_kind::kSignInFailed, credentials.account,
        before.locked_until ? "locked-after-this" : "wrong-credentials", occasion);
}

void forget_failures(store::Tx& tx, const Id& id) {
  const auto account = find_account(tx, id);
  GH_ASSERT(account.has_value());
  tx.execute("delete from sign_in_failure where login_hash = ?", {digest_of(account->login)});
}

StartedSession start_session(store::Tx& tx, const Credentials& credentials, const std::optional<Id>& office,
                             const std::string& secret, const SignInOptions& options, const Occasion& occasion) {
  require_unchanged(tx, credentials, occasion.now);
  StartedSession started = open_session(tx, *credentials.account, office, secret, options.session, occasion);
  tx.execute("delete from sign_in_failure where login_hash = ?", {credentials.login_hash});
  append_audit(tx, {occasion.now, std::string(audit_kind::kSignedIn), started.account, started.office, started.account,
                    occasion.remote, std::string(kAuditGood)});
  return started;
}

StartedSession sign_in(const SignIn& with, std::string_view login, std::string_view password,
                       const std::optional<Id>& office, const std::string& new_secret, const Occasion& occasion) {
  const Credentials credentials =
      with.db.reading([&](store::Tx& tx) { return read_credentials(tx, login, occasion.now); });
  refuse_locked(with.db, credentials, occasion);
  if (!with.passwords.matches(credentials.password_hash, password)) refuse_wrong(with, credentials, occasion);
  return with.db.writing([credentials, office, new_secret, options = with.options, occasion](store::Tx& tx) {
    return start_session(tx, credentials, office, new_secret, options, occasion);
  });
}

void change_password(const SignIn& with, const Caller& caller, const std::optional<Id>& session,
                     std::string_view password, std::string_view new_password, const Occasion& occasion) {
  const auto [login, credentials] = with.db.reading([&](store::Tx& tx) {
    const auto account = find_account(tx, caller.account);
    GH_ASSERT(account.has_value());
    return std::pair(account->login, read_credentials(tx, account->login, occasion.now));
  });
  refuse_locked(with.db, credentials, occasion);
  with.passwords.check_new(login, new_password, "/new_password");
  if (!with.passwords.matches(credentials.password_hash, password)) refuse_wrong(with, credentials, occasion);
  if (password == new_password)
    throw Problem(
        ProblemCode::kInvalidForm,
        FieldError{
            "/new_password", "password-unchanged", "", {"新密码须与原密码不同", "The new password must be another"}});
  const std::string hash = with.passwords.hash(new_password);
  with.db.write([checked = credentials, caller, session, hash, occasion](store::Tx& tx) {
    require_unchanged(tx, checked, occasion.now);
    set_password_hash(tx, caller.account, hash, occasion.now);
    end_sessions(tx, caller.account, session);
    append_audit(tx, event_of(caller, audit_kind::kPasswordChanged, caller.account, occasion.remote, occasion.now));
  });
}

void redeem_one_time_secret(const SignIn& with, std::string_view login, std::string_view secret,
                            std::string_view new_password, const Occasion& occasion) {
  const auto [credentials, account] = with.db.reading([&](store::Tx& tx) {
    return std::pair(read_credentials(tx, login, occasion.now),
                     account_of_one_time_secret(tx, login, secret, occasion.now));
  });
  refuse_locked(with.db, credentials, occasion);
  if (!account) refuse_wrong(with, credentials, occasion);
  with.passwords.check_new(login, new_password, "/new_password");
  const std::string hash = with.passwords.hash(new_password);
  with.db.write([folded = folded_login(login), kept = std::string(secret), hash, occasion](store::Tx& tx) {
    // Asked again here: of two who come at once with the same secret, one finds it used.
    const auto found = account_of_one_time_secret(tx, folded, kept, occasion.now);
    if (!found) throw wrong_credentials();
    set_password_hash(tx, *found, hash, occasion.now);
    end_sessions(tx, *found);
    audit(tx, audit_kind::kPasswordChanged, *found, "by-one-time-secret", occasion);
  });
}

}  // namespace gh::identity
