// The table of refusals is a contract with clients: complete, stable, in both languages.
#include "base/problem.h"

#include <gtest/gtest.h>

#include <set>

#include "base/assert.h"

namespace gh {
namespace {

TEST(ProblemKinds, EachCodeHasOneRowInTheOrderOfTheEnumeration) {
  const auto& kinds = problem_kinds();
  ASSERT_EQ(kinds.size(), static_cast<std::size_t>(ProblemCode::kInternal) + 1);
  for (std::size_t i = 0; i < kinds.size(); ++i) {
    EXPECT_EQ(static_cast<std::size_t>(kinds[i].code), i);
    EXPECT_EQ(&kind_of(kinds[i].code), &kinds[i]);
  }
}

TEST(ProblemKinds, NamesAreKebabCaseAndNoneStandsTwice) {
  std::set<std::string_view> names;
  for (const ProblemKind& kind : problem_kinds()) {
    EXPECT_TRUE(names.insert(kind.name).second) << kind.name;
    EXPECT_EQ(kind.name.find_first_not_of("abcdefghijklmnopqrstuvwxyz-"), std::string_view::npos) << kind.name;
    EXPECT_NE(kind.name.front(), '-');
    EXPECT_NE(kind.name.back(), '-');
  }
}

TEST(ProblemKinds, EveryTitleStandsInChineseAndEnglish) {
  for (const ProblemKind& kind : problem_kinds()) {
    EXPECT_TRUE(is_utf8(kind.title_zh));
    EXPECT_GT(kind.title_zh.size(), code_points(kind.title_zh)) << "no Chinese: " << kind.title_zh;
    EXPECT_EQ(kind.title_en.size(), code_points(kind.title_en)) << "no English: " << kind.title_en;
    EXPECT_FALSE(kind.title_en.empty());
  }
}

// Clients depend on these: a change here is a change of the interface.
TEST(ProblemKinds, StatusOfEachName) {
  const std::vector<std::pair<std::string_view, int>> promised{{"malformed", 400},
                                                               {"unauthenticated", 401},
                                                               {"forbidden", 403},
                                                               {"csrf", 403},
                                                               {"not-found", 404},
                                                               {"method-not-allowed", 405},
                                                               {"conflict", 409},
                                                               {"stale-version", 412},
                                                               {"idempotency-mismatch", 422},
                                                               {"too-large", 413},
                                                               {"unsupported-media", 415},
                                                               {"invalid-form", 422},
                                                               {"condition-failed", 422},
                                                               {"no-budget", 422},
                                                               {"too-many-requests", 429},
                                                               {"locked", 423},
                                                               {"storage-unavailable", 503},
                                                               {"overloaded", 503},
                                                               {"internal", 500}};
  std::vector<std::pair<std::string_view, int>> found;
  for (const ProblemKind& kind : problem_kinds()) found.emplace_back(kind.name, kind.status);
  EXPECT_EQ(found, promised);
}

TEST(ProblemKinds, ACodeOutsideTheEnumerationIsABug) { EXPECT_THROW(kind_of(static_cast<ProblemCode>(99)), Bug); }

TEST(AProblem, SaysForTheLogWhatWasWrong) {
  const Problem problem(ProblemCode::kConditionFailed,
                        FieldError{"/members", "min-members", "三(二)2", {"会员数不足", "too few members"}}, "29 < 30");
  EXPECT_STREQ(problem.what(), "condition-failed; /members min-members 三(二)2: 29 < 30");
  EXPECT_EQ(problem.code(), ProblemCode::kConditionFailed);
  ASSERT_EQ(problem.errors().size(), 1U);
  EXPECT_EQ(problem.errors()[0].says.zh, "会员数不足");
  EXPECT_EQ(problem.detail(), "29 < 30");
}

TEST(AProblem, WithoutFieldsIsItsNameAlone) { EXPECT_STREQ(Problem(ProblemCode::kNotFound).what(), "not-found"); }

TEST(AProblem, KeepsWhenToTryAgainThroughTheThrow) {
  EXPECT_EQ(Problem(ProblemCode::kNotFound).retry_after_seconds(), 0);
  try {
    throw Problem(ProblemCode::kOverloaded).retry_after(7);
  } catch (const Problem& caught) {
    EXPECT_EQ(caught.retry_after_seconds(), 7);
    EXPECT_EQ(caught.code(), ProblemCode::kOverloaded);
  }
  EXPECT_THROW(Problem(ProblemCode::kOverloaded).retry_after(-1), Bug);
}

TEST(AnAssertion, ThatHoldsDoesNothingAndIsEvaluatedOnce) {
  int evaluated = 0;
  GH_ASSERT(++evaluated == 1);
  EXPECT_EQ(evaluated, 1);
}

TEST(AnAssertion, ThatFailsNamesItsClaimAndPlace) {
  try {
    GH_ASSERT(1 + 1 == 3);
    FAIL() << "went on";
  } catch (const Bug& bug) {
    const std::string says = bug.what();
    EXPECT_NE(says.find("1 + 1 == 3"), std::string::npos);
    EXPECT_NE(says.find("problem_test.cpp:"), std::string::npos);
  }
}

}  // namespace
}  // namespace gh
