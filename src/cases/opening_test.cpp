// Cases that an act opens, and the dry run of an opening and of an act.
#include "cases/opening.h"

#include "cases/checking.h"
#include "cases/effects_fixture.h"

namespace gh::cases {
namespace {

const EffectsCity::Files kFiles = {
    {"parameters.yaml",
     "least: {title: {zh: 下限, en: least}, unit: days, cites: [一], values: [{from: 2020-01-01, value: 3}, {from: "
     "2026-10-01, value: 5}]}\n"},
    {"forms/visit.yaml", R"(x-title: {zh: 检查, en: visit}
type: object
additionalProperties: false
required: [who]
properties:
  who: {x-title: {zh: 对象, en: whom}, type: string, minLength: 1, maxLength: 100}
  days: {x-title: {zh: 天数, en: days}, type: integer}
  others: {x-title: {zh: 其他, en: others}, type: array, maxItems: 5, items: {type: string}}
)"},
    {"procedures/round.yaml", R"(id: round
title: {zh: 轮次, en: round}
cites: [一]
number: "示轮〔{year}〕{serial}号"
authority: department
opened_by: [officer]
form: visit
publicity: public
initial: open
states:
  open:
    title: {zh: 待办, en: open}
    actions:
      send_out:
        title: {zh: 派出, en: send out}
        by: [officer]
        effects: [{name: cases.open_each, with: {procedure: visit, member: who, values: =form.others, form: "={days = 3}", child: true}}]
      follow_up:
        title: {zh: 跟进, en: follow up}
        by: [officer]
        effects: [{name: cases.open_case, with: {procedure: "=form.days and 'visit' or ''", form: "={who = form.who, days = form.days}", child: true}}]
      remind: {title: {zh: 提醒, en: remind}, by: [officer], effects: [{name: cases.open_case, with: {procedure: round, form: "={who = form.who}"}}]}
      succeed:
        title: {zh: 接替, en: succeed}
        by: [officer]
        effects: [{name: cases.act_on_each, with: {procedure: round, cases: =form.others, action: give_way}}]
      give_way: {title: {zh: 让位, en: give way}, by: [system], to: closed}
      close: {title: {zh: 办结, en: close}, by: [officer], to: closed}
  closed: {title: {zh: 已办结, en: closed}, final: true}
)"},
    {"procedures/dispute.yaml", R"(id: dispute
title: {zh: 异议, en: dispute}
cites: [一]
number: "示异〔{year}〕{serial}号"
authority: department
opened_by: [officer]
parent: visit
parent_rules: true
form: visit
publicity: public
conditions:
  - {check: "form.days >= params.least", rule: least, field: /form/days, says: {zh: 不少于下限, en: enough days}, cites: [一]}
initial: open
states:
  open: {title: {zh: 待办, en: open}, actions: {close: {title: {zh: 办结, en: close}, by: [officer], to: closed}}}
  closed: {title: {zh: 已办结, en: closed}, final: true}
)"},
    {"procedures/visit.yaml", R"(id: visit
title: {zh: 检查, en: visit}
cites: [一]
number: "示查〔{year}〕{serial}号"
authority: department
opened_by: [system]
parent: round
parent_rules: true
form: visit
publicity: public
conditions:
  - {check: "form.days >= params.least", rule: least, field: /form/days, says: {zh: 不少于三天, en: three days or more}, cites: [一]}
initial: open
states:
  open:
    title: {zh: 待办, en: open}
    actions:
      report:
        title: {zh: 报告, en: report}
        by: [officer]
        form: visit
        conditions: [{check: "act.days <= form.days", rule: most, field: /form/days, says: {zh: 不超过, en: no more}, cites: [一]}]
        to: closed
  closed: {title: {zh: 已办结, en: closed}, final: true}
)"},
};

class Opening : public testing::TestWithParam<store::Dialect> {
 protected:
  void SetUp() override {
    auto db = City::database(GetParam());
    if (!db) GTEST_SKIP() << "GUILDHALL_TEST_POSTGRES isn't set";
    city.emplace(std::move(db), kFiles, EffectsCity::Offers{}, EffectsCity::Schemas{});
  }
  std::vector<CaseFile> visits() {
    return city->db->reading([](store::Tx& tx) {
      return tx.all<CaseFile>("select * from case_file where procedure = 'visit' order by id");
    });
  }
  Checked check(const std::string& procedure, const json::object& form) {
    return city->db->reading([&](store::Tx& tx) {
      return check_opening(tx, *city->engine, city->officer, {procedure, form, {}, {}, {}}, city->time.now());
    });
  }
  std::optional<EffectsCity> city;
};
INSTANTIATE_TEST_SUITE_P(Databases, Opening, testing::ValuesIn(store::kDialects));

TEST_P(Opening, AnActOpensACaseForEveryValueAsItsChildren) {
  const Id round = city->open("round", {{"who", "甲"}, {"others", json::array{"乙", "丙"}}});
  ASSERT_EQ(city->answer(round, "send_out"), "done");
  const auto made = visits();
  ASSERT_EQ(made.size(), 2U);
  EXPECT_EQ(parse_json(made[0].form).at("who"), "乙");
  EXPECT_EQ(parse_json(made[1].form).at("who"), "丙");
  for (const CaseFile& file : made) {
    EXPECT_EQ(file.parent_id, round);
    EXPECT_EQ(file.applicant_id, city->organisation) << "the authority of the case that caused it";
  }
  city->db->read([&](store::Tx& tx) {
    const auto act = tx.one<Act>("select * from act where case_id = ?", {made[0].id});
    ASSERT_TRUE(act.has_value());
    EXPECT_EQ(act->kind, act_kind::kOpen);
    EXPECT_TRUE(act->caused_by.has_value());
  });
}

TEST_P(Opening, AnEmptyProcedureOpensNothing) {
  const Id round = city->open("round", {{"who", "甲"}});
  EXPECT_EQ(city->answer(round, "follow_up"), "done");
  EXPECT_TRUE(visits().empty());
}

TEST_P(Opening, WhatTheNewCaseRefusesTheActRefuses) {
  const Id round = city->open("round", {{"who", "甲"}, {"days", 2}});
  EXPECT_EQ(city->answer(round, "follow_up"), "condition-failed least");
  EXPECT_TRUE(visits().empty());
  EXPECT_EQ(city->answer(round, "remind"), "done") << "an officer may open a round himself";
}

TEST_P(Opening, NobodyElseOpensWhatOnlyTheSystemOpens) {
  city->open("round", {{"who", "甲"}});
  EXPECT_EQ(refusal_of([&] { city->open("visit", {{"who", "乙"}, {"days", 3}}); }), "forbidden opened_by");
}

TEST_P(Opening, WhatStandsBelowARoundGoesByTheRulesOfItsDayAtWhateverDepth) {
  const Id round = city->open("round", {{"who", "甲"}, {"days", 4}});
  city->at("2026-10-09T01:00:00Z");
  ASSERT_EQ(city->answer(round, "follow_up"), "done") << "three days are enough by the round's own rule";
  const Id visit = visits().front().id;
  const auto dispute = [&](int days) {
    return refusal_of([&] {
      city->db->write([&](store::Tx& tx) {
        city->engine->open(tx, city->officer, {"dispute", {{"who", "乙"}, {"days", days}}, visit, {}, {}},
                           new_stamp(city->time.now(), city->random));
      });
    });
  };
  EXPECT_EQ(dispute(2), "condition-failed least");
  EXPECT_EQ(dispute(3), "done") << "and not by that of the visit, which was opened under the next one";
  const Id later = city->open("round", {{"who", "甲"}, {"days", 4}});
  EXPECT_EQ(city->answer(later, "follow_up"), "condition-failed least");
}

TEST_P(Opening, AnActActsOnOthersOfAProcedureThatAreStillOpen) {
  const Id first = city->open("round", {{"who", "甲"}});
  const Id closed = city->open("round", {{"who", "乙"}});
  const Id untouched = city->open("round", {{"who", "丙"}});
  ASSERT_EQ(city->answer(closed, "close"), "done");
  const Id newest = city->open("round", {{"who", "丁"}, {"others", json::array{first, closed, "no-case"}}});
  ASSERT_EQ(city->answer(newest, "succeed"), "done");
  const auto state = [&](const Id& id) {
    return *city->db->reading(
        [&](store::Tx& tx) { return tx.string("select state from case_file where id = ?", {id}); });
  };
  EXPECT_EQ(state(first), "closed");
  EXPECT_EQ(state(untouched), "open");
  EXPECT_EQ(state(newest), "open");
  city->db->read(
      [&](store::Tx& tx) { EXPECT_EQ(tx.integer("select count(*) from act where action = 'give_way'"), 1); });
  EXPECT_EQ(city->answer(city->open("round", {{"who", "戊"}}), "give_way"), "forbidden by");
}

TEST_P(Opening, ADryRunTellsFaultsAndConditionsAndWritesNothing) {
  const Checked empty = check("round", {});
  ASSERT_EQ(empty.faults.size(), 1U);
  EXPECT_EQ(empty.faults[0].field, "/form/who");
  EXPECT_EQ(empty.faults[0].rule, "required");
  EXPECT_TRUE(check("round", {{"who", "甲"}}).faults.empty());
  EXPECT_EQ(refusal_of([&] { check("visit", {}); }), "forbidden opened_by");
  city->db->read([](store::Tx& tx) { EXPECT_EQ(tx.integer("select count(*) from case_file"), 0); });
}

TEST_P(Opening, ADryRunOfAnActJudgesWhatIsFilledIn) {
  const Id round = city->open("round", {{"who", "甲"}, {"days", 4}});
  ASSERT_EQ(city->answer(round, "follow_up"), "done");
  const Id visit = visits().front().id;
  const auto run = [&](const std::string& action, const json::object& form) {
    return city->db->reading([&](store::Tx& tx) {
      return check_act(tx, *city->engine, city->officer, visit, {action, form, {}, {}}, city->time.now());
    });
  };
  const Checked half = run("report", {{"who", "甲"}});
  ASSERT_EQ(half.conditions.size(), 1U);
  EXPECT_FALSE(half.conditions[0].decided) << "days aren't filled in";
  EXPECT_FALSE(half.conditions[0].holds);
  EXPECT_FALSE(run("report", {{"who", "甲"}, {"days", 5}}).conditions[0].holds);
  EXPECT_TRUE(run("report", {{"who", "甲"}, {"days", 4}}).conditions[0].holds);
  EXPECT_EQ(refusal_of([&] { run("close", {}); }), "conflict state-allows");
}

}  // namespace
}  // namespace gh::cases
