// Windows for objections beside the case they were opened for.
#include "cases/effects_fixture.h"
#include "gazette/migrations.h"
#include "gazette/notices.h"
#include "gazette/offer.h"

namespace gh::gazette {
namespace {

using cases::EffectsCity;
const EffectsCity::Files kWindowFiles = {
    {"calendar/2026.yaml", EffectsCity::year_with_national_day()},
    {"texts.yaml",
     "publicity: {zh: \"公示\\n至{{objections_until}}\", en: \"Publicity\\nuntil {{objections_until}}\"}\n"},
    {"forms/name.yaml", R"(x-title: {zh: 申请, en: application}
type: object
additionalProperties: false
properties:
  name: {x-title: {zh: 名称, en: name}, type: string, x-public: true}
)"},
    {"forms/year.yaml", R"(x-title: {zh: 年度, en: year}
type: object
additionalProperties: false
properties:
  year: {x-title: {zh: 年, en: year}, type: integer, x-public: true}
  source: {x-title: {zh: 依据, en: source}, type: string, x-public: true}
  off: {x-title: {zh: 放假, en: days off}, type: array, items: {type: object}, x-public: true}
  worked: {x-title: {zh: 上班, en: days worked}, type: array, items: {type: object}, x-public: true}
)"},
    {"procedures/listing.yaml", R"(id: listing
title: {zh: 列入, en: listing}
cites: [一]
number: "示列〔{year}〕{serial}号"
authority: bureau
opened_by: [registrar]
form: name
publicity: public
initial: submitted
states:
  submitted:
    title: {zh: 待办, en: submitted}
    actions:
      propose:
        title: {zh: 公示, en: propose}
        by: [registrar]
        effects: [{name: gazette.publish, with: {kind: publicity, text: publicity, window_days: 5}}]
        to: publicity
  publicity:
    title: {zh: 公示中, en: publicity}
    timers: [{id: ends, action: lapse, after: "5", unit: working_days}]
    actions:
      lapse: {title: {zh: 期满, en: lapse}, by: [system], to: listed}
      reconsider: {title: {zh: 重审, en: reconsider}, by: [system], to: submitted}
  listed: {title: {zh: 已列入, en: listed}, final: true}
)"},
    {"procedures/objection.yaml", R"(id: objection
title: {zh: 异议, en: objection}
cites: [一]
number: "示异〔{year}〕{serial}号"
authority: =parent.authority
opened_by: [registrar]
form: name
parent: listing
parent_states: [publicity]
publicity: parties
effects: [cases.suspend_parent]
initial: open
states:
  open:
    title: {zh: 处理中, en: open}
    actions:
      dismiss: {title: {zh: 不成立, en: dismiss}, by: [registrar], effects: [cases.resume_parent], to: closed}
      uphold: {title: {zh: 成立, en: uphold}, by: [registrar], effects: [cases.resume_parent, {name: cases.act_on_parent, with: {action: reconsider}}], to: closed}
  closed: {title: {zh: 已办结, en: closed}, final: true}
)"},
    {"procedures/working-calendar.yaml", R"(id: working-calendar
title: {zh: 工作日历, en: working calendar}
cites: [一]
number: "示历〔{year}〕{serial}号"
authority: bureau
opened_by: [registrar]
form: year
publicity: public
initial: proposed
states:
  proposed:
    title: {zh: 待公布, en: proposed}
    actions:
      publish: {title: {zh: 公布, en: publish}, by: [registrar], effects: [cases.publish_calendar_year], to: published}
  published: {title: {zh: 已公布, en: published}, final: true}
)"},
};

class Windows : public testing::TestWithParam<store::Dialect> {
 protected:
  void SetUp() override {
    auto db = cases::City::database(GetParam(), {migrations()});
    if (!db) GTEST_SKIP() << "GUILDHALL_TEST_POSTGRES isn't set";
    city.emplace(std::move(db), kWindowFiles, EffectsCity::Offers{offer_gazette}, EffectsCity::Schemas{migrations()},
                 cases::registry_desk());
  }
  // A listing whose window opened at the instant the city is at.
  Id publicised() {
    const Id id = city->open("listing", {{"name", "示例市陶瓷行业协会"}});
    city->perform(id, "propose");
    return id;
  }
  Id objection_to(const Id& listing) {
    return city->db->writing([&](store::Tx& tx) {
      return city->engine
          ->open(tx, city->officer, {"objection", {}, listing, {}, {}},
                 cases::new_stamp(city->time.now(), city->random))
          .case_id;
    });
  }
  Notice notice() {
    return city->db->reading([](store::Tx& tx) { return search_notices(tx, {}, 10).notices.front(); });
  }
  bool is_open_on(Day day) {
    const auto found =
        city->db->reading([&](store::Tx& tx) { return search_notices(tx, {.open_on = day}, 10).notices; });
    EXPECT_EQ(!found.empty(), is_open(notice(), day));
    return !found.empty();
  }
  // The last day of the timer that ends the window.
  Day last_day_of_timer() {
    const auto due = city->db->reading(
        [](store::Tx& tx) { return tx.integer("select due_at from timer where status = 'open' and kind = 'rule'"); });
    return local_day(instant_of(due.value_or(0)) - std::chrono::milliseconds(1), city->packs->newest()->utc_offset);
  }
  std::optional<EffectsCity> city;
};
INSTANTIATE_TEST_SUITE_P(Databases, Windows, testing::ValuesIn(store::kDialects));

TEST_P(Windows, AnObjectionStopsTheWindowAndItsAnswerSetsItGoing) {
  const Id id = publicised();  // on Monday 21 September: five working days end with the 28th
  EXPECT_EQ(notice().objections_until, day_of(2026, 9, 28));
  city->at("2026-09-23T01:00:00Z");
  const Id objection = objection_to(id);
  EXPECT_EQ(notice().window_status, window_status::kStanding);
  EXPECT_TRUE(is_open_on(day_of(2026, 9, 30)));  // others may still object
  city->at("2026-09-30T01:00:00Z");
  city->perform(objection, "dismiss");
  EXPECT_EQ(notice().window_status, window_status::kRunning);
  // Two of five days had passed; three remain after 30 September: 6, 7 and 8 October.
  EXPECT_EQ(notice().objections_until, day_of(2026, 10, 8));
  EXPECT_EQ(last_day_of_timer(), day_of(2026, 10, 8));
  EXPECT_TRUE(is_open_on(day_of(2026, 10, 8)));
  EXPECT_FALSE(is_open_on(day_of(2026, 10, 9)));
}

TEST_P(Windows, AWindowStoppedOnItsLastDayHasThatDayLeft) {
  const Id id = publicised();
  city->at("2026-09-28T09:00:00Z");
  const Id objection = objection_to(id);
  city->at("2026-09-29T01:00:00Z");
  city->perform(objection, "dismiss");
  EXPECT_EQ(notice().objections_until, day_of(2026, 9, 30));
  EXPECT_EQ(last_day_of_timer(), day_of(2026, 9, 30));
}

TEST_P(Windows, AWindowClosesWhenItsCaseMovesOn) {
  const Id id = publicised();
  city->perform(objection_to(id), "uphold");
  EXPECT_EQ(notice().window_status, window_status::kClosed);
  EXPECT_FALSE(is_open_on(day_of(2026, 9, 22)));
}

TEST_P(Windows, AWindowOpenedAgainIsAnotherOne) {
  const Id id = publicised();
  city->perform(objection_to(id), "uphold");
  city->time.advance(std::chrono::hours{24});
  city->perform(id, "propose");
  EXPECT_EQ(notice().window_status, window_status::kRunning);
  EXPECT_EQ(notice().objections_until, day_of(2026, 9, 29));
}

TEST_P(Windows, ProvisionalDaysAreCountedAgainWhenTheirYearIsPublished) {
  city->at("2026-12-30T01:00:00Z");
  publicised();
  EXPECT_TRUE(notice().provisional);
  EXPECT_EQ(notice().objections_until, day_of(2027, 1, 6));
  const json::object new_year = {{"day", "2027-01-01"}};
  const json::object bridge = {{"day", "2027-01-04"}};
  city->perform(
      city->open(
          "working-calendar",
          {{"year", 2027}, {"source", "示例通知"}, {"off", json::array{new_year, bridge}}, {"worked", json::array{}}}),
      "publish");
  EXPECT_FALSE(notice().provisional);
  EXPECT_EQ(notice().objections_until, day_of(2027, 1, 8));
  EXPECT_EQ(last_day_of_timer(), day_of(2027, 1, 8));
}

}  // namespace
}  // namespace gh::gazette
