// Rolls on a day, and links between associations.
#include "registry/members.h"

#include "registry/register_fixture.h"

namespace gh::registry {
namespace {

class Members : public OnRegister {
 protected:
  void SetUp() override {
    OnRegister::SetUp();
    if (!city) return;
    association = registered("示例市陶瓷行业协会");
    company = enrolled("甲公司", kCode);
  }
  void joins(const Id& which, const char* on) {
    ASSERT_EQ(does("roll", {{"association", which}, {"company", company}, {"on", on}}), "done");
  }
  template <class Read>
  auto read(Read of) {
    return city->db->reading(of);
  }
  Id association;
  Id company;
};
INSTANTIATE_TEST_SUITE_P(Databases, Members, testing::ValuesIn(store::kDialects));

TEST_P(Members, TheRollIsReadAsOfADay) {
  joins(association, "2026-09-21");
  ASSERT_EQ(city->answer(last, "leave", {{"on", "2026-10-01"}}), "done");
  const auto on = [&](Day day) {
    return read([&](store::Tx& tx) { return roll_on(tx, association, day, city->time.now()); });
  };
  EXPECT_TRUE(on(day_of(2026, 9, 20)).empty());
  ASSERT_EQ(on(day_of(2026, 9, 30)).size(), 1U);
  EXPECT_EQ(on(day_of(2026, 9, 30)).front().name, "甲公司");
  EXPECT_TRUE(on(day_of(2026, 10, 1)).empty());
}

// What is entered late changes what is known of that day from then on, not what was known before.
TEST_P(Members, TheRollOfADayIsReadAsItWasKnownThen) {
  const Instant before = city->time.now();
  city->time.set(before + std::chrono::days{1});
  joins(association, "2026-09-21");
  const Instant joined = city->time.now();
  city->time.set(joined + std::chrono::days{20});
  ASSERT_EQ(city->answer(last, "leave", {{"on", "2026-10-01"}}), "done");
  const auto known = [&](Instant at) {
    return read([&](store::Tx& tx) {
      const auto roll = roll_on(tx, association, day_of(2026, 10, 5), at);
      EXPECT_EQ(members_on(tx, association, day_of(2026, 10, 5), at), static_cast<std::int64_t>(roll.size()));
      return roll;
    });
  };
  EXPECT_TRUE(known(before).empty());
  ASSERT_EQ(known(joined).size(), 1U);
  EXPECT_EQ(known(joined).front().left_on, std::nullopt);
  EXPECT_TRUE(known(city->time.now()).empty());
}

TEST_P(Members, AssociationsAreLinkedByTheirHeadAndByMembersOfBoth) {
  const Id other = registered("示例市卫浴商会");
  joins(association, "2026-09-21");
  EXPECT_TRUE(read([&](store::Tx& tx) { return links_of(tx, association, day_of(2026, 9, 21)); }).empty());
  joins(other, "2026-09-21");
  const auto links = read([&](store::Tx& tx) { return links_of(tx, association, day_of(2026, 9, 21)); });
  ASSERT_EQ(links.size(), 1U);
  EXPECT_EQ(links.front().kind, "shared_members");
  EXPECT_EQ(links.front().association_id, other);
  EXPECT_EQ(links.front().members_shared, 1);
  // A head who left the one before he headed the other.
  set_status(association, entry_status::kDeregistered);
  const Id third = registered("示例市家具商会", {{"representative", "示例市陶瓷行业协会"}});
  const auto of_third = read([&](store::Tx& tx) { return links_of(tx, third, day_of(2026, 9, 21)); });
  ASSERT_EQ(of_third.size(), 1U);
  EXPECT_EQ(of_third.front().kind, "same_representative");
  EXPECT_EQ(of_third.front().association_id, association);
  EXPECT_EQ(of_third.front().status, "deregistered");
}

}  // namespace
}  // namespace gh::registry
