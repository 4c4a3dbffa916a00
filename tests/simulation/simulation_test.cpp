#include "simulation/simulation.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <iostream>

#include "app/clock.h"
#include "app/demo_city.h"
#include "cases/replay.h"

namespace gh::simulation {
namespace {

constexpr std::uint64_t kLivedTwice[] = {93, 440600};
constexpr std::uint64_t kLongLife = 2012;
constexpr std::uint64_t kLateLife = 2026;
constexpr const char* kLateLifeBegins = "2026-01-05T01:00:00Z";  // before the rules on assessment of that year
constexpr std::uint64_t kGrownLife = 14;
constexpr std::int64_t kGrownAssociations = 12;
constexpr const char* kGrownUntil = "2026-10-12T01:00:00Z";
constexpr std::size_t kGrownSteps = 5'000;
constexpr std::size_t kSteps = 2'500;
constexpr std::size_t kLongSteps = 18'000;  // some twelve years: grades, supervised years, contracts come to their ends
constexpr std::size_t kLateSteps = 12'000;
constexpr std::size_t kPostgresSteps = 500;

std::uint64_t number_from(const char* variable, std::uint64_t otherwise) {
  const char* text = std::getenv(variable);
  return text == nullptr || *text == '\0' ? otherwise : std::strtoull(text, nullptr, 10);
}

std::size_t steps() { return number_from("GUILDHALL_SIMULATION_STEPS", kSteps); }
std::size_t long_steps() { return std::max(steps(), kLongSteps); }

// A new one with every run; GUILDHALL_SEED makes it that of an earlier run.
std::uint64_t fresh_seed() {
  static const std::uint64_t seed =
      number_from("GUILDHALL_SEED", static_cast<std::uint64_t>(utc_ms(app::SystemTime{}.now())));
  return seed;
}

std::string listed(const std::vector<std::string>& faults) {
  std::string out;
  for (const auto& fault : faults) out += "\n  " + fault;
  return out;
}

// What to type for the running test to live this life again, told before it begins.
std::string command(std::uint64_t seed) {
  const auto* test = testing::UnitTest::GetInstance()->current_test_info();
  return fmt::format(
      "GUILDHALL_SEED={} GUILDHALL_SIMULATION_STEPS={} GUILDHALL_SIMULATION_LIVES=1 {} --gtest_filter={}.{}", seed,
      steps(), std::filesystem::read_symlink("/proc/self/exe").string(), test->test_suite_name(), test->name());
}

// Lives one life and looks at everything there is to look at; gives the digest of its database.
std::string live_and_look(const Life& life, Coverage* coverage = nullptr) {
  const auto& [seed, steps] = std::tie(life.seed, life.steps);
  std::cout << "seed " << seed << ", " << steps << " steps; once more:\n  " << command(seed) << std::endl;
  Simulation first(life);
  first.live();
  const auto faults = first.faults();
  EXPECT_TRUE(faults.empty()) << "seed " << seed << listed(faults);
  const auto differences = first.replay_differences();
  EXPECT_TRUE(differences.empty()) << "seed " << seed << listed(differences);
  if (coverage != nullptr) first.add_to(*coverage);
  std::cout << "  lived until " << text(first.now()) << ", " << first.tally().done << " acts and "
            << first.tally().timers << " timers done, " << first.tally().refused << " refused" << std::endl;
  return first.digest();
}

TEST(Simulation, LivesKeepEveryRuleAndEndTheSameWhenLivedTwice) {
  for (const std::uint64_t seed : kLivedTwice) {
    const std::string digest = live_and_look({seed, steps()});
    Simulation second({seed, steps()});
    second.live();
    (void)second.faults();
    EXPECT_EQ(second.digest(), digest) << "seed " << seed << ": something isn't determined by seed and acts";
  }
}

TEST(Simulation, AFreshSeedKeepsEveryRule) {
  const std::uint64_t lives = number_from("GUILDHALL_SIMULATION_LIVES", 1);
  for (std::uint64_t i = 0; i < lives && !HasFailure(); ++i) live_and_look({fresh_seed() + i, steps()});
}

TEST(Simulation, BothDatabasesEndTheSame) {
  if (!store::test_postgres_url()) GTEST_SKIP() << "GUILDHALL_TEST_POSTGRES isn't set: no PostgreSQL to compare with";
  const std::uint64_t seed = fresh_seed();
  std::cout << "once more: " << command(seed) << std::endl;
  Simulation on_sqlite({seed, kPostgresSteps});
  Simulation on_postgres({seed, kPostgresSteps, store::Dialect::kPostgres});
  for (Simulation* one : {&on_sqlite, &on_postgres}) {
    one->live();
    const auto faults = one->faults();
    EXPECT_TRUE(faults.empty()) << "seed " << seed << listed(faults);
  }
  const auto expected = on_sqlite.table_digests();
  for (const auto& [table, digest] : on_postgres.table_digests())
    EXPECT_EQ(digest, expected.contains(table) ? expected.at(table) : "no such table")
        << "seed " << seed << ", table " << table;
}

Life long_life() { return {kLongLife, long_steps()}; }

Life life_under_later_rules() {
  Life life{kLateLife, std::max(steps(), kLateSteps)};
  life.begins = kLateLifeBegins;
  return life;
}

// Some procedures need years of others before them; a city that was given them begins with theirs.
Life life_in_a_grown_city() {
  Life life{kGrownLife, std::max(steps(), kGrownSteps)};
  life.begins = text(app::demo_begins());
  life.grown = kGrownAssociations;
  life.grown_until = kGrownUntil;
  return life;
}

// Of fixed seeds alone, so that how deep they go is the same with every run. Shallow lives would prove little.
TEST(Simulation, LongLivesKeepEveryRuleAndAreDeepEnough) {
  Coverage met;
  for (const Life& life : {long_life(), life_under_later_rules(), life_in_a_grown_city()}) live_and_look(life, &met);
  const auto pack = [] {
    Simulation none({1, 0});
    return none.installation().packs().newest();
  }();
  std::cout << met.table(*pack) << std::flush;
  EXPECT_GE(met.actions_permille(*pack), 700);
  EXPECT_GE(met.effects_permille(*pack), 900);
  EXPECT_GE(met.refusal_rules(), 60U);
  EXPECT_TRUE(met.reached("association-registration", "registered"));
  EXPECT_TRUE(met.reached("grade-assessment", "granted"));
  EXPECT_TRUE(met.reached("eligibility-listing", "listed"));
  EXPECT_TRUE(met.reached("service-purchase", "closed"));
  EXPECT_TRUE(met.reached("credit-rating", "valid"));
  EXPECT_TRUE(met.reached("eligibility-review", "confirmed"));
  EXPECT_TRUE(met.reached("function-transfer", "regular") || met.reached("function-transfer", "taken_back"));
  EXPECT_TRUE(met.reached("objection", "upheld") || met.reached("objection", "dismissed"));
}

}  // namespace
}  // namespace gh::simulation
