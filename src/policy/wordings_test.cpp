// Wordings carry parameters as they are on the day: numbers, money in yuan, months in years, lists, members.
#include "policy/wordings.h"

#include <gtest/gtest.h>

namespace gh::policy {
namespace {

Day day(const char* text) { return parse_day(text).value(); }

Pack pack_with(const std::string& name, std::vector<DatedValue> values) {
  Pack pack;
  Parameter parameter;
  parameter.id = name;
  parameter.values = std::move(values);
  pack.parameters[name] = std::move(parameter);
  return pack;
}

std::string shown(const Pack& pack, const std::string& wording, const char* on = "2026-03-02") {
  return worded({wording, wording}, pack, day(on)).zh;
}

TEST(Wordings, CarryTheNumberThatIsInForceOnTheDay) {
  const Pack pack = pack_with("days", {{day("2012-11-22"), {}, 15}, {day("2020-01-01"), {}, 20}});
  EXPECT_EQ(shown(pack, "在{params.days}日内", "2019-12-31"), "在15日内");
  EXPECT_EQ(shown(pack, "在{params.days}日内", "2020-01-01"), "在20日内");
  EXPECT_EQ(shown(pack, "没有数字"), "没有数字");
  EXPECT_EQ(shown(pack, "在{params.days}日内", "2012-11-21"), "在—日内") << "none is in force yet";
}

TEST(Wordings, WriteMoneyInYuanAndMonthsInYears) {
  const Pack pack = pack_with(
      "x", {{day("2012-11-22"), {}, json::object{{"fen", 3000000}, {"odd", 3000050}, {"months", 36}, {"half", 18}}}});
  EXPECT_EQ(shown(pack, "{params.x.fen|yuan}元"), "30,000元");
  EXPECT_EQ(shown(pack, "{params.x.odd|yuan}元"), "30,000.50元");
  EXPECT_EQ(shown(pack, "{params.x.months|years}年"), "3年");
  EXPECT_EQ(shown(pack, "{params.x.half|years}年"), "18/12年");
  EXPECT_EQ(shown(pack, "{params.x.fen}分，{params.x.months}个月"), "3000000分，36个月");
  EXPECT_EQ(shown(pack, "{params.x.none}"), "—");
}

TEST(Wordings, NameListsWithTheirMembersAndTextsAsTheyAre) {
  const Pack pack = pack_with("words", {{day("2012-11-22"), {}, json::array{"中国", "全国"}}});
  EXPECT_EQ(shown(pack, "不含{params.words}"), "不含中国、全国");
  EXPECT_EQ(shown(pack_with("due", {{day("2012-11-22"), {}, "05-31"}}), "{params.due}前"), "05-31前");
}

TEST(Wordings, OfALetterLeaveItsVariablesAlone) {
  const Pack pack = pack_with("days", {{day("2012-11-22"), {}, 60}, {day("2026-01-01"), {}, 90}});
  const Text letter{"{{organisation}}可在{params.days}日内{{#late}}（{{day}}前）{{/late}}申请",
                    "{{organisation}} may ask within {params.days} days"};
  EXPECT_EQ(worded_letter(letter, pack, day("2025-12-31")).zh,
            "{{organisation}}可在60日内{{#late}}（{{day}}前）{{/late}}申请");
  EXPECT_EQ(worded_letter(letter, pack, day("2026-01-01")).en, "{{organisation}} may ask within 90 days");
  EXPECT_EQ(outside_variables(letter.zh), "可在{params.days}日内（前）申请");
  EXPECT_EQ(worded_letter({"{{never closed", ""}, pack, day("2026-01-01")).zh, "{{never closed");
}

TEST(Wordings, TellWhatTheyNameAndWhatIsNoPlaceholder) {
  EXPECT_EQ(parameters_worded("{params.a}至{params.b.c|yuan}"), (std::vector<std::string>{"params.a", "params.b.c"}));
  EXPECT_EQ(wording_fault("{params.a}至{params.b.c|yuan}"), "");
  EXPECT_EQ(wording_fault("{form.members}"), "form.members");
  EXPECT_EQ(wording_fault("{params.a|miles}"), "params.a|miles");
  EXPECT_EQ(wording_fault("{params.}"), "params.");
  EXPECT_EQ(wording_fault("{}"), "{}");
  EXPECT_NE(wording_fault("{params.a"), "") << "never closed";
  EXPECT_NE(wording_fault("a}"), "");
}

}  // namespace
}  // namespace gh::policy
