// A limit on how often something may be done under one key (a remote address, a login): a token bucket in integers,
// with bounded memory and the time passed in.
#pragma once
#include <chrono>
#include <list>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/time.h"

namespace gh::identity {

struct RateLimitOptions {
  int burst = 10;                          // as many at once, >= 1
  std::chrono::milliseconds refill{6000};  // one more after each of these, > 0
  std::size_t keys_max = 100'000;          // beyond, the key unused for longest is forgotten
};

// Thread-safe.
class RateLimit {
 public:
  explicit RateLimit(const RateLimitOptions& options);

  // Takes one. Nothing when that is allowed, otherwise how long to wait until the next is.
  std::optional<std::chrono::milliseconds> take(std::string_view key, Instant now);

  std::size_t keys() const;

 private:
  struct Bucket {
    std::string key;
    Instant full_at;  // when it will be full again if nothing more is taken
  };
  const RateLimitOptions options_;
  mutable std::mutex mutex_;
  std::list<Bucket> buckets_;  // most recently used first
  std::unordered_map<std::string_view, std::list<Bucket>::iterator> by_key_;
};

// Problem kTooManyRequests with Retry-After, unless one may be taken.
void require_rate(RateLimit& limit, std::string_view key, Instant now);

}  // namespace gh::identity
