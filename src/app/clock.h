// The one place where the program looks at the clock and draws random bytes.
#pragma once
#include <atomic>
#include <memory>
#include <string>

#include "base/ids.h"
#include "base/time.h"

namespace gh::app {

class SystemTime : public TimeSource {
 public:
  Instant now() const override;
};

// A clock that is set from outside; tests and the demo city run on it. Any thread may read and set it.
class SetTime : public TimeSource {
 public:
  explicit SetTime(Instant start) : utc_ms_(utc_ms(start)) {}
  Instant now() const override { return instant_of(utc_ms_.load()); }
  void set(Instant instant) { utc_ms_.store(utc_ms(instant)); }

 private:
  std::atomic<std::int64_t> utc_ms_;
};

// The real time; or, for a test database, a clock that is set and stands at this RFC 3339 instant. Problem
// kInvalidForm.
std::unique_ptr<TimeSource> time_source(const std::string& test_clock);

// The operating system's random bytes; thread-safe.
RandomBytes system_random();
// The same bytes for the same seed, in order; thread-safe, so only a single thread gets them reproducibly.
RandomBytes seeded_random(std::uint64_t seed);

}  // namespace gh::app
