#include "purchase/plans.h"

#include "purchase/catalogue.h"
#include "purchase/purchase_fixture.h"

namespace gh::purchase {
namespace {

class Plans : public OnDatabase {
 protected:
  void SetUp() override {
    OnDatabase::SetUp();
    if (!db) return;
    db->write([](store::Tx& tx) {
      publish_item(tx, basis(0), {"item", "department", "GD301", "服务", "technical"});
      publish_item(tx, basis(0), {"gone", "department", "GD302", "服务", "technical"});
      withdraw_item(tx, basis(1), "gone");
    });
  }
  std::string file(NewPlan plan, std::int64_t hour = 2) {
    return answer([=](store::Tx& tx) { file_plan(tx, basis(hour), plan); });
  }
  static NewPlan plan(const Id& case_id, Fen amount, std::string method = "project_application") {
    return {case_id, "department", "item", "line", 2026, std::move(method), amount};
  }
  Fen sum(const Id& item = "item", std::int64_t year = 2026) {
    return read([=](store::Tx& tx) { return planned(tx, "department", item, year); });
  }
};

TEST_P(Plans, PlansOfOneServiceAndYearAreAddedUpExceptTenders) {
  EXPECT_EQ(file(plan("a", 100)), "done");
  EXPECT_EQ(file(plan("b", 20)), "done");
  EXPECT_EQ(file(plan("c", 7000, "open_tender")), "done");
  EXPECT_EQ(sum(), 120);
  EXPECT_EQ(sum("item", 2027), 0);
  EXPECT_EQ(sum("gone"), 0);
}

TEST_P(Plans, ADroppedPlanNoLongerCounts) {
  file(plan("a", 100));
  EXPECT_EQ(answer([](store::Tx& tx) { drop_plan(tx, basis(3), "a"); }), "done");
  EXPECT_EQ(sum(), 0);
  EXPECT_EQ(read([](store::Tx& tx) { return find_plan(tx, "a"); }), std::nullopt);
  EXPECT_EQ(answer([](store::Tx& tx) { drop_plan(tx, basis(4), "a"); }), "done");
}

TEST_P(Plans, APlanFiledAgainTakesThePlaceOfTheFirst) {
  file(plan("a", 100));
  file(plan("a", 300), 3);
  EXPECT_EQ(sum(), 300);
  EXPECT_EQ(read([](store::Tx& tx) { return find_plan(tx, "a"); })->version, 2);
  EXPECT_EQ(read([](store::Tx& tx) { return tx.integer("select count(*) from purchase_plan"); }), 2);
}

TEST_P(Plans, NothingIsPlannedOutsideTheCatalogue) {
  NewPlan outside = plan("a", 100);
  outside.item_id = "gone";
  EXPECT_EQ(file(outside), "conflict item_in_catalogue");
  outside.item_id = "nothing";
  EXPECT_EQ(file(outside), "conflict item_in_catalogue");
  EXPECT_EQ(file(plan("a", 0)), "invalid-form amount-range");
  EXPECT_EQ(file(plan("a", kFenMax + 1)), "invalid-form amount-range");
}

INSTANTIATE_TEST_SUITE_P(Databases, Plans, testing::ValuesIn(store::kDialects));

}  // namespace
}  // namespace gh::purchase
