// What the edge answers: refusals in both languages, headers, compression, caching, files.
#include <gmock/gmock.h>

#include <fstream>

#include "http/compression.h"
#include "http/edge_fixture.h"

namespace gh::http {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST_F(EdgeTest, ARefusalGoesOutAsAProblemInBothLanguagesWithoutItsDetail) {
  const Response response =
      send("POST", "/refused", {{"Authorization", "Bearer act"}, {"Accept-Language", "en-GB, zh;q=0.5"}});
  EXPECT_EQ(response.status, 422);
  EXPECT_EQ(response.content_type, "application/problem+json");
  const json::value body = parse_json(response.body);
  EXPECT_EQ(string_at(body, "type"), "urn:guildhall:problem:condition-failed");
  EXPECT_EQ(string_at(body, "title"), string_at(body, "title_en"));
  EXPECT_EQ(at_or_null(body, "status"), json::value(422));
  EXPECT_EQ(string_at(body, "instance"), "0192f0c1-0000-7000-8000-000000000001");
  const json::value* error = find_pointer(body, "/errors/0");
  ASSERT_NE(error, nullptr);
  EXPECT_EQ(string_at(*error, "field"), "/members");
  EXPECT_EQ(string_at(*error, "rule"), "min_members");
  EXPECT_EQ(string_at(*error, "clause"), "三(二)2");
  EXPECT_EQ(string_at(at_or_null(*error, "says"), "zh"), "会员数达到下限");
  EXPECT_EQ(string_at(at_or_null(*error, "says"), "en"), "enough member companies");
  EXPECT_THAT(response.body, Not(HasSubstr("29 < 30")));
  EXPECT_THAT(logged_.str(), HasSubstr("29 < 30"));
}

TEST_F(EdgeTest, TheTitleIsChineseUnlessEnglishIsPreferred) {
  for (const char* language : {"", "*", "zh-CN", "zh;q=0.9, en;q=0.8", "fr", "zh, en", "en;q=0"}) {
    const json::value body = parse_json(send("GET", "/nowhere", {{"Accept-Language", language}}).body);
    EXPECT_EQ(string_at(body, "title"), string_at(body, "title_zh")) << language;
  }
  for (const char* language : {"en", "en-GB,en;q=0.9", "zh;q=0.3, en;q=0.8", "en, zh"}) {
    const json::value body = parse_json(send("GET", "/nowhere", {{"Accept-Language", language}}).body);
    EXPECT_EQ(string_at(body, "title"), string_at(body, "title_en")) << language;
  }
}

TEST_F(EdgeTest, OurBugAnswers500WithTheRequestIdAndNothingElse) {
  const Response response = send("GET", "/bug");
  EXPECT_EQ(response.status, 500);
  EXPECT_THAT(response.body, HasSubstr("0192f0c1-0000-7000-8000-000000000001"));
  EXPECT_THAT(response.body, Not(HasSubstr("1 + 1")));
  EXPECT_THAT(logged_.str(), HasSubstr("1 + 1 == 3"));
}

TEST_F(EdgeTest, AHeaderThatWouldSplitTheAnswerIsOurBug) {
  const Response response = send("GET", "/split");
  EXPECT_EQ(response.status, 500);
  EXPECT_EQ(header(response, "Location"), "");
}

TEST_F(EdgeTest, WhatIsPrivateIsNotStoredAndWhatIsPublicIsAskedForAnew) {
  send("GET", "/own", {{"Cookie", "session=citizen"}});
  EXPECT_EQ(answer_.cache_control, "Cache-Control: no-store\r\n");
  send("GET", "/public");
  EXPECT_THAT(std::string(answer_.cache_control), HasSubstr("no-cache"));
  EXPECT_THAT(std::string(answer_.cache_control), HasSubstr("Vary: "));
}

TEST_F(EdgeTest, EveryAnswerForbidsSniffingFramingAndForeignContent) {
  for (const char* path : {"/public", "/nowhere", "/bug"}) {
    send("GET", path);
    const std::string lines(answer_.fixed_headers);
    EXPECT_THAT(lines, HasSubstr("X-Content-Type-Options: nosniff\r\n")) << path;
    EXPECT_THAT(lines, HasSubstr("default-src 'none'")) << path;
    EXPECT_THAT(lines, HasSubstr("frame-ancestors 'none'")) << path;
    EXPECT_THAT(lines, Not(HasSubstr("unsafe-eval"))) << path;
    EXPECT_THAT(lines, Not(HasSubstr("Strict-Transport-Security"))) << path;
  }
  EdgeOptions options;
  options.behind_tls = true;
  make(std::move(options));
  send("GET", "/public");
  EXPECT_THAT(std::string(answer_.fixed_headers), HasSubstr("Strict-Transport-Security: "));
}

TEST_F(EdgeTest, LongAnswersAreCompressedForWhoTakesIt) {
  const Response plain = send("GET", "/large");
  EXPECT_EQ(header(plain, "Content-Encoding"), "");
  const Response packed = send("GET", "/large", {{"Accept-Encoding", "br, gzip"}});
  EXPECT_EQ(header(packed, "Content-Encoding"), "gzip");
  EXPECT_EQ(packed.body, gzip(plain.body, 1));
  EXPECT_EQ(header(packed, "ETag"), "W/" + header(plain, "ETag"));
  EXPECT_EQ(header(send("GET", "/large", {{"Accept-Encoding", "gzip;q=0, *"}}), "Content-Encoding"), "");
  EXPECT_EQ(header(send("GET", "/public", {{"Accept-Encoding", "gzip"}}), "Content-Encoding"), "");
}

TEST_F(EdgeTest, AnUnchangedAnswerIs304) {
  const std::string etag = header(send("GET", "/large"), "ETag");
  for (const std::string& condition : {etag, "W/" + etag, "\"other\", " + etag, std::string("*")}) {
    const Response response = send("GET", "/large", {{"If-None-Match", condition}});
    EXPECT_EQ(response.status, 304) << condition;
    EXPECT_TRUE(response.bytes().empty());
    EXPECT_EQ(header(response, "ETag"), etag);
  }
  EXPECT_EQ(send("GET", "/large", {{"If-None-Match", "\"other\""}}).status, 200);
}

TEST_F(EdgeTest, HeadHasNoBody) {
  const Response response = send("HEAD", "/public");
  EXPECT_TRUE(answer_.head_only);
  EXPECT_EQ(response.status, 200);
}

TEST_F(EdgeTest, FilesAreServedWhereNoRouteIs) {
  const std::filesystem::path folder = std::filesystem::path(testing::TempDir()) / "edge_files";
  std::filesystem::create_directories(folder / "assets");
  std::ofstream(folder / "index.html") << "<!doctype html>" << std::string(400, ' ');
  std::ofstream(folder / "assets/index-3fa9c1d2.js") << "export {};" << std::string(400, ' ');
  std::ofstream(folder / ".secret") << "no";
  files_ = std::make_unique<StaticFiles>(folder);
  EXPECT_EQ(files_->size(), 2U);
  make();
  const Response index = send("GET", "/");
  EXPECT_EQ(index.content_type, "text/html; charset=utf-8");
  EXPECT_EQ(header(index, "Cache-Control"), "no-cache");
  EXPECT_THAT(std::string(answer_.fixed_headers), HasSubstr("script-src 'self';"));
  const Response script = send("GET", "/assets/index-3fa9c1d2.js", {{"Accept-Encoding", "gzip, br"}});
  EXPECT_EQ(header(script, "Content-Encoding"), "br");
  EXPECT_EQ(header(script, "Cache-Control"), "public, max-age=31536000, immutable");
  EXPECT_EQ(header(send("GET", "/", {{"Accept-Encoding", "gzip"}}), "Content-Encoding"), "gzip");
  EXPECT_EQ(send("GET", "/", {{"If-None-Match", header(index, "ETag")}}).status, 304);
  EXPECT_EQ(send("GET", "/workbench/inbox").bytes(), index.bytes());
  EXPECT_EQ(send("GET", "/missing.js").status, 404);
  EXPECT_EQ(send("GET", "/.secret").status, 404);
  EXPECT_EQ(send("GET", "/own/page").status, 404);
  EXPECT_EQ(send("POST", "/").status, 404);
  std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace gh::http
