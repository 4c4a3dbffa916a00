// A small city behind the edge, without sockets, for the tests of identity's routes: ask as a browser or a machine.
#pragma once
#include <gtest/gtest.h>

#include <boost/json/serialize.hpp>
#include <mutex>

#include "http/access.h"
#include "http/edge.h"
#include "http/identity_routes.h"
#include "http/waited_exchange.h"
#include "identity/accounts.h"
#include "identity/testing.h"
#include "store/testing.h"

namespace gh::http {

using identity::Caller;
using identity::kTestNow;
using std::chrono::hours;
using std::chrono::minutes;

inline constexpr std::string_view kPassword = "Kiln-and-glaze-7";
inline constexpr std::string_view kOtherPassword = "Glaze-and-kiln-8";

struct Said {
  int status = 0;
  json::value body;
  std::string cookie;  // of Set-Cookie, as it would be sent back
  std::string set_cookie;
  std::string etag;

  std::string text(std::string_view member) const { return std::string(string_at(body, member)); }
  // "field rule" of the first error.
  std::string refusal() const {
    const json::value* first = find_pointer(body, "/errors/0");
    if (first == nullptr) return "";
    return std::string(string_at(*first, "field")) + " " + std::string(string_at(*first, "rule"));
  }
  std::size_t items() const { return at_or_null(body, "items").as_array().size(); }
};

// A signed-in browser, or a machine with a token.
struct Client {
  std::string cookie;
  std::string csrf;
  std::string token;
};

class IdentityApi : public testing::TestWithParam<store::Dialect> {
 protected:
  void SetUp() override {
    store::Options options;
    options.writers = 1;  // so that writes are done in the order in which they were submitted
    db_ = store::migrated_db(GetParam(), identity::city_schemas(), options);
    if (!db_) GTEST_SKIP() << "GUILDHALL_TEST_POSTGRES isn't set";
    city_.emplace(*db_);
    officer_ = city_->add_officer("officer", "registrar", city_->body("civil-affairs"));
    start({});
    set_password(officer_.account);
  }
  void TearDown() override { edge_.reset(); }

  void start(IdentityOptions options) {
    options.password.cost = identity::kTestCost;
    IdentityParts parts;
    parts.db = db_.get();
    parts.pack = [pack = std::make_shared<const policy::Pack>(identity::test_pack())] { return pack; };
    // Several threads draw; what they draw is of no matter here but that it differs.
    parts.random = [random = city_->random, mutex = std::make_shared<std::mutex>()](std::uint8_t* bytes,
                                                                                    std::size_t size) {
      const std::lock_guard lock(*mutex);
      random(bytes, size);
    };
    parts.options = options;
    passwords_.emplace(options.password, parts.random);
    routes_.emplace(parts);
    EdgeParts edge;
    edge.routes = routes_->routes();
    edge.db = db_.get();
    edge.authenticate = [this](const Request& request, store::Tx& tx) { return routes_->authenticate(request, tx); };
    edge.csrf_token = [this](const Request& request, store::Tx& tx) { return routes_->csrf_token(request, tx); };
    edge.access_rule = allows;
    edge_ = std::make_unique<Edge>(std::move(edge));
  }
  void set_password(const Id& account) {
    const std::string hash = passwords_->hash(kPassword);
    db_->write([&](store::Tx& tx) { identity::set_password_hash(tx, account, hash, kTestNow); });
  }

  Said ask(const Client& client, std::string method, std::string target, const json::value& body = nullptr) {
    auto exchange = std::make_shared<WaitedExchange>();
    Request& request = exchange->request;
    request.method = std::move(method);
    request.target = std::move(target);
    request.remote = remote_;
    request.now = now_;
    request.headers.add("host", "city.example");
    if (!client.cookie.empty()) request.headers.add("cookie", client.cookie);
    if (!client.csrf.empty()) request.headers.add("x-csrf-token", client.csrf);
    if (!client.token.empty()) request.headers.add("authorization", "Bearer " + client.token);
    if (!body.is_null()) {
      request.headers.add("content-type", "application/json");
      request.body = json::serialize(body);
    }
    if (!edge_->handle(exchange)) {
      exchange->wait();
      edge_->complete(*exchange);
    }
    return said(exchange->answer.response);
  }
  static Said said(const Response& response) {
    Said out;
    out.status = response.status;
    if (!response.bytes().empty()) out.body = parse_json(response.bytes());
    for (const auto& [name, value] : response.headers) {
      if (name == "Set-Cookie") out.set_cookie = value;
      if (name == "ETag") out.etag = value;
    }
    out.cookie = out.set_cookie.substr(0, out.set_cookie.find(';'));
    return out;
  }
  Said enter(std::string_view login, std::string_view password = kPassword) {
    return ask({}, "POST", "/api/v1/session", json::object{{"login", login}, {"password", password}});
  }
  Client browser(std::string_view login) {
    const Said in = enter(login);
    EXPECT_EQ(in.status, 201) << login;
    return {in.cookie, in.text("csrf"), ""};
  }
  Client browser_of(const Caller& caller, std::string_view login) {
    set_password(caller.account);
    return browser(login);
  }
  Client machine(const Client& with, json::array scopes) {
    const Said made = ask(with, "POST", "/api/v1/tokens",
                          json::object{{"label", "nightly export"},
                                       {"scopes", std::move(scopes)},
                                       {"expires_at", text(kTestNow + hours(24))},
                                       {"office", *officer_.office}});
    EXPECT_EQ(made.status, 201);
    return {"", "", made.text("secret")};
  }
  // Until what was submitted beside a request has been written.
  void settle() {
    db_->write([](store::Tx&) {});
  }

  std::unique_ptr<store::Db> db_;
  std::optional<identity::TestCity> city_;
  std::optional<identity::Passwords> passwords_;
  std::optional<IdentityRoutes> routes_;
  std::unique_ptr<Edge> edge_;
  Caller officer_;
  Instant now_ = kTestNow;
  std::string remote_ = "192.0.2.1";
};

}  // namespace gh::http
