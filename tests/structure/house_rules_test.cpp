// Each house rule against a small made-up tree that breaks it: a rule that finds nothing would be worth nothing.
#include "structure/house_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "structure/pack_rules.h"

namespace gh::structure {
namespace {

using ::testing::HasSubstr;

const std::string kHouse =
    "foreach(module IN ITEMS\n    base store\n    cases\n    draw\n    registry grading transfer\n    opendata http "
    "app)\n";

SourceTree tree(std::map<std::string, std::string> files) {
  files.emplace("CMakeLists.txt", kHouse);
  return SourceTree::of_files(files);
}

// "src/a.h:3 src/b.h:1": where the findings are.
std::string places(const Findings& findings) {
  std::string out;
  for (const Finding& finding : findings)
    out += (out.empty() ? "" : " ") + finding.file + ":" + std::to_string(finding.line);
  return out;
}

TEST(SourceFile, IsReadWithoutItsCommentsAndQuotes) {
  const SourceTree made = tree({{"src/base/a.cpp",
                                 "// std::random_device\n"
                                 "int a = 1'000;  // rand()\n"
                                 "/* rand()\n"
                                 "rand() */ int b = 'x' + c(\"rand()\", '\\'');\n"
                                 "auto d = R\"sql(rand()\n"
                                 "rand())sql\"; rand();\n"}});
  EXPECT_EQ(places(clocks_and_chance(made)), "src/base/a.cpp:6");
  EXPECT_EQ(made.find("src/base/a.cpp")->code[1], "int a = 1'000;" + std::string(11, ' '));
}

TEST(IncludeRules, FindAnIncludeThatCMakeDoesNotState) {
  const SourceTree made =
      tree({{"src/base/CMakeLists.txt", "guildhall_module(base)\n"},
            {"src/base/a.h", ""},
            {"src/store/CMakeLists.txt", "guildhall_module(store USES base)\n"},
            {"src/store/db.h", "// x\n#include \"base/a.h\"\n"},
            {"src/cases/CMakeLists.txt", "guildhall_module(cases\n  USES store\n  LIBRARIES draw)\n"},
            {"src/cases/a.cpp", "#include \"base/a.h\"\n#include \"draw/b.h\"\n#include \"gone.h\"\n"},
            {"src/draw/CMakeLists.txt", "guildhall_module(draw USES cases)\n"},
            {"src/draw/b.h", ""},
            {"src/draw/c.cpp", "#include \"base/gone.h\"\n"}});
  EXPECT_EQ(places(includes_beyond_what_cmake_states(made)), "src/cases/a.cpp:2 src/cases/a.cpp:3 src/draw/c.cpp:1");
}

TEST(IncludeRules, FindAModuleThatUsesOneBelowIt) {
  const SourceTree made =
      tree({{"src/store/CMakeLists.txt", "# the database\nguildhall_module(store USES base cases)\n"},
            {"src/cases/CMakeLists.txt", "guildhall_module(cases USES store)\n"},
            {"src/stray/CMakeLists.txt", "guildhall_module(stray USES base)\n"}});
  EXPECT_EQ(places(modules_used_from_below(made)), "src/store/CMakeLists.txt:2 src/stray/CMakeLists.txt:1");
}

TEST(IncludeRules, LetDomainModulesKnowTheRegistryAlone) {
  const SourceTree made = tree({{"src/registry/CMakeLists.txt", "guildhall_module(registry USES cases)\n"},
                                {"src/grading/CMakeLists.txt", "guildhall_module(grading USES registry)\n"},
                                {"src/transfer/CMakeLists.txt", "guildhall_module(transfer USES grading)\n"}});
  const Findings found = domain_modules_that_know_each_other(made);
  EXPECT_EQ(places(found), "src/transfer/CMakeLists.txt:1");
  EXPECT_THAT(text(found), HasSubstr("transfer reaches grading"));
}

TEST(IncludeRules, KeepHeavyLibrariesInTheirModule) {
  const SourceTree made = tree({{"src/store/a.cpp", "#include <soci/soci.h>\n"},
                                {"src/cases/a.cpp", "#include <map>\n#include <soci/soci.h>\n"},
                                {"src/app/a.cpp", "#include <CLI/CLI.hpp>\n#include <boost/beast/core.hpp>\n"}});
  EXPECT_EQ(places(libraries_outside_their_module(made)), "src/app/a.cpp:2 src/cases/a.cpp:2");
}

TEST(NameRules, FindTypesAndFilesWhoseNameSaysNothing) {
  const SourceTree made = tree({{"src/base/case_manager.h", "// class CaseManager\nclass CaseManager;\n"},
                                {"src/base/a.h", "struct GradeInfo {};\nenum class DataKind {};\nstruct Dataset {};\n"},
                                {"src/base/string_utils.cpp", ""}});
  EXPECT_EQ(
      places(banned_names(made)),
      "src/base/a.h:1 src/base/a.h:2 src/base/case_manager.h:2 src/base/case_manager.h:0 src/base/string_utils.cpp:0");
}

TEST(FileRules, WantAFirstSentenceAndAGuard) {
  const SourceTree made = tree({{"src/base/a.h", "#pragma once\n"},
                                {"src/base/b.h", "// What b is for, in a sentence.\n"},
                                {"src/base/b.cpp", "#include \"base/b.h\"\n"},
                                {"src/base/c.cpp", "#include \"base/b.h\"\n"},
                                {"src/base/migrations/0001_a.sql", "create table a (id text);\n"}});
  EXPECT_EQ(places(files_without_a_first_sentence(made)),
            "src/base/a.h:1 src/base/c.cpp:1 src/base/migrations/0001_a.sql:1");
  EXPECT_EQ(places(headers_without_a_guard(made)), "src/base/b.h:1");
}

TEST(FileRules, WantAReasonForALongFile) {
  std::string long_file;
  for (std::size_t i = 0; i <= kFileLinesMax; ++i) long_file += "int x;\n";
  const SourceTree made =
      tree({{"src/base/a.cpp", long_file}, {"src/base/b.cpp", "// long because it is one table\n" + long_file}});
  EXPECT_EQ(places(files_too_long(made)), "src/base/a.cpp:401");
}

TEST(FileRules, WantTestsBesideWhatTheyTest) {
  const SourceTree made = tree({{"src/base/a.h", ""},
                                {"src/base/a_test.cpp", ""},
                                {"src/base/b_test.cpp", "#include \"base/a.h\"\n"},
                                {"src/base/c_test.cpp", "// What a and b do together.\n"}});
  EXPECT_EQ(places(tests_beside_nothing(made)), "src/base/b_test.cpp:1");
}

TEST(FileRules, FindUnfinishedWork) {
  const SourceTree made = tree({{"src/base/a.cpp", std::string("int a;\n// TO") + "DO: the rest\n"}});
  EXPECT_EQ(places(unfinished_work(made)), "src/base/a.cpp:2");
}

TEST(MigrationRules, FindGapsTwinsAndStrayFiles) {
  const SourceTree made = tree({{"src/cases/migrations/0001_case_file.sql", ""},
                                {"src/cases/migrations/0003_inbox.sql", ""},
                                {"src/cases/migrations/notes.sql", ""},
                                {"src/draw/migrations/0001_draw.sql", ""},
                                {"src/draw/migrations/0001_seat.sql", ""},
                                {"src/draw/seats.sql", ""}});
  EXPECT_EQ(
      places(migrations_out_of_number(made)),
      "src/cases/migrations/0003_inbox.sql:0 src/cases/migrations/notes.sql:0 src/draw/migrations/0001_seat.sql:0 "
      "src/draw/seats.sql:0");
}

TEST(ReplayRules, KeepClockAndChanceInTheApplication) {
  const std::string code =
      "auto now = std::chrono::system_clock::now();\nstd::random_device chance;\nint operand(int);\n";
  const SourceTree made = tree({{"src/cases/a.cpp", code}, {"src/app/a.cpp", code}, {"src/cases/a_test.cpp", code}});
  EXPECT_EQ(places(clocks_and_chance(made)), "src/cases/a.cpp:1 src/cases/a.cpp:2");
}

TEST(ReplayRules, FindAProcedureNamedByTheEngine) {
  const SourceTree made = tree({{"policy/440600/2012-93/procedures/objection.yaml", ""},
                                {"src/cases/a.cpp", "int a;\nif (procedure == \"objection\") suspend();\n"},
                                {"src/draw/a.cpp", "auto b = \"objection\";\n"}});
  EXPECT_EQ(places(procedures_named_by_the_engine(made)), "src/cases/a.cpp:2");
}

TEST(OfferRules, FindWhatNoProcedureCallsAndNoTestNames) {
  const SourceTree made =
      tree({{"src/draw/effects.cpp",
             "offer.effect(\"draw.panel\", panel);\n"
             "offer.effect(\"draw.pan\", pan);\n"
             "offer.fact(\"draw.available\", available);\n"},
            {"src/draw/draw_test.cpp", "perform(\"draw.panel\"); ask(\"draw.available\");\n"},
            {"policy/440600/2012-93/procedures/a.yaml", "effects: [draw.panel]\ncheck: x.draw.available()\n"}});
  EXPECT_EQ(places(offers_that_no_procedure_calls(made)), "src/draw/effects.cpp:2 src/draw/effects.cpp:3");
  EXPECT_EQ(places(offers_that_no_test_meets(made, {})), "src/draw/effects.cpp:2");
  EXPECT_EQ(places(offers_that_no_test_meets(made, {"1 + draw.pan(case.id)"})), "");
  EXPECT_EQ(offered_by(made).effects, (std::set<std::string>{"draw.pan", "draw.panel"}));
  EXPECT_EQ(offered_by(made).facts, std::set<std::string>{"draw.available"});
}

policy::Action action(std::vector<std::string> by, std::string effect) {
  policy::Action made;
  made.by = std::move(by);
  made.effects.emplace_back().name = std::move(effect);
  return made;
}

TEST(OfferRules, FollowAScenarioIntoTheActionsThatItPerforms) {
  policy::Pack pack;
  policy::Procedure& played = pack.procedures["service-purchase"];
  played.conditions.emplace_back().check = "ledger.available(form.line) > 0";
  policy::State& state = played.states["planned"];
  state.actions["file"] = action({"finance_officer"}, "ledger.reserve");
  state.actions["lapse"] = action({"system"}, "ledger.release");
  state.actions["cancel"] = action({"department_head"}, "ledger.cancel");
  pack.procedures["objection"].states["filed"].actions["file"] = action({"citizen"}, "cases.suspend_parent");
  const SourceTree made =
      tree({{"tests/scenarios/a.yaml", "- {as: a, open: service-purchase}\n- {as: b, do: file, on: x}\n"}});
  const std::vector<std::string> run = run_by_scenarios(made, pack);
  EXPECT_THAT(run, ::testing::IsSupersetOf({"ledger.available(form.line) > 0", "ledger.reserve", "ledger.release"}));
  EXPECT_THAT(run, ::testing::Not(::testing::Contains("ledger.cancel")));
  EXPECT_THAT(run, ::testing::Not(::testing::Contains("cases.suspend_parent")));
}

TEST(PackageRules, WantAReasonForEachPackage) {
  const SourceTree made = tree({{"packages.txt", "# why\ng++  # the compiler\ncmake\n\ng++  # again\nninja #\n"}});
  EXPECT_EQ(places(packages_without_a_reason(made)), "packages.txt:3 packages.txt:5 packages.txt:6");
  EXPECT_EQ(places(packages_without_a_reason(tree({}))), "packages.txt:0");
}

TEST(DocumentRules, WantEveryDecisionInTheIndex) {
  const SourceTree made = tree({{"docs/adr/README.md", "# Decisions\n- [1](0001-one.md)\n- [9](0009-gone.md)\n"},
                                {"docs/adr/0001-one.md", ""},
                                {"docs/adr/0003-three.md", ""}});
  EXPECT_EQ(places(decisions_out_of_index(made)),
            "docs/adr/0003-three.md:0 docs/adr/0003-three.md:0 docs/adr/README.md:3");
  EXPECT_EQ(places(decisions_out_of_index(tree({}))), "docs/adr/README.md:0");
}

TEST(DocumentRules, FindLinksToNowhere) {
  const SourceTree made =
      tree({{"docs/a.md", "[b](b.md) [src](../src/base/)\n[c](c.md#part) [site](https://example.org/x)\n[up](#top)\n"},
            {"docs/b.md", ""},
            {"src/base/a.h", ""}});
  EXPECT_EQ(places(links_to_nowhere(made)), "docs/a.md:2");
}

}  // namespace
}  // namespace gh::structure
