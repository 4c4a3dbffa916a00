// Names as they are compared, divisions, and the days that names rest.
#include "registry/names.h"

#include <gtest/gtest.h>

#include "registry/entries.h"
#include "registry/records.h"

namespace gh::registry {
namespace {

TEST(NameKey, SpacesWidthAndCapitalsMakeNoOtherName) {
  EXPECT_EQ(name_key("佛山市 ＬＥＤ　照明协会"), name_key("佛山市led照明协会"));
  EXPECT_EQ(name_key("佛山市（新型）材料协会"), name_key("佛山市(新型)材料协会"));
  EXPECT_NE(name_key("佛山市陶瓷行业协会"), name_key("佛山市陶瓷商会"));
}

TEST(Divisions, TheDivisionAboveIsTheCityThenTheProvince) {
  EXPECT_EQ(division_above("440604001"), "440604");
  EXPECT_EQ(division_above("440604"), "440600");
  EXPECT_EQ(division_above("440600"), "440000");
  EXPECT_EQ(division_above("440000"), "");
  EXPECT_EQ(division_above("4406"), "");
}

policy::Pack pack_with_two_registries() {
  policy::Pack pack;
  pack.bodies["bureau"] = {"bureau", {}, "440600", "department", "", {"registrar"}};
  pack.bodies["finance"] = {"finance", {}, "440604", "department", "", {"finance_officer"}};
  pack.bodies["shunde"] = {"shunde", {}, "440606", "district_department", "", {"registrar"}};
  return pack;
}

TEST(Divisions, TheRegistryIsThatOfTheDivisionOrOfTheNearestAbove) {
  const policy::Pack pack = pack_with_two_registries();
  EXPECT_EQ(registry_body(pack, "440606")->id, "shunde");
  EXPECT_EQ(registry_body(pack, "440606003")->id, "shunde");
  EXPECT_EQ(registry_body(pack, "440604")->id, "bureau");
  EXPECT_EQ(registry_body(pack, "110000"), nullptr);
}

TEST(IndustryGroup, CodesBelowAFavouredOneAreFavoured) {
  policy::Pack pack;
  policy::Catalogue& key = pack.catalogues["key-industries"];
  key.rows.push_back({"KI-01", {}, {{"codes", {"385", "34"}}}, {}, ""});
  EXPECT_EQ(industry_group(pack, "3851"), "favoured");
  EXPECT_EQ(industry_group(pack, "34"), "favoured");
  EXPECT_EQ(industry_group(pack, "38"), "general");
  EXPECT_EQ(industry_group(pack, "5110"), "general");
}

TEST(Months, ARestOfAYearIsOverOnItsAnniversary) {
  EXPECT_TRUE(within_months(day_of(2025, 9, 22), 12, day_of(2026, 9, 21)));
  EXPECT_FALSE(within_months(day_of(2025, 9, 22), 12, day_of(2026, 9, 22)));
  EXPECT_FALSE(within_months(day_of(2026, 9, 21), 0, day_of(2026, 9, 21)));
}

TEST(AnnualReport, AReportIsDueOnceItsDayHasPassed) {
  EXPECT_EQ(latest_year_due("05-31", day_of(2026, 5, 31)), 2024);
  EXPECT_EQ(latest_year_due("05-31", day_of(2026, 6, 1)), 2025);
  EXPECT_EQ(latest_year_due("5-31", day_of(2026, 6, 1)), std::nullopt);
  EXPECT_EQ(latest_year_due("", day_of(2026, 6, 1)), std::nullopt);
}

}  // namespace
}  // namespace gh::registry
