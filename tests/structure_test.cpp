// The house rules of CONTRIBUTING.md held against this checkout.
#include <gtest/gtest.h>

#include "structure/house_rules.h"
#include "structure/modules.h"
#include "structure/pack_rules.h"

namespace gh::structure {
namespace {

const SourceTree& checkout() {
  static const SourceTree tree = SourceTree::of_folder(GUILDHALL_SOURCE_DIR);
  return tree;
}

const std::string kPack = "policy/440600/2012-93";

const policy::Loaded& the_pack() {
  static const policy::Loaded loaded =
      policy::load_folder(std::filesystem::path(GUILDHALL_SOURCE_DIR) / kPack, offered_by(checkout()));
  return loaded;
}

void expect_none(const Findings& findings) { EXPECT_TRUE(findings.empty()) << text(findings); }

TEST(Structure, TheCheckoutIsRead) {
  EXPECT_GT(checkout().files().size(), 100u);
  EXPECT_GE(modules_of(checkout()).by_name.size(), 5u);
  EXPECT_EQ(modules_of(checkout()).order.front(), "base");
}

TEST(Structure, ModulesIncludeOnlyWhatTheyLink) { expect_none(includes_beyond_what_cmake_states(checkout())); }
TEST(Structure, ModulesUseOnlyWhatStandsAboveThem) { expect_none(modules_used_from_below(checkout())); }
TEST(Structure, DomainModulesKnowOnlyTheRegistryOfTheirPeers) {
  expect_none(domain_modules_that_know_each_other(checkout()));
}
TEST(Structure, HeavyLibrariesStayInTheirModule) { expect_none(libraries_outside_their_module(checkout())); }

TEST(Structure, NamesSaySomething) { expect_none(banned_names(checkout())); }
TEST(Structure, EveryFileSaysWhatItIsFor) { expect_none(files_without_a_first_sentence(checkout())); }
TEST(Structure, EveryHeaderIsGuarded) { expect_none(headers_without_a_guard(checkout())); }
TEST(Structure, LongFilesSayWhy) { expect_none(files_too_long(checkout())); }
TEST(Structure, TestsLieBesideWhatTheyTest) { expect_none(tests_beside_nothing(checkout())); }
TEST(Structure, NothingIsLeftUnfinished) { expect_none(unfinished_work(checkout())); }
TEST(Structure, MigrationsAreNumberedWithoutGaps) { expect_none(migrations_out_of_number(checkout())); }

TEST(Structure, TimeAndChanceComeFromTheApplication) { expect_none(clocks_and_chance(checkout())); }
TEST(Structure, TheEngineNamesNoProcedure) { expect_none(procedures_named_by_the_engine(checkout())); }

TEST(Structure, EveryEffectAndFactIsCalledByAProcedure) { expect_none(offers_that_no_procedure_calls(checkout())); }
TEST(Structure, EveryEffectAndFactIsMetByATest) {
  ASSERT_NE(the_pack().pack, nullptr);
  expect_none(offers_that_no_test_meets(checkout(), run_by_scenarios(checkout(), *the_pack().pack)));
}
TEST(Structure, ThePackLoadsAndEveryClauseItCitesExists) { expect_none(faults_of(the_pack(), kPack)); }

TEST(Structure, EveryPackageSaysWhy) { expect_none(packages_without_a_reason(checkout())); }

TEST(Structure, EveryDecisionIsInTheIndex) { expect_none(decisions_out_of_index(checkout())); }
TEST(Structure, EveryLinkOfTheDocumentsLeadsSomewhere) { expect_none(links_to_nowhere(checkout())); }
TEST(Structure, EveryProblemStandsInItsPage) { expect_none(problems_out_of_page(checkout())); }
TEST(Structure, EveryAuditEventStandsInItsPage) { expect_none(audit_kinds_out_of_page(checkout())); }
TEST(Structure, EveryTableStandsInItsPage) { expect_none(tables_out_of_page(checkout())); }
TEST(Structure, EveryOptionStandsInItsPage) { expect_none(options_out_of_page(checkout())); }

}  // namespace
}  // namespace gh::structure
