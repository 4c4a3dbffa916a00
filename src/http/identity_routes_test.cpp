// Identity over the edge, without sockets, on both databases.
#include "http/identity_routes.h"

#include <gtest/gtest.h>

#include <boost/json/serialize.hpp>
#include <condition_variable>
#include <mutex>
#include <set>

#include "http/access.h"
#include "http/edge.h"
#include "identity/accounts.h"
#include "identity/audit.h"
#include "identity/secrets.h"
#include "identity/sessions.h"
#include "identity/testing.h"
#include "store/testing.h"

namespace gh::http {
namespace {

using identity::Caller;
using identity::kTestNow;
using std::chrono::hours;
using std::chrono::minutes;

constexpr std::string_view kPassword = "Kiln-and-glaze-7";
constexpr std::string_view kOtherPassword = "Glaze-and-kiln-8";

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
    db_ = store::temporary_db(GetParam(), options);
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

TEST_P(IdentityApi, SigningInSetsAStrictCookieAndAnswersOfficesAndToken) {
  const Said in = enter("officer");
  EXPECT_EQ(in.status, 201);
  EXPECT_TRUE(in.set_cookie.starts_with("__Host-guildhall="));
  EXPECT_TRUE(in.set_cookie.ends_with("; Path=/; HttpOnly; SameSite=Strict; Secure")) << in.set_cookie;
  EXPECT_EQ(in.text("account"), officer_.account);
  EXPECT_EQ(in.text("office"), *officer_.office);
  EXPECT_EQ(in.text("role"), "registrar");
  EXPECT_EQ(in.text("csrf").size(), 43U);
  EXPECT_EQ(at_or_null(in.body, "offices").as_array().size(), 1U);
  EXPECT_EQ(json::serialize(in.body).find(in.cookie.substr(in.cookie.find('=') + 1)), std::string::npos)
      << "the secret is in the cookie alone";
}

TEST_P(IdentityApi, WithoutSecureCookiesTheNameClaimsNoSecurity) {
  IdentityOptions options;
  options.secure_cookies = false;
  start(options);
  const Said in = enter("officer");
  EXPECT_TRUE(in.set_cookie.starts_with("guildhall="));
  EXPECT_EQ(in.set_cookie.find("Secure"), std::string::npos);
  EXPECT_EQ(ask({in.cookie, "", ""}, "GET", "/api/v1/session").status, 200);
}

TEST_P(IdentityApi, AWrongPasswordAnUnknownLoginAndALockAreRefused) {
  EXPECT_EQ(enter("officer", "wrong").status, 401);
  EXPECT_EQ(enter("officer", "wrong").refusal(), " wrong-credentials");
  EXPECT_EQ(enter("nobody", "wrong").refusal(), " wrong-credentials");
  for (int i = 0; i < 3; ++i) enter("officer", "wrong");
  EXPECT_EQ(enter("officer").status, 423);
  EXPECT_EQ(enter("officer").refusal(), " sign-in-lock");
}

TEST_P(IdentityApi, ManyAttemptsFromOneAddressAreSlowedAndAnotherAddressIsNot) {
  for (int i = 0; i < 10; ++i) EXPECT_EQ(enter("nobody" + std::to_string(i), "wrong").status, 401) << i;
  EXPECT_EQ(enter("officer").status, 429);
  EXPECT_EQ(enter("officer").refusal(), " rate-limit");
  remote_ = "198.51.100.7";
  EXPECT_EQ(enter("officer").status, 201);
}

TEST_P(IdentityApi, ABodyWithAWrongOrUnknownMemberIsRefused) {
  EXPECT_EQ(ask({}, "POST", "/api/v1/session", json::object{{"login", "officer"}}).status, 422);
  EXPECT_EQ(ask({}, "POST", "/api/v1/session",
                json::object{{"login", "officer"}, {"password", kPassword}, {"role", "audit_administrator"}})
                .status,
            422);
}

TEST_P(IdentityApi, WhoAmIAnswersTheSameTokenAndNobodyIsRefused) {
  const Client client = browser("officer");
  const Said me = ask(client, "GET", "/api/v1/session");
  EXPECT_EQ(me.status, 200);
  EXPECT_EQ(me.text("csrf"), client.csrf);
  EXPECT_EQ(ask({}, "GET", "/api/v1/session").status, 401);
  EXPECT_EQ(ask({"__Host-guildhall=made-up", "", ""}, "GET", "/api/v1/session").status, 401);
}

TEST_P(IdentityApi, ASessionEndsWhenIdleAndAtItsAbsoluteLimit) {
  const Client client = browser("officer");
  now_ = kTestNow + minutes(29);
  EXPECT_EQ(ask(client, "GET", "/api/v1/session").status, 200);
  settle();
  now_ = kTestNow + minutes(58);
  EXPECT_EQ(ask(client, "GET", "/api/v1/session").status, 200) << "using it keeps it";
  settle();
  now_ = kTestNow + minutes(58 + 30);
  EXPECT_EQ(ask(client, "GET", "/api/v1/session").status, 401) << "idle";

  const Client other = browser("officer");
  const Instant begun = now_;
  for (; now_ < begun + hours(12); now_ += minutes(20)) {
    ASSERT_EQ(ask(other, "GET", "/api/v1/session").status, 200);
    settle();
  }
  now_ = begun + hours(12);
  EXPECT_EQ(ask(other, "GET", "/api/v1/session").status, 401) << "absolute";
}

TEST_P(IdentityApi, ABrowsersActWithoutItsTokenIsRefused) {
  Client client = browser("officer");
  client.csrf = "";
  EXPECT_EQ(ask(client, "DELETE", "/api/v1/session").refusal(), " csrf-token");
  client.csrf = browser("officer").csrf;
  EXPECT_EQ(ask(client, "DELETE", "/api/v1/session").refusal(), " csrf-token") << "another session's";
  EXPECT_EQ(ask(client, "GET", "/api/v1/session").status, 200);
}

TEST_P(IdentityApi, ChoosingAnotherOfficeRotatesTheSession) {
  const identity::Office head = city_->add_office(officer_.account, "registry_head", city_->body("civil-affairs"));
  const Client client = browser("officer");
  EXPECT_EQ(ask(client, "GET", "/api/v1/session").text("office"), "") << "two offices, none chosen";
  const Said chosen = ask(client, "PUT", "/api/v1/session/office", json::object{{"office", head.id}});
  EXPECT_EQ(chosen.status, 200);
  EXPECT_EQ(chosen.text("role"), "registry_head");
  EXPECT_NE(chosen.cookie, client.cookie);
  EXPECT_EQ(ask(client, "GET", "/api/v1/session").status, 401) << "the old secret is worthless";
  EXPECT_EQ(ask({chosen.cookie, "", ""}, "GET", "/api/v1/session").text("role"), "registry_head");
  const Caller other = city_->add_officer("other", "finance_officer", city_->body("finance"));
  EXPECT_EQ(ask({chosen.cookie, chosen.text("csrf"), ""}, "PUT", "/api/v1/session/office",
                json::object{{"office", *other.office}})
                .refusal(),
            "/office office-not-held");
}

TEST_P(IdentityApi, SigningOutEndsTheSessionAndClearsTheCookie) {
  const Client client = browser("officer");
  const Said out = ask(client, "DELETE", "/api/v1/session");
  EXPECT_EQ(out.status, 204);
  EXPECT_EQ(out.cookie, "__Host-guildhall=");
  EXPECT_NE(out.set_cookie.find("Max-Age=0"), std::string::npos);
  EXPECT_EQ(ask(client, "GET", "/api/v1/session").status, 401);
}

TEST_P(IdentityApi, OwnSessionsAreListedAndEnded) {
  const Client first = browser("officer");
  const Client second = browser("officer");
  EXPECT_EQ(ask(first, "GET", "/api/v1/sessions").items(), 2U);
  const std::string id = identity::digest_of(std::string_view(second.cookie).substr(second.cookie.find('=') + 1));
  const Caller other = city_->add_officer("other", "finance_officer", city_->body("finance"));
  EXPECT_EQ(ask(browser_of(other, "other"), "DELETE", "/api/v1/sessions/" + id).status, 404);
  EXPECT_EQ(ask(first, "DELETE", "/api/v1/sessions/" + id).status, 204);
  EXPECT_EQ(ask(second, "GET", "/api/v1/session").status, 401);
}

TEST_P(IdentityApi, APasswordIsChangedByTheOldOneOnly) {
  const Client client = browser("officer");
  const auto change = [&](std::string_view old_one, std::string_view new_one) {
    return ask(client, "POST", "/api/v1/password", json::object{{"password", old_one}, {"new_password", new_one}});
  };
  EXPECT_EQ(change("wrong", kOtherPassword).status, 401);
  EXPECT_EQ(change(kPassword, "Password2026!").refusal(), "/new_password common-password");
  EXPECT_EQ(change(kPassword, kOtherPassword).status, 204);
  EXPECT_EQ(enter("officer").status, 401);
  EXPECT_EQ(enter("officer", kOtherPassword).status, 201);
  EXPECT_EQ(ask(client, "GET", "/api/v1/session").status, 200) << "this session stays";
}

TEST_P(IdentityApi, ATokenReadsAndActsAsItsScopesAllowAndNeedsNoBrowserToken) {
  const Client client = browser("officer");
  const Client reader = machine(client, {"read"});
  const Client actor = machine(client, {"read", "act"});
  const Client blind = machine(client, {"act"});
  EXPECT_EQ(ask(reader, "GET", "/api/v1/session").text("role"), "registrar");
  EXPECT_EQ(ask(blind, "GET", "/api/v1/session").status, 403);
  const json::object delegation{{"to_office", *officer_.office}, {"to_at", text(kTestNow + hours(1))}};
  EXPECT_EQ(ask(reader, "POST", "/api/v1/delegations", delegation).status, 403) << "without the scope act";
  EXPECT_EQ(ask(actor, "POST", "/api/v1/delegations", delegation).refusal(), "/to_office own-account")
      << "let in, refused by the rule";
  EXPECT_EQ(ask(actor, "POST", "/api/v1/tokens",
                json::object{{"label", "x"}, {"scopes", {"read"}}, {"expires_at", text(kTestNow + hours(1))}})
                .refusal(),
            " token-by-token");
  EXPECT_EQ(ask(actor, "DELETE", "/api/v1/session").refusal(), " browser-session");
  EXPECT_EQ(
      ask(actor, "POST", "/api/v1/password", json::object{{"password", kPassword}, {"new_password", "x"}}).refusal(),
      " browser-session");
}

TEST_P(IdentityApi, ARevokedTokenIsNobodyAndItsSecretIsShownOnce) {
  const Client client = browser("officer");
  const Client reader = machine(client, {"read"});
  const Said list = ask(client, "GET", "/api/v1/tokens");
  ASSERT_EQ(list.items(), 1U);
  EXPECT_EQ(json::serialize(list.body).find(reader.token), std::string::npos);
  const std::string id(string_at(at_or_null(list.body, "items").as_array()[0], "id"));
  EXPECT_EQ(ask(client, "DELETE", "/api/v1/tokens/" + id).status, 204);
  EXPECT_EQ(ask(reader, "GET", "/api/v1/session").status, 401);
}

TEST_P(IdentityApi, ABadTokenIsNobodyWhateverTheCookieSays) {
  Client client = browser("officer");
  client.token = "guildhall_made-up";
  EXPECT_EQ(ask(client, "GET", "/api/v1/session").status, 401);
}

TEST_P(IdentityApi, AnOfficeIsDelegatedToAColleague) {
  const Caller colleague = city_->add_officer("colleague", "registrar", city_->body("civil-affairs"));
  const Client client = browser("officer");
  EXPECT_EQ(ask(client, "GET", "/api/v1/colleagues").items(), 2U);
  const json::object delegation{{"to_office", *colleague.office}, {"to_at", text(kTestNow + hours(10))}};
  const Said made = ask(client, "POST", "/api/v1/delegations", delegation);
  EXPECT_EQ(made.status, 201);
  EXPECT_EQ(made.text("from_office"), *officer_.office);
  EXPECT_EQ(ask(client, "POST", "/api/v1/delegations", delegation).refusal(), "/from_at delegation-overlap");
  EXPECT_EQ(ask(client, "GET", "/api/v1/delegations").items(), 1U);
  const Client other = browser_of(colleague, "colleague");
  EXPECT_EQ(ask(other, "DELETE", "/api/v1/delegations/" + made.text("id")).status, 404) << "not the delegate";
  EXPECT_EQ(ask(client, "DELETE", "/api/v1/delegations/" + made.text("id")).status, 204);
}

TEST_P(IdentityApi, TheSecurityAdministratorOpensAnAccountThatItsPersonTakesOver) {
  const Client admin = browser_of(city_->add_officer("security", "security_administrator"), "security");
  const Said made =
      ask(admin, "POST", "/api/v1/admin/accounts", json::object{{"login", "newcomer"}, {"display_name", "登记员甲"}});
  ASSERT_EQ(made.status, 201);
  const std::string secret = made.text("one_time_secret");
  const std::string id(string_at(at_or_null(made.body, "account"), "id"));
  EXPECT_EQ(ask({}, "POST", "/api/v1/password/one-time",
                json::object{{"login", "newcomer"}, {"secret", secret}, {"new_password", kPassword}})
                .status,
            204);
  EXPECT_EQ(ask({}, "POST", "/api/v1/password/one-time",
                json::object{{"login", "newcomer"}, {"secret", secret}, {"new_password", kOtherPassword}})
                .status,
            401)
      << "once only";
  const Said granted =
      ask(admin, "POST", "/api/v1/admin/offices",
          json::object{{"account_id", id}, {"role", "registrar"}, {"organisation_id", city_->body("civil-affairs")}});
  EXPECT_EQ(granted.status, 201);
  EXPECT_EQ(granted.text("division"), "440600");
  const Client newcomer = browser("newcomer");
  EXPECT_EQ(ask(newcomer, "GET", "/api/v1/session").text("role"), "registrar");
  EXPECT_EQ(ask(admin, "DELETE", "/api/v1/admin/offices/" + granted.text("id")).status, 204);
  EXPECT_EQ(ask(newcomer, "GET", "/api/v1/session").text("role"), "");
  EXPECT_EQ(ask(newcomer, "GET", "/api/v1/colleagues").status, 403) << "no office any more";
}

TEST_P(IdentityApi, TheSecurityAdministratorLocksResetsAndEndsSessions) {
  const Client admin = browser_of(city_->add_officer("security", "security_administrator"), "security");
  const Client client = browser("officer");
  const std::string account = "/api/v1/admin/accounts/" + officer_.account;
  const Said view = ask(admin, "GET", account);
  EXPECT_EQ(at_or_null(view.body, "sessions").as_array().size(), 1U);
  EXPECT_EQ(json::serialize(view.body).find("argon2"), std::string::npos);
  EXPECT_EQ(ask(admin, "DELETE", account + "/sessions").status, 204);
  EXPECT_EQ(ask(client, "GET", "/api/v1/session").status, 401);
  EXPECT_EQ(ask(admin, "PUT", account + "/status", json::object{{"status", "locked"}}).text("status"), "locked");
  EXPECT_EQ(enter("officer").status, 401);
  EXPECT_EQ(ask(admin, "PUT", account + "/status", json::object{{"status", "asleep"}}).refusal(), "/status enum");
  EXPECT_EQ(ask(admin, "PUT", account + "/status", json::object{{"status", "active"}}).status, 200);
  EXPECT_EQ(ask(admin, "POST", account + "/password-reset").status, 201);
  EXPECT_EQ(enter("officer").status, 401) << "the old password is gone";
  EXPECT_EQ(ask(admin, "GET", "/api/v1/admin/accounts?q=off").items(), 1U);
  EXPECT_EQ(ask(admin, "GET", "/api/v1/admin/accounts?limit=1").text("next").size(), 36U);
  EXPECT_EQ(ask(admin, "GET", "/api/v1/admin/accounts/" + city_->next_id()).status, 404);
}

TEST_P(IdentityApi, NobodyGrantsThemselvesAnOfficeOrBecomesTwoAdministrators) {
  const Caller security = city_->add_officer("security", "security_administrator");
  const Caller auditor = city_->add_officer("auditor", "audit_administrator");
  const Client admin = browser_of(security, "security");
  const auto grant = [&](const Id& account, std::string_view role) {
    return ask(admin, "POST", "/api/v1/admin/offices", json::object{{"account_id", account}, {"role", role}});
  };
  const Said own = grant(security.account, "founder");
  EXPECT_EQ(own.status, 403);
  EXPECT_EQ(own.refusal(), "/account_id own-account");
  const Said two = grant(auditor.account, "system_administrator");
  EXPECT_EQ(two.status, 409);
  EXPECT_EQ(two.refusal(), "/role separate-administrators");
  EXPECT_EQ(string_at(*find_pointer(two.body, "/errors/0"), "clause"), "GB/T 22239 8.1.4.2");
}

TEST_P(IdentityApi, EachAdministratorsRoutesAreClosedToEverybodyElse) {
  std::vector<Client> others{{}, browser("officer")};
  const Client security = browser_of(city_->add_officer("security", "security_administrator"), "security");
  const Client audit = browser_of(city_->add_officer("auditor", "audit_administrator"), "auditor");
  others.push_back(browser_of(city_->add_officer("system", "system_administrator"), "system"));
  int routes = 0;
  for (const Route& route : edge_->routes()) {
    const bool for_security = route.access == Access::kSecurityAdmin;
    if (!for_security && route.access != Access::kAuditAdmin) continue;
    ++routes;
    std::string path = route.path;
    if (const auto at = path.find("{id}"); at != std::string::npos) path.replace(at, 4, officer_.account);
    for (const Client& client : others)
      EXPECT_EQ(ask(client, route.method, path).status, client.cookie.empty() ? 401 : 403) << path;
    EXPECT_EQ(ask(for_security ? audit : security, route.method, path).status, 403) << path;
  }
  EXPECT_EQ(routes, 12);
}

TEST_P(IdentityApi, TheAuditAdministratorReadsFiltersAndVerifiesTheLog) {
  const Client audit = browser_of(city_->add_officer("auditor", "audit_administrator"), "auditor");
  enter("officer", "wrong");
  const Said failed = ask(audit, "GET", "/api/v1/admin/audit-events?kind=sign-in-failed");
  ASSERT_EQ(failed.items(), 1U);
  EXPECT_EQ(string_at(at_or_null(failed.body, "items").as_array()[0], "account_id"), officer_.account);
  settle();
  const Said all = ask(audit, "GET", "/api/v1/admin/audit-events?limit=2");
  EXPECT_EQ(all.items(), 2U);
  EXPECT_EQ(string_at(at_or_null(all.body, "items").as_array()[0], "kind"), "audit-read") << "reading is audited";
  EXPECT_EQ(ask(audit, "GET", "/api/v1/admin/audit-events?cursor=" + all.text("next")).items(), 1U);
  settle();
  const Said chain = ask(audit, "GET", "/api/v1/admin/audit-chain");
  EXPECT_TRUE(find_pointer(chain.body, "/verdict/good")->as_bool());
  const std::string known = "/api/v1/admin/audit-chain?number=1&hash=" + std::string(64, '0');
  EXPECT_EQ(find_pointer(ask(audit, "GET", known).body, "/verdict/fault")->as_string(), "replaced");
  EXPECT_EQ(ask(audit, "GET", "/api/v1/admin/audit-events?from=yesterday").refusal(), "/query/from instant");
  EXPECT_EQ(ask(audit, "GET", "/api/v1/admin/audit-kinds").items(), identity::audit_kinds().size());
}

TEST_P(IdentityApi, OrganisationsAreFoundByEverybodyAndKeptByTheirTag) {
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

TEST_P(IdentityApi, EveryRouteIsDocumentedInBothLanguages) {
  std::set<std::string> ids;
  for (const Route& route : edge_->routes()) {
    const Documentation& about = route.documentation;
    EXPECT_TRUE(ids.insert(about.id).second) << about.id;
    EXPECT_FALSE(about.summary.zh.empty()) << about.id;
    EXPECT_FALSE(about.summary.en.empty()) << about.id;
    EXPECT_EQ(about.response.has_value(), about.success != 204) << about.id;
    for (const Parameter& parameter : about.parameters)
      EXPECT_FALSE(parameter.says.zh.empty() || parameter.says.en.empty()) << about.id << " " << parameter.name;
  }
  EXPECT_GT(ids.size(), 25U);
}

INSTANTIATE_TEST_SUITE_P(Databases, IdentityApi, testing::ValuesIn(store::kDialects));

}  // namespace
}  // namespace gh::http
