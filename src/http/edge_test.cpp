// The pipeline of one request, on made-up routes and without sockets: handlers, the database, streams, what is logged.
#include "http/edge.h"

#include <gmock/gmock.h>

#include "http/edge_fixture.h"

namespace gh::http {
namespace {

using testing::HasSubstr;
using testing::Not;

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
  EXPECT_THAT(text, HasSubstr("\nguildhall_writes_waiting 0\n"));
}

}  // namespace
}  // namespace gh::http
