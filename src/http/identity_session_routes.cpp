// Signing in and out, who am I, which office is used, and one's own sessions.
#include "base/described.h"
#include "http/identity_state.h"
#include "http/schema_of.h"
#include "identity/audit.h"
#include "identity/offices.h"
#include "identity/secrets.h"
#include "identity/sessions.h"

namespace gh::http {

namespace {

struct SignInBody {
  std::string login;
  std::string password;
  std::optional<Id> office;
};
BOOST_DESCRIBE_STRUCT(SignInBody, (), (login, password, office))

struct OfficeBody {
  std::optional<Id> office;
};
BOOST_DESCRIBE_STRUCT(OfficeBody, (), (office))

// Who is signed in, as every answer about a session gives it.
struct WhoAmI {
  Id account;
  std::string display_name;
  std::optional<Id> office;  // the one in use
  std::string role;          // empty without an office
  std::optional<Id> organisation;
  std::string division;
  bool by_token = false;
  std::vector<std::string> scopes;
  std::optional<std::string> csrf;        // of a browser's session, to be sent as X-CSRF-Token
  std::optional<Instant> expires_at;      // of a browser's session
  std::vector<identity::Office> offices;  // in force today
};
BOOST_DESCRIBE_STRUCT(WhoAmI, (),
                      (account, display_name, office, role, organisation, division, by_token, scopes, csrf, expires_at,
                       offices))

WhoAmI who(store::Tx& tx, const identity::Caller& caller, const identity::Occasion& occasion) {
  WhoAmI out;
  out.account = caller.account;
  out.display_name = caller.display_name;
  out.office = caller.office;
  out.role = caller.role;
  out.organisation = caller.organisation;
  out.division = caller.division;
  out.by_token = caller.by_token;
  out.scopes.assign(caller.scopes.begin(), caller.scopes.end());
  out.offices = identity::offices_of(tx, caller.account, occasion.today());
  return out;
}

WhoAmI who_of_session(store::Tx& tx, std::string_view secret, const identity::Occasion& occasion) {
  const auto known = identity::session_of(tx, secret, occasion.now, occasion.utc_offset);
  if (!known) throw Problem(ProblemCode::kUnauthenticated);
  WhoAmI out = who(tx, known->caller, occasion);
  out.csrf = identity::csrf_token(secret);
  out.expires_at = known->expires_at;
  return out;
}

void require_browser(const Request& request) {
  if (!request.signed_in().by_token) return;
  throw Problem(
      ProblemCode::kForbidden,
      FieldError{"", "browser-session", "", {"仅限浏览器会话，不适用于令牌", "For a browser's session, not a token"}});
}

Response sign_in(const SharedIdentity& state, const Request& request) {
  const identity::Occasion occasion = state->occasion(request);
  identity::require_rate(state->sign_in_rate, request.remote, request.now);
  const auto body = read<SignInBody>(request.json_body());
  const auto started = identity::sign_in(state->sign_in(), body.login, body.password, body.office,
                                         identity::new_secret(state->parts.random), occasion);
  // The session that the browser had before is over: nothing of it may live on beside the new one.
  if (const std::string before(state->cookie_secret(request)); !before.empty())
    state->parts.db->write([before, occasion](store::Tx& tx) { identity::sign_out(tx, before, occasion); });
  const WhoAmI out =
      state->parts.db->reading([&](store::Tx& tx) { return who_of_session(tx, started.secret, occasion); });
  Response response = created("/api/v1/session", write(out));
  response.headers.emplace_back("Set-Cookie", state->set_cookie(started.secret));
  return response;
}

Response who_am_i(const SharedIdentity& state, const Request& request, store::Tx& tx) {
  const identity::Caller& caller = request.signed_in();
  const identity::Occasion occasion = state->occasion(request);
  if (caller.by_token) return ok(write(who(tx, caller, occasion)));
  return ok(write(who_of_session(tx, state->cookie_secret(request), occasion)));
}

Response choose_office(const SharedIdentity& state, const Request& request, store::Tx& tx) {
  require_browser(request);
  const auto body = read<OfficeBody>(request.json_body());
  const identity::Occasion occasion = state->occasion(request);
  const auto started = identity::choose_office(tx, state->cookie_secret(request), body.office,
                                               identity::new_secret(state->parts.random), occasion);
  Response response = ok(write(who_of_session(tx, started.secret, occasion)));
  response.headers.emplace_back("Set-Cookie", state->set_cookie(started.secret));
  return response;
}

Response sign_out(const SharedIdentity& state, const Request& request, store::Tx& tx) {
  require_browser(request);
  identity::sign_out(tx, state->cookie_secret(request), state->occasion(request));
  Response response = no_content();
  response.headers.emplace_back("Set-Cookie", state->clear_cookie());
  return response;
}

Response list_sessions(const Request& request, store::Tx& tx) {
  json::array items;
  for (const auto& session : identity::sessions_of(tx, request.signed_in().account, request.now))
    items.push_back(write(session));
  return ok(json::object{{"items", std::move(items)}});
}

Response end_session(const SharedIdentity& state, const Request& request, store::Tx& tx) {
  const identity::Caller& caller = request.signed_in();
  const std::string session(request.param("id"));
  if (!identity::end_session(tx, caller.account, session))
    throw Problem(ProblemCode::kNotFound, FieldError{"", "session", "", {"没有该会话", "No such session"}});
  identity::append_audit(tx, identity::event_of(caller, identity::audit_kind::kSessionRevoked, session,
                                                state->occasion(request).remote, request.now));
  return no_content();
}

Documentation document(std::string id, Text summary) {
  Documentation documentation;
  documentation.id = std::move(id);
  documentation.tag = "session";
  documentation.summary = std::move(summary);
  return documentation;
}

Documentation signing_in() {
  Documentation about = document("signIn", {"登录", "Sign in"});
  about.request = schema_of<SignInBody>();
  about.response = schema_of<WhoAmI>();
  about.success = 201;
  about.problems = {ProblemCode::kUnauthenticated, ProblemCode::kLocked, ProblemCode::kForbidden,
                    ProblemCode::kTooManyRequests};
  return about;
}

Documentation choosing_office() {
  Documentation about =
      document("chooseOffice", {"切换本次会话使用的岗位", "Choose the office that this session uses"});
  about.request = schema_of<OfficeBody>();
  about.response = schema_of<WhoAmI>();
  about.problems = {ProblemCode::kForbidden};
  return about;
}

}  // namespace

std::vector<Route> session_routes(const SharedIdentity& state) {
  const auto reading = [state](auto answer) {
    return ReadHandler{[state, answer](const Request& request, store::Tx& tx) { return answer(state, request, tx); }};
  };
  const auto writing = [state](auto answer) {
    return WriteHandler{[state, answer](const Request& request, store::Tx& tx) { return answer(state, request, tx); }};
  };
  Documentation who_documentation =
      document("whoAmI", {"当前登录人、岗位与会话", "Who is signed in, with which offices"});
  who_documentation.response = schema_of<WhoAmI>();
  Documentation out = document("signOut", {"退出登录", "Sign out"});
  out.success = 204;
  Documentation list = document("listSessions", {"本人的会话", "One's own sessions"});
  list.response = list_schema(schema_of<identity::SessionView>());
  Documentation end = document("endSession", {"结束本人的一个会话", "End one of one's own sessions"});
  end.success = 204;
  end.problems = {ProblemCode::kNotFound};

  std::vector<Route> routes;
  routes.emplace_back("POST", "/api/v1/session", Access::kPublic,
                      BlockingHandler{[state](const Request& request) { return sign_in(state, request); }},
                      signing_in());
  routes.emplace_back("GET", "/api/v1/session", Access::kSignedIn, reading(who_am_i), who_documentation);
  routes.emplace_back("PUT", "/api/v1/session/office", Access::kSignedIn, writing(choose_office), choosing_office());
  routes.emplace_back("DELETE", "/api/v1/session", Access::kSignedIn, writing(sign_out), out);
  routes.emplace_back("GET", "/api/v1/sessions", Access::kSignedIn, ReadHandler{list_sessions}, list);
  routes.emplace_back("DELETE", "/api/v1/sessions/{id}", Access::kSignedIn, writing(end_session), end);
  return routes;
}

}  // namespace gh::http
