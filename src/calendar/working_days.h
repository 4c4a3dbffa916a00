// Working days of one division: weekends and public holidays off, make-up days (调休) on. Limits are counted from the
// day after the trigger (民法典 201); natural-day and month periods that end on a day off roll on (民法典 202, 203).
#pragma once
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "base/time.h"

namespace gh::calendar {

// One year as the State Council's notice gives it. A notice may name days of the neighbouring years.
struct PublishedYear {
  int year = 0;
  bool published = false;
  std::string source;          // the notice, for people
  std::map<Day, Text> off;     // days named as holiday or rest, with the holiday's name
  std::map<Day, Text> worked;  // weekend days worked, with the holiday they make up for
};

enum class Unit { kWorkingDays, kNaturalDays, kMonths };
// As packs and tables write it: working_days, natural_days, months. Another name is our bug.
std::string_view unit_name(Unit unit);
Unit unit_of(std::string_view name);

// Why a day counts or doesn't.
enum class DayKind { kWeekday, kMakeUpDay, kWeekend, kHoliday };

class WorkingCalendar {
 public:
  // Adds a year, in place of what was known of it; the order of adding doesn't matter. Where two notices name one day,
  // the later year's holds. Throws Problem kInvalidForm for a year outside 1900-2999 (rule "year-range"), a day further
  // off than the neighbouring years (rule "notice-day") and a day both off and worked (rule "off-and-worked").
  void add(const PublishedYear& year);
  DayKind kind(Day day) const;
  bool is_working_day(Day day) const;
  // False for a day of a year nobody has published, unless a neighbouring year's notice names it: the answer is a guess
  // by plain weekdays.
  bool is_published(Day day) const;
  // The holiday's name, also for the day that makes up for it; or empty texts.
  Text holiday(Day day) const;

 private:
  void rebuild();
  std::size_t index(Day day) const { return static_cast<std::size_t>((day - first_).count()); }

  std::map<int, PublishedYear> years_;
  // What the years come to, a byte a day from first_ on: limits are counted in the millions, notices change once a
  // year.
  Day first_{};
  std::vector<std::uint8_t> days_;
};

struct DueDay {
  Day day{};
  Day raw{};                 // before rolling to a working day; equal to `day` for working-day limits
  bool provisional = false;  // some day that decided it lies in a year not yet published
};

// Last day of a limit of `limit` (1..kLimitMax) units; the day of `trigger` isn't counted. Months end on the day of the
// same number, or on the month's last day where it has none.
// Throws Problem kInvalidForm (rule "limit-range") outside that range.
inline constexpr int kLimitMax = 3660;
DueDay due_day(const WorkingCalendar& calendar, Day trigger, int limit, Unit unit);

// Working days after `after` up to and including `until`; 0 when until <= after.
int working_days_between(const WorkingCalendar& calendar, Day after, Day until);

// The answer to "why 13 December?": every day from the one after the trigger to the due day. The first day whose
// running count is the limit is the raw last day; those after it only roll on to a working day. A month counts on its
// last day.
struct TraceDay {
  Day day{};
  DayKind kind{};
  int counted = 0;  // running count of units after this day
  bool counts = false;
  bool published = false;
  Text holiday;
};
std::vector<TraceDay> trace(const WorkingCalendar& calendar, Day trigger, int limit, Unit unit);

}  // namespace gh::calendar
