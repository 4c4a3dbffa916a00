#include "portal/portal_routes.h"

#include "portal/portal_fixture.h"

namespace gh::portal {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

TEST_F(EmptyCity, HasEveryPageInBothLanguagesBeforeAnythingHasHappened) {
  int pages = 0;
  for (const http::Route& route : edge_->routes()) {
    if (route.documentation.content_type != "text/html" || route.path.find('{') != std::string::npos) continue;
    const http::Response page = get(route.path);
    EXPECT_EQ(page.status, 200) << route.path;
    EXPECT_THAT(page.body, StartsWith("<!DOCTYPE html>")) << route.path;
    const bool english = language_of(route.path) == Language::kEn;
    EXPECT_THAT(page.body, HasSubstr(english ? "<html lang=\"en\"" : "<html lang=\"zh-CN\"")) << route.path;
    EXPECT_THAT(page.body, Not(HasSubstr("{{"))) << route.path;
    EXPECT_THAT(page.body, Not(HasSubstr("<script>"))) << route.path;
    EXPECT_THAT(page.body, Not(HasSubstr(" style="))) << route.path;
    EXPECT_THAT(header(page, "Content-Security-Policy"), HasSubstr("style-src-attr 'none'"));
    ++pages;
  }
  EXPECT_GE(pages, 36);
}

TEST_F(EmptyCity, SaysToPeopleWhatIsNotThere) {
  for (const char* target :
       {"/nothing-here", "/associations/01890000-0000-7000-8000-000000000000", "/guide/no-such-thing", "/notices/x",
        "/policy/x", "/verify/x", "/functions/x", "/services/x", "/contracts/x", "/cases/x"}) {
    const http::Response page = get(target);
    EXPECT_EQ(page.status, 404) << target;
    EXPECT_THAT(page.content_type, StartsWith("text/html")) << target;
    EXPECT_THAT(page.body, HasSubstr("lang=\"zh-CN\"")) << target;
  }
  EXPECT_THAT(get("/en/nothing-here").body, HasSubstr("<html lang=\"en\""));
}

TEST_F(EmptyCity, SaysToProgramsInJsonWhatIsNotThere) {
  EXPECT_EQ(get("/nothing-here", "", "application/json").content_type, "application/problem+json");
  EXPECT_EQ(get("/api/v1/nothing-here").content_type, "application/problem+json");
  EXPECT_EQ(get("/open-data/nothing.csv").content_type, "application/problem+json");
}

TEST_F(EmptyCity, RefusesAWrongFilterAsAPage) {
  const http::Response page = get("/associations?status=sleeping");
  EXPECT_EQ(page.status, 422);
  EXPECT_THAT(page.body, HasSubstr("不是允许的取值"));
  EXPECT_EQ(get("/associations?as_of=2026-02-30").status, 422);
  EXPECT_EQ(get("/associations?status=&as_of=&q=").status, 200) << "a form sends its empty fields too";
}

TEST_F(EmptyCity, KeepsTheWayBackThroughAListInTheAddress) {
  const std::string third = get("/associations?q=&status=active&cursor=c&trail=b&page=3").body;
  EXPECT_THAT(third, HasSubstr("第 3 页"));
  EXPECT_THAT(third, HasSubstr("rel=\"prev\" href=\"/associations?status=active&amp;cursor=b&amp;page=2\""));
  EXPECT_THAT(third, HasSubstr("href=\"/associations?status=active\">回到第一页"));
  const std::string second = get("/associations?status=active&cursor=b&page=2").body;
  EXPECT_THAT(second, HasSubstr("rel=\"prev\" href=\"/associations?status=active\""));
  EXPECT_THAT(get("/associations").body, Not(HasSubstr("rel=\"prev\""))) << "nothing before the first";
}

TEST_F(EmptyCity, TakesNoNonsenseForThePlaceInAList) {
  for (const char* page : {"-1", "0", "1", "x", "99999999999999999999", ""})
    EXPECT_THAT(get(std::string("/associations?cursor=c&page=") + page).body, HasSubstr("第 2 页")) << page;
  EXPECT_THAT(get("/associations?cursor=c&page=9&trail=...").body, Not(HasSubstr("rel=\"prev\"")))
      << "no page before is known";
}

TEST_F(EmptyCity, SaysHowToComplainByWhichClauseAndUntilWhen) {
  const std::string page = get("/complaints").body;
  EXPECT_THAT(page, HasSubstr("0757-0000 0001"));
  EXPECT_THAT(page, HasSubstr("演示号码"));
  EXPECT_THAT(page, HasSubstr("行政复议法20"));
  EXPECT_THAT(page, HasSubstr("60 "));
  EXPECT_THAT(page, HasSubstr("href=\"/guide/objection\""));
  EXPECT_THAT(page, HasSubstr("今天没有正在公示的事项"));
  EXPECT_THAT(page, Not(HasSubstr("<textarea"))) << "no form that leads nowhere";
}

TEST_F(EmptyCity, AnswersAnUnchangedPageWithItsTag) {
  const std::string tag = header(get("/guide"), "ETag");
  const http::Response unchanged = get("/guide", "", "text/html", tag);
  EXPECT_EQ(unchanged.status, 304);
  EXPECT_EQ(unchanged.body, "");
  EXPECT_THAT(unchanged.content_type, StartsWith("text/html")) << "or the browser takes over the policy of the API";
  EXPECT_EQ(get("/en/guide", "", "text/html", tag).status, 200) << "another language is another page";
  EXPECT_EQ(get("/guide", "guildhall_display=large", "text/html", tag).status, 200) << "and so is another display";
}

TEST_F(EmptyCity, KeepsTheLargeDisplayInACookieAndComesBack) {
  const http::Response chosen = get("/display?large=yes&back=%2Fassociations%3Fq%3Da");
  EXPECT_EQ(chosen.status, 303);
  EXPECT_EQ(header(chosen, "Location"), "/associations?q=a");
  EXPECT_THAT(header(chosen, "Set-Cookie"), StartsWith("guildhall_display=large;"));
  EXPECT_THAT(get("/guide", "guildhall_display=large").body, HasSubstr("data-display=\"large\""));
  EXPECT_THAT(get("/guide").body, Not(HasSubstr("data-display")));
  EXPECT_THAT(header(get("/display?large=no&back=/"), "Set-Cookie"), HasSubstr("Max-Age=0"));
}

TEST_F(EmptyCity, ComesBackToNoOtherSite) {
  for (const char* back : {"https://evil.example/", "//evil.example/", "%2F%5Cevil.example", "javascript:alert(1)", ""})
    EXPECT_EQ(header(get(std::string("/display?large=yes&back=") + back), "Location"), "/") << back;
}

TEST_F(EmptyCity, TakesNoLineBreakIntoAHeader) {
  const http::Response answer = get("/display?large=yes&back=%2Fa%0D%0AX-Injected:%201");
  EXPECT_THAT(header(answer, "Location"), Not(HasSubstr("\n")));
  EXPECT_EQ(header(answer, "X-Injected"), "");
}

TEST_F(EmptyCity, KeepsPathAndFiltersWhenTheLanguageIsSwitched) {
  EXPECT_THAT(get("/associations?status=active").body, HasSubstr("href=\"/en/associations?status=active\""));
  EXPECT_THAT(get("/en/associations?status=active").body, HasSubstr("href=\"/associations?status=active\""));
  EXPECT_THAT(get("/").body, HasSubstr("href=\"/en\""));
}

TEST_F(EmptyCity, ShowsASearchedWordAsTextOnly) {
  const http::Response page = get("/search?q=%3Cscript%3Ealert(1)%3C/script%3E");
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(page.body, HasSubstr("&lt;script&gt;alert(1)"));
  EXPECT_THAT(page.body, Not(HasSubstr("<script>alert")));
}

TEST(Downloads, AreTheRegistersAmongTheRoutes) {
  std::vector<http::Route> routes;
  const auto add = [&](std::string path, std::string type) {
    auto about = http::describe("x" + path, "x", {"名录", "register"});
    about.content_type = std::move(type);
    routes.emplace_back("GET", std::move(path), http::Access::kPublic,
                        http::PlainHandler{[](const http::Request&) { return http::Response{}; }}, about);
  };
  add("/open-data/associations.csv", "text/csv");
  add("/open-data/ocds/{id}", "application/json");
  add("/api/v1/associations", "application/json");
  const auto downloads = downloads_of(routes);
  ASSERT_EQ(downloads.size(), 1U);
  EXPECT_EQ(downloads[0].path, "/open-data/associations.csv");
  EXPECT_EQ(downloads[0].format, "CSV");
}

TEST(Language, IsThatOfThePath) {
  EXPECT_EQ(language_of("/en"), Language::kEn);
  EXPECT_EQ(language_of("/en/guide"), Language::kEn);
  EXPECT_EQ(language_of("/en?x=1"), Language::kEn);
  EXPECT_EQ(language_of("/english"), Language::kZh);
  EXPECT_EQ(without_language("/en"), "/");
  EXPECT_EQ(without_language("/en/guide?x=1"), "/guide?x=1");
  EXPECT_EQ(without_language("/guide"), "/guide");
}

}  // namespace
}  // namespace gh::portal
