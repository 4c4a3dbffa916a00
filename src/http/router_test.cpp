// Paths and targets: what they lead to and what is refused.
#include "http/router.h"

#include <gtest/gtest.h>

#include "base/assert.h"
#include "http/target.h"

namespace gh::http {
namespace {

Route route(std::string method, std::string path) {
  Documentation documentation;
  documentation.id = path;
  return {std::move(method), std::move(path), Access::kPublic,
          PlainHandler{[](const Request&) { return no_content(); }}, std::move(documentation)};
}

std::vector<Route> city_routes() {
  return {route("GET", "/"),
          route("GET", "/api/v1/cases"),
          route("POST", "/api/v1/cases"),
          route("GET", "/api/v1/cases/{id}"),
          route("GET", "/api/v1/cases/{id}/acts"),
          route("POST", "/api/v1/cases/{case_id}/acts"),
          route("GET", "/api/v1/cases/mine"),
          route("GET", "/log/tile/{level}/{rest*}"),
          route("GET", "/log/tile/entries/{rest*}")};
}

Request request_of(std::string method, std::string target) {
  Request request;
  request.method = std::move(method);
  request.target = std::move(target);
  read_target(request);
  return request;
}

std::string path_matched(const Router& router, std::string method, std::string target) {
  Request request = request_of(std::move(method), std::move(target));
  const Match match = router.match(request);
  return match.route == nullptr ? "none" : match.route->path;
}

std::string rule_refusing(std::string target) {
  try {
    request_of("GET", std::move(target));
  } catch (const Problem& problem) {
    EXPECT_EQ(problem.code(), ProblemCode::kMalformed);
    return problem.errors().at(0).rule;
  }
  return "";
}

TEST(Router, FindsFixedPathsBeforeParameters) {
  const Router router(city_routes());
  EXPECT_EQ(path_matched(router, "GET", "/"), "/");
  EXPECT_EQ(path_matched(router, "GET", "/api/v1/cases/mine"), "/api/v1/cases/mine");
  EXPECT_EQ(path_matched(router, "GET", "/api/v1/cases/42"), "/api/v1/cases/{id}");
  EXPECT_EQ(path_matched(router, "GET", "/api/v1/cases/42/acts"), "/api/v1/cases/{id}/acts");
}

TEST(Router, GoesBackToTheParameterWhenTheFixedPartLeadsNowhere) {
  const Router router(city_routes());
  EXPECT_EQ(path_matched(router, "GET", "/api/v1/cases/mine/acts"), "/api/v1/cases/{id}/acts");
}

TEST(Router, GivesParametersUnderTheNamesOfTheRouteThatAnswers) {
  const Router router(city_routes());
  Request get = request_of("GET", "/api/v1/cases/42/acts");
  router.match(get);
  EXPECT_EQ(get.param("id"), "42");
  Request post = request_of("POST", "/api/v1/cases/42/acts");
  router.match(post);
  EXPECT_EQ(post.param("case_id"), "42");
  EXPECT_THROW(post.param("id"), Bug);
}

TEST(Router, ARestTakesSlashes) {
  const Router router(city_routes());
  Request tile = request_of("GET", "/log/tile/0/x001/234.p/17");
  ASSERT_NE(router.match(tile).route, nullptr);
  EXPECT_EQ(tile.param("level"), "0");
  EXPECT_EQ(tile.param("rest"), "x001/234.p/17");
  EXPECT_EQ(path_matched(router, "GET", "/log/tile/entries/x001/067"), "/log/tile/entries/{rest*}");
  EXPECT_EQ(path_matched(router, "GET", "/log/tile/0/"), "none");
}

TEST(Router, HeadFindsGet) { EXPECT_EQ(path_matched(Router(city_routes()), "HEAD", "/api/v1/cases"), "/api/v1/cases"); }

TEST(Router, UnknownPathsAndTrailingSlashesLeadNowhere) {
  const Router router(city_routes());
  EXPECT_EQ(path_matched(router, "GET", "/api/v1/case"), "none");
  EXPECT_EQ(path_matched(router, "GET", "/api/v1/cases/"), "none");
  EXPECT_EQ(path_matched(router, "GET", "/api/v1"), "none");
}

TEST(Router, NamesTheMethodsOfAPathThatHasNotTheOneAsked) {
  const Router router(city_routes());
  Request request = request_of("DELETE", "/api/v1/cases");
  const Match match = router.match(request);
  EXPECT_EQ(match.route, nullptr);
  EXPECT_EQ(match.allow, "GET, HEAD, OPTIONS, POST");
}

TEST(Router, TwoRoutesOfOneMethodAndPathAreOurBug) {
  std::vector<Route> routes = city_routes();
  routes.push_back(route("GET", "/api/v1/cases/{other}"));
  EXPECT_THROW(Router{std::move(routes)}, Bug);
}

TEST(Router, OwnsTheFirstPartsOfItsRoutes) {
  const Router router(city_routes());
  EXPECT_TRUE(router.owns("api"));
  EXPECT_FALSE(router.owns("cases"));
}

TEST(Target, DecodesPathAndQuery) {
  const Request request = request_of("GET", "/api/v1/%E9%99%B6%E7%93%B7?q=%E4%BD%9B%E5%B1%B1+%2B&empty=&bare");
  EXPECT_EQ(request.path, "/api/v1/陶瓷");
  EXPECT_EQ(request.query.get("q"), "佛山 +");
  EXPECT_TRUE(request.query.has("empty"));
  EXPECT_TRUE(request.query.has("bare"));
}

TEST(Target, AbsoluteFormLosesItsAuthority) {
  EXPECT_EQ(request_of("GET", "http://city.example/api/v1/cases?a=1").path, "/api/v1/cases");
}

TEST(Target, APlusInThePathIsAPlus) { EXPECT_EQ(request_of("GET", "/a+b").path, "/a+b"); }

struct Refused {
  const char* target;
  const char* rule;
};
class RefusedTarget : public testing::TestWithParam<Refused> {};
TEST_P(RefusedTarget, NamesItsRule) { EXPECT_EQ(rule_refusing(GetParam().target), GetParam().rule); }
INSTANTIATE_TEST_SUITE_P(Target, RefusedTarget,
                         testing::Values(Refused{"/a/../b", "path-traversal"}, Refused{"/a/%2e%2E/b", "path-traversal"},
                                         Refused{"/./a", "path-traversal"}, Refused{"/..", "path-traversal"},
                                         Refused{"/a%2Fb", "encoded-separator"}, Refused{"/a%5cb", "encoded-separator"},
                                         Refused{"/a\\b", "encoded-separator"}, Refused{"//a", "empty-part"},
                                         Refused{"/a//b", "empty-part"}, Refused{"/a%", "percent-encoding"},
                                         Refused{"/a%4", "percent-encoding"}, Refused{"/a%zz", "percent-encoding"},
                                         Refused{"/a?q=%4", "percent-encoding"}, Refused{"/a%00", "control-character"},
                                         Refused{"/a?q=%0a", "control-character"}, Refused{"/%ff", "utf-8"},
                                         Refused{"/%C0%AF", "utf-8"}, Refused{"/a?q=%ED%A0%80", "utf-8"},
                                         Refused{"/a?q=1&q=2", "repeated"}, Refused{"/a?q=1&%71=2", "repeated"},
                                         Refused{"*", "target-form"}, Refused{"city.example:443", "target-form"},
                                         Refused{"http://city.example", "target-form"},
                                         Refused{"ftp://city.example/", "target-form"}, Refused{"/a#b", "target-form"},
                                         Refused{"", "target-form"}));

TEST(Target, TooManyPartsAndMembersAreRefused) {
  std::string path;
  for (std::size_t i = 0; i <= kPathPartsMax; ++i) path += "/a";
  EXPECT_EQ(rule_refusing(path), "too-many");
  std::string query = "/a?";
  for (std::size_t i = 0; i <= kQueryMembersMax; ++i) query += "n" + std::to_string(i) + "=1&";
  EXPECT_EQ(rule_refusing(query), "too-many");
}

}  // namespace
}  // namespace gh::http
