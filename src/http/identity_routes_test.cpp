#include "http/identity_routes.h"

#include <set>

#include "http/identity_city.h"

namespace gh::http {
namespace {

class IdentityRoutesTogether : public IdentityApi {};

TEST_P(IdentityRoutesTogether, EachAdministratorsRoutesAreClosedToEverybodyElse) {
  std::vector<Client> others{{}, browser("officer")};
  const Client security = browser_of(city_->add_officer("security", "security_administrator"), "security");
  const Client audit = browser_of(city_->add_officer("auditor", "audit_administrator"), "auditor");
  others.push_back(browser_of(city_->add_officer("system", "system_administrator"), "system"));
  int routes = 0;
  for (const Route& route : edge_->routes()) {
    const bool for_security = route.access == Access::kSecurityAdmin;
    if (!for_security && route.access != Access::kAuditAdmin) continue;
    ++routes;
    std::string path = route.path;
    if (const auto at = path.find("{id}"); at != std::string::npos) path.replace(at, 4, officer_.account);
    for (const Client& client : others)
      EXPECT_EQ(ask(client, route.method, path).status, client.cookie.empty() ? 401 : 403) << path;
    EXPECT_EQ(ask(for_security ? audit : security, route.method, path).status, 403) << path;
  }
  EXPECT_EQ(routes, 12);
}

TEST_P(IdentityRoutesTogether, EveryRouteIsDocumentedInBothLanguages) {
  std::set<std::string> ids;
  for (const Route& route : edge_->routes()) {
    const Documentation& about = route.documentation;
    EXPECT_TRUE(ids.insert(about.id).second) << about.id;
    EXPECT_FALSE(about.summary.zh.empty()) << about.id;
    EXPECT_FALSE(about.summary.en.empty()) << about.id;
    EXPECT_EQ(about.response.has_value(), about.success != 204) << about.id;
    for (const Parameter& parameter : about.parameters)
      EXPECT_FALSE(parameter.says.zh.empty() || parameter.says.en.empty()) << about.id << " " << parameter.name;
  }
  EXPECT_GT(ids.size(), 25U);
}

INSTANTIATE_TEST_SUITE_P(Databases, IdentityRoutesTogether, testing::ValuesIn(store::kDialects));

}  // namespace
}  // namespace gh::http
