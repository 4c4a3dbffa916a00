// Counting of limits: notices are flattened to a byte a day, then every question is a walk over bytes.
#include "calendar/working_days.h"

#include <algorithm>

#include "base/assert.h"
#include "base/periods.h"
#include "base/problem.h"

namespace gh::calendar {
namespace {

using std::chrono::days;

constexpr int kYearMin = 1900;
constexpr int kYearMax = 2999;

// A byte of the flattened calendar: the kind, and whether a notice decides it.
constexpr std::uint8_t kKindBits = 0x3;
constexpr std::uint8_t kPublishedBit = 0x4;

bool is_weekend(Day day) {
  const std::chrono::weekday weekday{day};
  return weekday == std::chrono::Saturday || weekday == std::chrono::Sunday;
}

DayKind plain_kind(Day day) { return is_weekend(day) ? DayKind::kWeekend : DayKind::kWeekday; }

bool is_worked(DayKind kind) { return kind == DayKind::kWeekday || kind == DayKind::kMakeUpDay; }

Problem notice_problem(std::string field, std::string rule, Text says) {
  return Problem(ProblemCode::kInvalidForm, FieldError{std::move(field), std::move(rule), "", std::move(says)});
}

void require_sound(const PublishedYear& year) {
  if (year.year < kYearMin || year.year > kYearMax)
    throw notice_problem("/year", "year-range", {"年份须在1900至2999之间", "the year must lie between 1900 and 2999"});
  for (const auto* named : {&year.off, &year.worked}) {
    const std::string field = named == &year.off ? "/off/" : "/worked/";
    for (const auto& [day, name] : *named) {
      if (std::abs(year_of(day) - year.year) > 1)
        throw notice_problem(
            field + text(day), "notice-day",
            {"通知只能列本年和相邻年份的日子", "a notice names days of its own and the neighbouring years"});
    }
  }
  for (const auto& [day, name] : year.off) {
    if (year.worked.contains(day))
      throw notice_problem("/worked/" + text(day), "off-and-worked",
                           {"同一天不能既放假又上班", "a day can't be both off and worked"});
  }
}

void require_limit(int limit) {
  if (limit < 1 || limit > kLimitMax) {
    const std::string max = std::to_string(kLimitMax);
    throw Problem(
        ProblemCode::kInvalidForm,
        FieldError{"/limit", "limit-range", "", {"期限须在1至" + max + "之间", "a limit lies between 1 and " + max}});
  }
}

}  // namespace

void WorkingCalendar::add(const PublishedYear& year) {
  require_sound(year);
  years_[year.year] = year;
  rebuild();
}

void WorkingCalendar::rebuild() {
  first_ = day_of(years_.begin()->first, 1, 1);
  Day last = day_of(years_.rbegin()->first, 12, 31);
  for (const auto& [number, year] : years_) {
    for (const auto* named : {&year.off, &year.worked}) {
      if (named->empty()) continue;
      first_ = std::min(first_, named->begin()->first);
      last = std::max(last, named->rbegin()->first);
    }
  }
  days_.assign(index(last) + 1, 0);
  for (Day day = first_; day <= last; day += days{1}) {
    const auto found = years_.find(year_of(day));
    const bool published = found != years_.end() && found->second.published;
    days_[index(day)] =
        static_cast<std::uint8_t>(static_cast<unsigned>(plain_kind(day)) | (published ? kPublishedBit : 0u));
  }
  // In order of the years, so that a later notice corrects an earlier one.
  for (const auto& [number, year] : years_) {
    if (!year.published) continue;
    for (const auto& [day, name] : year.off)
      days_[index(day)] = static_cast<std::uint8_t>(static_cast<unsigned>(DayKind::kHoliday) | kPublishedBit);
    for (const auto& [day, name] : year.worked) {
      const DayKind kind = is_weekend(day) ? DayKind::kMakeUpDay : DayKind::kWeekday;
      days_[index(day)] = static_cast<std::uint8_t>(static_cast<unsigned>(kind) | kPublishedBit);
    }
  }
}

DayKind WorkingCalendar::kind(Day day) const {
  const std::size_t at = index(day);  // days before first_ wrap round to a large number
  return at < days_.size() ? static_cast<DayKind>(days_[at] & kKindBits) : plain_kind(day);
}

bool WorkingCalendar::is_working_day(Day day) const { return is_worked(kind(day)); }

bool WorkingCalendar::is_published(Day day) const {
  const std::size_t at = index(day);
  return at < days_.size() && (days_[at] & kPublishedBit) != 0;
}

Text WorkingCalendar::holiday(Day day) const {
  const int year = year_of(day);
  for (const int notice : {year + 1, year, year - 1}) {
    const auto found = years_.find(notice);
    if (found == years_.end() || !found->second.published) continue;
    for (const auto* named : {&found->second.off, &found->second.worked}) {
      const auto name = named->find(day);
      if (name != named->end()) return name->second;
    }
  }
  return {};
}

std::string_view unit_name(Unit unit) {
  switch (unit) {
    case Unit::kWorkingDays:
      return "working_days";
    case Unit::kNaturalDays:
      return "natural_days";
    case Unit::kMonths:
      break;
  }
  return "months";
}

Unit unit_of(std::string_view name) {
  if (name == "working_days") return Unit::kWorkingDays;
  if (name == "natural_days") return Unit::kNaturalDays;
  GH_ASSERT(name == "months");
  return Unit::kMonths;
}

DueDay due_day(const WorkingCalendar& calendar, Day trigger, int limit, Unit unit) {
  require_limit(limit);
  DueDay due;
  Day day = trigger;
  if (unit == Unit::kWorkingDays) {
    for (int counted = 0; counted < limit;) {
      day += days{1};
      if (!calendar.is_published(day)) due.provisional = true;
      if (calendar.is_working_day(day)) ++counted;
    }
    due.raw = due.day = day;
    return due;
  }
  due.raw = day = unit == Unit::kMonths ? months_after(trigger, limit) : trigger + days{limit};
  due.provisional = !calendar.is_published(day);
  while (!calendar.is_working_day(day)) {
    day += days{1};
    if (!calendar.is_published(day)) due.provisional = true;
  }
  due.day = day;
  return due;
}

int working_days_between(const WorkingCalendar& calendar, Day after, Day until) {
  int counted = 0;
  for (Day day = after + days{1}; day <= until; day += days{1}) {
    if (calendar.is_working_day(day)) ++counted;
  }
  return counted;
}

std::vector<TraceDay> trace(const WorkingCalendar& calendar, Day trigger, int limit, Unit unit) {
  const DueDay due = due_day(calendar, trigger, limit, unit);
  std::vector<TraceDay> out;
  out.reserve(static_cast<std::size_t>((due.day - trigger).count()));
  int counted = 0;
  for (Day day = trigger + days{1}; day <= due.day; day += days{1}) {
    TraceDay step{.day = day,
                  .kind = calendar.kind(day),
                  .published = calendar.is_published(day),
                  .holiday = calendar.holiday(day)};
    switch (unit) {
      case Unit::kWorkingDays:
        step.counts = is_worked(step.kind);
        break;
      case Unit::kNaturalDays:
        step.counts = day <= due.raw;
        break;
      case Unit::kMonths:
        step.counts = day <= due.raw && day == months_after(trigger, counted + 1);
        break;
    }
    if (step.counts) ++counted;
    step.counted = counted;
    out.push_back(std::move(step));
  }
  return out;
}

}  // namespace gh::calendar
