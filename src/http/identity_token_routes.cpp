// One's own bearer tokens.
#include "base/described.h"
#include "http/identity_state.h"
#include "http/schema_of.h"
#include "identity/tokens.h"

namespace gh::http {

namespace {

struct TokenBody {
  std::string label;
  std::vector<std::string> scopes;
  Instant expires_at{};
  std::optional<Id> office;
};
BOOST_DESCRIBE_STRUCT(TokenBody, (), (label, scopes, expires_at, office))

// The only answer that holds the secret.
struct MadeToken {
  std::string secret;
  identity::Token token;
};
BOOST_DESCRIBE_STRUCT(MadeToken, (), (secret, token))

Response make_token(const SharedIdentity& state, const Request& request, store::Tx& tx) {
  const auto body = read<TokenBody>(request.json_body());
  const identity::NewToken token{new_id(request.now, state->parts.random),
                                 identity::token_secret(state->parts.random),
                                 body.office,
                                 {body.scopes.begin(), body.scopes.end()},
                                 body.label,
                                 body.expires_at};
  const identity::Token made =
      identity::create_token(tx, request.signed_in(), token, state->parts.options.token, state->occasion(request));
  return created("/api/v1/tokens/" + made.id, write(MadeToken{token.secret, made}));
}

Response list_tokens(const Request& request, store::Tx& tx) {
  json::array items;
  for (const auto& token : identity::tokens_of(tx, request.signed_in().account)) items.push_back(write(token));
  return ok(json::object{{"items", std::move(items)}});
}

Response revoke(const SharedIdentity& state, const Request& request, store::Tx& tx) {
  identity::revoke_token(tx, request.signed_in(), std::string(request.param("id")), state->occasion(request));
  return no_content();
}

Documentation document(std::string id, Text summary) {
  Documentation documentation;
  documentation.id = std::move(id);
  documentation.tag = "tokens";
  documentation.summary = std::move(summary);
  return documentation;
}

}  // namespace

std::vector<Route> token_routes(const SharedIdentity& state) {
  const auto writing = [state](auto answer) {
    return WriteHandler{[state, answer](const Request& request, store::Tx& tx) { return answer(state, request, tx); }};
  };
  Documentation making =
      document("createToken", {"建立访问令牌，密文只显示一次", "Create a bearer token; its secret is shown once"});
  making.request = schema_of<TokenBody>();
  making.response = schema_of<MadeToken>();
  making.success = 201;
  making.problems = {ProblemCode::kForbidden, ProblemCode::kConflict};
  Documentation listing = document("listTokens", {"本人的访问令牌", "One's own bearer tokens"});
  listing.response = list_schema(schema_of<identity::Token>());
  Documentation revoking = document("revokeToken", {"撤销访问令牌", "Revoke a bearer token"});
  revoking.success = 204;
  revoking.problems = {ProblemCode::kNotFound};

  std::vector<Route> routes;
  routes.emplace_back("GET", "/api/v1/tokens", Access::kSignedIn, ReadHandler{list_tokens}, listing);
  routes.emplace_back("POST", "/api/v1/tokens", Access::kSignedIn, writing(make_token), making);
  routes.emplace_back("DELETE", "/api/v1/tokens/{id}", Access::kSignedIn, writing(revoke), revoking);
  return routes;
}

}  // namespace gh::http
