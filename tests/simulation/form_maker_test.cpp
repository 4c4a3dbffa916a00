#include "simulation/form_maker.h"

#include <gtest/gtest.h>

#include "app/installation.h"
#include "registry/credit_code.h"
#include "simulation/simulation.h"
#include "simulation/text_matching.h"

namespace gh::simulation {
namespace {

const policy::Pack& foshan() {
  static const std::shared_ptr<const policy::Pack> pack = [] {
    cases::Offer offer;
    app::offer_everything(offer);
    return app::load_pack(foshan_folder(), offer);
  }();
  return *pack;
}

TEST(FormMaker, FillsInEveryFormOfThePackWithoutAFault) {
  Dice dice(7);
  for (const auto& [id, form] : foshan().forms) {
    for (int i = 0; i < 50; ++i) {
      FormMaker maker(foshan(), dice, day_of(2026, 9, 21));
      EXPECT_TRUE(form->faults(maker.make(*form)).empty()) << id;
    }
  }
}

TEST(FormMaker, SpoilsMostForms) {
  Dice dice(8);
  int refused = 0;
  for (int i = 0; i < 400; ++i) {
    FormMaker maker(foshan(), dice, day_of(2026, 9, 21));
    const auto& form = *foshan().forms.at("budget-line");
    if (!form.faults(spoiled(maker.make(form), dice)).empty()) ++refused;
  }
  EXPECT_GT(refused, 300);
}

TEST(FormMaker, TakesTheHintWhereThereIsOne) {
  Dice dice(9);
  const Hint hint = [](std::string_view pointer, std::string_view) -> std::optional<json::value> {
    if (pointer == "/year") return json::value(2031);
    return {};
  };
  FormMaker maker(foshan(), dice, day_of(2026, 9, 21), hint);
  EXPECT_EQ(maker.make(*foshan().forms.at("budget-line")).at("year").as_int64(), 2031);
}

TEST(TextMatching, WritesWhatThePatternTakes) {
  Dice dice(10);
  for (int i = 0; i < 100; ++i) {
    EXPECT_EQ(text_matching("^4406[0-9]{2}$", dice).size(), 6U);
    const std::string name = text_matching("^佛山市.+(协会|商会)$", dice);
    EXPECT_TRUE(name.starts_with("佛山市") && (name.ends_with("协会") || name.ends_with("商会"))) << name;
  }
  EXPECT_THROW(text_matching("a\\d", dice), std::runtime_error);
}

TEST(CreditCode, CarriesBothCheckCharacters) {
  for (const std::int64_t serial : {0, 1, 17, 4'711, 999'999})
    EXPECT_TRUE(registry::is_credit_code(credit_code(serial))) << serial;
  EXPECT_NE(credit_code(1), credit_code(2));
}

}  // namespace
}  // namespace gh::simulation
