// What changed between two packs, told by clause.
#include "policy/diff.h"

#include <gtest/gtest.h>

#include "policy/check.h"
#include "policy/fixture_pack.h"

namespace gh::policy {
namespace {

std::shared_ptr<const Pack> pack_of(const fixture::Files& files) {
  const Loaded loaded = load_files(files, fixture::offered());
  if (!loaded.pack) throw std::logic_error(report(loaded.faults));
  return loaded.pack;
}

// "clause sign path: was → becomes" of the only change.
std::string only_change(const fixture::Files& files) {
  const auto groups = diff(*pack_of(fixture::files()), *pack_of(files));
  if (groups.size() != 1 || groups[0].changes.size() != 1) return report(groups);
  const Change& change = groups[0].changes[0];
  const char* sign = change.kind == ChangeKind::kAdded ? " + " : change.kind == ChangeKind::kRemoved ? " - " : " ~ ";
  return groups[0].clause + sign + change.path + ": " + change.was + " → " + change.becomes;
}

constexpr const char* kProcedure = "procedures/registration.yaml";

TEST(PackDiff, OfTheSamePackIsEmpty) {
  EXPECT_TRUE(diff(*pack_of(fixture::files()), *pack_of(fixture::files())).empty());
  EXPECT_EQ(report(std::vector<ClauseChanges>{}), "");
}

TEST(PackDiff, TellsAChangedParameter) {
  EXPECT_EQ(only_change(fixture::changed("parameters.yaml", "value: 15", "value: 10")),
            "一 ~ parameters/decision_days/from 2020-01-01: 15 → 10");
}

TEST(PackDiff, TellsANewValueOfAParameter) {
  EXPECT_EQ(only_change(fixture::changed("parameters.yaml", "    - {from: 2022-01-01, value: 30}",
                                         "    - {from: 2022-01-01, value: 30}\n    - {from: 2030-01-01, value: 20}")),
            "一 + parameters/min_members/from 2030-01-01:  → 20");
}

TEST(PackDiff, TellsAddedAndRemovedThingsOnceAsAWhole) {
  fixture::Files files = fixture::files();
  files["parameters.yaml"] +=
      "more: {title: {zh: 另, en: more}, unit: days, cites: [二], from: 2020-01-01, value: 1}\n";
  EXPECT_EQ(only_change(files), "二 + parameters/more:  → ");
  const auto back = diff(*pack_of(files), *pack_of(fixture::files()));
  ASSERT_EQ(back.size(), 1U);
  EXPECT_EQ(back[0].changes.size(), 1U);
  EXPECT_EQ(back[0].changes[0].kind, ChangeKind::kRemoved);
}

TEST(PackDiff, TellsWhatChangedInAProcedure) {
  EXPECT_EQ(only_change(fixture::changed(kProcedure, "check: form.members >= params", "check: form.members > params")),
            "一 ~ procedures/registration/states/submitted/actions/accept/conditions/min_members/check: "
            "form.members >= params.min_members → form.members > params.min_members");
  EXPECT_EQ(only_change(fixture::changed(kProcedure, "by: [registrar], form: reason", "by: [head], form: reason")),
            "一 ~ procedures/registration/states/submitted/actions/return/by: registrar → head");
  EXPECT_EQ(only_change(fixture::changed(kProcedure, "after: 7", "after: 5")),
            "一 ~ procedures/registration/states/publicity/timers/window/after: 7 working_days → 5 working_days");
  EXPECT_EQ(
      only_change(fixture::changed(kProcedure, "      reopen: {title: {zh: 重审, en: reopen}, by: [head], to: review}",
                                   "      reopen: {title: {zh: 重审, en: reopen}, by: [head], to: review}\n"
                                   "      stop: {title: {zh: 终止, en: stop}, by: [head], to: refused}")),
      "一 + procedures/registration/states/publicity/actions/stop:  → ");
}

TEST(PackDiff, TellsAClockUnderItsOwnClause) {
  EXPECT_EQ(only_change(fixture::changed(kProcedure, "limit: params.decision_days, unit: working_days, cites: [一]",
                                         "limit: params.decision_days, unit: natural_days, cites: [一]")),
            "一 ~ procedures/registration/states/submitted/clock/limit: params.decision_days working_days → "
            "params.decision_days natural_days");
}

TEST(PackDiff, TellsAFieldOfAForm) {
  const std::string told = only_change(fixture::changed("forms/application.yaml", "minimum: 1", "minimum: 2"));
  EXPECT_TRUE(told.starts_with("一 ~ forms/application/fields/members/schema: ")) << told;
  EXPECT_NE(told.find("\"minimum\":2"), std::string::npos);
}

TEST(PackDiff, TellsListsRolesAndTexts) {
  EXPECT_EQ(only_change(fixture::changed("rubrics/grade.yaml", "min_score: 85", "min_score: 80")),
            "一 ~ rubrics/grade/bands/4A: 85 → 80");
  EXPECT_EQ(only_change(fixture::changed("roles.yaml", "sees: all", "sees: division")),
            " ~ roles/system/sees: all → division");
  EXPECT_EQ(only_change(fixture::changed("texts.yaml", "Notice of", "Notice about")),
            " ~ texts/notice/says: {{name}}公示 / Notice of {{name}} → {{name}}公示 / Notice about {{name}}");
  EXPECT_EQ(
      only_change(fixture::changed("calendar/2026.yaml", "[{day: 2026-01-01, name: {zh: 元旦, en: New Year}}]", "[]")),
      " - calendar/2026/off/2026-01-01: 元旦 / New Year → ");
}

TEST(PackDiff, GroupsByClauseInTheOrderOfTheNewerPack) {
  fixture::Files files = fixture::changed("parameters.yaml", "value: 15", "value: 10");
  files["clauses.yaml"] =
      "- {id: 二, source: 示例办法, says: {zh: 决定须公示, en: decisions are published on paper}}\n"
      "- {id: 一, source: 示例办法, says: {zh: 成立须有会员, en: an association has members}}\n";
  const auto groups = diff(*pack_of(fixture::files()), *pack_of(files));
  ASSERT_EQ(groups.size(), 2U);
  EXPECT_EQ(groups[0].clause, "二");
  EXPECT_EQ(groups[1].clause, "一");
  EXPECT_EQ(
      report(groups),
      "二  决定须公示\n"
      "  ~ clauses/二/says: 决定须公示 / decisions are published → 决定须公示 / decisions are published on paper\n"
      "一  成立须有会员\n"
      "  ~ parameters/decision_days/from 2020-01-01 (期限): 15 → 10\n");
}

}  // namespace
}  // namespace gh::policy
