// Who stands on the abnormal and the serious list, on which day, as the register said then.
#include "registry/credit_lists.h"

#include "registry/register_fixture.h"

namespace gh::registry {
namespace {

class CreditLists : public OnRegister {
 protected:
  Id listed(const Id& organisation, std::string_view kind, std::string_view on) {
    EXPECT_EQ(does("record", {{"organisation", organisation}, {"kind", kind}, {"on", on}}), "done");
    return last;
  }
  std::vector<std::string> names(const CreditListSearch& search) {
    std::vector<std::string> out;
    city->db->read([&](store::Tx& tx) {
      for (const auto& one : search_credit_lists(tx, search, 10).listings) out.push_back(one.organisation);
    });
    return out;
  }
};

TEST_P(CreditLists, WhoIsListedStandsThereFromThatDayUntilTheRemoval) {
  const Id association = registered("示例市陶瓷行业协会");
  const Id record = listed(association, "abnormal_listing", "2026-03-02");
  EXPECT_TRUE(names({.on = day_of(2026, 3, 1)}).empty());
  EXPECT_EQ(names({.on = day_of(2026, 3, 2)}), std::vector<std::string>{"示例市陶瓷行业协会"});
  EXPECT_TRUE(names({.list = CreditList::serious_listing, .on = day_of(2026, 3, 2)}).empty());
  EXPECT_EQ(city->answer(record, "end", {{"on", "2026-03-20"}}), "done");
  EXPECT_EQ(names({.on = day_of(2026, 3, 19)}).size(), 1u);
  EXPECT_TRUE(names({.on = day_of(2026, 3, 20)}).empty());
  // Who asks for every stay there ever was still finds it.
  EXPECT_EQ(names({}).size(), 1u);
}

TEST_P(CreditLists, OtherRecordsAreNoListings) {
  const Id association = registered("示例市陶瓷行业协会");
  listed(association, "penalty", "2026-03-02");
  listed(association, "honour", "2026-03-02");
  EXPECT_TRUE(names({}).empty());
}

TEST_P(CreditLists, TheNewestComesFirstAndPagesDontRepeat) {
  const Id first = registered("示例市陶瓷行业协会");
  const Id second = registered("示例市家具行业协会");
  listed(first, "abnormal_listing", "2026-03-02");
  city->at("2026-09-22T01:00:00Z");
  listed(second, "serious_listing", "2026-03-01");
  city->db->read([&](store::Tx& tx) {
    const auto page = search_credit_lists(tx, {}, 1);
    ASSERT_TRUE(page.next);
    EXPECT_EQ(page.listings.front().organisation_id, second);
    const auto rest = search_credit_lists(tx, {}, 1, *page.next);
    EXPECT_EQ(rest.listings.front().organisation_id, first);
    EXPECT_FALSE(rest.next);
  });
}

INSTANTIATE_TEST_SUITE_P(Databases, CreditLists, testing::ValuesIn(store::kDialects));

}  // namespace
}  // namespace gh::registry
