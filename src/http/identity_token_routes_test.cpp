#include "http/identity_city.h"

namespace gh::http {
namespace {

class TokenApi : public IdentityApi {};

TEST_P(TokenApi, ATokenReadsAndActsAsItsScopesAllowAndNeedsNoBrowserToken) {
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

TEST_P(TokenApi, ARevokedTokenIsNobodyAndItsSecretIsShownOnce) {
  const Client client = browser("officer");
  const Client reader = machine(client, {"read"});
  const Said list = ask(client, "GET", "/api/v1/tokens");
  ASSERT_EQ(list.items(), 1U);
  EXPECT_EQ(json::serialize(list.body).find(reader.token), std::string::npos);
  const std::string id(string_at(at_or_null(list.body, "items").as_array()[0], "id"));
  EXPECT_EQ(ask(client, "DELETE", "/api/v1/tokens/" + id).status, 204);
  EXPECT_EQ(ask(reader, "GET", "/api/v1/session").status, 401);
}

TEST_P(TokenApi, ABadTokenIsNobodyWhateverTheCookieSays) {
  Client client = browser("officer");
  client.token = "guildhall_made-up";
  EXPECT_EQ(ask(client, "GET", "/api/v1/session").status, 401);
}

TEST_P(TokenApi, OfficersOfOtherBodiesAreFoundByThoseOfTheStateOnly) {
  const Caller treasurer = city_->add_officer("treasurer", "finance_officer", city_->body("finance"));
  const Client client = browser("officer");
  EXPECT_EQ(ask(client, "GET", "/api/v1/officers").items(), 2U);
  EXPECT_EQ(ask(client, "GET", "/api/v1/officers?q=treasurer").items(), 1U);
  EXPECT_EQ(ask(client, "GET", "/api/v1/officers?office=" + *treasurer.office).items(), 1U);
  const Caller founder = city_->add_officer("someone", "founder", {});
  EXPECT_EQ(ask(browser_of(founder, "someone"), "GET", "/api/v1/officers").refusal(), " public-body");
}

TEST_P(TokenApi, AnOfficeIsDelegatedToAColleague) {
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

INSTANTIATE_TEST_SUITE_P(Databases, TokenApi, testing::ValuesIn(store::kDialects));

}  // namespace
}  // namespace gh::http
