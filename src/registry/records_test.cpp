// Records about organisations and the rolls of their members, through the engine.
#include "registry/register_fixture.h"

namespace gh::registry {
namespace {

class Records : public OnRegister {
 protected:
  void SetUp() override {
    OnRegister::SetUp();
    if (city) association = registered("示例市陶瓷行业协会");
  }
  std::string enters(const std::string& kind, const std::string& on, const json::object& more = {}) {
    json::object form{{"organisation", association}, {"kind", kind}, {"on", on}};
    for (const auto& [key, value] : more) form[key] = value;
    return does("record", form);
  }
  std::int64_t count(const char* kind, const char* from) {
    return city->fact("registry.record_count", {association, kind, from}).as_int64();
  }
  bool in_order() { return city->fact("registry.annual_report_in_order", {association, "05-31", 6}).as_bool(); }
  Id association;
};
INSTANTIATE_TEST_SUITE_P(Databases, Records, testing::ValuesIn(store::kDialects));

TEST_P(Records, APenaltyCountsFromItsDay) {
  ASSERT_EQ(enters("penalty", "2026-06-01"), "done");
  EXPECT_EQ(count("penalty", "2026-06-01"), 1);
  EXPECT_EQ(count("penalty", "2026-06-02"), 0);
  EXPECT_EQ(count("honour", "2020-01-01"), 0);
}

TEST_P(Records, AListingCountsWhileItLasts) {
  ASSERT_EQ(enters("abnormal_listing", "2026-03-01"), "done");
  EXPECT_EQ(count("abnormal_listing", "2026-09-21"), 1);
  EXPECT_EQ(city->answer(last, "end", {{"on", "2026-09-10"}}), "done");
  EXPECT_EQ(count("abnormal_listing", "2026-09-10"), 0);
  EXPECT_EQ(count("abnormal_listing", "2026-09-09"), 1);
  EXPECT_EQ(count("abnormal_listing", "2026-03-01"), 1);
}

TEST_P(Records, AListingWithALastDayEndsByItself) {
  ASSERT_EQ(enters("serious_listing", "2026-03-01", {{"lasts_until", "2026-08-31"}}), "done");
  EXPECT_EQ(count("serious_listing", "2026-08-31"), 1);
  EXPECT_EQ(count("serious_listing", "2026-09-01"), 0);
}

TEST_P(Records, OnlyWhatLastsEndsAndOnlyOnce) {
  ASSERT_EQ(enters("honour", "2026-03-01"), "done");
  EXPECT_EQ(city->answer(last, "end", {{"on", "2026-09-10"}}), "conflict no_open_record");
  ASSERT_EQ(enters("investigation", "2026-03-01"), "done");
  EXPECT_EQ(city->answer(last, "end", {{"on", "2026-02-28"}}), "conflict no_open_record");
  EXPECT_EQ(city->answer(last, "end", {{"on", "2026-09-10"}}), "done");
  EXPECT_EQ(city->answer(last, "end", {{"on", "2026-09-11"}}), "conflict no_open_record");
}

TEST_P(Records, ACaseRecordsOnceAndAYearHasOneReport) {
  ASSERT_EQ(enters("annual_report", "2026-05-01", {{"year", 2025}, {"conclusion", "pass"}}), "done");
  EXPECT_EQ(city->answer(last, "do"), "conflict record_twice");
  EXPECT_EQ(enters("annual_report", "2026-05-02", {{"year", 2025}, {"conclusion", "fail"}}), "conflict record_twice");
  EXPECT_EQ(enters("annual_report", "2026-05-02", {{"year", 2024}, {"conclusion", "fail"}}), "done");
}

TEST_P(Records, WhoRegisteredLateInTheYearIsExcusedForIt) {
  EXPECT_TRUE(in_order());  // registered on 21 September 2026, after the year that was last due
  city->at("2027-06-01T01:00:00Z");
  EXPECT_TRUE(in_order());  // 2026: less than six months before its end
  city->at("2028-05-31T01:00:00Z");
  EXPECT_TRUE(in_order());  // the report on 2027 is due today
  city->at("2028-06-01T01:00:00Z");
  EXPECT_FALSE(in_order());
}

TEST_P(Records, AReportThatFailedIsNotInOrderABasicPassIs) {
  city->at("2028-06-01T01:00:00Z");
  ASSERT_EQ(enters("annual_report", "2028-05-01", {{"year", 2027}, {"conclusion", "fail"}}), "done");
  EXPECT_FALSE(in_order());
  city->at("2029-06-01T01:00:00Z");
  ASSERT_EQ(enters("annual_report", "2029-05-01", {{"year", 2028}, {"conclusion", "basic_pass"}}), "done");
  EXPECT_TRUE(in_order());
  EXPECT_FALSE(city->fact("registry.annual_report_in_order", {city->organisation, "05-31", 6}).as_bool());
}

TEST_P(Records, InvestigationsAreNotShownToEverybody) {
  ASSERT_EQ(enters("investigation", "2026-03-01"), "done");
  ASSERT_EQ(enters("penalty", "2026-06-01"), "done");
  const auto shown = city->db->reading([&](store::Tx& tx) { return public_records_of(tx, association, 10); });
  ASSERT_EQ(shown.size(), 1U);
  EXPECT_EQ(shown.front().kind, "penalty");
}

TEST_P(Records, ACompanyJoinsOnceAndLeavesOnce) {
  const Id company = enrolled("甲公司", kCode);
  const json::object roll{{"association", association}, {"company", company}, {"on", "2026-09-21"}};
  ASSERT_EQ(does("roll", roll), "done");
  EXPECT_EQ(city->answer(last, "do"), "conflict member_already");
  EXPECT_EQ(city->fact("registry.members", {association}), 1);
  EXPECT_EQ(city->answer(last, "leave", {{"on", "2026-09-20"}}), "conflict not_a_member");
  EXPECT_EQ(city->answer(last, "leave", {{"on", "2026-10-01"}}), "done");
  EXPECT_EQ(city->answer(last, "leave", {{"on", "2026-10-01"}}), "conflict not_a_member");
  EXPECT_FALSE(city->fact("registry.is_member", {association, company}).as_bool());
  city->db->read([&](store::Tx& tx) {
    EXPECT_EQ(members_on(tx, association, day_of(2026, 9, 30), city->time.now()), 1);
    EXPECT_EQ(members_on(tx, association, day_of(2026, 10, 1), city->time.now()), 0);
    EXPECT_EQ(members_on(tx, association, day_of(2026, 9, 20), city->time.now()), 0);
  });
}

}  // namespace
}  // namespace gh::registry
