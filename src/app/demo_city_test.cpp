#include "app/demo_city.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <set>
#include <sstream>

#include "app/commands.h"
#include "app/demo_flows.h"
#include "cases/replay.h"
#include "cases/walk.h"
#include "identity/accounts.h"
#include "identity/audit.h"
#include "identity/offices.h"
#include "ledger/invariants.h"
#include "log/verify.h"
#include "purchase/invariants.h"
#include "store/testing.h"

namespace gh::app {
namespace {

using testing::IsEmpty;
using testing::IsSupersetOf;

constexpr std::int64_t kWholeCast = 60;  // the least size in which every part is played
constexpr std::int64_t kSmall = 7;       // every seventh of its companies alone would be too few members
constexpr std::int64_t kLarge = 200;
constexpr std::int64_t kCompaniesEach = 15;
constexpr std::int64_t kLargeCases = 1'500;  // without those by which companies enrol
constexpr const char* kShownOn = "2026-10-12T08:00:00Z";
constexpr const char* kNightly = "GUILDHALL_DEMO_LARGE";
// Well within a year, on its last day, and soon after it, in a year whose working days nobody has published.
constexpr const char* kNightsShownOn[] = {"2026-06-29T08:00:00Z", "2026-12-31T08:00:00Z", "2027-01-12T08:00:00Z"};

// What the main job consists of: registration, grade, eligibility, both catalogues, transfer, purchase, objection.
constexpr const char* kMainJob[] = {"association-registration",
                                    "grade-assessment",
                                    "eligibility-listing",
                                    "eligibility-removal",
                                    "eligibility-review-round",
                                    "eligibility-review",
                                    "function-inventory",
                                    "function-batch",
                                    "function-item",
                                    "function-plan",
                                    "function-cultivation",
                                    "catalogue-withdrawal",
                                    "function-transfer",
                                    "function-application",
                                    "service-item",
                                    "budget-line",
                                    "service-purchase",
                                    "service-application",
                                    "objection"};

InstallationOptions options_in(const std::string& folder) {
  InstallationOptions out;
  out.db_url = "sqlite:" + folder + "/guildhall.db";
  out.data_folder = folder;
  out.policy_folder = std::string(GUILDHALL_SOURCE_DIR) + "/policy/440600/2012-93";
  out.mode = Mode::kDemo;
  return out;
}

CommandOptions command_in(const std::string& folder) {
  CommandOptions out;
  out.data_folder = folder;
  out.policy_folder = options_in(folder).policy_folder.string();
  return out;
}

struct City {
  City(std::int64_t associations, const char* shown_on)
      : time(demo_begins()), installation(options_in(folder.path()), time, seeded_random(1)) {
    fill_demo_city(installation, time, {associations, 1, parse_instant(shown_on).value()});
  }

  std::int64_t count(const std::string& sql) {
    return installation.db().reading([&](store::Tx& tx) { return tx.integer(sql).value_or(0); });
  }
  std::int64_t cases() { return count("select count(*) from case_file where procedure <> 'organisation-enrolment'"); }

  store::TemporaryDirectory folder;
  SetTime time;
  Installation installation;
};

std::vector<std::string> faults_of(City& city) {
  std::vector<std::string> out;
  city.installation.db().read([&](store::Tx& tx) {
    for (const auto& finding : cases::verify_cases(tx, city.installation.packs(), log::kFindingsMax))
      out.push_back(fmt::format("case {} act {}: {} {}", finding.case_id, finding.act, finding.what, finding.says));
    for (const auto& finding : log::verify_tree(tx, city.installation.sequencer().verifier(), std::nullopt))
      out.push_back(fmt::format("log: {} {}", finding.rule, finding.says.en));
    for (const auto& finding : ledger::check_invariants(tx)) out.push_back("ledger: " + finding);
    for (const auto& finding : purchase::check_invariants(tx)) out.push_back("purchase: " + finding);
    if (!identity::verify_audit(tx).good) out.push_back("audit chain");
  });
  return out;
}

// "procedure/state" of the main job that no case has been in.
std::vector<std::string> states_unvisited(City& city) {
  std::set<std::string> visited;
  city.installation.db().read([&](store::Tx& tx) {
    tx.each(
        "select distinct c.procedure, a.to_state from act a join case_file c on c.id = a.case_id", {},
        [&](const store::Row& row) { visited.insert(std::string(row.string(0)) + "/" + std::string(row.string(1))); });
  });
  std::vector<std::string> out;
  const auto pack = city.installation.packs().newest();
  for (const std::string procedure : kMainJob)
    for (const auto& [state, what] : pack->procedure(procedure).states)
      if (!visited.contains(procedure + "/" + state)) out.push_back(procedure + "/" + state);
  return out;
}

// As many as were asked for, but for what begins on the last day after the hour at which the city is shown.
void expect_counts(City& city, std::int64_t associations) {
  constexpr std::int64_t kLeadNowhere = 3;  // applications beside those, for the ways out
  constexpr std::int64_t kEvaluators = 2;
  const std::int64_t applied =
      city.count("select count(*) from case_file where procedure = 'association-registration'");
  EXPECT_GE(applied, associations - associations / 50);
  EXPECT_LE(applied, associations + kLeadNowhere);
  EXPECT_GE(city.count("select count(distinct organisation_id) from registry_entry where kind = 'association'"),
            associations * 3 / 4);
  const std::int64_t enrolled =
      city.count("select count(*) from case_file where procedure = 'organisation-enrolment'") - kEvaluators;
  EXPECT_GE(enrolled, associations * kCompaniesEach * 98 / 100);
  EXPECT_LE(enrolled, associations * kCompaniesEach);
}

// The roles in which those of the printed list may act on the last day.
std::set<std::string> roles_of_logins(City& city) {
  std::set<std::string> out;
  std::ifstream file(city.installation.options().data_folder / "demo-logins.txt");
  city.installation.db().read([&](store::Tx& tx) {
    for (std::string line; std::getline(file, line);) {
      std::string login;
      std::istringstream(line) >> login;
      const auto account = identity::find_account_by_login(tx, login);
      if (!account) continue;
      for (const auto& office : identity::offices_of(
               tx, account->id, local_day(city.time.now(), city.installation.packs().newest()->utc_offset)))
        out.insert(office.role);
    }
  });
  return out;
}

std::set<std::string> roles_of_people(const policy::Pack& pack) {
  std::set<std::string> out;
  for (const auto& [role, what] : pack.roles)
    if (role != "system") out.insert(role);
  return out;
}

TEST(DemoCity, WithTheWholeCastHasEveryStateOfTheMainJobAndALoginForEachRole) {
  City city(kWholeCast, kShownOn);
  expect_counts(city, kWholeCast);
  EXPECT_THAT(states_unvisited(city), IsEmpty());
  EXPECT_THAT(roles_of_logins(city), IsSupersetOf(roles_of_people(*city.installation.packs().newest())));
  EXPECT_THAT(faults_of(city), IsEmpty());
  const auto into = store::temporary_sqlite();
  store::migrate(*into, all_migrations());
  EXPECT_THAT(cases::replay(city.installation.db(), *into, city.installation.engine()).differences, IsEmpty());
}

TEST(DemoCity, ScalesWithItsAssociations) {
  City small(kSmall, kShownOn);
  expect_counts(small, kSmall);
  City smallest(1, kShownOn);
  EXPECT_LT(smallest.cases(), small.cases());
  EXPECT_THAT(faults_of(small), IsEmpty());
}

TEST(DemoCity, OfTheUsualSizeIsWholeWheneverItIsShown) {
  if (std::getenv(kNightly) == nullptr) GTEST_SKIP() << kNightly << " isn't set: large cities are filled at night";
  for (const char* shown_on : kNightsShownOn) {
    SCOPED_TRACE(shown_on);
    City city(kLarge, shown_on);
    expect_counts(city, kLarge);
    EXPECT_GE(city.cases(), kLargeCases);
    EXPECT_THAT(states_unvisited(city), IsEmpty());
    EXPECT_THAT(faults_of(city), IsEmpty());
  }
}

TEST(DemoCity, ThatStandsIsNotFilledAgain) {
  const store::TemporaryDirectory folder;
  SetTime time(demo_begins());
  Installation installation(options_in(folder.path()), time, seeded_random(1));
  EXPECT_FALSE(demo_city_stands(installation));
  fill_demo_city(installation, time, {1, 1, parse_instant("2013-06-03T01:00:00Z").value()});
  EXPECT_TRUE(demo_city_stands(installation));
}

TEST(DemoCity, LeftHalfBuiltIsRefusedInsteadOfServed) {
  const store::TemporaryDirectory folder;
  {
    SetTime time(demo_begins());
    Installation installation(options_in(folder.path()), time, seeded_random(1));
    Cast cast;
    Play play(installation, time, 1, parse_instant("2013-06-03T01:00:00Z").value());
    play.prepare([&] { hire(play, cast, 1); });
    play.prepare([&] { run_budgets(play, cast, 2013); });
    play.run([](Day, std::size_t) {});
  }
  try {
    run_demo(command_in(folder.path()));
    FAIL() << "it is shown";
  } catch (const Problem& refusal) {
    EXPECT_EQ(refusal.code(), ProblemCode::kConflict);
    EXPECT_EQ(refusal.errors().at(0).rule, "demo-unfinished");
  }
}

}  // namespace
}  // namespace gh::app
