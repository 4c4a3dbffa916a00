// The page that checks a name, as a visitor without script reads it.
#include "portal/portal_fixture.h"
#include "portal/register_pages.h"

namespace gh::portal {
namespace {

using testing::HasSubstr;
using testing::Not;

registry::NameCheck checked() {
  registry::NameCheck check;
  check.name = "佛山市陶瓷行业协会";
  check.outcome = registry::NameOutcome::informs;
  check.rules = {{"area_first",
                  {"区划在前", "area first"},
                  "粤民函〔2016〕840号5",
                  "verified",
                  registry::NameOutcome::holds,
                  {"佛山市", "佛山市"}},
                 {"similar",
                  {"近似名称", "similar names"},
                  "三(二)2",
                  "model",
                  registry::NameOutcome::informs,
                  {"1个近似名称", "1 similar name(s)"}}};
  check.similar = {{"0190c17a-1a80-7617-a484-ea8c19b2857d", "佛山市建筑陶瓷行业协会", 2, 4}};
  return check;
}

registry::NameInquiry inquiry(registry::NameKind kind = registry::NameKind::trade_association) {
  return {"佛山市陶瓷行业协会", "440600", "307", kind, {}, ""};
}

std::string page(const registry::NameCheck& check, const Words& words = zh(),
                 const registry::NameInquiry& asked = inquiry()) {
  Page out{"names", words.say("names.title"), "/associations", {}, {{"action", "/names"}, {"name", check.name}}};
  out.values["answer"] = name_answer(check, asked, {*house_pack(), words, a_day()});
  return html_of(out, words);
}

TEST(NamePage, AnswersEachRuleWithItsClauseAndHowSureTheHouseIsOfIt) {
  const std::string html = page(checked());
  EXPECT_THAT(html, HasSubstr("区划在前"));
  EXPECT_THAT(html, HasSubstr("href=\"/policy/" + url_encode("粤民函〔2016〕840号5") + "\""));
  EXPECT_THAT(html, HasSubstr("badge-good"));
  EXPECT_THAT(html, HasSubstr("<span class=\"tag\">本平台设定</span>"));
}

TEST(NamePage, ListsSimilarNamesWithTheirLikenessAndLetsApply) {
  const std::string html = page(checked());
  EXPECT_THAT(html, HasSubstr("href=\"/associations/0190c17a-1a80-7617-a484-ea8c19b2857d\""));
  EXPECT_THAT(html, HasSubstr("2/4（50%）"));
  EXPECT_THAT(html, HasSubstr("/guide/association-registration"));
}

TEST(NamePage, LeadsToTheFormWithWhatWasAskedFilledIn) {
  const std::string way = "/workbench/open/association-registration?name=" + url_encode("佛山市陶瓷行业协会") +
                          "&amp;kind=trade_association&amp;division=440600";
  EXPECT_THAT(page(checked()), HasSubstr("href=\"" + way + "&amp;industry=307\""));
  auto asked = inquiry();
  asked.industry.clear();
  EXPECT_THAT(page(checked(), zh(), asked), HasSubstr("href=\"" + way + "\""));
}

TEST(NamePage, ABranchIsFiledByItsAssociationAndNotRegistered) {
  const std::string html = page(checked(), zh(), inquiry(registry::NameKind::branch));
  EXPECT_THAT(html, Not(HasSubstr("/workbench/open/")));
  EXPECT_THAT(html, HasSubstr("href=\"/guide/branch-filing\""));
}

TEST(NamePage, ANameThatFailsLeadsNowhere) {
  auto check = checked();
  check.outcome = registry::NameOutcome::fails;
  const std::string html = page(check, en());
  EXPECT_THAT(html, HasSubstr("breaks a rule"));
  EXPECT_THAT(html, Not(HasSubstr("/guide/association-registration")));
  EXPECT_THAT(html, Not(HasSubstr("/workbench/open/")));
}

}  // namespace
}  // namespace gh::portal
