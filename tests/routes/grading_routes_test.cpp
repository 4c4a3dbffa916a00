// Grading from the effects of a procedure to what everybody reads.
#include "http/grading_routes.h"

#include "cases/effects_fixture.h"
#include "grading/migrations.h"
#include "grading/offer.h"
#include "routes/asking.h"

namespace gh::http {
namespace {

using cases::EffectsCity;

const EffectsCity::Files kGradingFiles = {
    {"parameters.yaml", R"(grade_validity:
  title: {zh: 有效期, en: validity}
  unit: years
  cites: [一]
  values:
    - {from: 2020-01-01, value: {rule: years_from_announcement, years: 5}}
    - {from: 2026-03-01, value: {rule: calendar_years, years: 5}}
party_cap_grade:
  title: {zh: 最高等级, en: highest grade}
  unit: grade
  cites: [一]
  values:
    - {from: 2020-01-01, value: 3A}
    - {from: 2026-06-01, value: 4A}
)"},
    {"rubrics/sample.yaml", R"(id: sample
title: {zh: 示例, en: sample}
cites: [一]
standing: model
denominator: 10
total: 10000
indicators:
  - {id: "1", parent: "", title: {zh: 全部, en: all}, points: 10000, origin: model}
bands:
  - {grade: 5A, min_score: 9510}
  - {grade: 4A, min_score: 9010}
  - {grade: 3A, min_score: 8510}
)"},
    {"forms/order.yaml", R"(x-title: {zh: 单据, en: order}
type: object
additionalProperties: false
properties:
  organisation: {x-title: {zh: 组织, en: organisation}, type: string}
  grade: {x-title: {zh: 等级, en: grade}, type: string}
)"},
    {"procedures/grading.yaml", R"(id: grading
title: {zh: 评估, en: grading}
cites: [一]
number: "示评〔{year}〕{serial}号"
authority: department
opened_by: [officer]
form: order
publicity: public
initial: deciding
states:
  deciding:
    title: {zh: 待定, en: deciding}
    actions:
      grant: {title: {zh: 公告, en: grant}, by: [officer], effects: [{name: grading.grant, with: {organisation: =form.organisation, grade: =form.grade, score: 9100}}], to: granted}
  granted: {title: {zh: 已公告, en: granted}, final: true}
)"},
    {"procedures/round.yaml", R"(id: round
title: {zh: 批次, en: round}
cites: [一]
number: "示批〔{year}〕{serial}号"
authority: department
opened_by: [officer]
form: order
publicity: public
initial: open
states:
  open:
    title: {zh: 受理中, en: open}
    actions:
      end: {title: {zh: 办结, en: end}, by: [officer], to: ended}
  ended: {title: {zh: 办结, en: ended}, final: true}
)"},
    {"procedures/assessment.yaml", R"(id: assessment
title: {zh: 批次内的评估, en: assessment in a round}
cites: [一]
number: "示批评〔{year}〕{serial}号"
authority: department
opened_by: [officer]
form: order
publicity: public
parent: round
parent_optional: true
parent_rules: true
initial: deciding
states:
  deciding:
    title: {zh: 待定, en: deciding}
    actions:
      grant:
        title: {zh: 公告, en: grant}
        by: [officer]
        effects:
          - name: grading.grant
            with:
              organisation: =form.organisation
              score: 9510
              grade: =grading.grade_for('sample', 9510, 'required_missing', params.party_cap_grade)
        to: granted
  granted: {title: {zh: 已公告, en: granted}, final: true}
)"},
    {"procedures/listing.yaml", R"(id: listing
title: {zh: 目录, en: listing}
cites: [一]
number: "示录〔{year}〕{serial}号"
authority: department
opened_by: [officer]
form: order
publicity: public
initial: open
states:
  open:
    title: {zh: 办理, en: open}
    actions:
      list: {title: {zh: 列入, en: list}, by: [officer], effects: [{name: grading.list, with: {organisation: =form.organisation}}]}
      suspend: {title: {zh: 暂停, en: suspend}, by: [officer], effects: [{name: grading.suspend_listing, with: {organisation: =form.organisation}}]}
      reinstate: {title: {zh: 恢复, en: reinstate}, by: [officer], effects: [{name: grading.reinstate_listing, with: {organisation: =form.organisation}}]}
      remove: {title: {zh: 移出, en: remove}, by: [officer], effects: [{name: grading.remove_listing, with: {organisation: =form.organisation}}]}
      end: {title: {zh: 办结, en: end}, by: [officer], to: ended}
  ended: {title: {zh: 办结, en: ended}, final: true}
)"},
};

class GradingRoutes : public testing::TestWithParam<store::Dialect> {
 protected:
  void SetUp() override {
    auto db = cases::City::database(GetParam(), {grading::migrations()});
    if (!db) GTEST_SKIP() << "GUILDHALL_TEST_POSTGRES isn't set";
    city.emplace(std::move(db), kGradingFiles, EffectsCity::Offers{grading::offer_grading},
                 EffectsCity::Schemas{grading::migrations()});
    association = city->add_organisation("示例市陶瓷行业协会");
    listing = city->open("listing", {{"organisation", association}});
    CaseParts parts;
    parts.engine = city->engine.get();
    parts.packs = city->packs.get();
    parts.db = city->db.get();
    asking.emplace(grading_routes(parts), *city->db, std::vector<identity::Caller>{}, city->time);
  }
  void at(std::string_view day) { city->time.set(*parse_instant(std::string(day) + "T01:00:00Z")); }
  std::string grant(std::string grade) {
    return city->answer(city->open("grading", {{"organisation", association}, {"grade", grade}}), "grant");
  }
  json::value fact(std::string_view name) { return city->fact(name, {association}); }
  Id association;
  Id listing;
  std::optional<EffectsCity> city;
  std::optional<Asking> asking;
};

TEST_P(GradingRoutes, AGradeAnnouncedUnderTheNewRuleBeginsWithTheNextYear) {
  at("2026-05-15");
  EXPECT_EQ(grant("4A"), "done");
  EXPECT_EQ(fact("grading.grade"), "");
  EXPECT_EQ(fact("grading.stars"), 0);
  EXPECT_EQ(fact("grading.announced"), true);
  EXPECT_EQ(fact("grading.valid_from"), "2027-01-01");
  EXPECT_EQ(fact("grading.valid_to"), "2031-12-31");
  EXPECT_EQ(asking->get("/api/v1/grades").at("/items/0/state"), "announced");
  at("2027-01-01");
  EXPECT_EQ(fact("grading.grade"), "4A");
  EXPECT_EQ(fact("grading.stars"), 4);
  EXPECT_EQ(asking->get("/api/v1/grades").at("/items/0/state"), "valid");
  at("2032-01-01");
  EXPECT_EQ(fact("grading.grade"), "");
  EXPECT_EQ(fact("grading.announced"), false);
  EXPECT_EQ(fact("grading.valid_from"), "");
  EXPECT_EQ(asking->get("/api/v1/grades?state=ended").items(), 1u);
}

TEST_P(GradingRoutes, TheRuleOfTheDayOfAnnouncementDecides) {
  at("2026-02-27");
  grant("3A");
  EXPECT_EQ(fact("grading.valid_from"), "2026-02-27");
  EXPECT_EQ(fact("grading.valid_to"), "2031-02-26");
  at("2026-05-15");
  grant("5A");
  EXPECT_EQ(fact("grading.grade"), "3A");
  EXPECT_EQ(fact("grading.valid_to"), "2031-12-31");
  const Told before = asking->get("/api/v1/grades?as_of=2026-05-14");
  ASSERT_EQ(before.items(), 1u);
  EXPECT_EQ(before.at("/items/0/valid_to"), "2031-02-26");
  EXPECT_EQ(asking->get("/api/v1/grades?grade=3A").at("/items/0/valid_to"), "2026-12-31");
}

TEST_P(GradingRoutes, AGradeThatNoRubricKnowsIsRefused) {
  EXPECT_EQ(grant(""), "conflict no_grade");
  EXPECT_EQ(grant("6A"), "conflict no_grade");
  EXPECT_EQ(asking->get("/api/v1/grades").items(), 0u);
}

TEST_P(GradingRoutes, TheGradeOfAScoreIsNeverRoundedUpAndHeldDownWhereThePartyOrganisationIsMissing) {
  const auto grade = [&](std::int64_t score, std::string party) {
    return city->fact("grading.grade_for", {"sample", score, party, "3A"});
  };
  EXPECT_EQ(grade(9509, "established"), "4A");
  EXPECT_EQ(grade(9510, "established"), "5A");
  EXPECT_EQ(grade(9510, "required_missing"), "3A");
  EXPECT_EQ(grade(8509, "established"), "");
  EXPECT_EQ(grade(-1, "established"), "");
}

TEST_P(GradingRoutes, WhatHoldsAGradeDownIsTheRuleOfTheRoundEvenWhenItChangesInItsMiddle) {
  at("2026-05-15");
  const Id round = city->open("round", {});
  const Id alone = city->open("assessment", {{"organisation", association}});
  at("2026-06-15");
  const Id in_round = city->db->writing([&](store::Tx& tx) {
    return city->engine
        ->open(tx, city->officer, {"assessment", {{"organisation", association}}, round, {}, {}},
               cases::new_stamp(city->time.now(), city->random))
        .case_id;
  });
  const Id since = city->open("assessment", {{"organisation", association}});
  const auto granted = [&](const Id& the_case) {
    EXPECT_EQ(city->answer(the_case, "grant"), "done");
    return asking->get("/api/v1/grades?as_of=2027-06-15").at("/items/0/grade");
  };
  EXPECT_EQ(granted(in_round), "3A") << "opened after the change, under a call of before it";
  EXPECT_EQ(granted(alone), "3A");
  EXPECT_EQ(granted(since), "4A");
}

TEST_P(GradingRoutes, ListingIsSuspendedReinstatedAndRemoved) {
  EXPECT_EQ(fact("grading.listing_state"), "");
  EXPECT_EQ(city->answer(listing, "suspend"), "conflict not_listed");
  EXPECT_EQ(city->answer(listing, "reinstate"), "conflict not_suspended");
  EXPECT_EQ(city->answer(listing, "list"), "done");
  EXPECT_EQ(fact("grading.listed"), true);
  EXPECT_EQ(city->answer(listing, "list"), "conflict listed_already");
  city->time.advance(std::chrono::hours{24});
  city->perform(listing, "suspend");
  EXPECT_EQ(fact("grading.listing_state"), "suspended");
  EXPECT_EQ(fact("grading.listed"), false);
  city->perform(listing, "reinstate");
  EXPECT_EQ(fact("grading.listing_state"), "listed");
  EXPECT_EQ(fact("grading.removed_on"), "");
  city->time.advance(std::chrono::hours{24});
  city->perform(listing, "remove");
  EXPECT_EQ(fact("grading.listing_state"), "removed");
  EXPECT_EQ(fact("grading.removed_on"), "2026-09-23");
  EXPECT_EQ(city->answer(listing, "remove"), "conflict not_listed");
}

TEST_P(GradingRoutes, TheListShowsWhoStandsOnItAsOfADay) {
  at("2026-02-27");
  grant("4A");
  at("2026-09-21");
  city->perform(listing, "list");
  at("2026-09-23");
  city->perform(listing, "remove");
  EXPECT_EQ(asking->get("/api/v1/eligibility-list").items(), 0u);
  const Told removed = asking->get("/api/v1/eligibility-list?state=removed");
  ASSERT_EQ(removed.items(), 1u);
  EXPECT_EQ(removed.at("/items/0/valid_from"), "2026-09-21");
  EXPECT_EQ(removed.at("/items/0/valid_to"), "2026-09-23");
  EXPECT_EQ(asking->get("/api/v1/eligibility-list?as_of=2026-09-20").items(), 0u);
  const Told then = asking->get("/api/v1/eligibility-list?as_of=2026-09-22&organisation=" + association);
  ASSERT_EQ(then.items(), 1u);
  EXPECT_EQ(then.at("/items/0/organisation"), "示例市陶瓷行业协会");
  EXPECT_EQ(then.at("/items/0/state"), "listed");
  EXPECT_EQ(then.at("/items/0/since"), "2026-09-21");
  EXPECT_EQ(then.at("/items/0/valid_from"), "2026-09-21");
  EXPECT_TRUE(then.at("/items/0/valid_to").is_null()) << "it holds until somebody removes it";
  EXPECT_EQ(then.at("/items/0/grade"), "4A");
  EXPECT_EQ(then.at("/items/0/grade_valid_to"), "2031-02-26");
  EXPECT_EQ(asking->get("/api/v1/eligibility-list?state=gone").rule(), "enum");
}

TEST_P(GradingRoutes, BothRegistersAreThereAsCsv) {
  grant("4A");
  city->perform(listing, "list");
  for (const char* target :
       {"/api/v1/grades?format=csv", "/open-data/grades.csv?organisation=", "/open-data/grades.csv"}) {
    const Told csv = asking->get(target);
    EXPECT_NE(csv.text.find("id,number,organisation_id,organisation,grade,score"), std::string::npos) << csv.text;
    EXPECT_NE(csv.text.find("示例市陶瓷行业协会,4A,9100"), std::string::npos) << csv.text;
  }
  for (const char* target : {"/api/v1/eligibility-list?format=csv", "/open-data/eligibility-list.csv"})
    EXPECT_NE(asking->get(target).text.find("示例市陶瓷行业协会,listed,2026-09-21"), std::string::npos);
  EXPECT_EQ(asking->get("/api/v1/grades?format=xml").rule(), "enum");
  EXPECT_EQ(asking->get("/open-data/grades.csv?grade=5A").text.find("陶瓷"), std::string::npos);
}

TEST_P(GradingRoutes, GradesComeByPagesNewestFirst) {
  at("2026-01-05");
  grant("3A");
  at("2026-02-05");
  grant("4A");
  const Told first = asking->get("/api/v1/grades?limit=1");
  EXPECT_EQ(first.at("/items/0/grade"), "4A");
  const Told second = asking->get("/api/v1/grades?limit=1&cursor=" + std::string(first.at("/next").as_string()));
  EXPECT_EQ(second.at("/items/0/grade"), "3A");
  EXPECT_TRUE(second.at("/next").is_null());
}

INSTANTIATE_TEST_SUITE_P(Databases, GradingRoutes, testing::ValuesIn(store::kDialects));

}  // namespace
}  // namespace gh::http
