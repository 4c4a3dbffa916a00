#include "http/identity_city.h"

namespace gh::http {
namespace {

class PreferenceApi : public IdentityApi {};

TEST_P(PreferenceApi, KeepsPreferencesOfTheAccount) {
  const Client officer = browser("officer");
  EXPECT_EQ(ask(officer, "PUT", "/api/v1/preferences/views.cases", json::object{{"sort", "due_on"}}).status, 204);
  const Said all = ask(officer, "GET", "/api/v1/preferences");
  EXPECT_EQ(all.body, (json::object{{"items", {{"views.cases", {{"sort", "due_on"}}}}}}));
  EXPECT_EQ(ask(officer, "PUT", "/api/v1/preferences/views.cases", json::array{}).status, 422);
  EXPECT_EQ(ask(officer, "DELETE", "/api/v1/preferences/views.cases").status, 204);
  EXPECT_EQ(ask(officer, "DELETE", "/api/v1/preferences/views.cases").status, 404);
}

TEST_P(PreferenceApi, KeepsDraftsOfTheOfficeUnderTheirVersion) {
  const Client officer = browser("officer");
  const std::string path = "/api/v1/drafts/open%3Aassociation-registration";
  EXPECT_EQ(ask(officer, "GET", path).status, 404);
  const Said saved = ask(officer, "PUT", path, json::object{{"form", {{"name", "佛山市"}}}});
  EXPECT_EQ(saved.status, 200);
  EXPECT_EQ(at_or_null(saved.body, "version"), 1);
  const Said read = ask(officer, "GET", path);
  EXPECT_EQ(at_or_null(read.body, "form"), (json::object{{"name", "佛山市"}}));
  EXPECT_EQ(read.text("key"), "open:association-registration");
  const Said late = ask(officer, "PUT", path, json::object{{"form", json::object{}}, {"version", 7}});
  EXPECT_EQ(late.status, 409);
  EXPECT_EQ(late.refusal(), "/version draft-version");
  EXPECT_EQ(ask(officer, "GET", "/api/v1/drafts").items(), 1U);
  EXPECT_EQ(ask(officer, "DELETE", path).status, 204);
  EXPECT_EQ(ask(officer, "GET", "/api/v1/drafts").items(), 0U);
}

TEST_P(PreferenceApi, NobodyReadsAnothersDrafts) {
  const Client officer = browser("officer");
  ask(officer, "PUT", "/api/v1/drafts/open:grade-assessment", json::object{{"form", {{"phone", "1"}}}});
  const Caller other = city_->add_officer("other", "registrar", city_->body("civil-affairs"));
  const Client colleague = browser_of(other, "other");
  EXPECT_EQ(ask(colleague, "GET", "/api/v1/drafts/open:grade-assessment").status, 404);
  EXPECT_EQ(ask(colleague, "GET", "/api/v1/drafts").items(), 0U);
}

INSTANTIATE_TEST_SUITE_P(Databases, PreferenceApi, testing::ValuesIn(store::kDialects));

}  // namespace
}  // namespace gh::http
