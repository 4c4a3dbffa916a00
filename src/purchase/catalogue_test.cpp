#include "purchase/catalogue.h"

#include <future>

#include "purchase/purchase_fixture.h"

namespace gh::purchase {
namespace {

class Catalogue : public OnDatabase {
 protected:
  std::string publish(const Id& id, std::string code, std::int64_t hour = 0) {
    return answer([=](store::Tx& tx) {
      publish_item(tx, basis(hour), {id, "department", code, "行业统计服务", "industry_management"});
    });
  }
  std::string withdraw(const Id& id, std::int64_t hour = 1) {
    return answer([=](store::Tx& tx) { withdraw_item(tx, basis(hour), id); });
  }
  std::optional<ServiceItem> item(const Id& id, std::optional<Instant> as_of = {}) {
    return read([=](store::Tx& tx) { return find_item(tx, id, as_of); });
  }
};

TEST_P(Catalogue, APublishedItemIsOpen) {
  EXPECT_EQ(publish("a", "GD301"), "done");
  EXPECT_EQ(item("a")->status, ItemStatus::open);
  EXPECT_EQ(item("a")->name, "行业统计服务");
  EXPECT_EQ(item("b"), std::nullopt);
  EXPECT_TRUE(read([](store::Tx& tx) { return code_taken(tx, "GD301"); }));
  EXPECT_FALSE(read([](store::Tx& tx) { return code_taken(tx, "GD302"); }));
}

TEST_P(Catalogue, ACodeStandsForOneOpenItem) {
  publish("a", "GD301");
  EXPECT_EQ(publish("b", "GD301"), "conflict code_taken");
  EXPECT_EQ(publish("a", "GD302"), "conflict item_exists");
  EXPECT_EQ(withdraw("a"), "done");
  EXPECT_EQ(publish("b", "GD301", 2), "done");
}

TEST_P(Catalogue, OnlyAnOpenItemIsWithdrawn) {
  EXPECT_EQ(withdraw("a"), "conflict item_open");
  publish("a", "GD301");
  EXPECT_EQ(withdraw("a"), "done");
  EXPECT_EQ(withdraw("a", 2), "conflict item_open");
  EXPECT_EQ(item("a")->status, ItemStatus::withdrawn);
}

TEST_P(Catalogue, EveryVersionStaysReadableAsOfItsTime) {
  publish("a", "GD301", 0);
  withdraw("a", 2);
  EXPECT_EQ(item("a", basis(-1).at), std::nullopt);
  EXPECT_EQ(item("a", basis(0).at)->status, ItemStatus::open);
  EXPECT_EQ(item("a", basis(1).at)->status, ItemStatus::open);
  EXPECT_EQ(item("a", basis(2).at)->status, ItemStatus::withdrawn);
  const auto versions = read([](store::Tx& tx) { return versions_of_item(tx, "a"); });
  ASSERT_EQ(versions.size(), 2u);
  EXPECT_EQ(versions[0].ended_by_act, "act-2");
  EXPECT_EQ(versions[1].begun_by_act, "act-2");
}

TEST_P(Catalogue, OfTwoAtOnceWithOneCodeOneIsRefused) {
  std::vector<std::promise<std::exception_ptr>> answers(8);
  for (std::size_t i = 0; i < answers.size(); ++i)
    db->submit(
        [i](store::Tx& tx) {
          publish_item(tx, basis(0), {"item-" + std::to_string(i), "department", "GD301", "服务", "technical"});
        },
        [&answers, i](std::exception_ptr trouble) { answers.at(i).set_value(trouble); });
  int published = 0;
  for (auto& one : answers) {
    const auto told = cases::refusal_of([&] {
      if (const auto trouble = one.get_future().get()) std::rethrow_exception(trouble);
    });
    if (told == "done")
      ++published;
    else
      EXPECT_EQ(told, "conflict code_taken");
  }
  EXPECT_EQ(published, 1);
}

INSTANTIATE_TEST_SUITE_P(Databases, Catalogue, testing::ValuesIn(store::kDialects));

}  // namespace
}  // namespace gh::purchase
