// Instants and days as text, without locale or time zone database.
#include "base/time.h"

#include "base/assert.h"

namespace gh {
namespace {

using std::chrono::day;
using std::chrono::days;
using std::chrono::floor;
using std::chrono::hours;
using std::chrono::local_days;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::month;
using std::chrono::seconds;
using std::chrono::sys_days;
using std::chrono::year;
using std::chrono::year_month_day;

constexpr int kDayYearMin = 1900;
constexpr int kDayYearMax = 2999;
constexpr std::size_t kDayLength = 10;      // YYYY-MM-DD
constexpr std::size_t kSecondsLength = 19;  // YYYY-MM-DDThh:mm:ss
constexpr std::size_t kOffsetLength = 6;    // +hh:mm
constexpr std::size_t kDecimalsMax = 3;

void put_digits(std::string& out, unsigned value, std::size_t width) {
  const std::size_t start = out.size();
  out.resize(start + width);
  for (std::size_t i = width; i > 0; --i, value /= 10) out[start + i - 1] = static_cast<char>('0' + value % 10);
  GH_ASSERT(value == 0);
}

void put_date(std::string& out, const year_month_day& date) {
  const int year_number = static_cast<int>(date.year());
  GH_ASSERT(year_number >= 0 && year_number <= 9999);
  put_digits(out, static_cast<unsigned>(year_number), 4);
  out += '-';
  put_digits(out, static_cast<unsigned>(date.month()), 2);
  out += '-';
  put_digits(out, static_cast<unsigned>(date.day()), 2);
}

// The number that `width` digits at `at` spell, or -1.
int digits(std::string_view text, std::size_t at, std::size_t width) {
  if (at + width > text.size()) return -1;
  int value = 0;
  for (std::size_t i = at; i < at + width; ++i) {
    if (text[i] < '0' || text[i] > '9') return -1;
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

std::optional<year_month_day> parse_date(std::string_view text) {
  if (text.size() < kDayLength || text[4] != '-' || text[7] != '-') return std::nullopt;
  const int y = digits(text, 0, 4);
  const int m = digits(text, 5, 2);
  const int d = digits(text, 8, 2);
  if (y < 0 || m < 0 || d < 0) return std::nullopt;
  const year_month_day date{year{y}, month{static_cast<unsigned>(m)}, day{static_cast<unsigned>(d)}};
  if (!date.ok()) return std::nullopt;
  return date;
}

// "Z" or "+hh:mm", the whole of `text`.
std::optional<minutes> parse_offset(std::string_view text) {
  if (text == "Z" || text == "z") return minutes{0};
  if (text.size() != kOffsetLength || (text[0] != '+' && text[0] != '-') || text[3] != ':') return std::nullopt;
  const int hour = digits(text, 1, 2);
  const int minute = digits(text, 4, 2);
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59) return std::nullopt;
  const minutes east = hours{hour} + minutes{minute};
  return text[0] == '-' ? -east : east;
}

}  // namespace

Instant instant_of(std::int64_t utc_ms) { return Instant{milliseconds{utc_ms}}; }

std::int64_t utc_ms(Instant instant) { return instant.time_since_epoch().count(); }

std::string text(Instant instant) {
  const sys_days date = floor<days>(instant);
  const auto in_day = static_cast<unsigned>((instant - date).count());
  std::string out;
  out.reserve(24);
  put_date(out, year_month_day{date});
  out += 'T';
  put_digits(out, in_day / 3'600'000, 2);
  out += ':';
  put_digits(out, in_day / 60'000 % 60, 2);
  out += ':';
  put_digits(out, in_day / 1000 % 60, 2);
  out += '.';
  put_digits(out, in_day % 1000, 3);
  out += 'Z';
  return out;
}

std::optional<Instant> parse_instant(std::string_view rfc3339) {
  const auto date = parse_date(rfc3339);
  if (!date || rfc3339.size() <= kSecondsLength) return std::nullopt;
  if ((rfc3339[10] != 'T' && rfc3339[10] != 't') || rfc3339[13] != ':' || rfc3339[16] != ':') return std::nullopt;
  const int hour = digits(rfc3339, 11, 2);
  const int minute = digits(rfc3339, 14, 2);
  const int second = digits(rfc3339, 17, 2);
  // A leap second has no place in this count of milliseconds, so :60 is refused.
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) return std::nullopt;

  std::size_t at = kSecondsLength;
  int fraction_ms = 0;
  if (rfc3339[at] == '.') {
    const std::size_t start = ++at;
    int scale_ms = 100;
    for (; at < rfc3339.size() && at - start < kDecimalsMax && rfc3339[at] >= '0' && rfc3339[at] <= '9'; ++at) {
      fraction_ms += (rfc3339[at] - '0') * scale_ms;
      scale_ms /= 10;
    }
    if (at == start) return std::nullopt;
  }
  const auto offset = parse_offset(rfc3339.substr(at));
  if (!offset) return std::nullopt;

  const Instant instant =
      sys_days{*date} + hours{hour} + minutes{minute} + seconds{second} + milliseconds{fraction_ms} - *offset;
  // An offset can carry the instant out of the years that text() can spell.
  const Instant first = sys_days{year{0} / 1 / 1};
  const Instant end = sys_days{year{10000} / 1 / 1};
  if (instant < first || instant >= end) return std::nullopt;
  return instant;
}

std::string text(Day day) {
  std::string out;
  out.reserve(kDayLength);
  put_date(out, year_month_day{day});
  return out;
}

std::optional<Day> parse_day(std::string_view iso) {
  if (iso.size() != kDayLength) return std::nullopt;
  const auto date = parse_date(iso);
  if (!date) return std::nullopt;
  const int year_number = static_cast<int>(date->year());
  if (year_number < kDayYearMin || year_number > kDayYearMax) return std::nullopt;
  return Day{*date};
}

Day day_of(int year_number, unsigned month_number, unsigned day_number) {
  const year_month_day date{year{year_number}, month{month_number}, day{day_number}};
  GH_ASSERT(date.ok());
  return Day{date};
}

int year_of(Day day) { return static_cast<int>(year_month_day{day}.year()); }

Day local_day(Instant instant, UtcOffset offset) { return Day{floor<days>((instant + offset).time_since_epoch())}; }

Instant start_of(Day day, UtcOffset offset) { return Instant{day.time_since_epoch()} - offset; }

}  // namespace gh
