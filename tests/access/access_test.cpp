// Walks every route of the OpenAPI document against the running program: by nobody, by somebody without an office, by
// every role, by a token that may only read, and by a browser that lacks its token.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "access/operations.h"
#include "access/untyped.h"
#include "scenarios/installation.h"
#include "scenarios/people.h"

namespace gh::access {
namespace {

using scenarios::Answer;
using scenarios::Person;

using testing::IsEmpty;
using testing::UnorderedElementsAreArray;

constexpr const char* kNow = "2026-09-21T09:00:00+08:00";
constexpr const char* kReader = "只读令牌";
constexpr const char* kNoOffice = "无岗位者";

// What each route lets in, as somebody has decided and wrote down: "openCase office", a route a line.
std::vector<std::string> table_of_access() {
  std::ifstream file(std::string(GUILDHALL_SOURCE_DIR) + "/tests/access/access.txt");
  std::vector<std::string> out;
  for (std::string line; std::getline(file, line);)
    if (!line.empty() && !line.starts_with('#')) out.push_back(line);
  return out;
}

// The shape of these answers is free by nature: a form is the procedure's, a preference its client's, a list's query
// the list's own; the document of the API is described elsewhere.
const std::vector<std::string> kFreeByNature = {
    "readCase/form",
    "listActs/items/*/form",
    "readDraft/form",
    "prefillForm/values",
    "listPreferences/items/*",
    "readEligibilityConditions/conditions/*/value",
    "readBoard/figures/*/list/query",
    "readBoard/charts/*/list/query",
    "readBoard/charts/*/lists/*/query",
    "openapi",
    // The pack's own values, as docs/reference/pack-format.md describes them.
    "listProcedures/items/*",
    "readProcedure",
    "readPolicy",
};

class EveryRoute : public testing::TestWithParam<store::Dialect> {
 protected:
  void SetUp() override {
    installation_ = scenarios::TestInstallation::make(GetParam());
    if (!installation_) GTEST_SKIP() << "GUILDHALL_TEST_POSTGRES names no server";
    const std::string secret =
        installation_->add_user(std::string(scenarios::kSecurityLogin), "security_administrator", kNow);
    client_ = std::make_unique<scenarios::Client>(installation_->serve(kNow));
    people_ = std::make_unique<scenarios::People>(*client_, *parse_instant(kNow), secret);
    document_ = client_->call({"GET", "/api/v1/openapi.json", {}, "", ""}).content();
    operations_ = operations_of(document_);
  }

  void TearDown() override {
    if (installation_) installation_->stop();
  }

  // One person for every role that can be granted; answers their names with their roles.
  std::map<std::string, std::string> people_of_every_role() {
    std::map<std::string, std::string> out;
    const Answer roles =
        people_->call(std::string(scenarios::kSecurityAdministrator), {"GET", "/api/v1/admin/roles", {}, "", ""});
    const json::value content = roles.content();
    for (const json::value& role : at_or_null(content, "items").as_array()) {
      Person person{std::string(string_at(role, "id")), std::string(string_at(role, "id")), "", "", false, false};
      if (const auto& bodies = role.at("bodies").as_array(); !bodies.empty()) person.body = bodies.front().as_string();
      people_->add(person);
      out[person.name] = person.role;
    }
    return out;
  }

  // Whether the access rule lets a caller with this role in; "" is a caller without an office.
  static bool may(const Operation& operation, const std::string& role) {
    if (operation.access == "public" || operation.access == "signed_in") return true;
    if (operation.access == "office") return !role.empty();
    return operation.access == role;
  }

  void expect_refused(const Operation& operation, const std::string& who, int status) {
    const Answer answer = people_->call(who, operation.call);
    EXPECT_EQ(answer.status, status) << operation.id << " by " << who << ": " << answer.shown();
    EXPECT_EQ(undocumented(operation, answer), "") << operation.id << " by " << who;
  }

  void expect_by_rule(const Operation& operation, const std::string& who, const std::string& role) {
    if (!may(operation, role)) return expect_refused(operation, who, 403);
    const Answer answer = people_->call(who, operation.call);
    EXPECT_EQ(undocumented(operation, answer), "") << operation.id << " by " << who;
    EXPECT_FALSE(shut_by_access_rule(answer)) << operation.id << " by " << who << ": " << answer.shown();
    // Wrong credentials in the body are what sign-in answers 401 to.
    if (!operation.touches_session() && operation.call.body.empty()) {
      EXPECT_NE(answer.status, 401) << operation.id << " by " << who;
    }
    if (operation.touches_session()) people_->forget_session(who);
  }

  // What a handler refuses names the rule that it goes by; the door, which asks for the route's access alone, none.
  static bool shut_by_access_rule(const Answer& answer) {
    const json::value problem = answer.status == 403 ? answer.content() : json::value();
    return string_at(problem, "code") == "forbidden" && at_or_null(problem, "errors").as_array().empty();
  }

  std::unique_ptr<scenarios::TestInstallation> installation_;
  std::unique_ptr<scenarios::Client> client_;
  std::unique_ptr<scenarios::People> people_;
  json::value document_;
  std::vector<Operation> operations_;
};

TEST_P(EveryRoute, HasAnAccessRuleAndANameOfItsOwn) {
  static const std::set<std::string> kRules = {
      "public", "signed_in", "office", "system_administrator", "security_administrator", "audit_administrator"};
  std::set<std::string> names;
  ASSERT_GE(operations_.size(), 40U);
  for (const Operation& operation : operations_) {
    EXPECT_TRUE(kRules.contains(operation.access)) << operation.id << ": " << operation.access;
    EXPECT_TRUE(names.insert(operation.id).second) << operation.id;
  }
}

TEST_P(EveryRoute, LetsInWhomTheTableOfAccessSays) {
  std::vector<std::string> declared;
  for (const Operation& operation : operations_) declared.push_back(operation.id + " " + operation.access);
  EXPECT_THAT(declared, UnorderedElementsAreArray(table_of_access())) << "see tests/access/access.txt";
}

TEST_P(EveryRoute, SaysWhatItsAnswerHolds) {
  EXPECT_THAT(untyped_answers(document_), UnorderedElementsAreArray(kFreeByNature));
}

// Prometheus takes nothing of an answer that has a series twice.
TEST_P(EveryRoute, IsCountedInMetricsThatHaveEachSeriesOnce) {
  std::istringstream text(client_->call({"GET", "/metrics", {}, "", ""}).body);
  std::set<std::string> seen;
  std::vector<std::string> twice;
  for (std::string line; std::getline(text, line);) {
    if (line.starts_with("# HELP ")) continue;
    const std::string series = line.substr(0, line.rfind(' '));
    if (!seen.insert(series).second) twice.push_back(series);
  }
  EXPECT_TRUE(seen.contains("guildhall_writes_waiting"));
  EXPECT_TRUE(seen.contains("guildhall_log_size"));
  EXPECT_THAT(twice, IsEmpty());
}

TEST_P(EveryRoute, IsShutToNobodyUnlessItIsPublic) {
  for (const Operation& operation : operations_) {
    if (operation.access != "public") {
      expect_refused(operation, "", 401);
    } else {
      EXPECT_EQ(undocumented(operation, people_->call("", operation.call)), "") << operation.id << " by nobody";
    }
  }
}

TEST_P(EveryRoute, AnswersEveryRoleAsItsRuleSays) {
  const auto people = people_of_every_role();
  ASSERT_GE(people.size(), 20U);
  for (const auto& [name, role] : people)
    for (const Operation& operation : operations_) expect_by_rule(operation, name, role);
}

TEST_P(EveryRoute, KnowsThatSignedInIsNotYetAnOffice) {
  people_->add({kNoOffice, "", "", "", false, false});
  for (const Operation& operation : operations_) expect_by_rule(operation, kNoOffice, "");
}

TEST_P(EveryRoute, RefusesToActByATokenThatMayOnlyRead) {
  people_->add({kReader, "registrar", "civil-affairs", "", true, true});
  for (const Operation& operation : operations_) {
    if (!operation.is_safe())
      expect_refused(operation, kReader, 403);
    else
      expect_by_rule(operation, kReader, "registrar");
  }
}

TEST_P(EveryRoute, RefusesABrowserWithoutItsToken) {
  people_->add({"浏览者", "registrar", "civil-affairs", "", false, false});
  for (Operation operation : operations_) {
    if (operation.is_safe() || operation.access == "public" || !may(operation, "registrar")) continue;
    for (const char* token : {"", "0000"}) {
      operation.call.headers = {{"X-CSRF-Token", token}};
      const Answer answer = people_->call("浏览者", operation.call);
      EXPECT_EQ(answer.status, 403) << operation.id;
      EXPECT_EQ(string_at(answer.content(), "code"), "csrf") << operation.id;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Databases, EveryRoute, testing::ValuesIn(store::kDialects), [](const auto& instance) {
  return instance.param == store::Dialect::kSqlite ? "Sqlite" : "Postgresql";
});

}  // namespace
}  // namespace gh::access
