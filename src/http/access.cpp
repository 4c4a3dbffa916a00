// The rules at the door.
#include "http/access.h"

#include <algorithm>

namespace gh::http {

namespace {

bool scope_allows(std::string_view method, const identity::Caller& caller) {
  return !caller.by_token || caller.scopes.contains(is_safe(method) ? "read" : "act");
}

bool holds(const identity::Caller& caller, std::string_view role) { return caller.office && caller.role == role; }

}  // namespace

bool is_safe(std::string_view method) { return method == "GET" || method == "HEAD" || method == "OPTIONS"; }

bool has_credentials(const Request& request) {
  return request.headers.has("cookie") || request.headers.has("authorization");
}

bool allows(Access access, std::string_view method, const std::optional<identity::Caller>& caller) {
  if (caller && !scope_allows(method, *caller)) return false;
  if (access == Access::kPublic) return true;
  if (!caller) return false;
  switch (access) {
    case Access::kPublic:
    case Access::kSignedIn:
      return true;
    case Access::kOffice:
      return caller->office.has_value();
    case Access::kSystemAdmin:
      return holds(*caller, "system_administrator");
    case Access::kSecurityAdmin:
      return holds(*caller, "security_administrator");
    case Access::kAuditAdmin:
      return holds(*caller, "audit_administrator");
  }
  return false;
}

bool comes_from_own_site(const Request& request, const std::vector<std::string>& own_origins) {
  const std::string_view site = request.header("sec-fetch-site");
  const std::string_view origin = request.header("origin");
  const bool named = std::find(own_origins.begin(), own_origins.end(), origin) != own_origins.end();
  if (named) return true;
  if (!site.empty() && site != "same-origin" && site != "none") return false;
  if (origin.empty()) return true;
  const std::size_t host = origin.find("://");
  return host != std::string_view::npos && !request.header("host").empty() &&
         origin.substr(host + 3) == request.header("host");
}

}  // namespace gh::http
