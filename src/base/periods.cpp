#include "base/periods.h"

#include "base/assert.h"

namespace gh {
namespace {

constexpr std::int64_t kMonthsMax = 12'000;
constexpr std::int64_t kMonthsOfYear = 12;

std::chrono::year_month_day same_day(Day day, std::int64_t months) {
  GH_ASSERT(months >= -kMonthsMax && months <= kMonthsMax);
  return std::chrono::year_month_day{day} + std::chrono::months{months};
}

Day or_last_of_month(std::chrono::year_month_day day) {
  return day.ok() ? Day{day} : Day{day.year() / day.month() / std::chrono::last};
}

}  // namespace

Day months_after(Day day, std::int64_t months) { return or_last_of_month(same_day(day, months)); }

Day years_after(Day day, std::int64_t years) { return months_after(day, years * kMonthsOfYear); }

Day last_day_of_years(Day begins, std::int64_t years) {
  GH_ASSERT(years >= 1);
  const auto same = same_day(begins, years * kMonthsOfYear);
  return same.ok() ? Day{same} - std::chrono::days{1} : or_last_of_month(same);
}

}  // namespace gh
