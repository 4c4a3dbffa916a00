// The limit on repeated requests: bursts, refilling, many keys.
#include "identity/rate_limit.h"

#include <gtest/gtest.h>

#include "base/problem.h"

namespace gh::identity {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

const Instant kStart = instant_of(1'800'000'000'000);

TEST(RateLimit, AllowsABurstThenSaysHowLongToWait) {
  RateLimit limit({.burst = 3, .refill = seconds(10), .keys_max = 10});
  for (int i = 0; i < 3; ++i) EXPECT_FALSE(limit.take("a", kStart)) << i;
  EXPECT_EQ(limit.take("a", kStart), std::optional<milliseconds>(10'000));
  EXPECT_EQ(limit.take("a", kStart + milliseconds(4'000)), std::optional<milliseconds>(6'000));
}

TEST(RateLimit, GivesOneMoreAfterEachRefillAndNeverMoreThanTheBurst) {
  RateLimit limit({.burst = 2, .refill = seconds(10), .keys_max = 10});
  limit.take("a", kStart);
  limit.take("a", kStart);
  EXPECT_FALSE(limit.take("a", kStart + seconds(10)));
  EXPECT_TRUE(limit.take("a", kStart + seconds(10)));
  const Instant later = kStart + std::chrono::hours(5);
  EXPECT_FALSE(limit.take("a", later));
  EXPECT_FALSE(limit.take("a", later));
  EXPECT_TRUE(limit.take("a", later));
}

TEST(RateLimit, ARefusedAttemptCostsNothing) {
  RateLimit limit({.burst = 1, .refill = seconds(10), .keys_max = 10});
  limit.take("a", kStart);
  for (int i = 0; i < 50; ++i) limit.take("a", kStart + seconds(1));
  EXPECT_FALSE(limit.take("a", kStart + seconds(10)));
}

TEST(RateLimit, KeysDoNotShareABucket) {
  RateLimit limit({.burst = 1, .refill = seconds(10), .keys_max = 10});
  EXPECT_FALSE(limit.take("a", kStart));
  EXPECT_FALSE(limit.take("b", kStart));
  EXPECT_TRUE(limit.take("a", kStart));
}

TEST(RateLimit, ForgetsTheKeyUnusedForLongestWhenFull) {
  RateLimit limit({.burst = 1, .refill = seconds(10), .keys_max = 2});
  limit.take("a", kStart);
  limit.take("b", kStart);
  limit.take("a", kStart);
  limit.take("c", kStart);
  EXPECT_EQ(limit.keys(), 2U);
  EXPECT_TRUE(limit.take("a", kStart)) << "used again, so kept";
  EXPECT_FALSE(limit.take("b", kStart)) << "forgotten";
}

TEST(RateLimit, RefusalNamesTheRuleAndRoundsTheWaitUp) {
  RateLimit limit({.burst = 1, .refill = milliseconds(1'500), .keys_max = 2});
  require_rate(limit, "a", kStart);
  try {
    require_rate(limit, "a", kStart);
    FAIL() << "not refused";
  } catch (const Problem& problem) {
    EXPECT_EQ(problem.code(), ProblemCode::kTooManyRequests);
    EXPECT_EQ(problem.errors().at(0).rule, "rate-limit");
    EXPECT_EQ(problem.retry_after_seconds(), 2);
  }
}

}  // namespace
}  // namespace gh::identity
