// 超期: what waits for an office and has run past its limit.
#include <algorithm>

#include "cases/engine_fixture.h"
#include "cases/inbox.h"

namespace gh::cases {
namespace {

class OverdueTest : public CityTest {
 protected:
  Day today() { return local_day(city->time.now(), city->packs->newest()->utc_offset); }
  std::vector<Id> box(const identity::Caller& caller, std::string_view name) {
    return city->db->reading([&](store::Tx& tx) {
      const policy::Pack& pack = *city->packs->newest();
      const InboxPage page = inbox(tx, caller, pack, name, {}, 10, "", city->time.now(), today());
      const auto counts = inbox_counts(tx, caller, pack, city->time.now(), today());
      const auto place = std::ranges::find(kInboxBoxes, name) - kInboxBoxes.begin();
      EXPECT_EQ(counts.at(static_cast<std::size_t>(place)), static_cast<std::int64_t>(page.lines.size())) << name;
      std::vector<Id> out;
      for (const InboxLine& line : page.lines) out.push_back(line.case_id);
      return out;
    });
  }
  std::vector<Id> overdue(const identity::Caller& caller) { return box(caller, "overdue"); }
  Id open() { return city->open(city->founder(), City::application()).case_id; }
};
using Cases = std::vector<Id>;
INSTANTIATE_TEST_SUITE_P(Databases, OverdueTest, testing::ValuesIn(store::kDialects),
                         [](const auto& one) { return one.param == store::Dialect::kSqlite ? "Sqlite" : "Postgres"; });

TEST_P(OverdueTest, HoldsWhatWaitsFromTheDayAfterTheLastOnWhicheverTheSchedulerDid) {
  const Id id = open();  // five working days after 21 September: to 28 September
  city->at("2026-09-28T15:59:59Z");
  EXPECT_EQ(overdue(city->registrar()), Cases{});
  city->at("2026-09-28T16:00:00Z");
  EXPECT_EQ(overdue(city->registrar()), Cases{id});
  EXPECT_EQ(box(city->registrar(), "todo"), Cases{id});
  city->fire();
  EXPECT_EQ(overdue(city->registrar()), Cases{id});
}

TEST_P(OverdueTest, HoldsNothingThatWaitsForSomebodyElse) {
  open();
  city->at("2026-10-12T01:00:00Z");
  EXPECT_EQ(overdue(city->head()), Cases{});
  EXPECT_EQ(overdue(legal()), Cases{});
  EXPECT_EQ(overdue(city->as("other", "registrar", "finance")), Cases{});
}

TEST_P(OverdueTest, WhatOneHasClaimedIsOverdueForHimAlone) {
  const auto second = city->as("second", "registrar", "civil-affairs");
  const Id id = open();
  city->at("2026-10-12T01:00:00Z");
  city->perform(second, id, "claim");
  EXPECT_EQ(overdue(city->registrar()), Cases{});
  EXPECT_EQ(overdue(second), Cases{id});
}

TEST_P(OverdueTest, TheLongestOverdueStandsFirst) {
  const Id first = open();
  city->at("2026-09-22T01:00:00Z");
  const Id second = open();
  city->at("2026-09-28T01:00:00Z");
  open();
  city->at("2026-09-30T01:00:00Z");
  EXPECT_EQ(overdue(city->registrar()), (Cases{first, second}));
}

TEST_P(OverdueTest, ANewLimitTakesACaseOut) {
  const Id id = open();
  city->at("2026-09-29T01:00:00Z");
  city->perform(city->registrar(), id, "accept");
  EXPECT_EQ(overdue(city->registrar()), Cases{});
  EXPECT_EQ(box(city->registrar(), "todo"), Cases{id});
}

TEST_P(OverdueTest, WhatStandsStillIsNotOverdue) {
  const Id id = open();
  city->perform(city->registrar(), id, "return", {{"reason", "缺章程"}});
  city->at("2026-11-02T01:00:00Z");
  EXPECT_EQ(overdue(city->founder()), Cases{});
  EXPECT_EQ(box(city->founder(), "todo"), Cases{id});
  city->perform(city->founder(), id, "resubmit", City::application());
  EXPECT_EQ(overdue(city->registrar()), Cases{});
  city->at("2026-11-10T01:00:00Z");
  EXPECT_EQ(overdue(city->registrar()), Cases{id});
}

}  // namespace
}  // namespace gh::cases
