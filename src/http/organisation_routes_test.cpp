#include "http/identity_city.h"

namespace gh::http {
namespace {

class OrganisationApi : public IdentityApi {};

TEST_P(OrganisationApi, OrganisationsAreFoundByEverybodyAndKeptByTheirTag) {
  city_->add_organisation("佛山市陶瓷行业协会");
  EXPECT_EQ(ask({}, "GET", "/api/v1/organisations?q=%E9%99%B6%E7%93%B7").items(), 1U);
  EXPECT_EQ(ask({}, "GET", "/api/v1/organisations?kind=department").items(), 2U);
  EXPECT_EQ(ask({}, "GET", "/api/v1/organisations?kind=kingdom").refusal(), "/query/kind enum");
  EXPECT_EQ(ask({}, "GET", "/api/v1/organisations?colour=red").refusal(), "/query/colour unknown");
  EXPECT_EQ(ask({}, "GET", "/api/v1/organisations?limit=0").refusal(), "/query/limit range");
  const Said page = ask({}, "GET", "/api/v1/organisations?limit=3");
  EXPECT_EQ(page.items(), 3U);
  EXPECT_EQ(ask({}, "GET", "/api/v1/organisations?limit=3&cursor=" + page.text("next")).items(), 1U);
  const Said one = ask({}, "GET", "/api/v1/organisations/" + city_->body("civil-affairs"));
  EXPECT_EQ(find_pointer(one.body, "/organisation/name")->as_string(), "民政局");
  EXPECT_EQ(at_or_null(one.body, "below").as_array().size(), 1U);
  EXPECT_EQ(one.etag.size(), 24U);
  EXPECT_EQ(ask({}, "GET", "/api/v1/organisations/" + city_->next_id()).status, 404);
}

TEST_P(OrganisationApi, TheSystemAdministratorMakesRenamesAndClosesADepartment) {
  const Client admin = browser_of(city_->add_officer("system", "system_administrator"), "system");
  const json::object wanted{{"kind", "department"}, {"name", "市政务服务局"}, {"division", "440600"}};
  const Said made = ask(admin, "POST", "/api/v1/admin/organisations", wanted);
  ASSERT_EQ(made.status, 201);
  const std::string path = "/api/v1/admin/organisations/" + made.text("id");
  json::object change{{"name", "市数据局"}, {"name_en", "Data Bureau"}, {"division", "440600"}, {"status", "closed"}};
  EXPECT_EQ(ask(admin, "PUT", path, change).status, 200);
  const Said one = ask({}, "GET", "/api/v1/organisations/" + made.text("id"));
  EXPECT_EQ(find_pointer(one.body, "/organisation/name")->as_string(), "市数据局");
  EXPECT_EQ(find_pointer(one.body, "/organisation/status")->as_string(), "closed");
  change["status"] = "asleep";
  EXPECT_EQ(ask(admin, "PUT", path, change).refusal(), "/status enum");
  const Said finance = ask(admin, "PUT", "/api/v1/admin/organisations/" + city_->body("finance"),
                           json::object{{"name", "财政"}, {"division", "440600"}, {"status", "active"}});
  EXPECT_EQ(finance.status, 409);
  EXPECT_EQ(finance.refusal(), " made-by-hand");
  const Client security = browser_of(city_->add_officer("security", "security_administrator"), "security");
  EXPECT_EQ(ask(security, "POST", "/api/v1/admin/organisations", wanted).status, 403);
}

INSTANTIATE_TEST_SUITE_P(Databases, OrganisationApi, testing::ValuesIn(store::kDialects));

}  // namespace
}  // namespace gh::http
