// Signed opinions, statistics and second looks, through the effects of a procedure.
#include <gmock/gmock.h>

#include "cases/effects_fixture.h"
#include "performance/migrations.h"
#include "performance/offer.h"
#include "performance/opinions.h"
#include "performance/publication.h"
#include "performance/reading.h"
#include "performance/returns.h"
#include "registry/migrations.h"

namespace gh::performance {
namespace {

using cases::EffectsCity;
using testing::ElementsAre;

const EffectsCity::Files kPanelFiles = {
    {"catalogues/indicator-sets.yaml", R"(id: indicator-sets
title: {zh: 指标体系, en: sets}
cites: [一]
rows:
  - code: ceramics-1
    name: {zh: 陶瓷, en: ceramics}
    fields:
      indicators:
        - {id: output, zh: 产值, en: output, unit: fen, least: 0, most: 1000000, change_permille: 500}
        - {id: staff, zh: 人数, en: staff, unit: persons, least: 0, most: 1000, change_permille: 500}
)"},
    {"forms/order.yaml", R"(x-title: {zh: 单据, en: order}
type: object
additionalProperties: false
properties:
  round: {x-title: {zh: 期次, en: round}, type: string}
  firm: {x-title: {zh: 企业, en: firm}, type: string}
  division: {x-title: {zh: 地区, en: division}, type: string}
  late: {x-title: {zh: 补报, en: late}, type: boolean}
  favourable: {x-title: {zh: 同意, en: in favour}, type: boolean}
  reason: {x-title: {zh: 理由, en: reason}, type: string}
  period: {x-title: {zh: 期间, en: period}, type: string}
  figures: {x-title: {zh: 数值, en: figures}, type: object, additionalProperties: {type: integer}}
)"},
    {"procedures/round.yaml", R"yaml(id: round
title: {zh: 统计, en: statistics}
cites: [一]
number: "示统〔{year}〕{serial}号"
authority: department
opened_by: [officer]
form: order
initial: open
states:
  open:
    title: {zh: 办理, en: open}
    actions:
      publish: {title: {zh: 公布, en: publish}, by: [officer], effects: [{name: performance.publish_statistics, with: {set: ceramics-1, least_firms: 3}}]}
      take_down: {title: {zh: 撤下, en: take down}, by: [officer], effects: [performance.take_down_statistics]}
      panel: {title: {zh: 组成, en: panel}, by: [officer], effects: [performance.begin_opinions]}
      sign: {title: {zh: 签署, en: sign}, by: [officer], form: order, effects: [{name: performance.record_opinion, with: {favourable: =act.favourable, opinion: =act.reason}}]}
      reopen: {title: {zh: 复查, en: reopen}, by: [officer], form: order, to: again}
  again:
    title: {zh: 复查, en: again}
    actions:
      end: {title: {zh: 结束, en: end}, by: [officer], to: done}
  done: {title: {zh: 结束, en: done}, final: true}
)yaml"},
    {"procedures/return.yaml", R"yaml(id: return
title: {zh: 填报, en: return}
cites: [一]
number: "示报〔{year}〕{serial}号"
authority: department
opened_by: [officer]
form: order
initial: open
states:
  open:
    title: {zh: 办理, en: open}
    actions:
      record: {title: {zh: 填报, en: record}, by: [officer], form: order, effects: [{name: performance.record_return, with: {round: =form.round, set: ceramics-1, period: =act.period, organisation: =form.firm, division: =form.division, figures: =act.figures, late: =form.late}}]}
      look_again: {title: {zh: 复查, en: look again}, by: [officer], effects: [{name: performance.act_on_work, with: {work: =form.round, action: reopen, reason: 抽查}}]}
      end: {title: {zh: 结束, en: end}, by: [officer], to: done}
  done: {title: {zh: 结束, en: done}, final: true}
)yaml"},
};

class Panels : public testing::TestWithParam<store::Dialect> {
 protected:
  void SetUp() override {
    auto db = cases::City::database(GetParam(), {registry::migrations(), performance::migrations()});
    if (!db) GTEST_SKIP() << "GUILDHALL_TEST_POSTGRES isn't set";
    city = std::make_unique<EffectsCity>(std::move(db), kPanelFiles, EffectsCity::Offers{offer_performance},
                                         EffectsCity::Schemas{registry::migrations(), performance::migrations()});
    round = city->open("round", {});
  }
  Id open_return(const Id& of, std::string firm, std::string division, bool late = false) {
    return city->open("return", {{"round", of}, {"firm", firm}, {"division", division}, {"late", late}});
  }
  std::string record(const Id& id, std::int64_t output, std::int64_t staff, std::string period = "2026Q3") {
    return city->answer(id, "record", {{"figures", {{"output", output}, {"staff", staff}}}, {"period", period}});
  }
  std::int64_t count_fact(std::string_view name, const Id& about) { return city->fact(name, {about}).as_int64(); }
  // What the public reads of an indicator, as "district sum, …".
  std::string shown(std::string_view indicator) {
    std::string out;
    city->db->read([&](store::Tx& tx) {
      for (const auto& cell : published_sums(tx, round))
        if (cell.indicator == indicator)
          out += (out.empty() ? "" : ", ") + cell.division + " " + (cell.sum ? std::to_string(*cell.sum) : "hidden");
    });
    return out;
  }
  // The day of its total.
  std::string dated(std::string_view indicator) {
    return city->db->reading([&](store::Tx& tx) {
      return tx
          .string(
              "select published_on from performance_sum where round_id = ? and indicator = ? and division = "
              "'total' and ended_by_act is null",
              {round, indicator})
          .value_or("");
    });
  }

  std::unique_ptr<EffectsCity> city;
  Id round;
};

TEST_P(Panels, TheMinoritysOpinionIsKeptAndANewPanelBeginsAnew) {
  city->perform(round, "panel");
  city->perform(round, "sign", {{"favourable", false}, {"reason", "样本不足"}});
  EXPECT_EQ(count_fact("performance.opinions", round), 1);
  EXPECT_EQ(count_fact("performance.favourable_opinions", round), 0);
  city->db->read([&](store::Tx& tx) {
    const auto opinions = opinions_of(tx, round);
    ASSERT_EQ(opinions.size(), 1U);
    EXPECT_EQ(opinions[0].opinion, "样本不足");
    EXPECT_EQ(opinions[0].seat, 1);
  });
  city->perform(round, "panel");
  EXPECT_EQ(count_fact("performance.opinions", round), 0);
  city->perform(round, "sign", {{"favourable", true}, {"reason", "同意"}});
  EXPECT_EQ(count_fact("performance.favourable_opinions", round), 1);
}

TEST_P(Panels, EveryIndicatorOfTheSetIsReturnedAndNoOther) {
  const Id id = open_return(round, "甲", "440604");
  EXPECT_EQ(city->answer(id, "record", {{"figures", {{"output", 5}}}, {"period", "2026Q3"}}),
            "invalid-form every_indicator");
  EXPECT_EQ(
      city->answer(id, "record", {{"figures", {{"output", 5}, {"staff", 5}, {"secrets", 1}}}, {"period", "2026Q3"}}),
      "invalid-form known_indicator");
  EXPECT_EQ(record(id, kFigureMax + 1, 5), "invalid-form figure_range");
  EXPECT_EQ(record(id, 5, 5), "done");
  EXPECT_TRUE(city->fact("performance.indicator_set_known", {"ceramics-1"}).as_bool());
  EXPECT_FALSE(city->fact("performance.indicator_set_known", {"ceramics-2"}).as_bool());
}

TEST_P(Panels, LateAndImplausibleReturnsAreFlaggedAndACorrectionCountsOnce) {
  const Id earlier = open_return(round, "甲", "440604");
  EXPECT_EQ(record(earlier, 1000, 10, "2026Q2"), "done");
  EXPECT_EQ(count_fact("performance.flagged_returns", round), 0);
  city->at("2026-10-21T01:00:00Z");
  const Id next = city->open("round", {});
  const Id id = open_return(next, "甲", "440604", true);
  // Half as much again is plausible, more isn't.
  EXPECT_EQ(record(id, 1501, 10), "done");
  EXPECT_EQ(count_fact("performance.flagged_returns", next), 1);
  EXPECT_EQ(record(id, 1500, 10), "done");
  EXPECT_EQ(count_fact("performance.flagged_returns", next), 0);
  EXPECT_EQ(record(id, 1500, 2000), "done");
  EXPECT_EQ(count_fact("performance.flagged_returns", next), 1);
  EXPECT_EQ(count_fact("performance.returns", next), 1);
  EXPECT_EQ(count_fact("performance.late_returns", next), 1);
}

TEST_P(Panels, AReturnIsHeldAgainstTheLastPeriodOfItsKindWhateverCameInLast) {
  record(open_return(round, "甲", "440604"), 1000, 10, "2026Q2");
  record(open_return(city->open("round", {}), "甲", "440604"), 9000, 10, "2026");    // a year
  record(open_return(city->open("round", {}), "甲", "440604"), 9000, 10, "2026Q4");  // handed in early
  record(open_return(city->open("round", {}), "乙", "440604"), 9000, 10, "2026Q2");  // another firm's
  const Id next = city->open("round", {});
  record(open_return(next, "甲", "440604"), 1100, 10, "2026Q3");
  EXPECT_EQ(count_fact("performance.flagged_returns", next), 0);
}

TEST_P(Panels, SumsOfFewFirmsAreHiddenAndNotToBeComputed) {
  int firm = 0;
  for (const char* division : {"440604", "440604", "440604", "440605", "440605", "440605", "440605", "440606"}) {
    ++firm;
    EXPECT_EQ(record(open_return(round, "企业" + std::to_string(firm), division), firm * 10, firm), "done");
  }
  city->perform(round, "publish");
  std::vector<std::string> shown;
  city->db->read([&](store::Tx& tx) {
    for (const auto& cell : published_sums(tx, round))
      if (cell.indicator == "output")
        shown.push_back(cell.division + " " + (cell.sum ? std::to_string(*cell.sum) : "hidden") + " of " +
                        std::to_string(cell.firms));
  });
  // One firm alone in its district; the smallest of the others is hidden with it.
  EXPECT_THAT(shown, ElementsAre("440604 hidden of 0", "440605 220 of 4", "440606 hidden of 0", "total 360 of 8"));
}

TEST_P(Panels, SumsPublishedAgainTakeThePlaceOfThoseBeforeAndTellNoFirmsCorrection) {
  std::vector<Id> firms;
  for (const char* firm : {"甲", "乙", "丙", "丁", "戊"}) firms.push_back(open_return(round, firm, "440604"));
  for (const Id& firm : firms) record(firm, 10, 1);
  city->perform(round, "publish");
  EXPECT_EQ(shown("output"), "440604 50, total 50");
  record(firms[0], 11, 1);
  record(firms[1], 12, 1);
  EXPECT_EQ(shown("output"), "440604 50, total 50") << "what is published stands until it is published again";
  city->at("2026-09-22T01:00:00Z");
  city->perform(round, "publish");
  EXPECT_EQ(shown("output"), "440604 50, total 50") << "two firms have changed";
  EXPECT_EQ(dated("output"), "2026-09-21") << "and the sum says of which day it is";
  // The third firm since the sum that is shown, though one alone since the last publication.
  record(firms[2], 13, 1);
  city->perform(round, "publish");
  EXPECT_EQ(shown("output"), "440604 56, total 56");
  EXPECT_EQ(dated("output"), "2026-09-22");
  EXPECT_EQ(shown("staff"), "440604 5, total 5");
  EXPECT_EQ(dated("staff"), "2026-09-21") << "nobody has changed this one";
  city->perform(round, "take_down");
  EXPECT_EQ(shown("output"), "");
  city->db->read([&](store::Tx& tx) {
    EXPECT_EQ(tx.integer("select count(distinct act_id) from performance_sum where round_id = ?", {round}), 3);
  });
}

TEST_P(Panels, EachDistrictGoesByItsOwnFirmsAndTheTotalIsOfTheDistrictsAsShown) {
  std::vector<Id> firms;
  for (const char* division :
       {"440604", "440604", "440604", "440605", "440605", "440605", "440605", "440606", "440607", "440607"})
    firms.push_back(open_return(round, "企业" + std::to_string(firms.size()), division));
  for (const Id& firm : firms) record(firm, 10, 1);
  city->perform(round, "publish");
  EXPECT_EQ(shown("output"), "440604 30, 440605 40, 440606 hidden, 440607 hidden, total 100");
  // Three of one district, two of another, two hidden ones: the total tells no more than the district.
  for (const int firm : {0, 1, 2, 3, 4, 7, 8}) record(firms[static_cast<std::size_t>(firm)], 20, 1);
  city->perform(round, "publish");
  EXPECT_EQ(shown("output"), "440604 60, 440605 40, 440606 hidden, 440607 hidden, total 130");
  // The third of the hidden ones.
  record(firms[9], 20, 1);
  city->perform(round, "publish");
  EXPECT_EQ(shown("output"), "440604 60, 440605 40, 440606 hidden, 440607 hidden, total 160");
  // Two that change back are no change; one more is the third of its district.
  record(firms[5], 15, 1);
  city->perform(round, "publish");
  EXPECT_EQ(shown("output"), "440604 60, 440605 65, 440606 hidden, 440607 hidden, total 185");
}

TEST_P(Panels, ACorrectionMovesNoFirmToAnotherDistrict) {
  const Id first = open_return(round, "甲", "440604");
  record(first, 10, 1);
  record(open_return(round, "甲", "440605"), 20, 1);
  city->db->read([&](store::Tx& tx) {
    EXPECT_EQ(tx.integer("select count(*) from performance_return where division = '440605'"), 0);
  });
  EXPECT_EQ(count_fact("performance.returns", round), 1);
}

TEST_P(Panels, AFinishedCaseIsTakenUpAgainByAnother) {
  const Id id = open_return(round, "甲", "440604");
  EXPECT_EQ(city->answer(id, "look_again"), "done");
  EXPECT_EQ(city->answer(round, "publish"), "conflict state-allows");
  EXPECT_EQ(city->answer(id, "look_again"), "conflict state-allows");
}

INSTANTIATE_TEST_SUITE_P(Databases, Panels, testing::ValuesIn(store::kDialects));

}  // namespace
}  // namespace gh::performance
