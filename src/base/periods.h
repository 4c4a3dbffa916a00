// Periods by the calendar, as the Civil Code counts them (民法典 202): they end on the day of the same number, or on
// the month's last day where it has none.
#pragma once
#include <cstdint>

#include "base/time.h"

namespace gh {

// The same day of the month so many months later (earlier, where negative), or that month's last day.
Day months_after(Day day, std::int64_t months);
// The same day so many years later, or 28 February.
Day years_after(Day day, std::int64_t years);
// The last day of a period of so many years (at least 1) that begins on the day: the day before the same one, or, where
// that February has no 29th, its last day.
Day last_day_of_years(Day begins, std::int64_t years);

}  // namespace gh
