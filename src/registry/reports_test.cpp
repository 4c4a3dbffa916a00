// Who owes a yearly report, and who has filed one.
#include "registry/reports.h"

#include "registry/register_fixture.h"

namespace gh::registry {
namespace {

constexpr std::int64_t kExcusedMonths = 6;

TEST(Reports, WhoWasRegisteredLessThanSixMonthsBeforeTheYearsEndOwesNone) {
  EXPECT_TRUE(owes_report(day_of(2020, 6, 30), 2020, kExcusedMonths));
  EXPECT_FALSE(owes_report(day_of(2020, 7, 1), 2020, kExcusedMonths));
  EXPECT_TRUE(owes_report(day_of(2020, 7, 1), 2021, kExcusedMonths));
  EXPECT_FALSE(owes_report(day_of(2021, 1, 1), 2020, kExcusedMonths));
}

class ReportsOfAYear : public OnRegister {
 protected:
  void SetUp() override {
    OnRegister::SetUp();
    if (!city) return;
    city->at("2026-03-02T01:00:00Z");
    association = registered("示例市陶瓷行业协会");
  }
  std::vector<Id> missing() {
    return city->db->reading([&](store::Tx& tx) {
      return reports_missing(tx, *city->packs->newest(), city->organisation, 2026, kExcusedMonths);
    });
  }
  bool file(const Id& case_id) {
    return city->db->writing([&](store::Tx& tx) {
      return file_report(tx, case_id, association, 2026, day_of(2027, 3, 1), {"an-act", city->time.now()});
    });
  }
  Id association;
};
INSTANTIATE_TEST_SUITE_P(Databases, ReportsOfAYear, testing::ValuesIn(store::kDialects));

TEST_P(ReportsOfAYear, OneIsFiledOnceAndMayBeTakenBack) {
  EXPECT_EQ(missing(), std::vector<Id>{association});
  EXPECT_TRUE(file("first"));
  EXPECT_TRUE(missing().empty());
  EXPECT_FALSE(file("second"));
  const auto take_back = [&] {
    return city->db->writing([&](store::Tx& tx) {
      return withdraw_report(tx, "first", {"another-act", city->time.now()});
    });
  };
  EXPECT_TRUE(take_back());
  EXPECT_FALSE(take_back());
  EXPECT_EQ(missing(), std::vector<Id>{association});
  EXPECT_TRUE(file("second"));
}

TEST_P(ReportsOfAYear, AConclusionEnteredForTheYearIsAReportToo) {
  ASSERT_EQ(does("record", {{"organisation", association},
                            {"kind", "annual_report"},
                            {"on", "2026-03-02"},
                            {"year", 2026},
                            {"conclusion", "pass"}}),
            "done");
  EXPECT_TRUE(missing().empty());
  EXPECT_FALSE(file("late"));
}

TEST_P(ReportsOfAYear, WhoHasLeftTheRegisterOwesNoneASuspendedOneDoes) {
  set_status(association, entry_status::kSuspended);
  EXPECT_EQ(missing(), std::vector<Id>{association});
  set_status(association, entry_status::kDeregistered);
  EXPECT_TRUE(missing().empty());
}

}  // namespace
}  // namespace gh::registry
