// Changing one's password, and setting the first one by a one-time secret.
#include "base/described.h"
#include "http/identity_state.h"
#include "http/schema_of.h"
#include "identity/secrets.h"

namespace gh::http {

namespace {

struct ChangeBody {
  std::string password;
  std::string new_password;
};
BOOST_DESCRIBE_STRUCT(ChangeBody, (), (password, new_password))

struct RedeemBody {
  std::string login;
  std::string secret;
  std::string new_password;
};
BOOST_DESCRIBE_STRUCT(RedeemBody, (), (login, secret, new_password))

Response change_password(const SharedIdentity& state, const Request& request) {
  const identity::Caller& caller = request.signed_in();
  if (caller.by_token)
    throw Problem(
        ProblemCode::kForbidden,
        FieldError{
            "", "browser-session", "", {"仅限浏览器会话，不适用于令牌", "For a browser's session, not a token"}});
  identity::require_rate(state->sign_in_rate, request.remote, request.now);
  const auto body = read<ChangeBody>(request.json_body());
  const std::string session = identity::digest_of(state->cookie_secret(request));
  identity::change_password(state->sign_in(), caller, session, body.password, body.new_password,
                            state->occasion(request));
  return no_content();
}

Response redeem(const SharedIdentity& state, const Request& request) {
  identity::require_rate(state->sign_in_rate, request.remote, request.now);
  const auto body = read<RedeemBody>(request.json_body());
  identity::redeem_one_time_secret(state->sign_in(), body.login, body.secret, body.new_password,
                                   state->occasion(request));
  return no_content();
}

}  // namespace

std::vector<Route> password_routes(const SharedIdentity& state) {
  Documentation change;
  change.id = "changePassword";
  change.tag = "session";
  change.summary = {"修改本人密码，其他会话随即结束", "Change one's password; one's other sessions end"};
  change.request = schema_of<ChangeBody>();
  change.success = 204;
  change.problems = {ProblemCode::kUnauthenticated, ProblemCode::kLocked, ProblemCode::kTooManyRequests};
  Documentation once;
  once.id = "setPasswordByOneTimeSecret";
  once.tag = "session";
  once.summary = {"凭一次性口令设置密码", "Set a password by a one-time secret"};
  once.request = schema_of<RedeemBody>();
  once.success = 204;
  once.problems = {ProblemCode::kUnauthenticated, ProblemCode::kLocked, ProblemCode::kTooManyRequests};

  std::vector<Route> routes;
  routes.emplace_back("POST", "/api/v1/password", Access::kSignedIn,
                      BlockingHandler{[state](const Request& request) { return change_password(state, request); }},
                      change);
  routes.emplace_back("POST", "/api/v1/password/one-time", Access::kPublic,
                      BlockingHandler{[state](const Request& request) { return redeem(state, request); }}, once);
  return routes;
}

}  // namespace gh::http
