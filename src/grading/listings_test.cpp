#include "grading/listings.h"

#include "base/described.h"
#include "grading/grading_fixture.h"
#include "grading/reading.h"

namespace gh::grading {
namespace {

std::string step_from(std::optional<ListingState> state, ListingStep step) {
  const auto next = after(state, step);
  return next ? std::string(write(*next).as_string()) : "refused";
}

TEST(ListingSteps, AreThoseOfTheProcedureAndNoOthers) {
  const std::optional<ListingState> never;
  EXPECT_EQ(step_from(never, ListingStep::list), "listed");
  EXPECT_EQ(step_from(never, ListingStep::suspend), "refused");
  EXPECT_EQ(step_from(never, ListingStep::reinstate), "refused");
  EXPECT_EQ(step_from(never, ListingStep::remove), "refused");
  EXPECT_EQ(step_from(ListingState::listed, ListingStep::list), "refused");
  EXPECT_EQ(step_from(ListingState::listed, ListingStep::suspend), "suspended");
  EXPECT_EQ(step_from(ListingState::listed, ListingStep::reinstate), "refused");
  EXPECT_EQ(step_from(ListingState::listed, ListingStep::remove), "removed");
  EXPECT_EQ(step_from(ListingState::suspended, ListingStep::list), "refused");
  EXPECT_EQ(step_from(ListingState::suspended, ListingStep::suspend), "refused");
  EXPECT_EQ(step_from(ListingState::suspended, ListingStep::reinstate), "listed");
  EXPECT_EQ(step_from(ListingState::suspended, ListingStep::remove), "removed");
  EXPECT_EQ(step_from(ListingState::removed, ListingStep::list), "listed");
  EXPECT_EQ(step_from(ListingState::removed, ListingStep::suspend), "refused");
  EXPECT_EQ(step_from(ListingState::removed, ListingStep::reinstate), "refused");
  EXPECT_EQ(step_from(ListingState::removed, ListingStep::remove), "refused");
}

class Listings : public OnDatabase {
 protected:
  std::string take(ListingStep step, Day today = day_of(2026, 9, 21)) {
    return answer([=](store::Tx& tx) { take_step(tx, basis("case", today), "ceramics", step); });
  }
};

TEST_P(Listings, RefusalsSayWhatIsWrong) {
  EXPECT_EQ(take(ListingStep::suspend), "conflict not_listed");
  EXPECT_EQ(take(ListingStep::remove), "conflict not_listed");
  EXPECT_EQ(take(ListingStep::reinstate), "conflict not_suspended");
  EXPECT_EQ(take(ListingStep::list), "done");
  EXPECT_EQ(take(ListingStep::list), "conflict listed_already");
  EXPECT_EQ(take(ListingStep::suspend), "done");
  EXPECT_EQ(take(ListingStep::list), "conflict listed_already");
  EXPECT_EQ(take(ListingStep::suspend), "conflict not_listed");
  EXPECT_FALSE(read([](store::Tx& tx) { return find_listing(tx, "furniture"); }));
}

TEST_P(Listings, EveryVersionStays) {
  take(ListingStep::list, day_of(2024, 1, 1));
  take(ListingStep::suspend, day_of(2024, 2, 1));
  take(ListingStep::remove, day_of(2024, 3, 1));
  take(ListingStep::list, day_of(2025, 3, 1));
  const auto versions = read([](store::Tx& tx) { return versions_of_listing(tx, "ceramics"); });
  ASSERT_EQ(versions.size(), 4u);
  EXPECT_EQ(versions[2].state, ListingState::removed);
  EXPECT_EQ(versions[2].from_day, day_of(2024, 3, 1));
  EXPECT_EQ(versions[2].ended_by_act, "act-case-2025-03-01");
  EXPECT_EQ(versions[3].state, ListingState::listed);
  EXPECT_FALSE(versions[3].ended_at);
}

TEST_P(Listings, HoldFromTheListingThroughSuspensionsUntilTheRemoval) {
  take(ListingStep::list, day_of(2024, 1, 1));
  take(ListingStep::suspend, day_of(2024, 2, 1));
  take(ListingStep::reinstate, day_of(2024, 2, 20));
  take(ListingStep::remove, day_of(2024, 3, 1));
  take(ListingStep::list, day_of(2025, 3, 1));
  const auto validity = [&](Day day, ListingState state) {
    const auto found = read([&](store::Tx& tx) {
      return search_listings(tx, {"ceramics", state, {basis("case", day).at, day}}, 1).listings;
    });
    if (found.empty()) return std::string("none");
    return text(found[0].valid_from) + (found[0].valid_to ? " to " + text(*found[0].valid_to) : "");
  };
  EXPECT_EQ(validity(day_of(2024, 1, 15), ListingState::listed), "2024-01-01");
  EXPECT_EQ(validity(day_of(2024, 2, 10), ListingState::suspended), "2024-01-01");
  EXPECT_EQ(validity(day_of(2024, 2, 25), ListingState::listed), "2024-01-01");
  EXPECT_EQ(validity(day_of(2024, 4, 1), ListingState::removed), "2024-01-01 to 2024-03-01");
  EXPECT_EQ(validity(day_of(2025, 4, 1), ListingState::listed), "2025-03-01");
}

INSTANTIATE_TEST_SUITE_P(Databases, Listings, testing::ValuesIn(store::kDialects));

}  // namespace
}  // namespace gh::grading
