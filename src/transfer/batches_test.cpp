#include "transfer/batches.h"

#include "transfer/inventory.h"
#include "transfer/transfer_fixture.h"

namespace gh::transfer {
namespace {

const Day kOpened = day_of(2020, 3, 2);

class Batches : public OnDatabase {
 protected:
  void SetUp() override {
    OnDatabase::SetUp();
    if (db) change([](store::Tx& tx) { open_batch(tx, at("batch"), {"第一批", 2020, false, kOpened}); });
  }
  static Basis at(const Id& case_id) { return basis(case_id, kOpened); }
  std::string change(const std::function<void(store::Tx&)>& work) { return answer(work); }
  std::string put_forward(const Id& item_id, std::string batch_id = "batch", Day on = kOpened) {
    return change([=](store::Tx& tx) {
      Proposal proposal;
      proposal.department_id = "department";
      proposal.batch_id = batch_id;
      proposal.name = item_id;
      proposal.disposal = Disposal::transfer;
      propose(tx, basis(item_id, on), proposal);
    });
  }
  std::string put_forward_part(const Id& item_id, const std::string& department, const std::string& part) {
    return change([=](store::Tx& tx) {
      Proposal proposal;
      proposal.department_id = department;
      proposal.inventory_id = "whole";
      proposal.part = part;
      proposal.name = item_id;
      proposal.disposal = Disposal::transfer;
      propose(tx, at(item_id), proposal);
    });
  }
  void become(const Id& item_id, ProposalState state) {
    change([=](store::Tx& tx) { settle(tx, at(item_id), state); });
  }
  std::string close() {
    return change([](store::Tx& tx) { close_batch(tx, at("batch")); });
  }
  std::string publish() {
    return change([](store::Tx& tx) { publish_batch(tx, at("batch"), 1); });
  }
};

TEST_P(Batches, ABatchIsPublishedWhenAllIsExamined) {
  put_forward("a");
  put_forward("b");
  put_forward("elsewhere", "");
  EXPECT_EQ(publish(), "conflict batch_state");
  EXPECT_EQ(close(), "done");
  EXPECT_EQ(close(), "conflict batch_state");
  become("a", ProposalState::examined);
  EXPECT_EQ(publish(), "conflict all_examined");
  become("b", ProposalState::returned);
  EXPECT_EQ(publish(), "done");
  const auto batch = read([](store::Tx& tx) { return find_batch(tx, "batch").value(); });
  EXPECT_EQ(batch.state, BatchState::published);
  EXPECT_EQ(batch.published_on, kOpened);
  EXPECT_EQ(batch.catalogue, 1);
  EXPECT_EQ(publish(), "conflict batch_state");
}

TEST_P(Batches, WhatIsNewComesInByTheLastDayAndWhatWasReturnedUntilItIsPublished) {
  EXPECT_EQ(put_forward("a"), "done");
  EXPECT_EQ(put_forward("late", "batch", kOpened + std::chrono::days{1}), "conflict batch_collecting");
  EXPECT_EQ(put_forward("b", "no such batch"), "conflict batch_collecting");
  close();
  EXPECT_EQ(put_forward("b"), "conflict batch_collecting");
  become("a", ProposalState::returned);
  EXPECT_EQ(put_forward("a", "batch", kOpened + std::chrono::days{9}), "done");
  become("a", ProposalState::examined);
  publish();
  EXPECT_EQ(put_forward("a"), "conflict batch_collecting");
}

TEST_P(Batches, APartOfTheInventoryIsItsOwnDepartmentsAndProposedOnce) {
  change([](store::Tx& tx) {
    NewFunction whole;
    whole.department_id = "department";
    whole.name = "行业统计";
    whole.power = FunctionPower::gives_opinion;
    whole.kind = FunctionKind::support_work;
    enter_function(tx, at("whole"), whole);
    Part part;
    part.id = "survey";
    part.name = "统计调查";
    part.power = whole.power;
    part.kind = whole.kind;
    part.can_move = true;
    part.disposal = Disposal::transfer;
    part.legal_basis_type = LegalBasisType::service_or_support_work;
    part.competition_class = CompetitionClass::moderate;
    part.duties = std::vector<Duty>{{"survey", "按季度调查"}};
    part.conditions = part.risk = part.supervision = "按标准";
    split_function(tx, at("whole"), {part});
  });
  EXPECT_EQ(put_forward_part("a", "department", "no such part"), "conflict known_part");
  EXPECT_EQ(put_forward_part("a", "another", "survey"), "conflict known_part");
  EXPECT_EQ(put_forward_part("a", "department", "survey"), "done");
  EXPECT_EQ(put_forward_part("b", "department", "survey"), "conflict part_proposed");
  become("a", ProposalState::dropped);
  EXPECT_EQ(put_forward_part("b", "department", "survey"), "done");
}

TEST_P(Batches, ABatchOfNothingIsDiscarded) {
  put_forward("a");
  close();
  become("a", ProposalState::dropped);
  EXPECT_EQ(publish(), "conflict nothing_examined");
  EXPECT_EQ(change([](store::Tx& tx) { discard_batch(tx, at("batch")); }), "done");
  EXPECT_EQ(read([](store::Tx& tx) { return find_batch(tx, "batch")->state; }), BatchState::discarded);
}

TEST_P(Batches, AnAdviceIsKeptUntilTheItemIsProposedAgain) {
  put_forward("a");
  change([](store::Tx& tx) { advise(tx, at("a"), false); });
  const auto proposal = [&] { return read([](store::Tx& tx) { return find_proposal(tx, "a").value(); }); };
  EXPECT_EQ(proposal().advice, "unfavourable");
  become("a", ProposalState::examined);
  EXPECT_EQ(proposal().advice, "unfavourable");
  put_forward("a");
  EXPECT_EQ(proposal().advice, "");
  EXPECT_EQ(proposal().state, ProposalState::proposed);
  EXPECT_EQ(proposal().version, 4);
}

TEST_P(Batches, WhatWasNeverProposedIsNotSettled) {
  become("nothing", ProposalState::dropped);
  EXPECT_FALSE(read([](store::Tx& tx) { return find_proposal(tx, "nothing"); }));
}

TEST_P(Batches, VersionsAreNumberedInTheirOrder) {
  change([](store::Tx& tx) { EXPECT_EQ(publish_version(tx, at("a"), CatalogueCause::batch), 1); });
  change([](store::Tx& tx) { EXPECT_EQ(publish_version(tx, at("b"), CatalogueCause::withdrawal), 2); });
  const auto all = read([](store::Tx& tx) { return catalogue_versions(tx); });
  ASSERT_EQ(all.size(), 2u);
  EXPECT_EQ(all[0].cause, CatalogueCause::withdrawal);
  EXPECT_TRUE(read([](store::Tx& tx) { return find_version(tx, 1); }));
  EXPECT_FALSE(read([](store::Tx& tx) { return find_version(tx, 3); }));
}

INSTANTIATE_TEST_SUITE_P(OnBoth, Batches, testing::Values(store::Dialect::kSqlite, store::Dialect::kPostgres));

}  // namespace
}  // namespace gh::transfer
