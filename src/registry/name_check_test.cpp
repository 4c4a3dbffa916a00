// The name check by the rules of the house's own pack: each rule by a name that keeps it and one that breaks it.
#include "registry/name_check.h"

#include <gtest/gtest.h>

#include <boost/describe/enum_to_string.hpp>
#include <filesystem>

#include "policy/check.h"
#include "policy/loader.h"

namespace gh::registry {
namespace {

const Day kToday = day_of(2026, 9, 21);

const policy::Pack& house_pack() {
  static const auto kPack = [] {
    const auto files = policy::files_of(std::filesystem::path(GUILDHALL_SOURCE_DIR) / "policy/440600/2012-93");
    return policy::load_files(files, policy::called_by(files)).pack;
  }();
  return *kPack;
}

ProposedName proposed(std::string name, std::string_view division = "440600") {
  return {std::move(name), NameKind::trade_association, name_area(house_pack(), division, kToday), "", {}};
}

// Rules that the name breaks, with what follows: "fails: forbidden_words".
std::string broken(const ProposedName& name, const NameNeighbours& near = {}, Day on = kToday) {
  std::string out;
  for (const auto& answer : check_name(name_rules(house_pack(), on), name, near).rules)
    if (answer.outcome != NameOutcome::holds)
      out += (out.empty() ? "" : ", ") + std::string(boost::describe::enum_to_string(answer.outcome, "")) + " " +
             answer.rule;
  return out;
}

TEST(NameCheck, ANameOfAreaFieldAndFormHoldsEveryRule) {
  EXPECT_EQ(broken(proposed("佛山市陶瓷行业协会")), "");
  EXPECT_EQ(broken(proposed("佛山市南海区（新型）材料促进会", "440605")), "");
}

TEST(NameCheck, EveryRuleOfThePackIsKnownAndAnswersWithItsClause) {
  const auto check = check_name(name_rules(house_pack(), kToday), proposed("佛山市陶瓷行业协会"), {});
  EXPECT_EQ(check.rules.size(), 13U);
  for (const auto& answer : check.rules) {
    EXPECT_TRUE(house_pack().clauses.contains(answer.clause)) << answer.rule;
    EXPECT_FALSE(answer.says.en.empty());
  }
  ProposedName branch = proposed("佛山市陶瓷行业协会釉料专业委员会");
  branch.kind = NameKind::branch;
  EXPECT_EQ(check_name(name_rules(house_pack(), kToday), branch, {}).rules.size(), 6U);
}

TEST(NameCheck, TheAreaStandsFirstAndADistrictsCarriesTheCity) {
  EXPECT_EQ(broken(proposed("陶瓷行业协会")), "fails area_first");
  EXPECT_EQ(broken(proposed("佛山陶瓷行业协会")), "fails area_first");
  EXPECT_EQ(broken(proposed("南海区家具行业协会", "440605")), "fails area_first");
  EXPECT_EQ(broken(proposed("佛山市家具行业协会", "440605")), "fails area_first");
  EXPECT_EQ(broken(proposed("佛山市南海区家具行业协会", "440600")), "fails area_first");
}

TEST(NameCheck, AFieldAndAFormFollow) {
  EXPECT_EQ(broken(proposed("佛山市行业协会")), "fails field");
  EXPECT_EQ(broken(proposed("佛山市陶瓷学会")), "fails form");
  EXPECT_EQ(broken(proposed("佛山市陶瓷有限公司")), "fails form");
}

TEST(NameCheck, AFormThatIsUnusualForTheKindOnlyInforms) {
  ProposedName chamber = proposed("佛山市陶瓷行业协会");
  chamber.kind = NameKind::chamber_of_commerce;
  EXPECT_EQ(broken(chamber), "informs form_of_kind");
}

TEST(NameCheck, ChineseCharactersOnly) {
  EXPECT_EQ(broken(proposed("佛山市LED照明行业协会")), "fails characters");
  EXPECT_EQ(broken(proposed("佛山市陶瓷2行业协会")), "fails characters");
}

TEST(NameCheck, ALocalGroupIsNotChineseNationalOrInternational) {
  EXPECT_EQ(broken(proposed("佛山市中国陶瓷行业协会")), "fails forbidden_words");
  EXPECT_EQ(broken(proposed("佛山市全国陶瓷行业协会")), "fails forbidden_words");
  EXPECT_EQ(broken(proposed("佛山市国际贸易行业协会")), "informs limited_words");
}

TEST(NameCheck, AHomePlaceMakesAChamber) {
  ProposedName chamber = proposed("佛山市湖南商会");
  chamber.kind = NameKind::chamber_of_commerce;
  EXPECT_EQ(broken(chamber), "");
  EXPECT_EQ(broken(proposed("佛山市湖南促进会")), "fails foreign_place");
}

TEST(NameCheck, NoPersonsName) {
  ProposedName name = proposed("佛山市张三丰陶瓷行业协会");
  name.persons = {"张三丰"};
  EXPECT_EQ(broken(name), "fails persons_name");
  name.persons = {"张"};
  EXPECT_EQ(broken(name), "");
}

TEST(NameCheck, AFieldThatHasNothingOfTheIndustryInforms) {
  ProposedName name = proposed("佛山市家具行业协会");
  name.industry_name = "陶瓷制品制造";
  EXPECT_EQ(broken(name), "informs industry_words");
  name.industry_name = "木质家具制造";
  EXPECT_EQ(broken(name), "");
}

TEST(NameCheck, AnEqualNameInForceOrRestingBars) {
  NameNeighbours near;
  near.bars = {{"a", "佛山市陶瓷行业协会", NameBarReason::in_force, {}}};
  EXPECT_EQ(broken(proposed("佛山市陶瓷行业协会"), near), "fails equal");
  near.bars = {{"a", "佛山市陶瓷行业协会", NameBarReason::revoked, day_of(2026, 10, 1)}};
  EXPECT_EQ(broken(proposed("佛山市陶瓷行业协会"), near), "fails resting");
}

TEST(NameCheck, ASimilarNameOnlyInforms) {
  NameNeighbours near;
  near.similar = {{"a", "佛山市建筑陶瓷行业协会", 2, 4}};
  EXPECT_EQ(broken(proposed("佛山市陶瓷行业协会"), near), "informs similar");
}

TEST(NameCheck, RulesOfTheOrderHoldFromItsFirstDay) {
  ProposedName name = proposed("佛山市张三丰陶瓷行业协会");
  name.persons = {"张三丰"};
  EXPECT_EQ(broken(name, {}, day_of(2024, 4, 30)), "");
  EXPECT_EQ(broken(name, {}, day_of(2024, 5, 1)), "fails persons_name");
}

TEST(NameCheck, ABranchHasTheFullNameAnEndingAndNoRegion) {
  NameNeighbours near;
  near.association = "佛山市陶瓷行业协会";
  const auto branch = [&](std::string name) {
    ProposedName out = proposed(std::move(name));
    out.kind = NameKind::branch;
    return broken(out, near);
  };
  EXPECT_EQ(branch("佛山市陶瓷行业协会釉料专业委员会"), "");
  EXPECT_EQ(branch("佛山市陶瓷行业协会广州办事处"), "");
  EXPECT_EQ(branch("佛山市陶瓷行业协会釉料小组"), "fails branch_ending");
  EXPECT_EQ(branch("佛山市陶瓷行业协会南海分会"), "fails branch_no_region");
  EXPECT_EQ(branch("佛山市陶瓷行业协会釉料分会技术委员会"), "fails branch_of_branch");
  EXPECT_EQ(branch("佛山市陶瓷行业协会中国画分会"), "informs branch_limited_words");
  near.association = "";
  EXPECT_EQ(branch("佛山市无名行业协会釉料分会"), "fails branch_full_name");
}

TEST(Likeness, IsTheShareOfCommonPairsAsAFraction) {
  EXPECT_EQ(likeness("建筑陶瓷", "陶瓷").numerator, 2);
  EXPECT_EQ(likeness("建筑陶瓷", "陶瓷").denominator, 4);
  EXPECT_EQ(likeness("陶瓷", "陶瓷").numerator, likeness("陶瓷", "陶瓷").denominator);
  EXPECT_EQ(likeness("陶瓷", "家具").numerator, 0);
  EXPECT_EQ(likeness("", "家具").numerator, 0);
}

TEST(NameField, IsComparedWithoutAreaInAnyWritingAndWithoutForm) {
  const auto rules = name_rules(house_pack(), kToday);
  const auto area = name_area(house_pack(), "440605", kToday);
  for (const char* name : {"佛山市南海区家具行业协会", "佛山南海家具协会", "南海区家具协会", "南海（家具）商会"})
    EXPECT_EQ(name_field(rules, name, area), "家具") << name;
}

}  // namespace
}  // namespace gh::registry
