// The name check against a register: who bars a name and until when, and which names are shown as similar.
#include "registry/name_neighbours.h"

#include "registry/register_fixture.h"

namespace gh::registry {
namespace {

class Names : public OnRegister {
 protected:
  NameCheck check(const std::string& name, NameKind kind = NameKind::trade_association, std::string division = "990000",
                  std::string industry = "3070") {
    return city->db->reading([&](store::Tx& tx) {
      return check_name(tx, *city->packs->newest(), {name, std::move(division), std::move(industry), kind, {}, {}},
                        local_day(city->time.now(), city->packs->newest()->utc_offset));
    });
  }
  static std::string broken(const NameCheck& check) {
    std::string out;
    for (const auto& answer : check.rules)
      if (answer.outcome != NameOutcome::holds) out += (out.empty() ? "" : ", ") + answer.rule;
    return out;
  }
};

INSTANTIATE_TEST_SUITE_P(Databases, Names, testing::ValuesIn(store::kDialects));

TEST_P(Names, AreasAndPunctuationMakeNoOtherName) {
  registered("示例市陶瓷行业协会");
  for (const char* same : {"示例市陶瓷行业协会", "示例陶瓷行业协会", "陶瓷行业协会", "示例市（陶瓷）行业协会"})
    EXPECT_EQ(broken(check(same)).substr(0, 5), "equal") << same;
  EXPECT_NE(broken(check("示例市陶瓷商会")), "equal");
  EXPECT_EQ(check("示例市陶瓷行业协会").bars.size(), 1U);
}

TEST_P(Names, TheRegistryOfADistrictHasNamesOfItsOwn) {
  registered("示例市陶瓷行业协会");
  EXPECT_EQ(broken(check("示例市东区陶瓷行业协会", NameKind::trade_association, "990002")), "");
}

TEST_P(Names, ANameDeregisteredLessThanAYearAgoRestsAndIsFreeAfter) {
  set_status(registered("示例市陶瓷行业协会"), entry_status::kDeregistered);  // on 2026-09-21
  city->at("2027-09-20T01:00:00Z");                                           // 364 days later
  EXPECT_EQ(broken(check("示例市陶瓷行业协会")), "resting");
  EXPECT_EQ(check("示例市陶瓷行业协会").bars.at(0).reason, NameBarReason::deregistered);
  EXPECT_EQ(*check("示例市陶瓷行业协会").bars.at(0).free_from, day_of(2027, 9, 21));
  city->at("2027-09-22T01:00:00Z");  // 366 days later
  EXPECT_EQ(broken(check("示例市陶瓷行业协会")), "");
}

TEST_P(Names, ARevokedNameRestsThreeYears) {
  set_status(registered("示例市陶瓷行业协会"), entry_status::kRevoked);
  city->at("2029-09-20T01:00:00Z");
  EXPECT_EQ(broken(check("示例市陶瓷行业协会")), "resting");
  city->at("2029-09-21T01:00:00Z");
  EXPECT_EQ(broken(check("示例市陶瓷行业协会")), "");
}

TEST_P(Names, SimilarOnesOfTheSameIndustryAndFormAreListedMostAlikeFirstAndRefuseNothing) {
  registered("示例市建筑陶瓷行业协会");
  registered("示例市日用陶瓷器行业协会");
  registered("示例市陶瓷商会");                                  // another form
  registered("示例市艺术陶瓷行业协会", {{"industry", "2438"}});  // another industry
  const NameCheck checked = check("示例市陶瓷协会");
  EXPECT_EQ(checked.outcome, NameOutcome::informs);
  ASSERT_EQ(checked.similar.size(), 1U);
  EXPECT_EQ(checked.similar.at(0).name, "示例市建筑陶瓷行业协会");
  EXPECT_EQ(checked.similar.at(0).numerator * 2, checked.similar.at(0).denominator);
  EXPECT_TRUE(checked.all_looked_at);
}

TEST_P(Names, ACompanyAndAnEndedAssociationAreNoSimilarNames) {
  enrolled("示例市陶瓷行业协会服务有限公司", "51100000500009247D");
  set_status(registered("示例市建筑陶瓷行业协会"), entry_status::kDeregistered);
  EXPECT_TRUE(check("示例市陶瓷行业协会").similar.empty());
}

TEST_P(Names, WhereManyAreAlikeTheAnswerSaysThatItStoppedLooking) {
  for (const char* first : {"甲", "乙", "丙", "丁", "戊", "己"})
    registered("示例市" + std::string(first) + "陶瓷行业协会");
  const NameCheck checked = check("示例市陶瓷行业协会");
  EXPECT_EQ(checked.similar.size(), 2U);
  EXPECT_FALSE(checked.all_looked_at);
}

TEST_P(Names, ABranchBeginsWithTheNameOfAnActiveAssociation) {
  const Id association = registered("示例市陶瓷行业协会");
  EXPECT_EQ(broken(check("示例市陶瓷行业协会釉料分会", NameKind::branch)), "");
  EXPECT_EQ(broken(check("示例市家具行业协会釉料分会", NameKind::branch)), "branch_full_name");
  set_status(association, entry_status::kDeregistered);
  EXPECT_EQ(broken(check("示例市陶瓷行业协会釉料分会", NameKind::branch)), "branch_full_name");
}

TEST_P(Names, AFactAnswersOneRule) {
  registered("示例市陶瓷行业协会");
  const auto outcome = [&](const char* rule, const char* name) {
    return text_fact("registry.name_check", {rule, name, "990000", "3070", "trade_association"});
  };
  EXPECT_EQ(outcome("equal", "示例陶瓷行业协会"), "fails");
  EXPECT_EQ(outcome("equal", "示例市家具行业协会"), "holds");
  EXPECT_EQ(outcome("similar", "示例市陶瓷协会"), "informs");
  EXPECT_EQ(outcome("no-such-rule", "示例市陶瓷协会"), "holds");
  EXPECT_EQ(text_fact("registry.name_check",
                      {"equal", "示例陶瓷行业协会", "990000", "3070", "trade_association", "", made()}),
            "holds")
      << "its own name";
}

}  // namespace
}  // namespace gh::registry
