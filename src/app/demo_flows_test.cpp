// The demo city in what only its full size brings about: departments that want more than they have.
#include "app/demo_flows.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "app/demo_city.h"
#include "store/testing.h"

namespace gh::app {
namespace {

constexpr int kPurchases = 24;  // within a month, each of another service; a line pays for some ten

TEST(DemoFlows, ADepartmentThatHasSpentItsBudgetPlansNoFurtherPurchase) {
  const store::TemporaryDirectory folder;
  SetTime time(demo_begins());
  InstallationOptions options;
  options.db_url = "sqlite:" + folder.path() + "/guildhall.db";
  options.data_folder = folder.path() + "/house";
  options.policy_folder = std::string(GUILDHALL_SOURCE_DIR) + "/policy/440600/2012-93";
  options.mode = Mode::kTest;
  Installation installation(options, time, seeded_random(1));
  Cast cast;
  Play play(installation, time, 1, *parse_instant("2014-01-15T01:00:00Z"));
  play.prepare([&] {
    hire(play, cast, 4);
    run_budgets(play, cast, 2013);
    for (int i = 0; i < kPurchases; ++i)
      publish_service(play, cast, 0, fmt::format("GD3-{:02}", i + 1), "行业服务", "industry_management");
    for (int i = 0; i < kPurchases; ++i)
      buy(play, cast, static_cast<std::size_t>(i), day_of(2013, 4, 1) + std::chrono::days{play.between(0, 30)}, i + 1);
  });
  ASSERT_NO_THROW(play.run([](Day, std::size_t) {}));
  play.prepare([&] {
    const auto planned = play.tx().integer("select count(*) from case_file where procedure = 'service-purchase'");
    EXPECT_GT(planned, 5);
    EXPECT_LT(planned, kPurchases) << "the budget wasn't tried";
  });
}

}  // namespace
}  // namespace gh::app
