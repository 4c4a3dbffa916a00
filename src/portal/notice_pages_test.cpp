#include "portal/notice_pages.h"

#include "portal/home_pages.h"
#include "portal/portal_fixture.h"
#include "portal/verify_pages.h"

namespace gh::portal {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr const char* kAct = "01890000-0000-7000-8000-000000000001";

gazette::Notice notice() {
  gazette::Notice out;
  out.id = "01890000-0000-7000-8000-000000000002";
  out.case_id = "01890000-0000-7000-8000-000000000003";
  out.case_number = "佛民评〔2026〕7号";
  out.procedure = "grade-assessment";
  out.kind = "publicity";
  out.title_zh = "等级评估结果公示";
  out.body_zh = "第一行\n\n第二行";
  out.issuer_name = "佛山市民政局";
  out.published_by_act = kAct;
  out.published_on = day_of(2026, 9, 14);
  out.window_days = 7;
  out.objections_until = day_of(2026, 9, 23);
  return out;
}

Writing on(Day day) { return {*house_pack(), zh(), day}; }

TEST(NoticePage, TellsHowToObjectWhileItsWindowIsOpen) {
  const std::string page = html_of(notice_page(notice(), on(day_of(2026, 9, 23))));
  EXPECT_THAT(page, HasSubstr("公示至 2026年9月23日（7 个工作日）"));
  EXPECT_THAT(page, HasSubstr("怎样提出异议"));
  EXPECT_THAT(page, HasSubstr(std::string("href=\"/verify/") + kAct));
  EXPECT_THAT(page, HasSubstr("href=\"/workbench/open/grade-complaint?parent=" + notice().case_id));
  // The association itself may also ask for its re-examination.
  EXPECT_THAT(page, HasSubstr("href=\"/workbench/open/grade-review?parent=" + notice().case_id));
  EXPECT_LT(page.find("/open/grade-complaint?"), page.find("/open/grade-review?"));
  EXPECT_THAT(page, Not(HasSubstr("/open/objection?")));
}

TEST(Objections, AreTheProceduresThatMakeTheirParentStandStill) {
  EXPECT_TRUE(is_objection(house_pack()->procedure("objection")));
  EXPECT_FALSE(is_objection(house_pack()->procedure("service-application")));
}

TEST(NoticePage, SaysThatItsWindowIsOver) {
  const std::string page = html_of(notice_page(notice(), on(day_of(2026, 9, 24))));
  EXPECT_THAT(page, HasSubstr("公示期已于 2026年9月23日 结束"));
  EXPECT_THAT(page, Not(HasSubstr("提出后结果暂停生效")));
}

TEST(NoticePage, HasNoWindowWhereNoneIsGiven) {
  auto without = notice();
  without.window_days.reset();
  without.objections_until.reset();
  EXPECT_THAT(html_of(notice_page(without, on(a_day()))), Not(HasSubstr("公示期已于")));
}

TEST(Lines, LeaveOutTheEmptyOnes) {
  EXPECT_EQ(lines_of("a\n\nb\n").size(), 2U);
  EXPECT_TRUE(lines_of("").empty());
}

TEST(Call, IsOpenUntilItsCaseMovesOn) {
  const json::object open = call_row({notice(), true, *parse_instant("2026-10-01T09:00:00Z")}, on(a_day()));
  EXPECT_EQ(string_at(open, "deadline"), "2026年10月1日 17:00");
  EXPECT_EQ(string_at(open.at("state"), "tone"), "good");
  EXPECT_EQ(string_at(open, "apply_href"), "") << "grades have no bids";
  gazette::Notice tender = notice();
  tender.procedure = "service-purchase";
  EXPECT_EQ(string_at(call_row({tender, true, {}}, on(a_day())), "apply_href"),
            "/workbench/open/service-application?parent=" + tender.case_id);
  const json::object over = call_row({notice(), false, {}}, on(a_day()));
  EXPECT_EQ(string_at(over, "deadline"), "");
  EXPECT_EQ(string_at(over.at("state"), "tone"), "idle");
}

TEST(CasePage, ShowsTheNewestActFirstAndItsWayToVerify) {
  const json::object view{{"id", "c"},
                          {"number", "佛民登〔2026〕1号"},
                          {"title", "甲协会：成立登记"},
                          {"procedure", "association-registration"},
                          {"procedure_title", {{"zh", "成立登记"}, {"en", "registration"}}},
                          {"state_title", {{"zh", "审查中"}, {"en", "under review"}}},
                          {"opened_at", "2026-09-01T01:00:00Z"},
                          {"due_on", "2026-09-18"},
                          {"closed_at", nullptr},
                          {"children", json::array{}},
                          {"clocks", json::array{}}};
  const auto act = [](const char* id, const char* title) {
    return json::object{{"id", id},
                        {"kind", "action"},
                        {"action", "x"},
                        {"action_title", json::object{{"zh", title}, {"en", title}}},
                        {"effective_at", "2026-09-02T01:00:00Z"}};
  };
  const std::string page =
      html_of(case_page(view, {act("a1", "受理"), act("a2", "审查")}, {}, *house_pack(), on(a_day())));
  EXPECT_LT(page.find("<b>审查</b>"), page.find("<b>受理</b>"));
  EXPECT_THAT(page, HasSubstr("href=\"/verify/a2\""));
  EXPECT_THAT(page, HasSubstr("已超期")) << "its limit was 18 September";
}

TEST(Sought, IsAnIdWhereverItStands) {
  EXPECT_EQ(sought_in(std::string("佛民登证〔2026〕1号\n") + kAct).id, Id(kAct)) << "what older codes hold";
  EXPECT_EQ(sought_in("  佛民登〔2026〕1号 ").number, "佛民登〔2026〕1号");
  EXPECT_FALSE(sought_in("01890000-0000-7000-8000-00000000000g").id);
  EXPECT_EQ(sought_in("").number, "");
}

TEST(ActPage, SaysThatAnActStillWaitsForItsPlace) {
  LoggedAct logged;
  logged.act_id = kAct;
  const std::string page = html_of(act_page(logged, *house_pack(), zh(), "key"));
  EXPECT_THAT(page, HasSubstr("几秒内会编入日志"));
  EXPECT_THAT(page, HasSubstr(std::string("data-act=\"") + kAct));
}

TEST(ActPage, TellsWhatTheEntrySays) {
  LoggedAct logged;
  logged.act_id = kAct;
  logged.leaf =
      log::LoggedLeaf{41,
                      kAct,
                      R"({"act":"x","action":"approve","at":"2026-09-02T01:00:00Z","from":"signing","kind":"action",)"
                      R"("procedure":"association-registration","role":"registry_head"})",
                      {}};
  const std::string page = html_of(act_page(logged, *house_pack(), zh(), "key"));
  EXPECT_THAT(page, HasSubstr("登记机关负责人"));
  EXPECT_THAT(page, HasSubstr("行业协会商会成立登记"));
  EXPECT_THAT(page, HasSubstr("&quot;procedure&quot;:&quot;association-registration&quot;"));
}

TEST(ProgressPage, TellsNothingOfAWrongCode) {
  const std::string page = html_of(progress_page("佛民登〔2026〕1号", {}, true, on(a_day())));
  EXPECT_THAT(page, HasSubstr("编号与查询码不符"));
  EXPECT_THAT(html_of(progress_page("", {}, false, on(a_day()))), Not(HasSubstr("编号与查询码不符")));
}

TEST(ProgressPage, ShowsStepsAndTheDayItIsDue) {
  const json::object progress{{"number", "佛民登〔2026〕1号"},
                              {"procedure", "association-registration"},
                              {"procedure_title", {{"zh", "成立登记"}, {"en", "registration"}}},
                              {"state_title", {{"zh", "审查中"}, {"en", "under review"}}},
                              {"due_on", "2026-10-12"},
                              {"due_provisional", false},
                              {"suspended", false},
                              {"steps", json::array{json::object{{"title", {{"zh", "待受理"}, {"en", "submitted"}}},
                                                                 {"entered_on", "2026-09-01"},
                                                                 {"left_on", "2026-09-03"},
                                                                 {"days", 2}},
                                                    json::object{{"title", {{"zh", "审查中"}, {"en", "under review"}}},
                                                                 {"entered_on", "2026-09-03"},
                                                                 {"left_on", nullptr},
                                                                 {"days", nullptr}}}}};
  const std::string page = html_of(progress_page("佛民登〔2026〕1号", progress, true, on(a_day())));
  EXPECT_THAT(page, HasSubstr("2026年10月12日"));
  EXPECT_THAT(page, HasSubstr("2 天"));
  EXPECT_THAT(page, HasSubstr("现在在这里"));
  json::object over = progress;
  over["closed"] = true;
  EXPECT_THAT(html_of(progress_page("佛民登〔2026〕1号", over, true, on(a_day()))), Not(HasSubstr("现在在这里")));
}

TEST(ErrorPage, QuotesTheRequestAndEscapesIt) {
  const Page page = error_page(Problem(ProblemCode::kInternal), "<b>1</b>", zh());
  EXPECT_EQ(page.status, 500);
  EXPECT_THAT(html_of(page), HasSubstr("&lt;b&gt;1&lt;/b&gt;"));
  EXPECT_THAT(html_of(page), HasSubstr("出了问题"));
}

TEST(HomePage, LeavesOutFiguresThatNobodyHasYet) {
  opendata::CityFigures city;
  city.associations = 312;
  EXPECT_THAT(html_of(home_page(city, {}, {}, on(a_day()))), Not(HasSubstr("按时办结率")));
  city.on_time_permille = 1000;
  EXPECT_THAT(html_of(home_page(city, {}, {notice()}, on(a_day()))), HasSubstr("100.0"));
}

}  // namespace
}  // namespace gh::portal
