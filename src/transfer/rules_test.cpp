#include "transfer/rules.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <boost/describe/enumerators.hpp>
#include <boost/mp11/algorithm.hpp>
#include <map>

#include "base/described.h"

namespace gh::transfer {
namespace {

template <class Enum>
std::vector<Enum> all_of() {
  std::vector<Enum> out;
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<Enum>>([&](auto one) { out.push_back(one.value); });
  return out;
}

TEST(ItemSteps, AreTheseAndNoOthers) {
  using enum ItemState;
  const std::map<std::pair<ItemState, ItemStep>, ItemState> allowed{
      {{open, ItemStep::reserve}, in_transfer},   {{open, ItemStep::withdraw}, withdrawn},
      {{in_transfer, ItemStep::free}, open},      {{in_transfer, ItemStep::agree}, transferred},
      {{transferred, ItemStep::take_back}, open}, {{transferred, ItemStep::pass_supervision}, regular},
      {{regular, ItemStep::take_back}, open},
  };
  for (const ItemState state : all_of<ItemState>()) {
    for (const ItemStep step : all_of<ItemStep>()) {
      const auto found = allowed.find({state, step});
      const auto expected = found == allowed.end() ? std::optional<ItemState>() : std::optional(found->second);
      EXPECT_EQ(after(state, step), expected) << write(state) << " " << write(step);
    }
  }
}

using Duties = std::vector<std::string>;

TEST(UnmetDuties, AreThoseWhoseLastCheckWasNotMet) {
  const Day day = day_of(2026, 9, 21);
  EXPECT_EQ(unmet_duties({}), Duties{});
  EXPECT_EQ(unmet_duties({{1, "b", day, false}, {2, "a", day, false}, {3, "c", day, true}}), (Duties{"a", "b"}));
  EXPECT_EQ(unmet_duties({{1, "a", day, false}, {2, "a", day, true}}), Duties{});
  EXPECT_EQ(unmet_duties({{1, "a", day, true}, {2, "a", day, false}}), Duties{"a"});
}

TEST(UnmetDuties, ACheckOfAnEarlierDayRecordedLateIsNotTheLast) {
  const Day day = day_of(2026, 9, 21);
  EXPECT_EQ(unmet_duties({{1, "a", day, true}, {2, "a", day - std::chrono::days{1}, false}}), Duties{});
  EXPECT_EQ(unmet_duties({{1, "a", day, false}, {2, "a", day - std::chrono::days{1}, true}}), Duties{"a"});
}

RC_GTEST_PROP(UnmetDutiesOfAnyChecks, TheOrderInWhichTheyAreReadDoesNotMatter, ()) {
  std::vector<CheckedDuty> checks;
  const int count = *rc::gen::inRange(0, 12);
  for (int i = 0; i < count; ++i)
    checks.push_back({i + 1, *rc::gen::element<std::string>("a", "b", "c"),
                      day_of(2026, 9, 1) + std::chrono::days{*rc::gen::inRange(0, 3)}, *rc::gen::arbitrary<bool>()});
  std::vector<CheckedDuty> backwards(checks.rbegin(), checks.rend());
  RC_ASSERT(unmet_duties(checks) == unmet_duties(backwards));
}

TEST(FailedOrders, CountSinceTheLastCorrectedOne) {
  using enum OrderOutcome;
  EXPECT_EQ(failed_since_corrected({}), 0);
  EXPECT_EQ(failed_since_corrected({open}), 0);
  EXPECT_EQ(failed_since_corrected({failed, failed, open}), 2);
  EXPECT_EQ(failed_since_corrected({failed, corrected}), 0);
  EXPECT_EQ(failed_since_corrected({failed, corrected, failed}), 1);
}

TEST(Supervision, LastsThePublishedYears) {
  EXPECT_EQ(status_in(1, 3), AgreementStatus::supervised);
  EXPECT_EQ(status_in(3, 3), AgreementStatus::supervised);
  EXPECT_EQ(status_in(4, 3), AgreementStatus::regular);
}

}  // namespace
}  // namespace gh::transfer
