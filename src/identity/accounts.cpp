// Keeps accounts.
#include "identity/accounts.h"

#include <algorithm>

#include "base/assert.h"
#include "base/digest.h"
#include "base/problem.h"
#include "base/text.h"
#include "identity/secrets.h"
#include "identity/sessions.h"
#include "identity/tokens.h"

namespace gh::identity {

namespace {

constexpr std::string_view kSelect =
    "select id, login, display_name, status, created_at, password_changed_at from account";
constexpr std::size_t kDisplayNameMax = 100;  // bytes

struct OneTime {
  Id id;
  std::string one_time_hash;
  Instant one_time_expires_at{};
};
BOOST_DESCRIBE_STRUCT(OneTime, (), (id, one_time_hash, one_time_expires_at))

bool is_login(std::string_view login) {
  const auto plain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
  return login.size() >= 3 && login.size() <= 64 && plain(login.front()) &&
         std::all_of(login.begin(), login.end(),
                     [&](char c) { return plain(c) || c == '.' || c == '_' || c == '-' || c == '@'; });
}

bool is_display_name(std::string_view name) {
  return !name.empty() && name.size() <= kDisplayNameMax && is_utf8(name) &&
         std::none_of(name.begin(), name.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20U; });
}

Account require_account(store::Tx& tx, const Id& id) {
  auto account = find_account(tx, id);
  if (!account) throw Problem(ProblemCode::kNotFound, FieldError{"", "account", "", {"没有该账号", "No such account"}});
  return *account;
}

}  // namespace

std::string folded_login(std::string_view login) {
  std::string out(login);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

void create_account(store::Tx& tx, const Id& id, std::string_view login, std::string_view display_name, Instant now) {
  GH_ASSERT(is_id(id));
  const std::string folded = folded_login(login);
  std::vector<FieldError> errors;
  if (!is_login(folded))
    errors.push_back({"/login",
                      "login-form",
                      "",
                      {"登录名应为3至64个字母、数字或 . _ - @，并以字母或数字开头",
                       "A login has 3 to 64 letters, digits or . _ - @ and begins with a letter or digit"}});
  if (!is_display_name(display_name))
    errors.push_back({"/display_name",
                      "display-name",
                      "",
                      {"显示名不能为空，且不得过长", "A display name must be given and not be too long"}});
  if (!errors.empty()) throw Problem(ProblemCode::kInvalidForm, std::move(errors));
  tx.lock("login:" + folded);
  if (find_account_by_login(tx, folded))
    throw Problem(ProblemCode::kConflict,
                  FieldError{"/login", "login-taken", "", {"该登录名已被使用", "This login is taken"}});
  tx.execute("insert into account (id, login, display_name, status, created_at) values (?, ?, ?, ?, ?)",
             {id, folded, display_name, AccountStatus::active, now});
}

std::optional<Account> find_account(store::Tx& tx, const Id& id) {
  return tx.one<Account>(std::string(kSelect) + " where id = ?", {id});
}

std::optional<Account> find_account_by_login(store::Tx& tx, std::string_view login) {
  return tx.one<Account>(std::string(kSelect) + " where login = ?", {folded_login(login)});
}

std::vector<Account> list_accounts(store::Tx& tx, std::string_view prefix, std::size_t limit, std::string_view after) {
  std::string sql = std::string(kSelect) + " where 1 = 1";
  std::vector<store::Value> values;
  if (!after.empty()) {
    sql += " and id < ?";
    values.emplace_back(after);
  }
  if (!prefix.empty()) {
    // Compared by length, so that % and _ in what was typed mean themselves.
    const auto length = static_cast<std::int64_t>(code_points(prefix));
    sql += " and (substr(login, 1, cast(? as integer)) = ? or substr(display_name, 1, cast(? as integer)) = ?)";
    for (const store::Value& value :
         {store::Value(length), store::Value(folded_login(prefix)), store::Value(length), store::Value(prefix)})
      values.push_back(value);
  }
  sql += " order by id desc limit ?";
  values.emplace_back(limit);
  return tx.all<Account>(sql, values);
}

void set_account_status(store::Tx& tx, const Id& id, AccountStatus status) {
  const Account account = require_account(tx, id);
  if (account.status == AccountStatus::closed && status != AccountStatus::closed)
    throw Problem(ProblemCode::kConflict,
                  FieldError{"", "account-closed", "", {"账号已注销", "The account was closed for good"}});
  tx.execute("update account set status = ? where id = ?", {status, id});
  if (status != AccountStatus::active) end_sessions(tx, id);
}

void set_password_hash(store::Tx& tx, const Id& account, std::string_view password_hash, Instant now) {
  const std::int64_t touched = tx.execute(
      "update account set password_hash = ?, password_changed_at = ?, one_time_hash = null,"
      " one_time_expires_at = null where id = ?",
      {password_hash, now, account});
  GH_ASSERT(touched == 1);
}

void begin_password_reset(store::Tx& tx, const Id& id, std::string_view secret, Instant now, Instant expires_at) {
  require_account(tx, id);
  tx.execute(
      "update account set password_hash = null, password_changed_at = null, one_time_hash = ?, one_time_expires_at = ?"
      " where id = ?",
      {digest_of(secret), expires_at, id});
  end_sessions(tx, id);
  revoke_tokens(tx, id, now);
}

std::optional<Id> account_of_one_time_secret(store::Tx& tx, std::string_view login, std::string_view secret,
                                             Instant now) {
  const auto found = tx.one<OneTime>(
      "select id, one_time_hash, one_time_expires_at from account"
      " where login = ? and status = ? and one_time_hash is not null",
      {folded_login(login), AccountStatus::active});
  if (!found || now >= found->one_time_expires_at) return std::nullopt;
  if (!equal_in_constant_time(found->one_time_hash, digest_of(secret))) return std::nullopt;
  return found->id;
}

}  // namespace gh::identity
