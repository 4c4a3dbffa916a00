// What the routes of identity share, and the pieces they are made of.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "http/identity_routes.h"
#include "http/page.h"
#include "identity/occasion.h"
#include "policy/pack.h"
#include "store/db.h"

namespace gh::http {

class IdentityState {
 public:
  explicit IdentityState(IdentityParts parts);

  identity::Occasion occasion(const Request& request) const;
  identity::SignIn sign_in() const { return {*parts.db, passwords, parts.options.sign_in}; }
  std::string_view cookie_name() const;
  // The session's secret that the request brings, or "".
  std::string_view cookie_secret(const Request& request) const;
  std::string set_cookie(std::string_view secret) const;
  std::string clear_cookie() const;

  const IdentityParts parts;
  const identity::Passwords passwords;
  identity::RateLimit sign_in_rate;
  identity::RateLimit touches;  // so that many requests at once bring last_seen_at up to date once
};
using SharedIdentity = std::shared_ptr<IdentityState>;

std::vector<Route> session_routes(const SharedIdentity& state);
std::vector<Route> password_routes(const SharedIdentity& state);
std::vector<Route> token_routes(const SharedIdentity& state);
std::vector<Route> delegation_routes(const SharedIdentity& state);
std::vector<Route> account_administration_routes(const SharedIdentity& state);
std::vector<Route> office_administration_routes(const SharedIdentity& state);
std::vector<Route> department_administration_routes(const SharedIdentity& state);
std::vector<Route> audit_routes(const SharedIdentity& state);
std::vector<Route> preference_routes(const SharedIdentity& state);
std::vector<Route> draft_routes(const SharedIdentity& state);
std::vector<Route> organisation_routes();

}  // namespace gh::http
