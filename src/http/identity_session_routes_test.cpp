#include "base/json.h"
#include "http/identity_city.h"
#include "identity/secrets.h"

namespace gh::http {
namespace {

class SessionApi : public IdentityApi {};

TEST_P(SessionApi, SigningInSetsAStrictCookieAndAnswersOfficesAndToken) {
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

TEST_P(SessionApi, WithoutSecureCookiesTheNameClaimsNoSecurity) {
  IdentityOptions options;
  options.secure_cookies = false;
  start(options);
  const Said in = enter("officer");
  EXPECT_TRUE(in.set_cookie.starts_with("guildhall="));
  EXPECT_EQ(in.set_cookie.find("Secure"), std::string::npos);
  EXPECT_EQ(ask({in.cookie, "", ""}, "GET", "/api/v1/session").status, 200);
}

TEST_P(SessionApi, AWrongPasswordAnUnknownLoginAndALockAreRefused) {
  EXPECT_EQ(enter("officer", "wrong").status, 401);
  EXPECT_EQ(enter("officer", "wrong").refusal(), " wrong-credentials");
  EXPECT_EQ(enter("nobody", "wrong").refusal(), " wrong-credentials");
  for (int i = 0; i < 3; ++i) enter("officer", "wrong");
  EXPECT_EQ(enter("officer").status, 423);
  EXPECT_EQ(enter("officer").refusal(), " sign-in-lock");
}

TEST_P(SessionApi, ManyAttemptsFromOneAddressAreSlowedAndAnotherAddressIsNot) {
  for (int i = 0; i < 10; ++i) EXPECT_EQ(enter("nobody" + std::to_string(i), "wrong").status, 401) << i;
  EXPECT_EQ(enter("officer").status, 429);
  EXPECT_EQ(enter("officer").refusal(), " rate-limit");
  remote_ = "198.51.100.7";
  EXPECT_EQ(enter("officer").status, 201);
}

TEST_P(SessionApi, ABodyWithAWrongOrUnknownMemberIsRefused) {
  EXPECT_EQ(ask({}, "POST", "/api/v1/session", json::object{{"login", "officer"}}).status, 422);
  EXPECT_EQ(ask({}, "POST", "/api/v1/session",
                json::object{{"login", "officer"}, {"password", kPassword}, {"role", "audit_administrator"}})
                .status,
            422);
}

TEST_P(SessionApi, WhoAmIAnswersTheSameTokenAndNobodyIsRefused) {
  const Client client = browser("officer");
  const Said me = ask(client, "GET", "/api/v1/session");
  EXPECT_EQ(me.status, 200);
  EXPECT_EQ(me.text("csrf"), client.csrf);
  EXPECT_EQ(ask({}, "GET", "/api/v1/session").status, 401);
  EXPECT_EQ(ask({"__Host-guildhall=made-up", "", ""}, "GET", "/api/v1/session").status, 401);
}

TEST_P(SessionApi, ASessionEndsWhenIdleAndAtItsAbsoluteLimit) {
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

TEST_P(SessionApi, ABrowsersActWithoutItsTokenIsRefused) {
  Client client = browser("officer");
  client.csrf = "";
  EXPECT_EQ(ask(client, "DELETE", "/api/v1/session").refusal(), " csrf-token");
  client.csrf = browser("officer").csrf;
  EXPECT_EQ(ask(client, "DELETE", "/api/v1/session").refusal(), " csrf-token") << "another session's";
  EXPECT_EQ(ask(client, "GET", "/api/v1/session").status, 200);
}

TEST_P(SessionApi, ChoosingAnotherOfficeRotatesTheSession) {
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

TEST_P(SessionApi, SigningInAgainEndsTheSessionBefore) {
  const Client before = browser("officer");
  const Said in = ask(before, "POST", "/api/v1/session", json::object{{"login", "officer"}, {"password", kPassword}});
  EXPECT_EQ(in.status, 201);
  EXPECT_EQ(ask(before, "GET", "/api/v1/session").status, 401);
  EXPECT_EQ(ask({in.cookie, "", ""}, "GET", "/api/v1/session").status, 200);
}

TEST_P(SessionApi, SigningOutEndsTheSessionAndClearsTheCookie) {
  const Client client = browser("officer");
  const Said out = ask(client, "DELETE", "/api/v1/session");
  EXPECT_EQ(out.status, 204);
  EXPECT_EQ(out.cookie, "__Host-guildhall=");
  EXPECT_NE(out.set_cookie.find("Max-Age=0"), std::string::npos);
  EXPECT_EQ(ask(client, "GET", "/api/v1/session").status, 401);
}

TEST_P(SessionApi, OwnSessionsAreListedAndEnded) {
  const Client first = browser("officer");
  const Client second = browser("officer");
  EXPECT_EQ(ask(first, "GET", "/api/v1/sessions").items(), 2U);
  const std::string id = identity::digest_of(std::string_view(second.cookie).substr(second.cookie.find('=') + 1));
  const Caller other = city_->add_officer("other", "finance_officer", city_->body("finance"));
  EXPECT_EQ(ask(browser_of(other, "other"), "DELETE", "/api/v1/sessions/" + id).status, 404);
  EXPECT_EQ(ask(first, "DELETE", "/api/v1/sessions/" + id).status, 204);
  EXPECT_EQ(ask(second, "GET", "/api/v1/session").status, 401);
}

TEST_P(SessionApi, APasswordIsChangedByTheOldOneOnly) {
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

INSTANTIATE_TEST_SUITE_P(Databases, SessionApi, testing::ValuesIn(store::kDialects));

}  // namespace
}  // namespace gh::http
