#include "transfer/inventory.h"

#include "transfer/catalogue_reading.h"
#include "transfer/transfer_fixture.h"

namespace gh::transfer {
namespace {

const Day kEntered = day_of(2020, 3, 2);

Part part(std::string id, std::int64_t workload) {
  Part out{std::move(id), "部分", FunctionKind::service, FunctionPower::neither, workload, 0};
  out.stays_because = "暂不转出";
  return out;
}

class Inventory : public OnDatabase {
 protected:
  std::string enter(std::int64_t workload = 20, Day day = kEntered) {
    return answer([=](store::Tx& tx) {
      NewFunction function;
      function.department_id = "department";
      function.name = "行业统计";
      function.kind = FunctionKind::service;
      function.power = FunctionPower::neither;
      function.workload = workload;
      enter_function(tx, basis("item", day), function);
    });
  }
  std::string split(std::vector<Part> parts, Day day = kEntered) {
    return answer([=](store::Tx& tx) { split_function(tx, basis("item", day), parts); });
  }
  std::string confirm() {
    return answer([](store::Tx& tx) { propose_disposals(tx, basis("item", kEntered)); });
  }
  std::string drop() {
    return answer([](store::Tx& tx) { drop_function(tx, basis("item", kEntered)); });
  }
  std::vector<InventoryLine> lines(InventorySearch search = {}) {
    if (search.as_of == Instant{}) search.as_of = start_of(kEntered + std::chrono::days{30}, UtcOffset{480});
    return read([=](store::Tx& tx) { return search_inventory(tx, search, 10).first; });
  }
};

TEST_P(Inventory, AFunctionStandsAboveItsParts) {
  EXPECT_EQ(enter(), "done");
  EXPECT_EQ(split({part("b", 15), part("a", 5)}), "done");
  const auto all = lines();
  ASSERT_EQ(all.size(), 3u);
  EXPECT_EQ(all[0].part, "");
  EXPECT_EQ(all[0].name, "行业统计");
  EXPECT_EQ(all[1].part, "b");
  EXPECT_EQ(all[1].department_id, "department");
  EXPECT_EQ(all[2].part, "a");
}

TEST_P(Inventory, ASplittingThatDoesNotAddUpChangesNothing) {
  enter();
  EXPECT_EQ(split({part("a", 5)}), "invalid-form workload_adds_up");
  EXPECT_EQ(lines().size(), 1u);
}

TEST_P(Inventory, ANewSplittingReplacesTheOneBeforeWhichStaysReadable) {
  enter();
  split({part("a", 20)});
  split({part("a", 10), part("b", 10)}, kEntered + std::chrono::days{5});
  EXPECT_EQ(lines().size(), 3u);
  InventorySearch then;
  then.as_of = start_of(kEntered + std::chrono::days{2}, UtcOffset{480});
  EXPECT_EQ(lines(then).size(), 2u);
  then.as_of = start_of(kEntered, UtcOffset{480});
  EXPECT_EQ(lines(then).size(), 0u);
}

TEST_P(Inventory, WhatIsEnteredAnewIsSplitAnew) {
  enter();
  split({part("a", 20)});
  EXPECT_EQ(enter(30, kEntered + std::chrono::days{1}), "done");
  EXPECT_EQ(lines().size(), 1u);
  EXPECT_EQ(confirm(), "conflict split_first");
}

TEST_P(Inventory, WhatIsProposedOrDroppedChangesNoMore) {
  EXPECT_EQ(split({part("a", 20)}), "conflict inventory_item");
  enter();
  EXPECT_EQ(confirm(), "conflict split_first");
  split({part("a", 20)});
  EXPECT_EQ(confirm(), "done");
  EXPECT_EQ(split({part("a", 20)}), "conflict inventory_item");
  EXPECT_EQ(enter(), "conflict inventory_item");
  EXPECT_EQ(drop(), "done");
  EXPECT_EQ(drop(), "conflict inventory_item");
  EXPECT_TRUE(lines().empty());
  InventorySearch dropped;
  dropped.state = InventoryState::dropped;
  EXPECT_EQ(lines(dropped).size(), 1u);
}

TEST_P(Inventory, IsSoughtByNameDepartmentKindAndDisposal) {
  enter();
  split({part("a", 20)});
  const auto count = [&](auto set) {
    InventorySearch search;
    set(search);
    return lines(search).size();
  };
  EXPECT_EQ(count([](InventorySearch& search) { search.text = "统计"; }), 2u);
  EXPECT_EQ(count([](InventorySearch& search) { search.text = "%"; }), 0u);
  EXPECT_EQ(count([](InventorySearch& search) { search.department_id = "other"; }), 0u);
  EXPECT_EQ(count([](InventorySearch& search) { search.kind = FunctionKind::service; }), 2u);
  EXPECT_EQ(count([](InventorySearch& search) { search.kind = FunctionKind::licence; }), 0u);
  EXPECT_EQ(count([](InventorySearch& search) { search.disposal = Disposal::buy; }), 0u);
}

INSTANTIATE_TEST_SUITE_P(OnBoth, Inventory, testing::Values(store::Dialect::kSqlite, store::Dialect::kPostgres));

}  // namespace
}  // namespace gh::transfer
