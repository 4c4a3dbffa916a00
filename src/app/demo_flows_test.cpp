// The demo city in what only its full size or some days bring about: departments that want more than they have, the
// turn of a year, a story that is stopped.
#include "app/demo_flows.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "app/demo_city.h"
#include "store/testing.h"

namespace gh::app {
namespace {

constexpr int kPurchases = 24;  // within a month, each of another service; a line pays for some ten

// A stage without its story yet.
struct Stage {
  explicit Stage(const char* until) : play(installation, time, 1, *parse_instant(until)) {
    play.prepare([&] { hire(play, cast, 4); });
  }
  InstallationOptions options() const {
    InstallationOptions out;
    out.db_url = "sqlite:" + folder.path() + "/guildhall.db";
    out.data_folder = folder.path() + "/house";
    out.policy_folder = std::string(GUILDHALL_SOURCE_DIR) + "/policy/440600/2012-93";
    out.mode = Mode::kTest;
    return out;
  }
  std::int64_t purchases() {
    return installation.db().reading([](store::Tx& tx) {
      return tx.integer("select count(*) from case_file where procedure = 'service-purchase'").value_or(0);
    });
  }

  store::TemporaryDirectory folder;
  SetTime time{demo_begins()};
  Installation installation{options(), time, seeded_random(1)};
  Cast cast;
  Play play;
};

TEST(DemoFlows, ADepartmentThatHasSpentItsBudgetPlansNoFurtherPurchase) {
  Stage stage("2014-01-15T01:00:00Z");
  Play& play = stage.play;
  Cast& cast = stage.cast;
  play.prepare([&] {
    run_budgets(play, cast, 2013);
    for (int i = 0; i < kPurchases; ++i)
      publish_service(play, cast, 0, fmt::format("GD3-{:02}", i + 1), "行业服务", "industry_management");
    for (int i = 0; i < kPurchases; ++i)
      buy(play, cast, static_cast<std::size_t>(i), day_of(2013, 4, 1) + std::chrono::days{play.between(0, 30)}, i + 1);
  });
  ASSERT_NO_THROW(play.run([](Day, std::size_t) {}));
  EXPECT_GT(stage.purchases(), 5);
  EXPECT_LT(stage.purchases(), kPurchases) << "the budget wasn't tried";
}

// A plan of these days would have no budget line yet, or lose its year before it is filed.
TEST(DemoFlows, APurchaseAtTheTurnOfTheYearWaitsForTheNextBudget) {
  Stage stage("2014-02-20T01:00:00Z");
  Play& play = stage.play;
  Cast& cast = stage.cast;
  play.prepare([&] {
    run_budgets(play, cast, 2014);
    for (int i = 0; i < 3; ++i)
      publish_service(play, cast, 0, fmt::format("GD3-{:02}", i + 1), "行业服务", "industry_management");
    for (int i = 0; i < 3; ++i)
      buy(play, cast, static_cast<std::size_t>(i), day_of(2013, 12, 26) + std::chrono::days{4 * i}, i + 1);
  });
  ASSERT_NO_THROW(play.run([](Day, std::size_t) {}));
  EXPECT_EQ(stage.purchases(), 3);
}

// The database does refused work again; the story has gone on by then.
TEST(DemoPlay, TellsWhatStoppedTheStoryTheFirstTime) {
  Stage stage("2013-06-03T01:00:00Z");
  int told = 0;
  try {
    stage.play.prepare([&] {
      stage.play.add_person("somebody", "市民乙", "citizen", "", stage.play.pack().division);
      throw Bug(++told == 1 ? "the first time" : "once more");
    });
    FAIL() << "it went on";
  } catch (const Bug& bug) {
    EXPECT_STREQ(bug.what(), "the first time");
  }
  EXPECT_EQ(told, 1);
}

}  // namespace
}  // namespace gh::app
