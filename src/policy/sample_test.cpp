#include "policy/sample.h"

#include <gtest/gtest.h>

namespace gh::policy {
namespace {

json::object sample(const char* schema) { return sample_of(parse_json(schema).as_object()); }

TEST(Sample, TakesTheFirstExampleOfEachMember) {
  EXPECT_EQ(sample(R"({"properties":{"name":{"examples":["甲","乙"]},"note":{"type":"string"}}})"),
            parse_json(R"({"name":"甲"})").as_object());
}
TEST(Sample, GivesAListOneElementAndFillsWhatIsInside) {
  EXPECT_EQ(
      sample(R"({"properties":{"rooms":{"items":{"properties":{"area":{"examples":[80]},"right":{"const":true}}}}}})"),
      parse_json(R"({"rooms":[{"area":80,"right":true}]})").as_object());
}
TEST(Sample, IsEmptyWhereNothingIsExemplary) {
  EXPECT_TRUE(sample(R"({"properties":{"agreed":{"const":true},"name":{"type":"string"}}})").empty());
}
TEST(Wording, PutsEachVariableIn) {
  EXPECT_EQ(fill_in("{{a}}和{{b}}，{{a}}", [](const std::string& name) { return "<" + name + ">"; }), "<a>和<b>，<a>");
  EXPECT_EQ(variables_of("{{a}}和{{b}}，{{a}}"), (std::set<std::string>{"a", "b"}));
}
TEST(Wording, LeavesAnOpenBraceAsItStands) {
  EXPECT_EQ(fill_in("一 {{二", [](const std::string&) { return std::string(); }), "一 {{二");
}

}  // namespace
}  // namespace gh::policy
