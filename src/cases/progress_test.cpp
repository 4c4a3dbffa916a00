#include "cases/progress.h"

#include <boost/json/serialize.hpp>

#include "cases/engine_fixture.h"

namespace gh::cases {
namespace {

constexpr std::string_view kSecret = "a secret of the house";

class Progress : public CityTest {
 protected:
  void SetUp() override {
    CityTest::SetUp();
    if (!city) return;
    opened = city->open(city->founder(), City::application());
    code = progress_code(kSecret, opened.case_id);
  }
  std::optional<json::object> ask(std::string_view number, std::string_view with) {
    return city->db->reading([&](store::Tx& tx) { return progress_of(tx, *city->packs, kSecret, number, with); });
  }
  Done opened;
  std::string code;
};

TEST_P(Progress, TellsTheHolderOfTheCodeTheStepsAndTheDueDayAndNoNames) {
  city->time.advance(std::chrono::hours{48});
  city->perform(city->registrar(), opened.case_id, "accept");
  const auto found = ask(opened.number, code);
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(found->at("number"), opened.number.c_str());
  EXPECT_TRUE(found->at("due_on").is_string());
  const auto& steps = found->at("steps").as_array();
  ASSERT_EQ(steps.size(), 2U);
  EXPECT_EQ(steps[0].at("days"), 2);
  EXPECT_TRUE(steps[1].at("days").is_null());
  EXPECT_EQ(json::serialize(*found).find("示例市陶瓷行业协会"), std::string::npos);
}

TEST_P(Progress, AWrongCodeAndAnUnknownNumberAnswerAlike) {
  EXPECT_FALSE(ask(opened.number, "00000000").has_value());
  EXPECT_FALSE(ask("示登〔2026〕999号", code).has_value());
  EXPECT_FALSE(ask(opened.number, "").has_value());
  const Done other = city->open(city->founder(), City::application());
  EXPECT_FALSE(ask(other.number, code).has_value()) << "the code of another case";
}

TEST_P(Progress, TheCodeIsReadAsItWasMeant) {
  std::string typed;
  for (const char one : code)
    typed += std::string(1, one == '0' ? 'o' : one == '1' ? 'l' : static_cast<char>(std::tolower(one))) + " ";
  EXPECT_TRUE(ask(opened.number, typed).has_value()) << typed;
}

TEST(ProgressCode, HasEightCharactersNobodyConfusesAndDependsOnTheSecret) {
  const Id id = "01890000-0000-7000-8000-000000000000";
  const std::string code = progress_code(kSecret, id);
  EXPECT_EQ(code.size(), kProgressCodeLength);
  EXPECT_EQ(code.find_first_of("ILOU"), std::string::npos);
  EXPECT_EQ(code, progress_code(kSecret, id));
  EXPECT_NE(code, progress_code("another secret", id));
}

INSTANTIATE_TEST_SUITE_P(Databases, Progress, testing::ValuesIn(store::kDialects));

}  // namespace
}  // namespace gh::cases
