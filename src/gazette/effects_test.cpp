// Publishing and issuing through the engine.
#include <gmock/gmock.h>

#include "cases/effects_fixture.h"
#include "gazette/migrations.h"
#include "gazette/notices.h"
#include "gazette/offer.h"

namespace gh::gazette {
namespace {

using cases::EffectsCity;
using testing::HasSubstr;
using testing::Not;

const EffectsCity::Files kFiles = {
    {"calendar/2026.yaml", EffectsCity::year_with_national_day()},
    {"texts.yaml", R"(publicity:
  zh: "结果公示\n{{case.number}}\n{{organisation}}得分{{score}}，公示{{window_days}}个工作日，至{{objections_until}}{{#provisional}}（暂定）{{/provisional}}。"
  en: "Proposed result\n{{case.number}}\n{{organisation}}: {{score}}, until {{objections_until}}{{#provisional}} (provisional){{/provisional}}."
refusal:
  zh: "不予登记决定书\n{{case.number}}\n“{{form.name}}”不予登记，联系人{{form.contact}}。理由：{{act.reason}}，经办{{act.officer}}。{{issuer}} {{today}}"
  en: "Refusal\n{{case.number}}\n{{form.name}} isn't registered: {{act.reason}}"
)"},
    {"forms/application.yaml", R"(x-title: {zh: 申请, en: application}
type: object
additionalProperties: false
required: [name]
properties:
  name: {x-title: {zh: 名称, en: name}, type: string, x-public: true}
  contact: {x-title: {zh: 联系人, en: contact}, type: string, x-personal: true}
  organisation: {x-title: {zh: 单位, en: organisation}, type: string}
)"},
    {"forms/refusal.yaml", R"(x-title: {zh: 决定, en: decision}
type: object
additionalProperties: false
properties:
  reason: {x-title: {zh: 理由, en: reason}, type: string}
  officer: {x-title: {zh: 经办人, en: officer}, type: string, x-personal: true}
)"},
    {"procedures/registration.yaml", R"(id: registration
title: {zh: 登记, en: registration}
cites: [一]
number: "示登〔{year}〕{serial}号"
authority: bureau
opened_by: [registrar]
form: application
title_expression: form.name
publicity: public
initial: submitted
states:
  submitted:
    title: {zh: 待办, en: submitted}
    actions:
      publish:
        title: {zh: 公示, en: publish}
        by: [registrar]
        effects: [{name: gazette.publish, with: {kind: publicity, text: publicity, organisation: =form.organisation, window_days: 7, score: 951}}]
      announce:
        title: {zh: 公告, en: announce}
        by: [registrar]
        effects: [{name: gazette.publish, with: {kind: result, text: publicity}}]
      refuse:
        title: {zh: 不予登记, en: refuse}
        by: [registrar]
        form: refusal
        effects: [{name: gazette.issue, with: {kind: decision, text: refusal}}]
      close: {title: {zh: 办结, en: close}, by: [registrar], to: closed}
  closed: {title: {zh: 已办结, en: closed}, final: true}
)"},
};

class GazetteEffects : public testing::TestWithParam<store::Dialect> {
 protected:
  void SetUp() override {
    auto db = cases::City::database(GetParam(), {migrations()});
    if (!db) GTEST_SKIP() << "GUILDHALL_TEST_POSTGRES isn't set";
    city.emplace(std::move(db), kFiles, EffectsCity::Offers{offer_gazette}, EffectsCity::Schemas{migrations()},
                 cases::registry_desk());
    the_case =
        city->open("registration",
                   {{"name", "示例市陶瓷行业协会"}, {"contact", "经办人甲"}, {"organisation", city->organisation}});
  }
  std::vector<Notice> notices(const NoticeSearch& search = {}) {
    return city->db->reading([&](store::Tx& tx) { return search_notices(tx, search, 10).notices; });
  }
  std::vector<Document> documents() {
    return city->db->reading([&](store::Tx& tx) { return documents_of(tx, the_case, 10); });
  }

  std::optional<EffectsCity> city;
  Id the_case;
};
INSTANTIATE_TEST_SUITE_P(Databases, GazetteEffects, testing::ValuesIn(store::kDialects));

TEST_P(GazetteEffects, AWindowForObjectionsCountsWorkingDaysFromTheDayAfter) {
  city->at("2026-09-28T01:00:00Z");  // a Monday; 1, 2 and 5 October are off, Saturday the 10th is worked
  const Id act = city->perform(the_case, "publish");
  const auto published = notices();
  ASSERT_EQ(published.size(), 1U);
  const Notice& notice = published.front();
  EXPECT_EQ(notice.window_days, 7);
  EXPECT_EQ(text(*notice.objections_until), "2026-10-10");
  EXPECT_FALSE(notice.provisional);
  EXPECT_EQ(notice.title_zh, "结果公示");
  EXPECT_EQ(notice.body_zh, "示登〔2026〕1号\n示例市民政局得分951，公示7个工作日，至2026年10月10日。");
  EXPECT_EQ(notice.body_en, "示登〔2026〕1号\nSample Civil Affairs Bureau: 951, until 10 October 2026.");
  EXPECT_EQ(notice.issuer_name, "示例市民政局");
  EXPECT_EQ(notice.organisation_id, city->organisation);
  EXPECT_EQ(notice.published_by_act, act);
}

TEST_P(GazetteEffects, AWindowThatEndsInAnUnpublishedYearIsProvisional) {
  city->at("2026-12-30T01:00:00Z");
  city->perform(the_case, "publish");
  const Notice notice = notices().front();
  EXPECT_TRUE(notice.provisional);
  EXPECT_THAT(notice.body_zh, HasSubstr("至2027年1月8日（暂定）。"));
  EXPECT_THAT(notice.body_en, HasSubstr("until 8 January 2027 (provisional)."));
}

TEST_P(GazetteEffects, ANoticeWithoutAWindowHasNoLastDay) {
  city->perform(the_case, "announce");
  EXPECT_FALSE(notices().front().objections_until.has_value());
  EXPECT_FALSE(notices().front().window_days.has_value());
}

TEST_P(GazetteEffects, ADocumentNamesNoPersons) {
  city->perform(the_case, "refuse", {{"reason", "会员数不足"}, {"officer", "经办人乙"}});
  ASSERT_EQ(documents().size(), 1U);
  const Document document = documents().front();
  EXPECT_EQ(document.title_zh, "不予登记决定书");
  EXPECT_THAT(document.body_zh, HasSubstr("“示例市陶瓷行业协会”不予登记"));
  EXPECT_THAT(document.body_zh, HasSubstr("理由：会员数不足"));
  EXPECT_THAT(document.body_zh, HasSubstr("示例市民政局 2026年9月21日"));
  EXPECT_THAT(document.body_zh, Not(HasSubstr("经办人")));
  EXPECT_FALSE(document.organisation_id.has_value());
}

TEST_P(GazetteEffects, DocumentsAreNumberedAfterTheirCase) {
  city->perform(the_case, "refuse", {{"reason", "一"}});
  city->perform(the_case, "refuse", {{"reason", "二"}});
  ASSERT_EQ(documents().size(), 2U);
  EXPECT_EQ(documents().at(0).number, "示登〔2026〕1号-1");
  EXPECT_EQ(documents().at(1).number, "示登〔2026〕1号-2");
}

TEST_P(GazetteEffects, TheReaderFindsNoticesByKindCaseAndOpenWindow) {
  city->perform(the_case, "publish");
  city->at("2026-09-22T01:00:00Z");
  city->perform(the_case, "announce");
  EXPECT_EQ(notices().front().kind, "result");  // newest first
  EXPECT_EQ(notices({.kind = "publicity"}).size(), 1U);
  EXPECT_EQ(notices({.kind = "call"}).size(), 0U);
  EXPECT_EQ(notices({.case_id = the_case}).size(), 2U);
  EXPECT_EQ(notices({.case_id = city->organisation}).size(), 0U);
  const Day last = *notices({.kind = "publicity"}).front().objections_until;
  EXPECT_EQ(notices({.open_on = last}).size(), 1U);
  EXPECT_EQ(notices({.open_on = last + std::chrono::days{1}}).size(), 0U);
}

TEST_P(GazetteEffects, NoticesComeInPagesWithoutGapsOrRepeats) {
  for (int i = 0; i < 5; ++i) {
    city->time.advance(std::chrono::minutes{1});
    city->perform(the_case, "announce");
  }
  std::set<Id> seen;
  Id after;
  for (int page = 0; page < 3; ++page) {
    const auto found = city->db->reading([&](store::Tx& tx) { return search_notices(tx, {}, 2, after); });
    for (const auto& notice : found.notices) EXPECT_TRUE(seen.insert(notice.id).second);
    EXPECT_EQ(found.next.has_value(), page < 2);
    if (found.next) after = *found.next;
  }
  EXPECT_EQ(seen.size(), 5U);
}

TEST(DocumentKinds, OnlyWhatIsShownToThirdPartiesIsPublic) {
  EXPECT_TRUE(is_public_document_kind("certificate"));
  EXPECT_TRUE(is_public_document_kind("contract"));
  EXPECT_FALSE(is_public_document_kind("decision"));
  EXPECT_FALSE(is_public_document_kind("receipt"));
  EXPECT_FALSE(is_document_kind("publicity"));
  EXPECT_FALSE(is_notice_kind("certificate"));
}

}  // namespace
}  // namespace gh::gazette
