#include "portal/guide_pages.h"

#include "portal/portal_fixture.h"

namespace gh::portal {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(ServiceGuide, HasWhatInspectorsLookFor) {
  const std::string page = html_of(guide_page(*house_pack(), "association-registration", zh(), a_day()));
  EXPECT_THAT(page, HasSubstr("发起人代表")) << "who";
  EXPECT_THAT(page, HasSubstr("三(二)2")) << "basis";
  EXPECT_THAT(page, HasSubstr("注册资金不少于30,000元")) << "conditions";
  EXPECT_THAT(page, HasSubstr("章程草案")) << "materials";
  EXPECT_THAT(page, HasSubstr("20 MB"));
  EXPECT_THAT(page, HasSubstr("15 个工作日")) << "promised limit";
  EXPECT_THAT(page, HasSubstr("二十个工作日 <a class=\"cite\" href=\"/policy/")) << "limit of the law";
  EXPECT_THAT(page, HasSubstr("不收费 <a class=\"cite\" href=\"/policy/")) << "fee";
  EXPECT_THAT(page, HasSubstr("0757-0000 0001")) << "complaint line";
  EXPECT_THAT(page, HasSubstr("演示号码，无人接听")) << "nobody may take it for a real one";
  EXPECT_THAT(page, HasSubstr("href=\"/guide/association-registration/sample\"")) << "sample";
  EXPECT_THAT(page, HasSubstr("href=\"/guide/association-registration/materials/charter/sample\""));
  EXPECT_THAT(page, HasSubstr("由会计师事务所出具")) << "who issues what isn't written";
  EXPECT_THAT(page, HasSubstr("社会团体法人登记证书")) << "result";
  EXPECT_THAT(page, HasSubstr("佛山市监察局")) << "complaints";
  EXPECT_THAT(page, HasSubstr("href=\"/guide/association-registration/form\"")) << "blank form";
  EXPECT_THAT(page, HasSubstr("src=\"/guide/association-registration/diagram.svg\"")) << "diagram";
  EXPECT_THAT(page, HasSubstr("href=\"/workbench/open/association-registration\"")) << "apply";
}

TEST(ServiceGuide, SaysFeeAndLegalLimitOfEveryProcedure) {
  for (const auto& [id, procedure] : house_pack()->procedures) {
    EXPECT_FALSE(procedure.fee.zh.empty()) << id;
    EXPECT_FALSE(procedure.legal_limit.zh.empty()) << id;
  }
}

TEST(ServiceGuide, SaysWhereAFeeRestsOnNoRule) {
  EXPECT_THAT(html_of(guide_page(*house_pack(), "member-roll", zh(), a_day())), HasSubstr("规则未定收费"));
  EXPECT_THAT(html_of(guide_page(*house_pack(), "grade-assessment", zh(), a_day())), Not(HasSubstr("规则未定收费")));
}

TEST(ServiceGuide, HasASampleOfEveryFormThatPeopleHandIn) {
  for (const auto& [id, procedure] : house_pack()->procedures) {
    if (!is_for_the_public(*house_pack(), procedure)) continue;
    const std::string page = html_of(form_page(*house_pack(), id, zh(), Filled::kWithExamples));
    EXPECT_THAT(page, HasSubstr("样例</p>")) << id;
    for (const auto& material : procedure.materials)
      EXPECT_NE(material.wording.empty(), material.issued_by.zh.empty()) << id << "/" << material.id;
  }
}

TEST(ServiceGuide, IsThereForEveryProcedureInBothLanguages) {
  for (const auto& [id, procedure] : house_pack()->procedures)
    for (const Words* words : {&zh(), &en()})
      EXPECT_THAT(html_of(guide_page(*house_pack(), id, *words, a_day()), *words), HasSubstr("<h1>")) << id;
}

TEST(ServiceGuide, OffersNoApplicationForWhatOnlyDepartmentsOpen) {
  EXPECT_THAT(html_of(guide_page(*house_pack(), "service-purchase", zh(), a_day())),
              Not(HasSubstr("/workbench/open/")));
  EXPECT_FALSE(is_for_the_public(*house_pack(), house_pack()->procedure("service-purchase")));
  EXPECT_TRUE(is_for_the_public(*house_pack(), house_pack()->procedure("objection")));
}

TEST(ServiceGuide, RefusesAnUnknownProcedure) {
  EXPECT_THROW(guide_page(*house_pack(), "no-such-thing", zh(), a_day()), Problem);
  EXPECT_THROW(form_page(*house_pack(), "no-such-thing", zh(), Filled::kBlank), Problem);
}

TEST(Limit, IsThatInForceOnTheDay) {
  policy::ClockRule clock;
  clock.limit = "params.registration_days";
  EXPECT_EQ(limit_text(*house_pack(), clock, zh(), a_day()), "15 个工作日");
  EXPECT_EQ(limit_text(*house_pack(), clock, zh(), day_of(2000, 1, 1)), "") << "before there was one";
  clock.limit = "5";
  EXPECT_EQ(limit_text(*house_pack(), clock, zh(), a_day()), "5 个工作日");
  clock.limit = "form.urgent and 5 or 10";
  EXPECT_EQ(limit_text(*house_pack(), clock, zh(), a_day()), "") << "depends on the case";
}

TEST(BlankForm, HasEveryFieldOfTheSchema) {
  const std::string page = html_of(form_page(*house_pack(), "association-registration", zh(), Filled::kBlank));
  EXPECT_THAT(page, HasSubstr("业务范围"));
  EXPECT_THAT(page, HasSubstr("□ 商会")) << "choices as boxes";
  EXPECT_THAT(page, HasSubstr("连续良好经营年数")) << "columns of a list";
  EXPECT_THAT(page, HasSubstr("18 位统一社会信用代码")) << "hints";
  EXPECT_THAT(page, HasSubstr("章程草案")) << "materials to attach";
}

TEST(SampleForm, IsFilledInWithTheExamplesOfTheSchema) {
  const std::string page = html_of(form_page(*house_pack(), "association-registration", zh(), Filled::kWithExamples));
  EXPECT_THAT(page, HasSubstr("佛山市示例行业协会"));
  EXPECT_THAT(page, HasSubstr("☑ 行业协会")) << "a choice that is ticked";
  EXPECT_THAT(page, HasSubstr("50,000 元")) << "money as people write it";
  EXPECT_THAT(page, HasSubstr("307 陶瓷制品制造")) << "a code with its name";
  EXPECT_THAT(page, HasSubstr("2028年12月31日")) << "cells of a list";
  EXPECT_THAT(html_of(form_page(*house_pack(), "association-registration", zh(), Filled::kBlank)),
              Not(HasSubstr("示例")));
}

TEST(SampleForm, IsRefusedWhereTheFormHasNoExamples) {
  EXPECT_THROW(form_page(*house_pack(), "budget-line", zh(), Filled::kWithExamples), Problem);
}

TEST(Wording, HasBlanksOrExamples) {
  const auto charter = [](Filled filled) {
    return html_of(wording_page(*house_pack(), "association-registration", "charter", zh(), filled, a_day()));
  };
  EXPECT_THAT(charter(Filled::kBlank), HasSubstr("本会名称为＿＿＿＿＿＿。"));
  EXPECT_THAT(charter(Filled::kWithExamples), HasSubstr("本会名称为佛山市示例行业协会。"));
  EXPECT_THAT(charter(Filled::kWithExamples), HasSubstr("2/3以上会员出席方可开会")) << "a number of the pack";
  EXPECT_THAT(charter(Filled::kWithExamples), HasSubstr("样例</p>"));
  EXPECT_THROW(wording_page(*house_pack(), "association-registration", "capital", zh(), Filled::kBlank, a_day()),
               Problem)
      << "issued by others";
  EXPECT_THROW(wording_page(*house_pack(), "association-registration", "none", zh(), Filled::kBlank, a_day()), Problem);
}

}  // namespace
}  // namespace gh::portal
