// Years of the working-day calendar that were published by an act, and the recomputation of open clocks that follows.
#pragma once
#include <vector>

#include "base/json.h"
#include "calendar/working_days.h"
#include "store/db.h"

namespace gh::cases {

inline constexpr std::size_t kRecomputedClocksMax = 200'000;

std::vector<calendar::PublishedYear> published_years(store::Tx& tx, std::string_view division);

// JSON of a year: {"year", "source", "off": [{"day", "name": {zh, en}}], "worked": […]}. Throws kInvalidForm.
calendar::PublishedYear read_year(const json::value& value);

class EffectContext;

// Effect "cases.publish_calendar_year": the act's form is the year. Every running clock whose due day was provisional
// or may lie in that year is counted again, each recomputation an act of its own case.
void publish_calendar_year(EffectContext& ctx);

}  // namespace gh::cases
