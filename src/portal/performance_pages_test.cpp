#include "portal/performance_pages.h"

#include "portal/portal_fixture.h"

namespace gh::portal {
namespace {

using testing::HasSubstr;
using testing::Not;

json::object terms(const std::string& kind, bool is_today = true, const Words& words = zh()) {
  performance::TermsView out;
  out.item_id = "01890000-0000-7000-8000-000000000001";
  out.item = "行业统计";
  out.kind = kind;
  out.holder_id = "01890000-0000-7000-8000-000000000002";
  out.holder = "示例市陶瓷行业协会";
  out.promised_days = 20;
  out.conditions = "会员与非会员同等办理";
  return terms_row(out, {*house_pack(), words, a_day()}, is_today);
}

std::string page_of(json::object row) {
  return html_of({"apply", "apply", "/catalogues", {}, {{"terms", json::array{std::move(row)}}, {"all_href", ""}}});
}

TEST(Terms, LeadToAnApplicationWhereEnterprisesOpenTheWork) {
  for (const char* kind : {"credit-rating", "qualification-review", "result-appraisal"}) {
    EXPECT_TRUE(is_open_to_companies(*house_pack(), kind)) << kind;
    EXPECT_THAT(page_of(terms(kind)), HasSubstr(std::string("href=\"/workbench/open/") + kind + "?item=")) << kind;
    EXPECT_EQ(string_at(terms(kind), "begun_by"), "") << kind;
  }
}

TEST(Terms, SayWhoBeginsWorkThatEnterprisesDoNotOpen) {
  for (const char* kind : {"statistics-round", "selection", "industry-task", "no-such-kind"}) {
    EXPECT_FALSE(is_open_to_companies(*house_pack(), kind)) << kind;
    EXPECT_THAT(page_of(terms(kind)), Not(HasSubstr("/workbench/open/"))) << kind;
  }
  EXPECT_EQ(string_at(terms("statistics-round"), "begun_by"), "行业协会商会秘书长");
  EXPECT_THAT(page_of(terms("statistics-round")), HasSubstr("发起人："));
  EXPECT_EQ(string_at(terms("no-such-kind"), "begun_by"), "");
}

TEST(Terms, OfAnotherDayTakeNoApplications) {
  EXPECT_THAT(page_of(terms("credit-rating", false)), Not(HasSubstr("/workbench/open/")));
}

}  // namespace
}  // namespace gh::portal
