// What the program says about itself: health, metrics, OpenAPI, the page to read.
#include "http/system_routes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json/serialize.hpp>
#include <set>

#include "http/docs_page.h"
#include "http/fake_db.h"

namespace gh::http {
namespace {

using testing::HasSubstr;
using testing::Not;

Documentation says(std::string id, std::string tag, Text summary) {
  Documentation documentation;
  documentation.id = std::move(id);
  documentation.tag = std::move(tag);
  documentation.summary = std::move(summary);
  return documentation;
}

std::vector<Route> some_routes() {
  Documentation opening = says("openCase", "cases", {"开办办件 <立案>", "Open a case & file it"});
  opening.request = json::object{{"type", "object"}, {"properties", json::object{{"form", json::object{}}}}};
  opening.success = 201;
  opening.problems = {ProblemCode::kConditionFailed, ProblemCode::kConflict};
  opening.parameters = {{"Idempotency-Key", "header", true, {}, {"幂等键", "idempotency key"}}};
  Documentation reading = says("readCase", "cases", {"办件", "A case"});
  reading.problems = {ProblemCode::kNotFound};
  reading.parameters = {{"as_of", "query", false, {{"type", "string"}, {"format", "date"}}, {"基准日", "as of"}}};
  const auto nothing = [](const Request&, store::Tx&) { return no_content(); };
  return {{"POST", "/api/v1/cases", Access::kOffice, WriteHandler{nothing}, std::move(opening)},
          {"GET", "/api/v1/cases/{id}", Access::kPublic, ReadHandler{nothing}, std::move(reading)},
          {"GET", "/log/tile/{level}/{rest*}", Access::kPublic, ReadHandler{nothing},
           says("tile", "log", {"分块", "Tile"})},
          {"GET", "/api/v1/events", Access::kOffice, StreamHandler{[](const Request&) { return std::string(); }},
           says("events", "inbox", {"事件流", "Events"})}};
}

class SystemRoutes : public testing::Test {
 protected:
  void SetUp() override {
    SystemParts parts;
    parts.title = {{"行会通", "Guildhall"}, "0.1.0", "session"};
    parts.metrics = &metrics_;
    parts.checks = {{"log", [this] {
                       if (log_throws_) throw std::runtime_error("gone");
                       return log_is_well_;
                     }}};
    add_system_routes(routes_, std::move(parts));
  }

  const Route& route(std::string_view path) {
    for (const Route& one : routes_) {
      if (one.path == path) return one;
    }
    throw std::runtime_error("no such route");
  }
  Response plain(std::string_view path, const Request& request = {}) {
    return std::get<PlainHandler>(route(path).handler).answer(request);
  }
  Response health() {
    FakeTx tx(store::Dialect::kSqlite, false);
    return std::get<ReadHandler>(route("/healthz").handler).answer({}, tx);
  }

  std::vector<Route> routes_ = some_routes();
  Metrics metrics_;
  bool log_is_well_ = true;
  bool log_throws_ = false;
};

TEST_F(SystemRoutes, HealthNamesWhatIsWell) {
  const json::value body = parse_json(health().bytes());
  EXPECT_EQ(string_at(body, "status"), "ok");
  EXPECT_EQ(at_or_null(body, "checks"), (json::array{"database", "log"}));
}

TEST_F(SystemRoutes, HealthIsRefusedWhileACheckFailsOrThrows) {
  log_is_well_ = false;
  for (const bool throws : {false, true}) {
    log_throws_ = throws;
    try {
      health();
      FAIL() << "the log isn't well";
    } catch (const Problem& problem) {
      EXPECT_EQ(problem.code(), ProblemCode::kStorageUnavailable);
      EXPECT_EQ(problem.errors().at(0).field, "log");
    }
  }
}

TEST_F(SystemRoutes, MetricsAreText) {
  metrics_.take_routes(routes_);
  metrics_.gauge("guildhall_log_size", "Leaves", [] { return 7.0; });
  metrics_.gauge("guildhall_outbox_waiting", "Rows", [] { return 1.0; }, {{"kind", "mail"}});
  metrics_.counter("guildhall_acts_total", "Acts", [] { return 3.0; });
  metrics_.gauge("guildhall_outbox_waiting", "Rows", [] { return 2.0; }, {{"kind", "webhook"}});
  const std::string text(plain("/metrics").bytes());
  EXPECT_THAT(text, HasSubstr("guildhall_log_size 7\n"));
  EXPECT_THAT(text, HasSubstr("# TYPE guildhall_acts_total counter"));
  EXPECT_THAT(text,
              HasSubstr("guildhall_outbox_waiting{kind=\"mail\"} 1\nguildhall_outbox_waiting{kind=\"webhook\"} 2\n"));
}

TEST_F(SystemRoutes, ASeriesIsAskedForOnce) {
  const auto one = [] { return 1.0; };
  metrics_.gauge("guildhall_outbox_waiting", "Rows", one, {{"kind", "mail"}});
  metrics_.gauge("guildhall_outbox_waiting", "Rows", one, {{"kind", "webhook"}});
  EXPECT_THROW(metrics_.gauge("guildhall_outbox_waiting", "Rows", one, {{"kind", "mail"}}), Bug);
  // One name is of one type.
  EXPECT_THROW(metrics_.counter("guildhall_outbox_waiting", "Rows", one, {{"kind", "letter"}}), Bug);
}

TEST_F(SystemRoutes, TheDocumentHasEveryRouteAndEveryProblem) {
  const json::value document = parse_json(plain("/api/v1/openapi.json").bytes());
  EXPECT_EQ(string_at(document, "openapi"), "3.1.0");
  std::set<std::string> ids;
  for (const Route& one : routes_) {
    std::string path = one.path;
    std::erase(path, '*');
    std::string method = one.method == "GET" ? "get" : "post";
    const json::value* operation = find_pointer(document, "/paths/" + pointer_token(path) + "/" + method);
    ASSERT_NE(operation, nullptr) << path;
    EXPECT_TRUE(ids.insert(std::string(string_at(*operation, "operationId"))).second) << "an id twice";
    for (const ProblemCode code : problems_of(one)) {
      const ProblemKind& kind = kind_of(code);
      const json::value* answer = find_pointer(*operation, "/responses/" + std::to_string(kind.status));
      ASSERT_NE(answer, nullptr) << path << " " << kind.name;
      EXPECT_THAT(std::string(string_at(*answer, "description")), HasSubstr(std::string(kind.name)));
      EXPECT_THAT(json::serialize(at_or_null(*answer, "content")), HasSubstr("#/components/schemas/Problem"));
    }
    for (const std::string& name : path_parameters(one.path)) {
      EXPECT_THAT(json::serialize(at_or_null(*operation, "parameters")),
                  HasSubstr("{\"name\":\"" + name + "\",\"in\":\"path\",\"required\":true"));
    }
  }
  EXPECT_NE(find_pointer(document, "/components/schemas/Problem"), nullptr);
  EXPECT_EQ(string_at(*find_pointer(document, "/components/securitySchemes/session"), "name"), "session");
}

TEST_F(SystemRoutes, TheDocumentSaysWhoMayCallAndHow) {
  const json::value document = parse_json(plain("/api/v1/openapi.json").bytes());
  const json::value& opening = *find_pointer(document, "/paths/~1api~1v1~1cases/post");
  EXPECT_EQ(json::serialize(at_or_null(opening, "security")), R"([{"session":[]},{"bearer":[]}])");
  EXPECT_EQ(string_at(opening, "x-access"), "office");
  EXPECT_NE(find_pointer(opening, "/responses/201"), nullptr);
  EXPECT_NE(find_pointer(opening, "/responses/401"), nullptr);
  EXPECT_NE(find_pointer(opening, "/requestBody/content/application~1json/schema"), nullptr);
  EXPECT_THAT(json::serialize(at_or_null(opening, "parameters")), HasSubstr("X-CSRF-Token"));
  const json::value& reading = *find_pointer(document, "/paths/~1api~1v1~1cases~1{id}/get");
  EXPECT_EQ(json::serialize(at_or_null(reading, "security")), R"([{},{"session":[]},{"bearer":[]}])");
  EXPECT_EQ(find_pointer(reading, "/responses/401"), nullptr);
  EXPECT_THAT(json::serialize(at_or_null(reading, "parameters")), Not(HasSubstr("X-CSRF-Token")));
  EXPECT_NE(find_pointer(document, "/paths/~1api~1v1~1events/get/responses/200/content/text~1event-stream"), nullptr);
}

TEST_F(SystemRoutes, ThePageShowsEveryRouteAndProblemAndNeedsNoScript) {
  const std::string page(plain("/api/v1/docs").bytes());
  for (const Route& one : routes_) EXPECT_THAT(page, HasSubstr("<article id=\"" + one.documentation.id + "\">"));
  for (const ProblemKind& kind : problem_kinds())
    EXPECT_THAT(page, HasSubstr("id=\"problem-" + std::string(kind.name)));
  EXPECT_THAT(page, HasSubstr("开办办件 &lt;立案&gt;"));
  EXPECT_THAT(page, HasSubstr("Open a case &amp; file it"));
  for (const char* forbidden : {"<script", "style=", "onclick", "javascript:", "http://", "https://"})
    EXPECT_THAT(page, Not(HasSubstr(forbidden)));
  EXPECT_THAT(page, HasSubstr("href=\"/api/v1/docs.css\""));
  EXPECT_EQ(plain("/api/v1/docs.css").content_type, "text/css; charset=utf-8");
}

TEST_F(SystemRoutes, TheDocumentIsNotSentTwiceToWhoHasIt) {
  const Response first = plain("/api/v1/openapi.json");
  Request again;
  again.headers.add("if-none-match", first.headers.at(0).second);
  EXPECT_EQ(plain("/api/v1/openapi.json", again).status, 304);
}

}  // namespace
}  // namespace gh::http
