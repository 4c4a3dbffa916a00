#include "portal/words.h"

#include "portal/names.h"
#include "portal/portal_fixture.h"

namespace gh::portal {
namespace {

TEST(Words, WriteDaysAndInstantsInLocalTime) {
  EXPECT_EQ(zh().day(day_of(2026, 9, 1)), "2026年9月1日");
  EXPECT_EQ(en().day(day_of(2026, 9, 1)), "1 September 2026");
  EXPECT_EQ(zh().instant(*parse_instant("2026-09-20T17:05:00Z")), "2026年9月21日 01:05");
}

TEST(Words, GroupNumbersAndMoney) {
  EXPECT_EQ(zh().number(0), "0");
  EXPECT_EQ(zh().number(999), "999");
  EXPECT_EQ(zh().number(1234567), "1,234,567");
  EXPECT_EQ(zh().number(-1234), "-1,234");
  EXPECT_EQ(zh().yuan(123'456'00), "123,456 元");
  EXPECT_EQ(zh().yuan(123'456'78), "123,456.78 元");
  EXPECT_EQ(en().yuan(100), "CNY 1");
}

TEST(Names, OfBodiesAreThePacksOwnInEnglish) {
  policy::Pack pack;
  pack.bodies = {{"finance", {"finance", {"财政局", "Finance Bureau"}, "440600", "department", "", {}}}};
  EXPECT_EQ(body_named(pack, "财政局", zh()), "财政局");
  EXPECT_EQ(body_named(pack, "财政局", en()), "Finance Bureau");
  EXPECT_EQ(body_named(pack, "由人设立的局", en()), "由人设立的局");
}

TEST(Words, PutTheLanguageIntoAddresses) {
  EXPECT_EQ(zh().link("/guide"), "/guide");
  EXPECT_EQ(en().link("/guide"), "/en/guide");
  EXPECT_EQ(en().link("/"), "/en");
}

TEST(Words, FallBackToChineseWhereThereIsNoEnglish) {
  const Text only_chinese{"陶瓷", ""};
  EXPECT_EQ(en().say(only_chinese), "陶瓷");
  EXPECT_THROW(zh().say("no.such.key"), Bug);
  EXPECT_EQ(zh().say_or("no.such.key", "otherwise"), "otherwise");
}

TEST(Names, AreThoseOfThePack) {
  EXPECT_EQ(choice_title(*house_pack(), "method", "open_tender", zh()), "公开招标");
  EXPECT_EQ(choice_title(*house_pack(), "method", "by_magic", zh()), "by_magic");
  EXPECT_EQ(row_name(*house_pack(), "divisions", "440605", zh()), "南海区");
  EXPECT_EQ(row_name(*house_pack(), "divisions", "990000", en()), "990000");
}

TEST(Names, ShowAParameterWithItsUnit) {
  EXPECT_EQ(value_text(15, "working_days", zh()), "15 个工作日");
  EXPECT_EQ(value_text(3000000, "fen", zh()), "30,000 元");
  EXPECT_EQ(value_text(973, "permille", zh()), "97.3%");
  EXPECT_EQ(value_text(json::object{{"general", 50}, {"favoured", 30}}, "members", zh()),
            "一般行业：50 家；重点扶持行业：30 家");
  EXPECT_EQ(value_text("3A", "grade", zh()), "3A");
}

TEST(Names, SaySizesInUnitsThatPeopleUse) {
  EXPECT_EQ(size_text(20971520), "20 MB");
  EXPECT_EQ(size_text(2048), "2 KB");
  EXPECT_EQ(size_text(7), "7 B");
}

}  // namespace
}  // namespace gh::portal
