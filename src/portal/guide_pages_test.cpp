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
  EXPECT_THAT(page, HasSubstr("注册资金不少于三万元")) << "conditions";
  EXPECT_THAT(page, HasSubstr("章程草案")) << "materials";
  EXPECT_THAT(page, HasSubstr("20 MB"));
  EXPECT_THAT(page, HasSubstr("15 个工作日")) << "promised limit";
  EXPECT_THAT(page, HasSubstr("二十个工作日（行政许可法42）")) << "limit of the law";
  EXPECT_THAT(page, HasSubstr("不收费（行政许可法58）")) << "fee";
  EXPECT_THAT(page, HasSubstr("社会团体法人登记证书")) << "result";
  EXPECT_THAT(page, HasSubstr("佛山市监察局")) << "complaints";
  EXPECT_THAT(page, HasSubstr("href=\"/guide/association-registration/form\"")) << "blank form";
  EXPECT_THAT(page, HasSubstr("src=\"/guide/association-registration/diagram.svg\"")) << "diagram";
  EXPECT_THAT(page, HasSubstr("href=\"/workbench/open/association-registration\"")) << "apply";
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
  EXPECT_THROW(blank_form_page(*house_pack(), "no-such-thing", zh()), Problem);
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
  const std::string page = html_of(blank_form_page(*house_pack(), "association-registration", zh()));
  EXPECT_THAT(page, HasSubstr("业务范围"));
  EXPECT_THAT(page, HasSubstr("□ 商会")) << "choices as boxes";
  EXPECT_THAT(page, HasSubstr("连续良好经营年数")) << "columns of a list";
  EXPECT_THAT(page, HasSubstr("18 位统一社会信用代码")) << "hints";
  EXPECT_THAT(page, HasSubstr("章程草案")) << "materials to attach";
}

}  // namespace
}  // namespace gh::portal
