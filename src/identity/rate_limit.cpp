// The token bucket, kept as one instant a key (the generic cell rate algorithm).
#include "identity/rate_limit.h"

#include <algorithm>

#include "base/assert.h"
#include "base/problem.h"

namespace gh::identity {

RateLimit::RateLimit(const RateLimitOptions& options) : options_(options) {
  GH_ASSERT(options_.burst >= 1 && options_.refill.count() > 0 && options_.keys_max >= 1);
}

std::optional<std::chrono::milliseconds> RateLimit::take(std::string_view key, Instant now) {
  const std::scoped_lock lock(mutex_);
  auto found = by_key_.find(key);
  if (found == by_key_.end()) {
    if (buckets_.size() >= options_.keys_max) {
      by_key_.erase(buckets_.back().key);
      buckets_.pop_back();
    }
    buckets_.push_front(Bucket{std::string(key), now});
    found = by_key_.emplace(buckets_.front().key, buckets_.begin()).first;
  } else {
    buckets_.splice(buckets_.begin(), buckets_, found->second);
  }
  Bucket& bucket = *found->second;
  const Instant full_at = std::max(bucket.full_at, now) + options_.refill;
  const auto over = full_at - now - options_.burst * options_.refill;
  if (over.count() > 0) return over;
  bucket.full_at = full_at;
  return std::nullopt;
}

std::size_t RateLimit::keys() const {
  const std::scoped_lock lock(mutex_);
  return buckets_.size();
}

void require_rate(RateLimit& limit, std::string_view key, Instant now) {
  const auto wait = limit.take(key, now);
  if (!wait) return;
  Problem problem(ProblemCode::kTooManyRequests,
                  FieldError{"", "rate-limit", "", {"请求过于频繁，请稍后再试", "Too many requests; try again later"}});
  problem.retry_after(static_cast<int>((wait->count() + 999) / 1000));
  throw problem;
}

}  // namespace gh::identity
