// The security administrator's accounts: create, lock, reset.
#include "base/described.h"
#include "http/identity_state.h"
#include "http/schema_of.h"
#include "identity/accounts.h"
#include "identity/administration.h"
#include "identity/audit.h"
#include "identity/offices.h"
#include "identity/secrets.h"
#include "identity/sessions.h"

namespace gh::http {

namespace {

struct AccountBody {
  std::string login;
  std::string display_name;
};
BOOST_DESCRIBE_STRUCT(AccountBody, (), (login, display_name))

struct StatusBody {
  identity::AccountStatus status{};
};
BOOST_DESCRIBE_STRUCT(StatusBody, (), (status))

// The only answer that holds the secret; the administrator hands it over to the person.
struct OneTimeSecret {
  identity::Account account;
  std::string one_time_secret;
  Instant expires_at{};
};
BOOST_DESCRIBE_STRUCT(OneTimeSecret, (), (account, one_time_secret, expires_at))

struct AccountView {
  identity::Account account;
  std::vector<identity::Office> offices;        // past and future ones too
  std::vector<identity::SessionView> sessions;  // good now
};
BOOST_DESCRIBE_STRUCT(AccountView, (), (account, offices, sessions))

identity::Account require_account(store::Tx& tx, const Id& id) {
  auto account = identity::find_account(tx, id);
  if (!account) throw Problem(ProblemCode::kNotFound, FieldError{"", "account", "", {"没有该账号", "No such account"}});
  return *account;
}

Response list(const Request& request, store::Tx& tx) {
  const auto limit = static_cast<std::size_t>(request.query_int("limit", kPageDefault, 1, kPageMax));
  auto accounts = identity::list_accounts(tx, request.query_text("q"), limit + 1, request.query_text("cursor"));
  json::object page;
  if (accounts.size() > limit) {
    accounts.pop_back();
    page.emplace("next", accounts.back().id);
  }
  json::array items;
  for (const auto& account : accounts) items.push_back(write(account));
  page.emplace("items", std::move(items));
  return ok(page);
}

Response view(const Request& request, store::Tx& tx) {
  const Id id(request.param("id"));
  return ok(write(AccountView{require_account(tx, id), identity::all_offices_of(tx, id),
                              identity::sessions_of(tx, id, request.now)}));
}

Response create(const SharedIdentity& state, const Request& request, store::Tx& tx) {
  const auto body = read<AccountBody>(request.json_body());
  const Id id = new_id(request.now, state->parts.random);
  const std::string secret = identity::new_secret(state->parts.random);
  const Instant expires_at = request.now + state->parts.options.sign_in.one_time;
  identity::create_account_as(tx, request.signed_in(), id, body.login, body.display_name, secret, expires_at,
                              state->occasion(request));
  return created("/api/v1/admin/accounts/" + id, write(OneTimeSecret{require_account(tx, id), secret, expires_at}));
}

Response reset(const SharedIdentity& state, const Request& request, store::Tx& tx) {
  const Id id(request.param("id"));
  const std::string secret = identity::new_secret(state->parts.random);
  const Instant expires_at = request.now + state->parts.options.sign_in.one_time;
  identity::reset_password_as(tx, request.signed_in(), id, secret, expires_at, state->occasion(request));
  return created("/api/v1/admin/accounts/" + id, write(OneTimeSecret{require_account(tx, id), secret, expires_at}));
}

Response set_status(const SharedIdentity& state, const Request& request, store::Tx& tx) {
  const auto body = read<StatusBody>(request.json_body());
  const Id id(request.param("id"));
  identity::set_account_status_as(tx, request.signed_in(), id, body.status, state->occasion(request));
  return ok(write(require_account(tx, id)));
}

Response end_sessions(const SharedIdentity& state, const Request& request, store::Tx& tx) {
  const identity::Account account = require_account(tx, Id(request.param("id")));
  identity::end_sessions(tx, account.id);
  identity::append_audit(tx, identity::event_of(request.signed_in(), identity::audit_kind::kSessionRevoked, account.id,
                                                state->occasion(request).remote, request.now));
  return no_content();
}

Documentation document(std::string id, Text summary, std::vector<ProblemCode> problems) {
  Documentation documentation;
  documentation.id = std::move(id);
  documentation.tag = "administration";
  documentation.summary = std::move(summary);
  documentation.problems = std::move(problems);
  return documentation;
}

Documentation listing() {
  Documentation about = document("listAccounts", {"账号列表", "Accounts"}, {});
  about.parameters = {
      {"q", "query", false, {{"type", "string"}}, {"登录名或显示名的开头", "Beginning of login or name"}},
      page_limit_parameter(),
      page_cursor_parameter()};
  about.response = page_schema(schema_of<identity::Account>());
  return about;
}

Documentation creating() {
  Documentation about =
      document("createAccount", {"建立账号，返回一次性口令", "Create an account; gives a one-time secret"},
               {ProblemCode::kConflict});
  about.request = schema_of<AccountBody>();
  about.response = schema_of<OneTimeSecret>();
  about.success = 201;
  return about;
}

Documentation resetting() {
  Documentation about =
      document("resetPassword", {"重置密码，返回一次性口令", "Reset a password; gives a one-time secret"},
               {ProblemCode::kNotFound, ProblemCode::kForbidden});
  about.response = schema_of<OneTimeSecret>();
  about.success = 201;
  return about;
}

}  // namespace

std::vector<Route> account_administration_routes(const SharedIdentity& state) {
  const auto writing = [state](auto answer) {
    return WriteHandler{[state, answer](const Request& request, store::Tx& tx) { return answer(state, request, tx); }};
  };
  Documentation viewing = document("getAccount", {"账号及其岗位与会话", "An account with its offices and sessions"},
                                   {ProblemCode::kNotFound});
  viewing.response = schema_of<AccountView>();
  Documentation status = document("setAccountStatus", {"锁定、解锁或注销账号", "Lock, unlock or close an account"},
                                  {ProblemCode::kNotFound, ProblemCode::kConflict});
  status.request = schema_of<StatusBody>();
  status.response = schema_of<identity::Account>();
  Documentation ending = document("endAccountSessions", {"结束账号的全部会话", "End all of an account's sessions"},
                                  {ProblemCode::kNotFound});
  ending.success = 204;

  constexpr Access kWho = Access::kSecurityAdmin;
  const std::string base = "/api/v1/admin/accounts";
  std::vector<Route> routes;
  routes.emplace_back("GET", base, kWho, ReadHandler{list}, listing());
  routes.emplace_back("POST", base, kWho, writing(create), creating());
  routes.emplace_back("GET", base + "/{id}", kWho, ReadHandler{view}, viewing);
  routes.emplace_back("PUT", base + "/{id}/status", kWho, writing(set_status), status);
  routes.emplace_back("POST", base + "/{id}/password-reset", kWho, writing(reset), resetting());
  routes.emplace_back("DELETE", base + "/{id}/sessions", kWho, writing(end_sessions), ending);
  return routes;
}

}  // namespace gh::http
