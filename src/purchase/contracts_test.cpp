#include "purchase/contracts.h"

#include "purchase/catalogue.h"
#include "purchase/plans.h"
#include "purchase/purchase_fixture.h"

namespace gh::purchase {
namespace {

const Id kClosed = "01990000-0000-7000-8000-000000000002";

class Contracts : public OnDatabase {
 protected:
  void SetUp() override {
    OnDatabase::SetUp();
    if (!db) return;
    db->write([](store::Tx& tx) {
      using identity::OrganisationStatus;
      for (const auto& [id, status] :
           {std::pair{kSupplier, OrganisationStatus::active}, {kClosed, OrganisationStatus::closed}})
        identity::create_organisation(
            tx,
            {id, identity::OrganisationKind::association, "示例协会", "", "440600", {}, {}, status, basis(0).at, {}});
      publish_item(tx, basis(0), {"item", "department", "GD301", "服务", "technical"});
      file_plan(tx, basis(1), {"case", "department", "item", "line", 2026, "open_tender", 100'000});
    });
  }
  static NewContract contract() {
    return {"case",
            kSupplier,
            99'999,
            day_of(2026, 10, 1),
            day_of(2027, 9, 30),
            {{"m1", "中期", 333, day_of(2027, 3, 31)}, {"m2", "终期", 667, day_of(2027, 9, 30)}}};
  }
  std::string sign(const NewContract& wanted, std::int64_t hour = 2) {
    return answer([=](store::Tx& tx) { sign_contract(tx, basis(hour), wanted); });
  }
  using Step = void (*)(store::Tx&, const Basis&, const Id&, std::string_view);
  std::string move(Step step, std::string milestone = "m1", std::int64_t hour = 3) {
    return answer([=](store::Tx& tx) { step(tx, basis(hour), "case", milestone); });
  }
  std::string end(ContractStatus outcome, std::int64_t hour = 4) {
    return answer([=](store::Tx& tx) { end_contract(tx, basis(hour), "case", outcome); });
  }
  MilestoneStatus status(std::string milestone = "m1") {
    return read([=](store::Tx& tx) { return find_milestone(tx, "case", milestone)->status; });
  }
};

TEST_P(Contracts, AContractTakesItsPlanAndDividesItsPrice) {
  EXPECT_EQ(sign(contract()), "done");
  const auto signed_one = read([](store::Tx& tx) { return find_contract(tx, "case"); });
  EXPECT_EQ(signed_one->department_id, "department");
  EXPECT_EQ(signed_one->method, "open_tender");
  EXPECT_EQ(signed_one->status, ContractStatus::performing);
  const auto milestones = read([](store::Tx& tx) { return milestones_of(tx, "case"); });
  ASSERT_EQ(milestones.size(), 2u);
  EXPECT_EQ(milestones[0].amount_fen, 33'300);  // 33299.667
  EXPECT_EQ(milestones[1].amount_fen, 66'699);
  EXPECT_EQ(milestones[1].due_on, day_of(2027, 9, 30));
}

TEST_P(Contracts, AreRefusedWithoutPlanWithAClosedSupplierOrTwice) {
  NewContract other = contract();
  other.case_id = "unplanned";
  EXPECT_EQ(sign(other), "conflict no_plan");
  other = contract();
  other.supplier_id = kClosed;
  EXPECT_EQ(sign(other), "conflict supplier_open");
  other.supplier_id = "nobody";
  EXPECT_EQ(sign(other), "conflict supplier_open");
  EXPECT_EQ(sign(contract()), "done");
  EXPECT_EQ(sign(contract()), "conflict contract_exists");
}

TEST_P(Contracts, AreRefusedWithMilestonesThatDoNotFit) {
  NewContract other = contract();
  other.milestones[1].share_permille = 668;
  EXPECT_EQ(sign(other), "invalid-form milestone_shares");
  other = contract();
  other.milestones[1].id = "m1";
  EXPECT_EQ(sign(other), "invalid-form distinct_milestones");
  other.milestones.clear();
  EXPECT_EQ(sign(other), "invalid-form milestone_shares");
  other = contract();
  other.ends_on = day_of(2026, 9, 30);
  EXPECT_EQ(sign(other), "invalid-form contract_period");
  other = contract();
  other.amount_fen = 0;
  EXPECT_EQ(sign(other), "invalid-form amount-range");
}

TEST_P(Contracts, AMilestoneIsReportedAcceptedAndPaidInThisOrder) {
  sign(contract());
  EXPECT_EQ(move(accept_milestone), "conflict milestone_state");
  EXPECT_EQ(move(pay_milestone), "conflict milestone_state");
  EXPECT_EQ(move(reject_milestone), "conflict milestone_state");
  EXPECT_EQ(move(report_milestone), "done");
  EXPECT_EQ(move(report_milestone), "conflict milestone_state");
  EXPECT_EQ(move(pay_milestone), "conflict milestone_state");
  EXPECT_EQ(move(accept_milestone), "done");
  EXPECT_EQ(move(reject_milestone), "conflict milestone_state");
  EXPECT_EQ(move(pay_milestone), "done");
  EXPECT_EQ(move(pay_milestone), "conflict milestone_state");
  EXPECT_EQ(status(), MilestoneStatus::paid);
  EXPECT_EQ(status("m2"), MilestoneStatus::open);
}

TEST_P(Contracts, ARejectedMilestoneIsReportedAgain) {
  sign(contract());
  move(report_milestone);
  EXPECT_EQ(move(reject_milestone), "done");
  EXPECT_EQ(status(), MilestoneStatus::open);
  EXPECT_EQ(move(report_milestone), "done");
  EXPECT_EQ(read([](store::Tx& tx) { return find_milestone(tx, "case", "m1")->version; }), 4);
}

TEST_P(Contracts, AMilestoneThatIsNotThereIsRefused) {
  EXPECT_EQ(move(report_milestone), "conflict milestone_state");
  sign(contract());
  EXPECT_EQ(move(report_milestone, "m3"), "conflict milestone_state");
}

TEST_P(Contracts, AnEndedContractStandsStill) {
  EXPECT_EQ(end(ContractStatus::completed), "conflict contract_performing");
  sign(contract());
  EXPECT_EQ(end(ContractStatus::rescinded), "done");
  EXPECT_EQ(end(ContractStatus::completed), "conflict contract_performing");
  EXPECT_EQ(move(report_milestone), "conflict milestone_state");
  EXPECT_EQ(sign(contract()), "conflict contract_exists");
}

TEST_P(Contracts, StayReadableAsTheyStoodThen) {
  sign(contract(), 2);
  move(report_milestone, "m1", 3);
  end(ContractStatus::completed, 4);
  const auto contract_at = [&](std::int64_t hour) {
    return read([=](store::Tx& tx) { return find_contract(tx, "case", basis(hour).at); });
  };
  EXPECT_EQ(contract_at(1), std::nullopt);
  EXPECT_EQ(contract_at(3)->status, ContractStatus::performing);
  EXPECT_EQ(contract_at(4)->status, ContractStatus::completed);
  const auto milestone_at = [&](std::int64_t hour) {
    return read([=](store::Tx& tx) { return milestones_of(tx, "case", basis(hour).at); });
  };
  EXPECT_TRUE(milestone_at(1).empty());
  EXPECT_EQ(milestone_at(2).at(0).status, MilestoneStatus::open);
  EXPECT_EQ(milestone_at(3).at(0).status, MilestoneStatus::reported);
}

INSTANTIATE_TEST_SUITE_P(Databases, Contracts, testing::ValuesIn(store::kDialects));

}  // namespace
}  // namespace gh::purchase
