// Parameters as PostgreSQL wants them.
#include "store/postgres_sql.h"

#include <gtest/gtest.h>

#include <vector>

namespace gh::store {
namespace {

std::string numbered(std::string_view sql, const std::vector<Value>& values) {
  return numbered_parameters(sql, values);
}

TEST(NumberedParameters, AreCountedInOrderAndIntegersAreNamedAsSuch) {
  EXPECT_EQ(numbered("select a from t where b = ? and c = ? and d = ?", {"x", 7, nullptr}),
            "select a from t where b = $1 and c = $2::bigint and d = $3");
}

TEST(NumberedParameters, QuotationsAndCommentsAreLeftAlone) {
  EXPECT_EQ(numbered("select '?''?', \"a?\" -- why?\n, /* ? */ ?", {"x"}),
            "select '?''?', \"a?\" -- why?\n, /* ? */ $1");
  EXPECT_EQ(numbered("select ? -- the end?", {1}), "select $1::bigint -- the end?");
  EXPECT_EQ(numbered("select ?, 'open", {1}), "select $1::bigint, 'open");
}

TEST(NumberedParameters, OneThatIsOnlyAskedWhetherItIsNullIsText) {
  EXPECT_EQ(numbered("select 1 where (? is null or a = ?)", {7, 7}),
            "select 1 where ($1::text is null or a = $2::bigint)");
  EXPECT_EQ(numbered("select 1 where ?  IS NOT NULL", {nullptr}), "select 1 where $1::text  IS NOT NULL");
  EXPECT_EQ(numbered("select ? island", {"x"}), "select $1 island");
}

TEST(NumberedParameters, TooManyAndTooFewValuesAreBugs) {
  EXPECT_THROW(numbered("select ?", {}), Bug);
  EXPECT_THROW(numbered("select ?", {1, 2}), Bug);
}

TEST(ParameterKinds, TellIntegersFromTheRest) {
  EXPECT_EQ(parameter_kinds(std::vector<Value>{1, "x", nullptr}), "itt");
}

}  // namespace
}  // namespace gh::store
