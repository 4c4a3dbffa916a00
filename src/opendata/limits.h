// How limits were kept: clocks counted by what they ran under and how they ended, and exact figures of such counts.
#pragma once
#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "store/db.h"

namespace gh::opendata {

// How a limit stands on a day: kept or broken when its clock stopped, past its due day while it runs on, or still open.
enum class LimitOutcome { kept, broken, overdue, open };
BOOST_DESCRIBE_ENUM(LimitOutcome, kept, broken, overdue, open)

// How many clocks are alike.
struct ClockCount {
  std::string procedure;
  std::string name;
  std::string cites;  // JSON array of clauses
  std::string unit;   // working_days, natural_days, months
  std::int64_t limit_count = 0;
  std::int64_t used = 0;  // days spent by the clocks that have stopped
  LimitOutcome outcome = LimitOutcome::open;
  std::int64_t clocks = 0;
};
BOOST_DESCRIBE_STRUCT(ClockCount, (), (procedure, name, cites, unit, limit_count, used, outcome, clocks))

// All clocks of the city, as they stand on the day. Walks through every clock: for answers that are kept a while.
std::vector<ClockCount> count_clocks(store::Tx& tx, Day today);

// How limits were kept, in whole numbers.
struct LimitFigures {
  // Days within which half of the stopped clocks had stopped (lower median), of those under the commonest limit.
  std::optional<std::int64_t> median_days;
  std::optional<std::int64_t> limit_days;  // the commonest limit
  std::string limit_unit;                  // of both; "" where nothing has stopped
  // Of a thousand clocks that stopped or are past their day, how many were kept; rounded down.
  std::optional<std::int64_t> on_time_permille;
  bool operator==(const LimitFigures&) const = default;
};
LimitFigures limit_figures(const std::vector<ClockCount>& clocks);

}  // namespace gh::opendata
