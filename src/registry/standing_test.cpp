// The whole table of standing of the Foshan pack, field by field; and what makes a table.
#include "registry/standing.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <set>

#include "policy/check.h"
#include "policy/loader.h"

namespace gh::registry {
namespace {

using Procedures = std::set<std::string, std::less<>>;

const policy::Pack& foshan() {
  static const auto loaded = [] {
    const auto files = policy::files_of(std::filesystem::path(GUILDHALL_SOURCE_DIR) / "policy/440600/2012-93");
    return policy::load_files(files, policy::called_by(files));
  }();
  return *loaded.pack;
}

// What is left to an association in a state, where that isn't everything.
const Procedures kStruckOff = {"register-correction", "objection", "grade-complaint"};
const Procedures kRevoked = {"register-correction", "register-record", "serious-listing", "grade-adjustment",
                             "objection",           "liquidation",     "creditor-claim",  "grade-complaint"};
const Procedures kLiquidating = {
    "deregistration", "register-correction",     "register-record",     "abnormal-listing", "serious-listing",
    "penalty",        "registration-revocation", "eligibility-removal", "grade-adjustment", "member-departure",
    "objection",      "creditor-claim",          "grade-complaint"};
const Procedures kSuspended = {"registration-change", "officers-filing",  "term-change",
                               "charter-approval",    "deregistration",   "certificate-replacement",
                               "register-correction", "register-record",  "registration-revocation",
                               "eligibility-removal", "objection",        "creditor-claim",
                               "branch-entry",        "annual-report",    "spot-check",
                               "abnormal-listing",    "serious-listing",  "penalty",
                               "grade-adjustment",    "member-departure", "follow-up-assessment",
                               "check-assessment",    "grade-complaint"};
// What a list takes away from an association that is otherwise in order.
const Procedures kNotOnSerious = {
    "eligibility-listing", "function-application", "service-application", "grade-assessment", "merger", "split"};
const Procedures kNotOnAbnormal = {"eligibility-listing", "function-application"};

std::string expected_rule(AssociationStatus state, ListStatus list, const std::string& procedure) {
  if (state == AssociationStatus::deregistered) return kStruckOff.contains(procedure) ? "" : "not_deregistered";
  if (state == AssociationStatus::revoked) return kRevoked.contains(procedure) ? "" : "not_revoked";
  if (state == AssociationStatus::liquidating) return kLiquidating.contains(procedure) ? "" : "not_liquidating";
  if (state == AssociationStatus::suspended && !kSuspended.contains(procedure)) return "not_suspended";
  if (list == ListStatus::serious && kNotOnSerious.contains(procedure)) return "not_serious";
  if (list == ListStatus::abnormal && kNotOnAbnormal.contains(procedure)) return "not_abnormal";
  return "";
}

TEST(Standing, EveryFieldOfTheTableIsAsTheRulesHaveIt) {
  const auto table = standing_table(foshan());
  const auto procedures = procedures_of_associations(foshan());
  ASSERT_EQ(table.size(), 5 * 3 * procedures.size());
  for (const auto& cell : table) {
    const std::string expected = expected_rule(cell.state, cell.list, cell.procedure);
    EXPECT_EQ(cell.rule.value_or(""), expected)
        << boost::describe::enum_to_string(cell.state, "") << " × " << boost::describe::enum_to_string(cell.list, "")
        << " × " << cell.procedure;
    EXPECT_EQ(cell.allowed, expected.empty());
    EXPECT_EQ(cell.reason.has_value(), !cell.allowed);
    EXPECT_EQ(cell.clause.has_value(), !cell.allowed);
  }
}

TEST(Standing, EveryProcedureThatARuleNamesMeetsAssociations) {
  const auto procedures = procedures_of_associations(foshan());
  const Procedures met(procedures.begin(), procedures.end());
  for (const auto& rule : standing_rules(foshan()))
    for (const auto& procedure : rule.procedures)
      EXPECT_TRUE(met.contains(procedure)) << rule.rule << ": " << procedure;
}

TEST(Standing, EveryReasonHasAClauseOfThePackAndBothLanguages) {
  const auto rules = standing_rules(foshan());
  ASSERT_FALSE(rules.empty());
  for (const auto& rule : rules) {
    EXPECT_TRUE(foshan().clauses.contains(rule.clause)) << rule.rule << ": " << rule.clause;
    EXPECT_FALSE(rule.says.zh.empty() || rule.says.en.empty()) << rule.rule;
  }
}

// Whoever may not is told once: by the table, or by the procedure's own condition, not by both.
TEST(Standing, NoConditionOfOpeningRepeatsWhatTheTableTells) {
  constexpr std::string_view kOthersOnly = "registry.kind(applicant) == 'association' or ";
  for (const auto& id : procedures_of_associations(foshan()))
    for (const auto& condition : foshan().procedure(id).conditions) {
      const std::string_view check = condition.check;
      if (check.starts_with(kOthersOnly)) continue;  // asks of bidders that are no associations
      for (const char* asked : {"registry.status(applicant) == 'active'", "registry.list_status(applicant) == 'none'",
                                "registry.status(form.association) == 'active'"})
        EXPECT_EQ(check.find(asked), std::string_view::npos) << id << ": " << condition.rule;
    }
}

TEST(Standing, AnActiveAssociationOnNoListMayDoEverything) {
  for (const auto& cell : standing_table(foshan())) {
    if (cell.state != AssociationStatus::active || cell.list != ListStatus::none) continue;
    EXPECT_TRUE(cell.allowed) << cell.procedure;
  }
}

TEST(Standing, APackWithoutATableRefusesNothing) {
  const policy::Pack none;
  EXPECT_TRUE(standing_rules(none).empty());
  EXPECT_EQ(refusal_of({}, AssociationStatus::deregistered, ListStatus::serious, "anything"), nullptr);
}

TEST(Standing, AWordThatIsNoStateIsABugOfThePack) {
  policy::Pack pack;
  policy::CatalogueRow row;
  row.code = "wrong";
  row.fields = {{"states", json::array{"asleep"}}, {"refuses", json::array{"x"}}};
  pack.catalogues["standing"].rows.push_back(row);
  EXPECT_THROW(standing_rules(pack), Bug);
}

}  // namespace
}  // namespace gh::registry
