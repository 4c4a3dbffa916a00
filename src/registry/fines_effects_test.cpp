// The last day to pay a fine through the engine: counted, provisional, counted again.
#include <gmock/gmock.h>

#include "registry/fines.h"
#include "registry/register_fixture.h"

namespace gh::registry {
namespace {

using testing::ElementsAre;

class FineEffects : public OnRegister {
 protected:
  cases::EffectsCity::Files files() const override {
    auto out = register_files();
    out["forms/year.yaml"] = R"(x-title: {zh: 年度, en: year}
type: object
additionalProperties: false
properties:
  year: {x-title: {zh: 年, en: year}, type: integer, x-public: true}
  source: {x-title: {zh: 依据, en: source}, type: string, x-public: true}
  off: {x-title: {zh: 放假, en: days off}, type: array, items: {type: object}, x-public: true}
  worked: {x-title: {zh: 上班, en: days worked}, type: array, items: {type: object}, x-public: true}
)";
    out["procedures/working-calendar.yaml"] = R"(id: working-calendar
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
)";
    out["procedures/penalty.yaml"] = R"(id: penalty
title: {zh: 处罚, en: penalty}
cites: [一]
number: "示罚〔{year}〕{serial}号"
authority: bureau
opened_by: [registrar]
form: entry
publicity: public
initial: decided
states:
  decided:
    title: {zh: 待送达, en: decided}
    actions:
      serve: {title: {zh: 送达, en: serve}, by: [registrar], effects: [{name: registry.impose_fine, with: {organisation: =form.organisation, fine_fen: 1000000, served_on: =form.on, limit: 15, unit: natural_days, late_permille: 30, late_cap_permille: 1000}}], to: served}
  served:
    title: {zh: 执行中, en: being carried out}
    actions:
      close: {title: {zh: 结案, en: close}, by: [registrar], to: closed}
  closed: {title: {zh: 已结案, en: closed}, final: true}
)";
    return out;
  }
  // A fine that was served on the day, to be paid within fifteen days.
  Id fined(const std::string& served_on) {
    const Id id = city->open("penalty", {{"organisation", city->organisation}, {"on", served_on}});
    city->perform(id, "serve");
    return id;
  }
  void publish_2027(const std::vector<std::string>& off) {
    json::array days;
    for (const auto& day : off) days.push_back(json::object{{"day", day}});
    city->perform(city->open("working-calendar",
                             {{"year", 2027}, {"source", "示例通知"}, {"off", days}, {"worked", json::array{}}}),
                  "publish");
  }
  Fine fine(const Id& id) {
    return city->db->reading([&](store::Tx& tx) { return fine_of(tx, id).value(); });
  }
  std::vector<std::string> recounts(const Id& id) {
    std::vector<std::string> out;
    city->db->read([&](store::Tx& tx) {
      tx.each(
          "select form from act where case_id = ? and kind = 'engine' and action = 'fine-recounted' order by ordinal",
          {id}, [&](const store::Row& row) { out.emplace_back(row.string(0)); });
    });
    return out;
  }
};
INSTANTIATE_TEST_SUITE_P(Databases, FineEffects, testing::ValuesIn(store::kDialects));

TEST_P(FineEffects, TheLastDayIsCountedFromTheServiceAndRollsOnToAWorkingDay) {
  const Fine served = fine(fined("2026-09-18"));  // the fifteenth day is Saturday 3 October, and Monday is off
  EXPECT_EQ(served.due_on, day_of(2026, 10, 6));
  EXPECT_FALSE(served.provisional);
}

TEST_P(FineEffects, ADayInAnUnpublishedYearIsProvisionalAndFollowsTheYearAsAnActOfItsCase) {
  city->at("2026-12-22T01:00:00Z");
  const Id id = fined("2026-12-21");
  EXPECT_EQ(fine(id).due_on, day_of(2027, 1, 5));
  EXPECT_TRUE(fine(id).provisional);
  publish_2027({"2027-01-01", "2027-01-05"});
  EXPECT_EQ(fine(id).due_on, day_of(2027, 1, 6));
  EXPECT_FALSE(fine(id).provisional);
  EXPECT_THAT(recounts(id), ElementsAre(R"({"due_on":"2027-01-06","provisional":false})"));
  city->at("2027-01-07T01:00:00Z");
  EXPECT_EQ(city->fact("registry.late_fine_unpaid", {json::string(id)}), 30'000);  // one day late, not two
  publish_2027({"2027-01-01", "2027-01-05"});
  EXPECT_EQ(recounts(id).size(), 1U);
}

TEST_P(FineEffects, WhatIsDueBeforeTheDaysThatChangedOrIsClosedStaysAsItWas) {
  city->at("2026-12-22T01:00:00Z");
  const Id earlier = fined("2026-12-01");
  const Id closed = fined("2026-12-21");
  city->perform(closed, "close");
  publish_2027({"2027-01-05"});
  EXPECT_EQ(fine(earlier).due_on, day_of(2026, 12, 16));
  EXPECT_EQ(fine(closed).due_on, day_of(2027, 1, 5));
  EXPECT_THAT(recounts(earlier), ElementsAre());
  EXPECT_THAT(recounts(closed), ElementsAre());
}

}  // namespace
}  // namespace gh::registry
