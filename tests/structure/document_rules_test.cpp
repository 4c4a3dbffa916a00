// The rules on reference pages against small made-up trees that break them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "structure/house_rules.h"

namespace gh::structure {
namespace {

using ::testing::HasSubstr;

const std::string kKinds =
    "{kConflict, \"conflict\", 409, \"当前\", \"The\"},\n{kLocked, \"locked\", 423, \"账号\", \"An\"},\n";

Findings problems(const std::string& page) {
  return problems_out_of_page(SourceTree::of_files({{"src/base/problem.cpp", kKinds},
                                                    {"src/cases/engine.cpp", "refuse(\"state-allows\");\n"},
                                                    {"src/cases/engine_test.cpp", "expect(\"by\");\n"},
                                                    {"docs/reference/problems.md", page}}));
}

TEST(DocumentRules, AreContentWithAPageThatNamesEveryProblem) {
  EXPECT_EQ(text(problems("| `conflict` | 409 | x |\n| `locked` | 423 | x |\n| `state-allows` | conflict | x |\n")),
            "");
}
TEST(DocumentRules, FindAProblemThatThePageDoesNotHave) {
  const auto found = problems("| `conflict` | 409 | x |\n");
  ASSERT_EQ(found.size(), 1u) << text(found);
  EXPECT_THAT(found[0].says, HasSubstr("`locked`"));
  EXPECT_EQ(found[0].line, 2);
}
TEST(DocumentRules, FindAProblemWithAnotherStatus) {
  EXPECT_EQ(problems("| `conflict` | 404 | x |\n| `locked` | 423 | x |\n").size(), 1u);
}
TEST(DocumentRules, FindARuleThatOnlyATestStillNames) {
  const auto found =
      problems("| `conflict` | 409 | x |\n| `locked` | 423 | x |\n| `state-allows`, `by` | conflict | x |\n");
  ASSERT_EQ(found.size(), 1u) << text(found);
  EXPECT_EQ(found[0].says, "no source refuses by by");
  EXPECT_EQ(found[0].line, 3);
}
TEST(DocumentRules, FindAPageThatIsMissingAndASourceThatHasMoved) {
  EXPECT_EQ(problems_out_of_page(SourceTree::of_files({{"src/base/problem.cpp", kKinds}})).size(), 1u);
  EXPECT_EQ(audit_kinds_out_of_page(SourceTree::of_files({{"docs/reference/audit-events.md", "x\n"}})).size(), 1u);
}

TEST(DocumentRules, FindAnAuditEventThatThePageDoesNotHave) {
  const auto found = audit_kinds_out_of_page(
      SourceTree::of_files({{"src/identity/audit.h",
                             "inline constexpr std::string_view kSignedIn = \"signed-in\";\n"
                             "inline constexpr std::string_view kExported = \"exported\";\n"
                             "inline constexpr std::string_view kAuditGood = \"good\";\n"},
                            {"docs/reference/audit-events.md", "| `signed-in` | x |\nexported\n"}}));
  ASSERT_EQ(found.size(), 1u) << text(found);
  EXPECT_THAT(found[0].says, HasSubstr("exported"));
}

TEST(DocumentRules, FindATableOnEitherSideAlone) {
  const auto found = tables_out_of_page(SourceTree::of_files(
      {{"src/draw/migrations/0001_draw.sql", "create table draw_round (\n);\ncreate table draw_seed (\n"},
       {"docs/reference/database.md", "| `draw_seed` | x |\n| `draw_gone` | x |\n"}}));
  ASSERT_EQ(found.size(), 2u) << text(found);
  EXPECT_THAT(text(found), HasSubstr("draw_round"));
  EXPECT_THAT(text(found), HasSubstr("draw_gone"));
}

TEST(DocumentRules, FindAnOptionThatThePageDoesNotHave) {
  const auto found = options_out_of_page(
      SourceTree::of_files({{"src/app/main.cpp", "verb.add_option(\"--db\", a);\nverb.add_flag(\"--demo\", b);\n"},
                            {"docs/reference/command-line.md", "| `--db URL` |\n"}}));
  ASSERT_EQ(found.size(), 1u) << text(found);
  EXPECT_THAT(found[0].says, HasSubstr("--demo"));
}

}  // namespace
}  // namespace gh::structure
