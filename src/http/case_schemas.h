// JSON Schemas of what cases/view.h shows of a case, for the documentation of routes. What stands in every answer is
// required; what only some readers are given, or some cases have, isn't.
#pragma once
#include "base/described.h"
#include "base/json.h"
#include "base/text.h"

namespace gh::http {

// A day of a limit, and why it counts or doesn't.
enum class KindOfDay { weekday, make_up_day, weekend, holiday };
BOOST_DESCRIBE_ENUM(KindOfDay, weekday, make_up_day, weekend, holiday)
struct LimitDay {
  Day day{};
  KindOfDay kind{};
  bool counts = false;
  std::int64_t counted = 0;  // days up to and with this one
  bool published = false;    // false: of a year that nobody has published
  Text holiday;              // its name; empty on other days
};
BOOST_DESCRIBE_STRUCT(LimitDay, (), (day, kind, counts, counted, published, holiday))

// A case in a list.
json::object case_line_schema();
// A case that is read.
json::object case_schema();
// A clock with its events and days.
json::object clock_trace_schema();
// An act as its readers see it.
json::object act_schema();
// What could be performed, with its conditions.
json::object action_schema();

}  // namespace gh::http
