#include "http/identity_city.h"
#include "identity/audit.h"

namespace gh::http {
namespace {

class AdministrationApi : public IdentityApi {};

TEST_P(AdministrationApi, TheSecurityAdministratorOpensAnAccountThatItsPersonTakesOver) {
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

TEST_P(AdministrationApi, TheSecurityAdministratorLocksResetsAndEndsSessions) {
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

TEST_P(AdministrationApi, NobodyGrantsThemselvesAnOfficeOrBecomesTwoAdministrators) {
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

TEST_P(AdministrationApi, TheAuditAdministratorReadsFiltersAndVerifiesTheLog) {
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
  const Said by_login = ask(audit, "GET", "/api/v1/admin/audit-events?kind=sign-in-failed&account=officer");
  ASSERT_EQ(by_login.items(), 1U);
  EXPECT_EQ(string_at(at_or_null(by_login.body, "items").as_array()[0], "login"), "officer");
  EXPECT_EQ(ask(audit, "GET", "/api/v1/admin/audit-events?account=nobody").items(), 0U);
  EXPECT_EQ(ask(audit, "GET", "/api/v1/admin/audit-kinds").items(), identity::audit_kinds().size());
}

INSTANTIATE_TEST_SUITE_P(Databases, AdministrationApi, testing::ValuesIn(store::kDialects));

}  // namespace
}  // namespace gh::http
