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

INSTANTIATE_TEST_SUITE_P(Databases, OrganisationApi, testing::ValuesIn(store::kDialects));

}  // namespace
}  // namespace gh::http
