// Changes, certificates, officers, branches and filings through the engine.
#include "registry/branches.h"
#include "registry/life_fixture.h"

namespace gh::registry {
namespace {

class Filings : public OnLife {
 protected:
  static json::array officers(const std::string& president) {
    return {json::object{{"name", "会长甲"},
                         {"identity_number", president},
                         {"post", "president"},
                         {"term_from", "2026-09-01"},
                         {"term_to", "2030-08-31"},
                         {"full_time", false},
                         {"leading_cadre", false}},
            json::object{{"name", "秘书长甲"},
                         {"identity_number", "990000199001010033"},
                         {"post", "secretary_general"},
                         {"term_from", "2026-09-01"},
                         {"term_to", "2029-08-31"},
                         {"full_time", true},
                         {"leading_cadre", false}}};
  }
};
INSTANTIATE_TEST_SUITE_P(Databases, Filings, testing::ValuesIn(store::kDialects));

TEST_P(Filings, AChangeGivesANewCertificateACorrectionDoesNot) {
  const Id one = registered("示例市陶瓷行业协会");
  EXPECT_EQ(city->fact("registry.certificate_copy", {one}), 1);
  EXPECT_EQ(does("change", about(one, {{"changes", {{"scope", "统计"}}}})), "done");
  EXPECT_EQ(entry(one).scope, "统计");
  EXPECT_EQ(city->fact("registry.certificate_copy", {one}), 2);
  EXPECT_EQ(does("correction", {{"organisation", one}, {"changes", {{"address", "示例路2号"}}}}), "done");
  EXPECT_EQ(city->fact("registry.certificate_copy", {one}), 2);
  EXPECT_EQ(does("replacement", about(one)), "done");
  EXPECT_EQ(city->fact("registry.certificate_copy", {one}), 3);
}

TEST_P(Filings, ANewHeadMustNotHeadAnotherButMayStay) {
  const Id one = registered("示例市陶瓷行业协会", {{"representative", "x"}});
  registered("示例市家电行业协会", {{"representative", "y"}});
  const auto head = [](const char* number) -> json::object {
    return {{"changes", {{"legal_representative", {{"identity_number", number}}}}}};
  };
  EXPECT_EQ(does("change", about(one, head("y"))), "conflict heads_another");
  EXPECT_EQ(does("change", about(one, head("x"))), "conflict nothing_changes");
  EXPECT_EQ(does("change", about(one, head("z"))), "done");
  EXPECT_TRUE(city->fact("registry.heads_another", {"z"}).as_bool());
  EXPECT_FALSE(city->fact("registry.heads_another", {"z", one}).as_bool());
}

TEST_P(Filings, ItsOwnOldNameIsFreeForItselfAndRestsForOthers) {
  const Id one = registered("示例市陶瓷行业协会");
  ASSERT_EQ(does("change", about(one, {{"changes", {{"name", "示例市瓷业协会"}}}})), "done");
  EXPECT_EQ(city->fact("registry.name_conflicts", {"示例市陶瓷行业协会", "990000", 12, 36}), 1);
  EXPECT_EQ(city->fact("registry.name_conflicts", {"示例市陶瓷行业协会", "990000", 12, 36, one}), 0);
  EXPECT_EQ(does("change", about(one, {{"changes", {{"name", "示例市陶瓷行业协会"}}}})), "done");
}

TEST_P(Filings, OfficersAreReplacedAsAWholeAndAPersonPresidesOnce) {
  const Id one = registered("示例市陶瓷行业协会");
  const Id other = registered("示例市家电行业协会");
  EXPECT_EQ(text_fact("registry.term_ends_on", {one}), "");
  EXPECT_EQ(does("seating", about(one, {{"officers", officers("990000199001010017")}})), "done");
  EXPECT_EQ(text_fact("registry.term_ends_on", {one}), "2029-08-31");
  EXPECT_EQ(does("seating", about(one, {{"officers", officers("990000199001010017")}})), "done")
      << "the same once more";
  EXPECT_EQ(does("seating", about(other, {{"officers", officers("990000199001010017")}})),
            "conflict presides_elsewhere");
  EXPECT_TRUE(city->fact("registry.presides_elsewhere", {officers("990000199001010017"), other}).as_bool());
  EXPECT_EQ(does("seating", about(one, {{"officers", officers("990000199001010025")}})), "done");
  EXPECT_EQ(does("seating", about(other, {{"officers", officers("990000199001010017")}})), "done");
}

TEST_P(Filings, ALegalRepresentativePresidesOverNoOther) {
  registered("示例市陶瓷行业协会", {{"representative", "990000199001010017"}});
  const Id other = registered("示例市家电行业协会");
  EXPECT_EQ(does("seating", about(other, {{"officers", officers("990000199001010017")}})),
            "conflict presides_elsewhere");
}

TEST_P(Filings, ABranchOpensUnderItsNameOnceAndCloses) {
  const Id one = registered("示例市陶瓷行业协会");
  const json::object branch{{"name", "示例市陶瓷行业协会釉料分会"}, {"on", "2026-09-21"}};
  EXPECT_EQ(does("branching", about(one, branch)), "done");
  EXPECT_EQ(does("branching", about(one, branch)), "conflict branch_named_so");
  const Id id = city->db->reading([&](store::Tx& tx) { return branches_of(tx, one).at(0).id; });
  EXPECT_TRUE(city->fact("registry.branch_open", {one, id}).as_bool());
  EXPECT_EQ(does("pruning", about(one, {{"branch", id}, {"on", "2026-09-21"}})), "done");
  EXPECT_FALSE(city->fact("registry.branch_open", {one, id}).as_bool());
  EXPECT_EQ(does("pruning", about(one, {{"branch", id}, {"on", "2026-09-21"}})), "conflict no_open_branch");
}

TEST_P(Filings, TheNewestFilingOfAMatterCounts) {
  const Id one = registered("示例市陶瓷行业协会");
  EXPECT_EQ(text_fact("registry.filed_on", {one, "seal"}), "");
  EXPECT_EQ(does("filing", about(one, {{"on", "2026-09-01"}})), "done");
  EXPECT_EQ(does("filing", about(one, {{"on", "2026-09-20"}})), "done");
  EXPECT_EQ(text_fact("registry.filed_on", {one, "seal"}), "2026-09-20");
}

TEST_P(Filings, AListTakesAwayWhatTheTableNames) {
  const Id one = registered("示例市陶瓷行业协会");
  EXPECT_TRUE(city->fact("registry.standing_allows", {one, "branching"}).as_bool());
  ASSERT_EQ(does("record", {{"organisation", one}, {"kind", "abnormal_listing"}, {"on", "2026-09-01"}}), "done");
  EXPECT_FALSE(city->fact("registry.standing_allows", {one, "branching"}).as_bool());
  EXPECT_TRUE(city->fact("registry.standing_allows", {one, "filing"}).as_bool());
  EXPECT_FALSE(city->fact("registry.standing_allows", {city->organisation, "filing"}).as_bool())
      << "a department is no association";
}

TEST_P(Filings, OfAFederationAssociationsAreMembersOfOthersCompanies) {
  const Id company = enrolled("甲公司", "51100000500009247D");
  const Id association = registered("示例市陶瓷行业协会");
  const json::array founders{json::object{{"credit_code", entry(association).credit_code}},
                             json::object{{"credit_code", "51100000500009247D"}}};
  ASSERT_EQ(does("federating", about(city->organisation, {{"name", "示例市建材联合会"}, {"others", founders}})),
            "done");
  const Id federation = made();
  EXPECT_TRUE(city->fact("registry.is_member", {federation, association}).as_bool());
  EXPECT_FALSE(city->fact("registry.is_member", {federation, company}).as_bool());
  EXPECT_TRUE(city->fact("registry.may_join", {federation, association}).as_bool());
  EXPECT_FALSE(city->fact("registry.may_join", {federation, company}).as_bool());
  EXPECT_FALSE(city->fact("registry.may_join", {federation, federation}).as_bool());
  EXPECT_TRUE(city->fact("registry.may_join", {association, company}).as_bool());
  const auto are_associations = [&](const std::string& code) {
    json::array arguments;
    arguments.push_back(json::array{json::object{{"credit_code", code}}});
    return city->fact("registry.are_associations", arguments).as_bool();
  };
  EXPECT_TRUE(are_associations(entry(association).credit_code));
  EXPECT_FALSE(are_associations("51100000500009247D")) << "a company's";
}

}  // namespace
}  // namespace gh::registry
