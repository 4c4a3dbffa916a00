// Templates: what they see, how it is spelled, and what can't be smuggled in.
#include "gazette/rendering.h"

#include <gtest/gtest.h>

#include "base/assert.h"
#include "base/money.h"

namespace gh::gazette {
namespace {

constexpr UtcOffset kFoshan{480};

Rendered zh(const std::string& text, const json::object& values) { return render(text, values, false, kFoshan); }
Rendered en(const std::string& text, const json::object& values) { return render(text, values, true, kFoshan); }

TEST(Rendering, TheFirstLineIsTheTitleAndTheRestTheBody) {
  const auto text = zh("成立公告\n{{case.number}}\n{{organisation}}",
                       {{"case", {{"number", "佛民登〔2026〕1号"}}}, {"organisation", "某协会"}});
  EXPECT_EQ(text.title, "成立公告");
  EXPECT_EQ(text.body, "佛民登〔2026〕1号\n某协会");
}

TEST(Rendering, DaysAndInstantsAreSpelledAsPeopleWriteThem) {
  const json::object values{
      {"today", "2026-09-21"}, {"deadline_at", "2026-09-21T09:00:00.000Z"}, {"second", "2026-09-21T09:00:07Z"}};
  EXPECT_EQ(zh("{{today}}", values).title, "2026年9月21日");
  EXPECT_EQ(en("{{today}}", values).title, "21 September 2026");
  EXPECT_EQ(zh("{{deadline_at}}", values).title, "2026年9月21日 17:00");
  EXPECT_EQ(en("{{second}}", values).title, "21 September 2026 17:00:07");
}

TEST(Rendering, MoneyIsThereInYuanAndInWordsToo) {
  EXPECT_EQ(zh("{{amount_fen}} {{amount_yuan}}", {{"amount_fen", 123'456'789}}).title, "123456789 1,234,567.89");
  EXPECT_EQ(zh("{{amount_in_words}}", {{"amount_fen", 27'880'000}}).title, yuan_in_words(27'880'000));
}

TEST(Rendering, AScoreIsThereInPoints) {
  EXPECT_EQ(zh("{{score_in_tenths}} {{score_in_hundredths}}", {{"score", 9294}}).title, "929.4 92.94");
  EXPECT_EQ(zh("{{score_in_tenths}} {{score_in_hundredths}}", {{"score", 9605}}).title, "960.5 96.05");
  EXPECT_EQ(zh("{{score_in_tenths}}", {{"score", 0}}).title, "0.0");
}

TEST(Rendering, TheOrganisationIsNamedInTheLanguageOrInChineseWhereItHasNoOtherName) {
  const json::object both{{"organisation", {{"zh", "陶瓷协会"}, {"en", "Ceramics Association"}}}};
  const json::object one{{"organisation", {{"zh", "陶瓷协会"}, {"en", ""}}}};
  EXPECT_EQ(zh("{{organisation}}", both).title, "陶瓷协会");
  EXPECT_EQ(en("{{organisation}}", both).title, "Ceramics Association");
  EXPECT_EQ(en("{{organisation}}", one).title, "陶瓷协会");
}

TEST(Rendering, ASectionOverNothingIsLeftOut) {
  const std::string text = "x{{#act.right_body}}，请向{{act.right_body}}提出{{/act.right_body}}";
  EXPECT_EQ(zh(text, {{"act", {{"right_body", "省民政厅"}}}}).title, "x，请向省民政厅提出");
  EXPECT_EQ(zh(text, {{"act", {{"right_body", ""}}}}).title, "x");
  EXPECT_EQ(zh(text, {{"act", {{"right_body", nullptr}}}}).title, "x");
  EXPECT_EQ(zh(text, json::object{}).title, "x");
}

TEST(Rendering, AListGivesALineEach) {
  const auto text =
      zh("补正\n以下：{{#act.missing}}\n· {{.}}{{/act.missing}}\n完", {{"act", {{"missing", {"章程", "会员名册"}}}}});
  EXPECT_EQ(text.body, "以下：\n· 章程\n· 会员名册\n完");
}

TEST(Rendering, TextIsNotEscapedHereAndNotReadAsATemplate) {
  EXPECT_EQ(zh("{{form.name}}", {{"form", {{"name", "A&B <b> \"{{today}}\""}}}, {"today", "2026-09-21"}}).title,
            "A&B <b> \"{{today}}\"");
}

TEST(Rendering, LinesOfAValueAreSetInSoThatTheyCannotPassForLinesOfTheText) {
  const auto text = zh("决定\n理由：{{act.reason}}\n完", {{"act", {{"reason", "甲\n登记文号：1号"}}}});
  EXPECT_EQ(text.body, "理由：甲\n　　登记文号：1号\n完");
}

TEST(Rendering, HiddenAndTurningCharactersAreLeftOut) {
  EXPECT_EQ(plain_text("a\x1b[2Jb\r\x7f"), "a[2Jb");
  EXPECT_EQ(plain_text("x\u202Ey\u2066z\u200B\uFEFF\u0085."), "xyz.");
  EXPECT_EQ(plain_text("“陶瓷”——协会"), "“陶瓷”——协会");
}

TEST(Rendering, ATemplateThatCannotBeParsedIsOurBug) {
  EXPECT_THROW(zh("{{#a}}x", json::object{}), Bug);
  EXPECT_THROW(zh("{{score}}", {{"score", 1.5}}), Bug);
}

}  // namespace
}  // namespace gh::gazette
