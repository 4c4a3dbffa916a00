// Instants are UTC milliseconds; days are local dates of a division. Nothing here reads a clock.
#pragma once
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace gh {

using Instant = std::chrono::sys_time<std::chrono::milliseconds>;
// A local calendar day (no time zone of its own).
using Day = std::chrono::local_days;
using Year = std::chrono::year;

Instant instant_of(std::int64_t utc_ms);
std::int64_t utc_ms(Instant instant);

// "2026-09-21T08:00:00.123Z" (RFC 3339, always UTC, always milliseconds).
std::string text(Instant instant);
// Accepts an RFC 3339 instant with any offset and 0-3 decimals; nothing else.
std::optional<Instant> parse_instant(std::string_view rfc3339);

// "2026-09-21".
std::string text(Day day);
// Exactly YYYY-MM-DD, a day that exists, years 1900-2999.
std::optional<Day> parse_day(std::string_view iso);
Day day_of(int year, unsigned month, unsigned day);
int year_of(Day day);

// Minutes east of UTC of a division's clocks; China has had one offset and no summer time since 1992.
using UtcOffset = std::chrono::minutes;
Day local_day(Instant instant, UtcOffset offset);
// First instant of a local day.
Instant start_of(Day day, UtcOffset offset);

// Where the program's time comes from. Only app/ makes a real one; simulation and tests make their own.
class TimeSource {
 public:
  virtual ~TimeSource() = default;
  virtual Instant now() const = 0;
};

// A clock moved by hand, for tests, the demo city and the simulation.
class ManualTime : public TimeSource {
 public:
  explicit ManualTime(Instant start) : now_(start) {}
  Instant now() const override { return now_; }
  void set(Instant instant) { now_ = instant; }
  void advance(std::chrono::milliseconds by) { now_ += by; }

 private:
  Instant now_;
};

}  // namespace gh
