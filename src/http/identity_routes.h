// The routes of identity under /api/v1: signing in, offices, passwords, tokens, delegations, organisations, and what
// the security and the audit administrator do. Also how the edge knows who is calling.
#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "http/route.h"
#include "identity/passwords.h"
#include "identity/rate_limit.h"
#include "identity/sign_in.h"
#include "identity/tokens.h"

namespace gh::policy {
class Pack;
}
namespace gh::store {
class Db;
}

namespace gh::http {

struct IdentityOptions {
  // True: cookie __Host-guildhall, Secure. False only for plain HTTP on the own machine: cookie guildhall.
  bool secure_cookies = true;
  identity::PasswordOptions password;
  identity::SignInOptions sign_in;
  identity::TokenOptions token;
  identity::RateLimitOptions sign_in_rate;  // of one remote address
};

// Pointers stay the owner's and outlive the routes.
struct IdentityParts {
  store::Db* db = nullptr;
  std::function<std::shared_ptr<const policy::Pack>()> pack;  // the newest
  RandomBytes random;                                         // called by several threads at once
  IdentityOptions options;
};

class IdentityState;

class IdentityRoutes {
 public:
  explicit IdentityRoutes(IdentityParts parts);

  std::vector<Route> routes() const;

  // For EdgeParts::authenticate: the caller by `Authorization: Bearer …`, or else by the session's cookie. A bad
  // token is nobody, whatever the cookie says. Marks the session or token as used, later and on its own, at most once
  // a minute.
  std::optional<identity::Caller> authenticate(const Request& request, store::Tx& tx) const;
  // For EdgeParts::csrf_token: what the cookie's session must repeat in X-CSRF-Token.
  std::string csrf_token(const Request& request, store::Tx& tx) const;
  // For EdgeParts::audit.
  static void audit(store::Tx& tx, const Request& request, const std::vector<Looked>& looked);

 private:
  std::shared_ptr<IdentityState> state_;
};

}  // namespace gh::http
