#include "grading/conditions.h"

#include <gtest/gtest.h>

namespace gh::grading {
namespace {

const Day kDay = day_of(2026, 9, 21);

policy::Pack pack_with(std::string effect) {
  policy::Pack pack;
  const auto set = [&](std::string id, json::value value, policy::Standing standing, std::string unit) {
    policy::Parameter parameter;
    parameter.id = id;
    parameter.unit = std::move(unit);
    parameter.standing = standing;
    policy::DatedValue dated;
    dated.from = day_of(2012, 11, 22);
    dated.value = std::move(value);
    parameter.values.push_back(std::move(dated));
    pack.parameters.emplace(std::move(id), std::move(parameter));
  };
  set("eligibility_effect", json::value(effect), policy::Standing::kModel, "word");
  set("open_tender_from_fen", 400'000'000, policy::Standing::kUnverified, "fen");
  set("wait", 12, policy::Standing::kUnverified, "months");
  policy::Catalogue catalogue;
  policy::CatalogueRow first;
  first.code = "cooling_off";
  first.fields = {{"kind", "necessary"}, {"checked", "register"}, {"clause", "三(一)3"}, {"parameter", "wait"}};
  policy::CatalogueRow second;
  second.code = "governance";
  second.fields = {{"kind", "necessary"}, {"checked", "declared"}};
  catalogue.rows = {first, second};
  pack.catalogues.emplace("eligibility-conditions", std::move(catalogue));
  return pack;
}

TEST(EligibilityTerms, TellEachConditionWithItsNumberAndHowSureItIs) {
  const auto terms = eligibility_terms(pack_with("priority"), kDay);
  EXPECT_EQ(terms.effect, "priority");
  EXPECT_EQ(terms.effect_standing, "model");
  ASSERT_EQ(terms.conditions.size(), 2u);
  EXPECT_EQ(terms.conditions[0].value, json::value(12));
  EXPECT_EQ(terms.conditions[0].standing, "unverified");
  EXPECT_EQ(terms.conditions[0].unit, "months");
  EXPECT_EQ(terms.conditions[1].standing, "verified");
  EXPECT_TRUE(terms.conditions[1].value.is_null());
}

TEST(EligibilityTerms, WarnOfAGateAboveTheTenderLimitAndOfNothingElse) {
  const auto gate = eligibility_terms(pack_with("gate"), kDay);
  EXPECT_EQ(gate.gate_doubtful_from_fen, 400'000'000);
  EXPECT_TRUE(gate.warning.has_value());
  EXPECT_FALSE(eligibility_terms(pack_with("priority"), kDay).warning.has_value());
  EXPECT_FALSE(eligibility_terms(pack_with("reference"), kDay).warning.has_value());
}

}  // namespace
}  // namespace gh::grading
