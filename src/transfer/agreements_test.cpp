#include "transfer/agreements.h"

#include "transfer/items.h"
#include "transfer/transfer_fixture.h"

namespace gh::transfer {
namespace {

using std::chrono::days;

constexpr std::int64_t kYears = 3;
// An item reserved by the case "transfer"; steps are named after what the procedure does.
class Agreements : public OnDatabase {
 protected:
  void SetUp() override {
    OnDatabase::SetUp();
    if (!db) return;
    db->write([](store::Tx& tx) {
      publish_item(tx, basis("item", kDay),
                   {"department",
                    "行业统计",
                    LegalBasisType::service_or_support_work,
                    CompetitionClass::moderate,
                    {{"monthly", "月报"}, {"yearly", "年报"}}});
      reserve_item(tx, basis("transfer", kDay), "item");
    });
  }
  std::string sign(const Id& case_id = "transfer") {
    return answer([=](store::Tx& tx) { agree(tx, basis(case_id, kDay), "item", "ceramics", kStart); });
  }
  std::string check(std::string duty, bool met, Day on = kStart) {
    return answer([=](store::Tx& tx) {
      record_check(tx, basis("transfer", on), "transfer", {CheckKind::visit, on, duty, met});
    });
  }
  std::string order(std::vector<std::string> duties, Day on = kStart) {
    return answer([=](store::Tx& tx) { order_rectification(tx, basis("transfer", on), on + days{30}, duties); });
  }
  std::string close(OrderOutcome outcome, Day on = kStart) {
    return answer([=](store::Tx& tx) { close_order(tx, basis("transfer", on), outcome); });
  }
  std::string conclude(Day on = kStart) {
    return answer([=](store::Tx& tx) { conclude_year(tx, basis("transfer", on), kYears); });
  }
  std::string recall(Day on = kStart) {
    return answer([=](store::Tx& tx) { take_back(tx, basis("transfer", on), "item"); });
  }
  FunctionItem item() {
    return read([](store::Tx& tx) { return find_item(tx, "item").value(); });
  }
  std::optional<Agreement> agreement() {
    return read([](store::Tx& tx) { return find_agreement(tx, "transfer"); });
  }
  std::vector<std::string> unmet() {
    return read([](store::Tx& tx) { return unmet_duties_of(tx, "transfer"); });
  }
};

TEST_P(Agreements, TheReceiverHoldsTheItemInItsFirstSupervisedYear) {
  EXPECT_FALSE(agreement());
  EXPECT_EQ(sign(), "done");
  EXPECT_EQ(item().state, ItemState::transferred);
  EXPECT_EQ(item().holder_id, "ceramics");
  EXPECT_EQ(agreement()->year, 1);
  EXPECT_EQ(agreement()->starts_on, kStart);
  EXPECT_EQ(sign(), "conflict item_reserved");
}

TEST_P(Agreements, OnlyTheCaseThatReservedTheItemAgreesOnIt) {
  EXPECT_EQ(sign("another"), "conflict item_reserved");
  EXPECT_EQ(item().state, ItemState::in_transfer);
}

TEST_P(Agreements, ChecksAreOfKnownDutiesUnderAnAgreement) {
  EXPECT_EQ(check("monthly", false), "conflict item_held");
  sign();
  EXPECT_EQ(check("weekly", false), "invalid-form known_duty");
  EXPECT_EQ(check("monthly", false), "done");
  EXPECT_EQ(unmet(), std::vector<std::string>{"monthly"});
  EXPECT_EQ(check("monthly", true), "done");
  EXPECT_EQ(unmet(), std::vector<std::string>{});
}

TEST_P(Agreements, AnOrderNamesUnmetDutiesAndOneIsOpenAtATime) {
  EXPECT_EQ(order({"monthly"}), "conflict item_held");
  sign();
  EXPECT_EQ(order({"monthly"}), "conflict unmet_duty");
  check("monthly", false);
  check("yearly", true);
  EXPECT_EQ(order({"monthly", "yearly"}), "conflict unmet_duty");
  EXPECT_EQ(order({"monthly"}), "done");
  EXPECT_EQ(order({"monthly"}), "conflict order_open");
  const auto orders = read([](store::Tx& tx) { return orders_of(tx, "transfer"); });
  ASSERT_EQ(orders.size(), 1u);
  EXPECT_EQ(ordered_duties(orders[0]), std::vector<std::string>{"monthly"});
  EXPECT_EQ(orders[0].deadline_on, kStart + days{30});
}

TEST_P(Agreements, ACorrectedOrderCountsItsDutiesAsMet) {
  sign();
  EXPECT_EQ(close(OrderOutcome::corrected), "conflict no_order");
  check("monthly", false);
  check("yearly", false);
  order({"monthly"});
  EXPECT_EQ(close(OrderOutcome::corrected, kStart + days{5}), "done");
  EXPECT_EQ(unmet(), std::vector<std::string>{"yearly"});
  EXPECT_EQ(close(OrderOutcome::failed), "conflict no_order");
  const auto checks = read([](store::Tx& tx) { return checks_of(tx, "transfer"); });
  EXPECT_EQ(checks.back().kind, CheckKind::correction);
  EXPECT_EQ(checks.back().checked_on, kStart + days{5});
}

TEST_P(Agreements, AFailedOrderCountsUntilAnotherIsCorrected) {
  const auto failed = [&] { return read([](store::Tx& tx) { return failed_orders_of(tx, "transfer"); }); };
  sign();
  check("monthly", false);
  order({"monthly"});
  EXPECT_EQ(failed(), 0);
  EXPECT_EQ(close(OrderOutcome::failed), "done");
  EXPECT_EQ(failed(), 1);
  EXPECT_EQ(unmet(), std::vector<std::string>{"monthly"});
  EXPECT_EQ(order({"monthly"}), "done");
  close(OrderOutcome::corrected);
  EXPECT_EQ(failed(), 0);
}

TEST_P(Agreements, AfterThreePassedYearsTheItemIsRegular) {
  EXPECT_EQ(conclude(), "conflict item_held");
  sign();
  EXPECT_EQ(conclude(), "done");
  EXPECT_EQ(agreement()->year, 2);
  EXPECT_EQ(item().state, ItemState::transferred);
  conclude();
  EXPECT_EQ(item().state, ItemState::transferred);
  conclude();
  EXPECT_EQ(agreement()->year, 4);
  EXPECT_EQ(agreement()->status, AgreementStatus::regular);
  EXPECT_EQ(item().state, ItemState::regular);
  EXPECT_EQ(item().holder_id, "ceramics");
  EXPECT_EQ(conclude(), "conflict item_held");
}

TEST_P(Agreements, AnItemTakenBackIsOpenForTheNext) {
  EXPECT_EQ(recall(), "conflict item_held");
  sign();
  EXPECT_EQ(recall(kStart + days{90}), "done");
  EXPECT_EQ(item().state, ItemState::open);
  EXPECT_EQ(item().holder_id, std::nullopt);
  EXPECT_EQ(agreement()->status, AgreementStatus::taken_back);
  EXPECT_EQ(agreement()->ended_on, kStart + days{90});
  EXPECT_EQ(recall(), "conflict item_held");
  EXPECT_EQ(check("monthly", false), "conflict item_held");
  EXPECT_EQ(order({"monthly"}), "conflict item_held");
  EXPECT_EQ(conclude(), "conflict item_held");
  EXPECT_EQ(answer([](store::Tx& tx) {
              reserve_item(tx, basis("next", kStart + days{100}), "item");
              agree(tx, basis("next", kStart + days{120}), "item", "furniture", kStart + days{130});
            }),
            "done");
  EXPECT_EQ(item().holder_id, "furniture");
}

TEST_P(Agreements, AreReadableAsOfADay) {
  sign();
  check("monthly", false, kStart);
  order({"monthly"}, kStart + days{1});
  close(OrderOutcome::failed, kStart + days{40});
  recall(kStart + days{60});
  const auto at = [](Day day) { return basis("", day).at; };
  read([&](store::Tx& tx) {
    EXPECT_FALSE(find_agreement(tx, "transfer", at(kDay - days{1})));
    EXPECT_EQ(find_agreement(tx, "transfer", at(kStart + days{59}))->status, AgreementStatus::supervised);
    EXPECT_EQ(checks_of(tx, "transfer", at(kStart - days{1})).size(), 0u);
    EXPECT_EQ(checks_of(tx, "transfer", at(kStart)).size(), 1u);
    EXPECT_EQ(orders_of(tx, "transfer", at(kStart)).size(), 0u);
    EXPECT_EQ(orders_of(tx, "transfer", at(kStart + days{39})).at(0).outcome, OrderOutcome::open);
    EXPECT_EQ(orders_of(tx, "transfer", at(kStart + days{39})).at(0).ended_on, std::nullopt);
    EXPECT_EQ(orders_of(tx, "transfer", at(kStart + days{40})).at(0).outcome, OrderOutcome::failed);
    return 0;
  });
}

INSTANTIATE_TEST_SUITE_P(Databases, Agreements, testing::ValuesIn(store::kDialects));

}  // namespace
}  // namespace gh::transfer
