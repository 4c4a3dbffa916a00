#include "portal/policy_pages.h"

#include "portal/portal_fixture.h"

namespace gh::portal {
namespace {

using opendata::ClauseFigures;
using testing::HasSubstr;
using testing::Not;

ClauseFigures clause(std::string id, std::string source = "佛府办〔2012〕93号") {
  ClauseFigures out;
  out.id = std::move(id);
  out.source = std::move(source);
  out.says = {"条文", "clause"};
  return out;
}

ClauseFigures busy_clause() {
  ClauseFigures out = clause("三(二)2");
  out.procedures = {{"association-registration", {"成立登记", "registration"}}};
  out.cases = 1234;
  out.open = 5;
  out.limits.median_days = 9;
  out.limits.limit_days = 15;
  out.limits.limit_unit = "working_days";
  out.limits.on_time_permille = 987;
  out.committed_fen = 12'345'600;
  return out;
}

TEST(LimitBar, PutsTheLimitInItsPlaceWhileTheMedianKeepsWithin) {
  EXPECT_EQ(bar_of(0, 15).median, 0);
  EXPECT_EQ(bar_of(15, 15).median, bar_of(15, 15).limit);
  EXPECT_EQ(bar_of(15, 15).limit, 800);
  EXPECT_LT(bar_of(9, 15).median, bar_of(9, 15).limit);
}

TEST(LimitBar, MovesTheLimitInwardsWhereTheMedianIsFarBeyond) {
  const Bar bar = bar_of(60, 15);
  EXPECT_EQ(bar.median, 1000);
  EXPECT_EQ(bar.limit, 250);
  EXPECT_EQ(bar_of(5, 0).median, 0) << "no limit, no bar";
}

TEST(ClauseNumbers, AreNothingBeforeTheFirstCase) { EXPECT_TRUE(clause_numbers(clause("三(一)1"), zh()).is_null()); }

TEST(ClauseNumbers, LeaveOutTheBarWhereNothingHasStopped) {
  ClauseFigures begun = clause("三(一)1");
  begun.cases = 3;
  const json::value numbers = clause_numbers(begun, zh());
  EXPECT_TRUE(at_or_null(numbers, "bar").is_null());
  EXPECT_EQ(string_at(numbers, "on_time"), "");
  EXPECT_EQ(string_at(numbers, "committed"), "");
}

TEST(LivingPolicy, ShowsEachClauseWithItsFigures) {
  const std::string page = html_of(policy_page({busy_clause(), clause("四(一)")}, *house_pack(), zh(), a_day()));
  EXPECT_THAT(page, HasSubstr("id=\"clause-三(二)2\""));
  EXPECT_THAT(page, HasSubstr("1,234"));
  EXPECT_THAT(page, HasSubstr("98.7%"));
  EXPECT_THAT(page, HasSubstr("123,456 元"));
  EXPECT_THAT(page, HasSubstr("中位用时 9 个工作日，期限 15 个工作日"));
  EXPECT_THAT(page, HasSubstr("href=\"/guide/association-registration\""));
  EXPECT_THAT(page, HasSubstr("登记审批时限"));
  EXPECT_THAT(page, HasSubstr("暂无办件。")) << "of the other clause";
}

TEST(LivingPolicy, KeepsTheLawsApartFromTheDocument) {
  const Page page =
      policy_page({clause("三(一)1"), clause("行政许可法32", "行政许可法"), clause("行政许可法44", "行政许可法")},
                  *house_pack(), zh(), a_day());
  EXPECT_EQ(page.values.at("parts").as_array().size(), 1U);
  ASSERT_EQ(page.values.at("laws").as_array().size(), 1U);
  EXPECT_EQ(find_pointer(page.values.at("laws"), "/0/clauses")->as_array().size(), 2U);
}

TEST(LivingPolicy, HasAPageWithoutAnyClause) { EXPECT_EQ(policy_page({}, *house_pack(), en(), a_day()).status, 200); }

TEST(OneClause, NamesTheConditionsThatKeepIt) {
  const std::string page = html_of(clause_page(busy_clause(), *house_pack(), zh(), a_day()));
  EXPECT_THAT(page, HasSubstr("任何情形下会员数不少于放宽后的下限"));
  EXPECT_THAT(page, HasSubstr("count(form.members) &gt;= params.min_members.favoured"));
  EXPECT_THAT(page, HasSubstr("15 个工作日"));
  EXPECT_THAT(page, HasSubstr("href=\"/cases?clause=%E4%B8%89%28%E4%BA%8C%292\""));
}

TEST(OneClause, ShowsWhatAParameterWasBefore) {
  const std::string page = html_of(clause_page(busy_clause(), *house_pack(), zh(), a_day()));
  EXPECT_THAT(page, HasSubstr("一般行业：50 家；重点扶持行业：30 家"));
  EXPECT_THAT(page, HasSubstr("一般行业：50 家；重点扶持行业：50 家"));
  EXPECT_THAT(page, HasSubstr("2006年3月1日"));
}

TEST(OneClause, DoesNotListCasesThatAreNotPublic) {
  ClauseFigures of_objections = clause("三(一)3");
  of_objections.procedures = {{"objection", {"异议", "objection"}}};
  EXPECT_THAT(html_of(clause_page(of_objections, *house_pack(), zh(), a_day())), Not(HasSubstr("/cases?clause=")));
}

}  // namespace
}  // namespace gh::portal
