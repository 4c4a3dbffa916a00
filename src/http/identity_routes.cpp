// Puts the routes of identity together, and knows callers by their credentials.
#include "http/identity_routes.h"

#include "base/assert.h"
#include "http/identity_state.h"
#include "identity/audit.h"
#include "identity/sessions.h"

namespace gh::http {

namespace {

constexpr std::string_view kBearer = "Bearer ";
constexpr std::size_t kTouchesMax = 100'000;  // sessions whose last touch is remembered

}  // namespace

IdentityState::IdentityState(IdentityParts parts_)
    : parts(std::move(parts_)),
      passwords(parts.options.password, parts.random),
      sign_in_rate(parts.options.sign_in_rate),
      touches({.burst = 1, .refill = identity::kTouchInterval, .keys_max = kTouchesMax}) {
  GH_ASSERT(parts.db != nullptr && parts.pack && parts.random);
}

identity::Occasion IdentityState::occasion(const Request& request) const {
  return {request.now, parts.pack()->utc_offset, request.remote};
}

std::string_view IdentityState::cookie_name() const {
  return parts.options.secure_cookies ? "__Host-guildhall" : "guildhall";
}

std::string_view IdentityState::cookie_secret(const Request& request) const { return request.cookie(cookie_name()); }

std::string IdentityState::set_cookie(std::string_view secret) const {
  return std::string(cookie_name()) + "=" + std::string(secret) + "; Path=/; HttpOnly; SameSite=Strict" +
         (parts.options.secure_cookies ? "; Secure" : "");
}

std::string IdentityState::clear_cookie() const { return set_cookie("") + "; Max-Age=0"; }

IdentityRoutes::IdentityRoutes(IdentityParts parts) : state_(std::make_shared<IdentityState>(std::move(parts))) {}

std::vector<Route> IdentityRoutes::routes() const {
  std::vector<Route> all;
  for (auto* const part : {session_routes, password_routes, token_routes, delegation_routes,
                           account_administration_routes, office_administration_routes,
                           department_administration_routes, audit_routes, preference_routes, draft_routes}) {
    for (Route& route : part(state_)) all.push_back(std::move(route));
  }
  for (Route& route : organisation_routes()) all.push_back(std::move(route));
  return all;
}

std::optional<identity::Caller> IdentityRoutes::authenticate(const Request& request, store::Tx& tx) const {
  const auto now = request.now;
  const auto utc_offset = state_->parts.pack()->utc_offset;
  const auto later = [this, now](const Id& id, std::function<void(store::Tx&)> touch) {
    // Nothing is lost when it fails: the next request tries again.
    if (!state_->touches.take(id, now)) state_->parts.db->submit(std::move(touch), [](const std::exception_ptr&) {});
  };
  if (request.headers.has("authorization")) {
    const std::string_view header = request.header("authorization");
    if (!header.starts_with(kBearer)) return std::nullopt;
    auto known = identity::token_of(tx, header.substr(kBearer.size()), now, utc_offset);
    if (!known) return std::nullopt;
    if (known->touch_due)
      later(known->id, [id = known->id, today = local_day(now, utc_offset)](store::Tx& writing) {
        identity::touch_token(writing, id, today);
      });
    return std::move(known->caller);
  }
  const std::string_view secret = state_->cookie_secret(request);
  if (secret.empty()) return std::nullopt;
  auto known = identity::session_of(tx, secret, now, utc_offset);
  if (!known) return std::nullopt;
  if (known->touch_due)
    later(known->id, [id = known->id, now](store::Tx& writing) { identity::touch_session(writing, id, now); });
  return std::move(known->caller);
}

std::string IdentityRoutes::csrf_token(const Request& request, store::Tx&) const {
  const std::string_view secret = state_->cookie_secret(request);
  return secret.empty() ? std::string() : identity::csrf_token(secret);
}

void IdentityRoutes::audit(store::Tx& tx, const Request& request, const std::vector<Looked>& looked) {
  std::vector<identity::AuditEvent> events;
  for (const Looked& one : looked) {
    events.push_back(identity::event_of(request.signed_in(), one.kind, one.subject, request.remote, request.now));
    if (one.kind == identity::audit_kind::kForbidden) events.back().outcome = identity::kAuditRefused;
  }
  identity::append_audit(tx, events);
}

}  // namespace gh::http
