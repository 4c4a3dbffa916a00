#include "transfer/items.h"

#include "transfer/transfer_fixture.h"

namespace gh::transfer {
namespace {

class Items : public OnDatabase {
 protected:
  std::string publish(const Id& id, LegalBasisType legal_basis_type = LegalBasisType::service_or_support_work) {
    return answer([=](store::Tx& tx) {
      publish_item(
          tx, basis(id, kDay),
          {"department", "行业统计", legal_basis_type, CompetitionClass::moderate, {{"b", "月报"}, {"a", "年报"}}});
    });
  }
  std::string reserve(const Id& case_id, const Id& item_id) {
    return answer([=](store::Tx& tx) { reserve_item(tx, basis(case_id, kDay), item_id); });
  }
  std::string free(const Id& case_id, const Id& item_id) {
    return answer([=](store::Tx& tx) { free_item(tx, basis(case_id, kDay + std::chrono::days{1}), item_id); });
  }
  std::string withdraw(const Id& item_id) {
    return answer([=](store::Tx& tx) { withdraw_item(tx, basis("withdrawal", kDay), item_id); });
  }
  ItemState state(const Id& item_id) {
    return read([=](store::Tx& tx) { return find_item(tx, item_id).value().state; });
  }
};

TEST_P(Items, APublishedItemIsOpenWithItsDutiesInOrder) {
  EXPECT_EQ(publish("item"), "done");
  EXPECT_EQ(state("item"), ItemState::open);
  const auto duties = read([](store::Tx& tx) { return duties_of(tx, "item"); });
  ASSERT_EQ(duties.size(), 2u);
  EXPECT_EQ(duties[0].id, "b");
  EXPECT_EQ(duties[1].text, "年报");
  EXPECT_FALSE(read([](store::Tx& tx) { return find_item(tx, "other"); }));
  EXPECT_EQ(publish("item"), "conflict item_exists");
}

TEST_P(Items, ALicenceIsNeverHandedToAnAssociation) {
  EXPECT_EQ(publish("item", LegalBasisType::licence), "conflict not_a_licence");
  EXPECT_FALSE(read([](store::Tx& tx) { return find_item(tx, "item"); }));
}

TEST_P(Items, ADutyStandsThereOnce) {
  EXPECT_EQ(answer([](store::Tx& tx) {
              publish_item(tx, basis("item", kDay),
                           {"department",
                            "行业统计",
                            LegalBasisType::authorised_by_law,
                            CompetitionClass::none,
                            {{"a", "月报"}, {"a", "年报"}}});
            }),
            "conflict distinct_duties");
}

TEST_P(Items, OneTransferReservesAnItem) {
  EXPECT_EQ(reserve("first", "item"), "conflict item_open");
  publish("item");
  EXPECT_EQ(reserve("first", "item"), "done");
  EXPECT_EQ(state("item"), ItemState::in_transfer);
  EXPECT_EQ(reserve("first", "item"), "done");
  EXPECT_EQ(reserve("second", "item"), "conflict item_open");
  EXPECT_EQ(withdraw("item"), "conflict item_open");
  EXPECT_EQ(read([](store::Tx& tx) { return versions_of_item(tx, "item").size(); }), 2u);
}

TEST_P(Items, OnlyWhoReservedItFreesIt) {
  publish("item");
  EXPECT_EQ(free("first", "item"), "conflict item_reserved");
  reserve("first", "item");
  EXPECT_EQ(free("second", "item"), "conflict item_reserved");
  EXPECT_EQ(free("first", "item"), "done");
  EXPECT_EQ(state("item"), ItemState::open);
  EXPECT_EQ(reserve("second", "item"), "done");
}

TEST_P(Items, OnlyAnOpenItemIsWithdrawnAndThenItIsGone) {
  EXPECT_EQ(withdraw("item"), "conflict item_open");
  publish("item");
  EXPECT_EQ(withdraw("item"), "done");
  EXPECT_EQ(state("item"), ItemState::withdrawn);
  EXPECT_EQ(withdraw("item"), "conflict item_open");
  EXPECT_EQ(reserve("first", "item"), "conflict item_open");
}

TEST_P(Items, EveryVersionIsReadableAsOfItsTime) {
  publish("item");
  answer([](store::Tx& tx) { reserve_item(tx, basis("first", kDay + std::chrono::days{2}), "item"); });
  const auto at = [&](int later) {
    return read([=](store::Tx& tx) { return find_item(tx, "item", basis("", kDay + std::chrono::days{later}).at); });
  };
  EXPECT_FALSE(at(-1));
  EXPECT_EQ(at(0)->state, ItemState::open);
  EXPECT_EQ(at(1)->state, ItemState::open);
  EXPECT_EQ(at(2)->state, ItemState::in_transfer);
  EXPECT_EQ(at(2)->case_id, "first");
}

INSTANTIATE_TEST_SUITE_P(Databases, Items, testing::ValuesIn(store::kDialects));

}  // namespace
}  // namespace gh::transfer
