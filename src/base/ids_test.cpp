// Ids: shape of RFC 9562, order by time, the same again from the same act.
#include "base/ids.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <set>

#include "base/assert.h"

namespace gh {
namespace {

const Instant kMorning = *parse_instant("2026-09-21T08:00:00.123+08:00");

void zeros(std::uint8_t* bytes, std::size_t size) { std::fill_n(bytes, size, std::uint8_t{0}); }
void ones(std::uint8_t* bytes, std::size_t size) { std::fill_n(bytes, size, std::uint8_t{0xFF}); }

// RFC 9562, appendix A.6: 017F22E2-79B0-7CC3-98C4-DC0C0C07398F of 2022-02-22 14:22:22.00 -05:00.
TEST(AnId, OfTheStandardsExampleComesOut) {
  const std::uint8_t random[] = {0x0C, 0xC3, 0x18, 0xC4, 0xDC, 0x0C, 0x0C, 0x07, 0x39, 0x8F};
  const Id id = new_id(*parse_instant("2022-02-22T14:22:22-05:00"), [&](std::uint8_t* bytes, std::size_t size) {
    ASSERT_EQ(size, sizeof random);
    std::copy_n(random, size, bytes);
  });
  EXPECT_EQ(id, "017f22e2-79b0-7cc3-98c4-dc0c0c07398f");
}

TEST(AnId, KeepsVersionAndVariantWhateverTheRandomBits) {
  EXPECT_EQ(new_id(instant_of(0), zeros), "00000000-0000-7000-8000-000000000000");
  EXPECT_EQ(new_id(instant_of((std::int64_t{1} << 48) - 1), ones), "ffffffff-ffff-7fff-bfff-ffffffffffff");
}

TEST(AnId, OfALaterMillisecondSortsAfterWhateverItsRandomBits) {
  EXPECT_LT(new_id(kMorning, ones), new_id(kMorning + std::chrono::milliseconds{1}, zeros));
}

TEST(AnId, OutsideFortyEightBitsOfTimeIsABug) {
  EXPECT_THROW(new_id(instant_of(-1), zeros), Bug);
  EXPECT_THROW(new_id(instant_of(std::int64_t{1} << 48), zeros), Bug);
  EXPECT_THROW(derived_id(instant_of(-1), "act", 0), Bug);
}

TEST(ADerivedId, IsTheSameForEveryReplay) {
  EXPECT_EQ(derived_id(kMorning, "act", 1), derived_id(kMorning, "act", 1));
  // Written down once: a change of the derivation would give every replayed row another id.
  EXPECT_EQ(derived_id(instant_of(0), "act", 0), "00000000-0000-7b73-96e5-1b03ee7ddfa0");
}

TEST(ADerivedId, DiffersByActOrdinalAndInstant) {
  std::set<Id> ids;
  for (std::uint64_t ordinal = 0; ordinal < 1000; ++ordinal) {
    ids.insert(derived_id(kMorning, "act", ordinal));
    ids.insert(derived_id(kMorning, "other act", ordinal));
  }
  ids.insert(derived_id(kMorning + std::chrono::milliseconds{1}, "act", 0));
  ids.insert(derived_id(kMorning, std::string("act") + '\0', 0));
  EXPECT_EQ(ids.size(), 2002U);
}

TEST(IsId, TakesOnlyLowerCaseUuidsOfVersionSeven) {
  EXPECT_TRUE(is_id("017f22e2-79b0-7cc3-98c4-dc0c0c07398f"));
  for (const char* bad : {"", "017F22E2-79B0-7CC3-98C4-DC0C0C07398F", "017f22e2-79b0-4cc3-98c4-dc0c0c07398f",
                          "017f22e2-79b0-7cc3-c8c4-dc0c0c07398f", "017f22e2-79b0-7cc3-78c4-dc0c0c07398f",
                          "017f22e279b07cc398c4dc0c0c07398f", "017f22e2-79b0-7cc3-98c4-dc0c0c07398",
                          "017f22e2-79b0-7cc3-98c4-dc0c0c07398f0", "017f22e2-79b0-7cc3-98c4-dc0c0c07398g",
                          "017f22e2_79b0_7cc3_98c4_dc0c0c07398f", "{17f22e2-79b0-7cc3-98c4-dc0c0c07398}",
                          "017f22e2-79b0-7cc3-98c4-dc0c0c0739' "}) {
    EXPECT_FALSE(is_id(bad)) << bad;
  }
}

TEST(TheInstantOfAnId, OfWhatIsNoIdIsABug) { EXPECT_THROW(instant_of(Id("case-1")), Bug); }

RC_GTEST_PROP(AnId, TellsItsInstantAndSortsByIt, ()) {
  const auto any = rc::gen::inRange<std::int64_t>(0, std::int64_t{1} << 48);
  const Instant a = instant_of(*any);
  const Instant b = instant_of(*any);
  const auto seed = *rc::gen::arbitrary<std::string>();
  const Id id_a = derived_id(a, seed, *rc::gen::arbitrary<std::uint64_t>());
  const Id id_b = derived_id(b, seed, *rc::gen::arbitrary<std::uint64_t>());
  RC_ASSERT(is_id(id_a));
  RC_ASSERT(instant_of(id_a) == a);
  if (a != b) RC_ASSERT((a < b) == (id_a < id_b));
}

}  // namespace
}  // namespace gh
