// Who gets past the edge: sessions, tokens, offices, other sites; and that it is kept who looked.
#include <gmock/gmock.h>

#include "http/edge_fixture.h"

namespace gh::http {
namespace {

using testing::HasSubstr;

TEST_F(EdgeTest, APublicReadNeedsNobody) {
  const Response response = send("GET", "/public");
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(account(response), "");
  EXPECT_EQ(db_->reads, 1);
}

TEST_F(EdgeTest, APublicReadKnowsWhoHasGoodCredentials) {
  EXPECT_EQ(account(send("GET", "/public", {{"Cookie", "theme=dark; session=registrar"}})), "registrar");
  EXPECT_EQ(account(send("GET", "/public", {{"Cookie", "session=expired"}})), "");
}

TEST_F(EdgeTest, PlainAnswersWithoutCredentialsDoNotTouchTheDatabase) {
  EXPECT_EQ(send("GET", "/plain").status, 200);
  EXPECT_EQ(db_->reads, 0);
}

TEST_F(EdgeTest, WhoIsNotSignedInIsAskedToAndTheDatabaseIsSpared) {
  const Response response = send("POST", "/cases");
  EXPECT_EQ(response.status, 401);
  EXPECT_EQ(header(response, "WWW-Authenticate"), "Bearer realm=\"guildhall\"");
  EXPECT_EQ(db_->reads, 0);
}

TEST_F(EdgeTest, AnExpiredSessionIsNobody) {
  EXPECT_EQ(send("GET", "/own", {{"Cookie", "session=expired"}}).status, 401);
}

TEST_F(EdgeTest, SomebodyWithoutAnOfficeMayNotUseAnOfficeRoute) {
  EXPECT_EQ(send("GET", "/own", {{"Cookie", "session=citizen"}}).status, 200);
  EXPECT_EQ(send("GET", "/office", {{"Cookie", "session=citizen"}}).status, 403);
  EXPECT_EQ(send("GET", "/office", {{"Cookie", "session=registrar"}}).status, 200);
}

TEST_F(EdgeTest, AdministratorsRoutesAreForTheirRoleAlone) {
  EXPECT_EQ(send("GET", "/audit", {{"Cookie", "session=registrar"}}).status, 403);
  EXPECT_EQ(send("GET", "/audit", {{"Cookie", "session=auditor"}}).status, 200);
}

TEST_F(EdgeTest, WhoLooksIsKeptBeforeHeSeesIt) {
  EXPECT_EQ(account(send("GET", "/looked", {{"Cookie", "session=registrar"}})), "registrar");
  EXPECT_EQ(audited_, std::set<std::string>{"registrar case-read 42"});
  send("GET", "/office", {{"Cookie", "session=registrar"}});
  EXPECT_EQ(audited_.size(), 1U);
}

TEST_F(EdgeTest, WhatCanNotBeKeptIsNotShown) {
  db_->disk_full = true;
  const Response response = send("GET", "/looked", {{"Cookie", "session=registrar"}});
  EXPECT_EQ(response.status, 503);
  EXPECT_EQ(std::string(response.bytes()).find("registrar"), std::string::npos);
}

TEST_F(EdgeTest, WhoeverIsRefusedIsKeptUnlessNobodyKnowsWhoItIs) {
  EXPECT_EQ(send("GET", "/audit", {{"Cookie", "session=registrar"}}).status, 403);
  EXPECT_EQ(audited_, std::set<std::string>{"registrar forbidden /audit"});
  EXPECT_EQ(send("GET", "/office").status, 401);
  EXPECT_EQ(audited_.size(), 1U);
}

TEST_F(EdgeTest, OnPostgresqlTooWhoLooksIsKept) {
  make({}, store::Dialect::kPostgres);
  EXPECT_EQ(send("GET", "/looked", {{"Cookie", "session=registrar"}}).status, 200);
  EXPECT_EQ(audited_.size(), 1U);
}

TEST_F(EdgeTest, ABrowsersActWithoutItsTokenIsRefused) {
  EXPECT_EQ(code(send("POST", "/cases", {{"Cookie", "session=registrar"}})), "csrf");
  EXPECT_EQ(code(send("POST", "/cases", {{"Cookie", "session=registrar"}, {"X-CSRF-Token", "token-of-another"}})),
            "csrf");
  EXPECT_EQ(db_->waiting(), 0U);
}

TEST_F(EdgeTest, ATokensActNeedsNoCsrfTokenButTheScope) {
  EXPECT_EQ(send("POST", "/cases", {{"Authorization", "Bearer act"}}).status, 201);
  EXPECT_EQ(send("POST", "/cases", {{"Authorization", "Bearer read"}}).status, 403);
  EXPECT_EQ(send("POST", "/login", {{"Authorization", "Bearer read"}}).status, 403);
  EXPECT_EQ(send("GET", "/office", {{"Authorization", "Bearer read"}}).status, 200);
  EXPECT_EQ(send("GET", "/office", {{"Authorization", "Bearer none"}}).status, 401);
}

TEST_F(EdgeTest, OnAPublicRouteACookieWithoutItsTokenCountsAsNobody) {
  EXPECT_EQ(account(send("POST", "/login", {{"Cookie", "session=registrar"}})), "");
  EXPECT_EQ(account(send("POST", "/login", {{"Cookie", "session=registrar"}, {"X-CSRF-Token", "token-of-registrar"}})),
            "registrar");
}

TEST_F(EdgeTest, AnUnsafeRequestOfAnotherSiteIsRefusedEvenWithoutASession) {
  EXPECT_EQ(code(send("POST", "/login", {{"Origin", "https://evil.example"}})), "csrf");
  EXPECT_EQ(code(send("POST", "/login", {{"Origin", "null"}})), "csrf");
  EXPECT_EQ(code(send("POST", "/login", {{"Sec-Fetch-Site", "cross-site"}})), "csrf");
  EXPECT_EQ(send("POST", "/login", {{"Origin", "https://city.example"}, {"Sec-Fetch-Site", "same-origin"}}).status,
            200);
  EXPECT_EQ(send("GET", "/public", {{"Origin", "https://evil.example"}}).status, 200);
}

TEST_F(EdgeTest, AnAccessRuleThatThrowsDenies) {
  access_rule_ = [](Access, std::string_view, const std::optional<identity::Caller>&) -> bool {
    throw std::runtime_error("the rule is broken");
  };
  make();
  EXPECT_EQ(send("GET", "/public").status, 401);
  EXPECT_EQ(send("GET", "/office", {{"Cookie", "session=registrar"}}).status, 403);
  EXPECT_THAT(logged_.str(), HasSubstr("the rule is broken"));
}

TEST_F(EdgeTest, OnlyATrustedProxyMaySayWhereARequestComesFrom) {
  send("GET", "/plain", {{"X-Forwarded-For", "203.0.113.9"}});
  EXPECT_EQ(remote_, "192.0.2.1");
  EdgeOptions options;
  options.trusted_proxies = {"192.0.2.1", "192.0.2.2"};
  make(std::move(options));
  send("GET", "/plain", {{"X-Forwarded-For", "198.51.100.7, 203.0.113.9, 192.0.2.2"}});
  EXPECT_EQ(remote_, "203.0.113.9");
}

}  // namespace
}  // namespace gh::http
