// What the edge's tests share: made-up routes, callers by their cookie or token, a request without a socket.
#pragma once
#include <gtest/gtest.h>
#include <spdlog/logger.h>
#include <spdlog/sinks/ostream_sink.h>

#include <memory>
#include <set>
#include <sstream>

#include "base/assert.h"
#include "http/edge.h"
#include "http/fake_db.h"
#include "http/waited_exchange.h"

namespace gh::http {

namespace made_up {

inline Documentation says(std::string id, std::vector<Parameter> parameters = {}) {
  Documentation documentation;
  documentation.id = std::move(id);
  documentation.tag = "test";
  documentation.parameters = std::move(parameters);
  return documentation;
}

inline Response whoever(const Request& request) {
  return ok({{"account", request.caller ? request.caller->account : ""}});
}

inline std::vector<Route> routes() {
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

inline std::optional<identity::Caller> known(const Request& request, store::Tx&) {
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

}  // namespace made_up

// An edge over made-up routes and a made-up database; `send` is one request and its answer.
class EdgeTest : public testing::Test {
 protected:
  void SetUp() override { make(); }

  void make(EdgeOptions options = {}, store::Dialect dialect = store::Dialect::kSqlite) {
    edge_.reset();
    metrics_ = std::make_unique<Metrics>();
    db_ = std::make_unique<FakeDb>(dialect);
    EdgeParts parts;
    parts.routes = made_up::routes();
    parts.db = db_.get();
    parts.authenticate = made_up::known;
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

}  // namespace gh::http
