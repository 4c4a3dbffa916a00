// The years of the working-day calendar: those that the database began with, those published by acts since, and the
// recomputation of open clocks that follows.
#pragma once
#include <map>

#include "base/json.h"
#include "calendar/working_days.h"
#include "policy/pack.h"
#include "store/db.h"

namespace gh::cases {

inline constexpr std::size_t kRecomputedClocksMax = 200'000;

// Keeps the pack's published years as those that the division's calendar begins with; only the first pack's are kept.
void keep_base_years(store::Tx& tx, const policy::Pack& pack, Instant now);

// By their number: the years of the base, each in the newest content that an act gave it, and those that only acts
// gave.
std::map<int, calendar::PublishedYear> years_in_force(store::Tx& tx, std::string_view division);

// JSON of a year: {"year", "source", "off": [{"day", "name": {zh, en}}], "worked": […]}. Throws kInvalidForm.
calendar::PublishedYear read_year(const json::value& value);
json::object write_year(const calendar::PublishedYear& year);

class EffectContext;

// Effect "cases.publish_calendar_year": the act's form is the year. What runs and ends on or after the first day that
// its old or its new content names is counted again, each recomputation an act of its own case.
void publish_calendar_year(EffectContext& ctx);

}  // namespace gh::cases
