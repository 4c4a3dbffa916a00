// The pipeline of one request, on made-up routes and without sockets.
// long because the cases share one fixture and read as one list
#include "http/edge.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <spdlog/logger.h>
#include <spdlog/sinks/ostream_sink.h>

#include <condition_variable>
#include <fstream>
#include <mutex>
#include <set>
#include <sstream>

#include "base/assert.h"
#include "http/compression.h"
#include "http/fake_db.h"

namespace gh::http {
namespace {

using testing::HasSubstr;
using testing::Not;

class WaitedExchange : public Exchange {
 public:
  void ready() override {
    const std::lock_guard lock(mutex_);
    is_ready_ = true;
    wake_.notify_all();
  }
  void wait() {
    std::unique_lock lock(mutex_);
    wake_.wait(lock, [this] { return is_ready_; });
  }

 private:
  std::mutex mutex_;
  std::condition_variable wake_;
  bool is_ready_ = false;
};

Documentation says(std::string id, std::vector<Parameter> parameters = {}) {
  Documentation documentation;
  documentation.id = std::move(id);
  documentation.tag = "test";
  documentation.parameters = std::move(parameters);
  return documentation;
}

Response whoever(const Request& request) { return ok({{"account", request.caller ? request.caller->account : ""}}); }

std::vector<Route> made_up_routes() {
  const auto account = [](const Request& request, store::Tx& tx) {
    EXPECT_FALSE(tx.writable());
    return whoever(request);
  };
  const auto act = [](const Request& request, store::Tx& tx) {
    EXPECT_TRUE(tx.writable());
    return created("/api/v1/cases/42", {{"account", request.signed_in().account}});
  };
  return {
      {"GET", "/public", Access::kPublic, ReadHandler{account}, says("public", {{"q", "query", false, {}, {}}})},
      {"GET", "/plain", Access::kPublic, PlainHandler{whoever}, says("plain")},
      {"GET", "/own", Access::kSignedIn, ReadHandler{account}, says("own")},
      {"GET", "/office", Access::kOffice, ReadHandler{account}, says("office")},
      {"GET", "/looked", Access::kOffice, ReadHandler{[](const Request& request, store::Tx&) {
         Response response = whoever(request);
         response.looked.push_back({"case-read", "42"});
         return response;
       }},
       says("looked")},
      {"GET", "/audit", Access::kAuditAdmin, ReadHandler{account}, says("audit")},
      {"POST", "/cases", Access::kOffice, WriteHandler{act}, says("act")},
      {"POST", "/prepared", Access::kOffice, prepared([](const Request& request) -> WriteHandler::Work {
         if (!request.headers.has("x-said")) throw Problem(ProblemCode::kMalformed);
         const std::string said(request.header("x-said"));
         return [&request, said](store::Tx& tx) {
           EXPECT_TRUE(tx.writable());
           return ok({{"account", request.signed_in().account}, {"said", said}});
         };
       }),
       says("prepared")},
      {"POST", "/login", Access::kPublic, BlockingHandler{whoever}, says("login")},
      {"POST", "/refused", Access::kSignedIn, WriteHandler{[](const Request&, store::Tx&) -> Response {
         throw Problem(ProblemCode::kConditionFailed,
                       {"/members", "min_members", "三(二)2", {"会员数达到下限", "enough member companies"}},
                       "members 29 < 30 of 某商会");
       }},
       says("refused")},
      {"GET", "/bug", Access::kPublic, PlainHandler{[](const Request&) -> Response {
         GH_ASSERT(1 + 1 == 3);
         return {};
       }},
       says("bug")},
      {"GET", "/split", Access::kPublic, PlainHandler{[](const Request&) {
         Response response = no_content();
         response.headers.emplace_back("Location", "/a\r\nSet-Cookie: session=stolen");
         return response;
       }},
       says("split")},
      {"GET", "/large", Access::kPublic,
       PlainHandler{[](const Request& request) { return ok_with_etag(request, json::value(std::string(5000, 'a'))); }},
       says("large")},
      {"GET", "/events", Access::kOffice,
       StreamHandler{[](const Request& request) { return *request.signed_in().office; }}, says("events")},
  };
}

std::optional<identity::Caller> known(const Request& request, store::Tx&) {
  identity::Caller caller;
  const std::string_view bearer = request.header("authorization");
  if (bearer.starts_with("Bearer ")) {
    caller.account = "machine";
    caller.by_token = true;
    caller.scopes = {"read"};
    if (bearer == "Bearer act") caller.scopes.insert("act");
    if (bearer == "Bearer none") return std::nullopt;
  } else {
    const std::string_view session = request.cookie("session");
    if (session.empty() || session == "expired") return std::nullopt;
    caller.account = session;
  }
  if (caller.account != "citizen") {
    caller.office = "office-" + caller.account;
    caller.role = caller.account == "auditor" ? "audit_administrator" : "registrar";
  }
  return caller;
}

class EdgeTest : public testing::Test {
 protected:
  void SetUp() override { make(); }

  void make(EdgeOptions options = {}, store::Dialect dialect = store::Dialect::kSqlite) {
    edge_.reset();
    metrics_ = std::make_unique<Metrics>();
    db_ = std::make_unique<FakeDb>(dialect);
    EdgeParts parts;
    parts.routes = made_up_routes();
    parts.db = db_.get();
    parts.authenticate = known;
    parts.csrf_token = [](const Request& request, store::Tx&) {
      return "token-of-" + std::string(request.cookie("session"));
    };
    parts.access_rule = access_rule_;
    parts.audit = [this](store::Tx& tx, const Request& request, const std::vector<Looked>& looked) {
      EXPECT_TRUE(tx.writable());
      for (const Looked& one : looked)
        audited_.insert(request.caller->account + " " + std::string(one.kind) + " " + one.subject);
    };
    parts.events = &events_;
    parts.metrics = metrics_.get();
    parts.log = &log_;
    parts.files = files_.get();
    edge_ = std::make_unique<Edge>(std::move(parts), std::move(options));
  }
  void TearDown() override { edge_.reset(); }

  using Headers = std::vector<std::pair<std::string, std::string>>;
  Response send(std::string method, std::string target, const Headers& headers = {}) {
    auto exchange = std::make_shared<WaitedExchange>();
    exchange->request.method = std::move(method);
    exchange->request.target = std::move(target);
    exchange->request.remote = "192.0.2.1";
    exchange->request.request_id = "0192f0c1-0000-7000-8000-000000000001";
    exchange->request.headers.add("host", "city.example");
    for (const auto& [name, value] : headers) exchange->request.headers.add_lower(name, value);
    if (!edge_->handle(exchange)) {
      exchange->wait();
      edge_->complete(*exchange);
    }
    answer_ = std::move(exchange->answer);
    remote_ = exchange->request.remote;
    return answer_.response;
  }

  static std::string header(const Response& response, std::string_view name) {
    for (const auto& [key, value] : response.headers) {
      if (key == name) return value;
    }
    return "";
  }
  static std::string code(const Response& response) {
    return std::string(string_at(parse_json(response.bytes()), "code"));
  }
  static std::string account(const Response& response) {
    return std::string(string_at(parse_json(response.bytes()), "account"));
  }

  std::ostringstream logged_;
  AccessLog log_{std::make_shared<spdlog::logger>("test", std::make_shared<spdlog::sinks::ostream_sink_mt>(logged_))};
  std::function<bool(Access, std::string_view, const std::optional<identity::Caller>&)> access_rule_;
  std::unique_ptr<StaticFiles> files_;
  EventHub events_;
  std::set<std::string> audited_;
  std::unique_ptr<Metrics> metrics_;
  std::unique_ptr<FakeDb> db_;
  std::unique_ptr<Edge> edge_;
  Answer answer_;
  std::string remote_;
};

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

TEST_F(EdgeTest, AWriteAnswersAfterItsTransaction) {
  const Response response =
      send("POST", "/cases", {{"Cookie", "session=registrar"}, {"X-CSRF-Token", "token-of-registrar"}});
  EXPECT_EQ(response.status, 201);
  EXPECT_EQ(header(response, "Location"), "/api/v1/cases/42");
}

TEST_F(EdgeTest, APreparedWriteIsReadBeforeItWaitsForTheDatabase) {
  for (const auto dialect : {store::Dialect::kSqlite, store::Dialect::kPostgres}) {
    make({}, dialect);
    const Response done = send("POST", "/prepared", {{"Authorization", "Bearer act"}, {"x-said", "yes"}});
    EXPECT_EQ(account(done), "machine");
    EXPECT_EQ(string_at(parse_json(done.bytes()), "said"), "yes");
    db_->hold(true);
    EXPECT_EQ(code(send("POST", "/prepared", {{"Authorization", "Bearer act"}})), "malformed");
    EXPECT_EQ(db_->waiting(), 0U);
    db_->hold(false);
    // Who may not is told so before anything is read; that is audited, which the database must keep.
    EXPECT_EQ(send("POST", "/prepared", {{"Authorization", "Bearer read"}}).status, 403);
  }
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

TEST_F(EdgeTest, UnknownPathsAre404AndUnknownMethods405WithAllow) {
  EXPECT_EQ(code(send("GET", "/nowhere")), "not-found");
  const Response response = send("DELETE", "/cases");
  EXPECT_EQ(code(response), "method-not-allowed");
  EXPECT_EQ(header(response, "Allow"), "OPTIONS, POST");
  const Response options = send("OPTIONS", "/public");
  EXPECT_EQ(options.status, 204);
  EXPECT_EQ(header(options, "Allow"), "GET, HEAD, OPTIONS");
}

TEST_F(EdgeTest, AQueryMemberThatTheRouteDoesNotDocumentIsRefused) {
  EXPECT_EQ(send("GET", "/public?q=1").status, 200);
  const Response response = send("GET", "/public?Q=1");
  EXPECT_EQ(response.status, 422);
  EXPECT_THAT(response.body, HasSubstr("/query/Q"));
  EXPECT_EQ(send("GET", "/public?q=1&q=2").status, 400);
}

TEST_F(EdgeTest, AFullWriteQueueIs503WithRetryAfter) {
  db_->hold(true);
  std::vector<std::shared_ptr<WaitedExchange>> waiting;
  for (int i = 0; i < 8; ++i) {
    waiting.push_back(std::make_shared<WaitedExchange>());
    waiting.back()->request.method = "POST";
    waiting.back()->request.target = "/cases";
    waiting.back()->request.headers.add("authorization", "Bearer act");
    ASSERT_FALSE(edge_->handle(waiting.back()));
  }
  const Response response = send("POST", "/cases", {{"Authorization", "Bearer act"}});
  EXPECT_EQ(response.status, 503);
  EXPECT_EQ(code(response), "overloaded");
  EXPECT_EQ(header(response, "Retry-After"), "3");
  db_->hold(false);
  for (const auto& exchange : waiting) {
    exchange->wait();
    edge_->complete(*exchange);
    EXPECT_EQ(exchange->answer.response.status, 201);
  }
}

TEST_F(EdgeTest, ADatabaseThatIsGoneIs503) {
  db_->broken = true;
  const Response response = send("GET", "/public");
  EXPECT_EQ(code(response), "storage-unavailable");
  EXPECT_EQ(header(response, "Retry-After"), "1");
}

TEST_F(EdgeTest, OnPostgresReadsRunOnThePool) {
  make({}, store::Dialect::kPostgres);
  auto exchange = std::make_shared<WaitedExchange>();
  exchange->request.method = "GET";
  exchange->request.target = "/public";
  EXPECT_FALSE(edge_->handle(exchange));
  exchange->wait();
  edge_->complete(*exchange);
  EXPECT_EQ(exchange->answer.response.status, 200);
  EXPECT_EQ(send("POST", "/cases", {{"Authorization", "Bearer act"}}).status, 201);
  EXPECT_EQ(send("POST", "/cases", {{"Authorization", "Bearer read"}}).status, 403);
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

TEST_F(EdgeTest, AStreamListensToTheCallersOffice) {
  send("GET", "/events", {{"Cookie", "session=registrar"}});
  ASSERT_NE(answer_.stream, nullptr);
  events_.publish("office-another", "inbox", {{"case", "1"}});
  EXPECT_EQ(answer_.stream->take(), "");
  events_.publish("office-registrar", "inbox", {{"case", "2"}});
  EXPECT_EQ(answer_.stream->take(), "id: 2\nevent: inbox\ndata: {\"case\":\"2\"}\n\n");
  send("GET", "/events");
  EXPECT_EQ(answer_.response.status, 401);
  EXPECT_EQ(answer_.stream, nullptr);
}

TEST_F(EdgeTest, TheLogKeepsPatternsAndNeverQueriesOrTokens) {
  send("GET", "/public?q=secret-search", {{"Cookie", "session=registrar"}, {"Authorization", "Bearer act"}});
  const std::string text = logged_.str();
  EXPECT_THAT(text, HasSubstr(R"("route":"/public","status":200)"));
  EXPECT_THAT(text, HasSubstr(R"("office":"office-machine")"));
  EXPECT_THAT(text, HasSubstr(R"("request":"0192f0c1-0000-7000-8000-000000000001")"));
  for (const char* secret : {"secret-search", "Bearer", "session=", "192.0.2.1"})
    EXPECT_THAT(text, Not(HasSubstr(secret)));
  const json::value line = parse_json(text.substr(0, text.find('\n')));
  EXPECT_EQ(string_at(line, "method"), "GET");
}

TEST_F(EdgeTest, AMethodCannotBreakTheLogsJson) {
  send("A\"B", "/nowhere");
  const std::string text = logged_.str();
  EXPECT_EQ(string_at(parse_json(text.substr(0, text.find('\n'))), "method"), "A\"B");
}

TEST_F(EdgeTest, RequestsAreCountedByRouteAndStatus) {
  send("GET", "/public");
  send("GET", "/public");
  send("GET", "/own");
  send("GET", "/nowhere");
  const std::string text = metrics_->text();
  EXPECT_THAT(text, HasSubstr(R"(guildhall_http_requests_total{method="GET",route="/public",status="200"} 2)"));
  EXPECT_THAT(text, HasSubstr(R"(guildhall_http_requests_total{method="GET",route="/own",status="401"} 1)"));
  EXPECT_THAT(text, HasSubstr(R"(route="none",status="404"} 1)"));
  EXPECT_THAT(text, HasSubstr("guildhall_writes_waiting 0"));
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
