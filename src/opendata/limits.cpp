#include "opendata/limits.h"

#include <map>
#include <utility>

namespace gh::opendata {
namespace {

constexpr std::int64_t kPermille = 1000;

bool has_stopped(const ClockCount& counted) {
  return counted.outcome == LimitOutcome::kept || counted.outcome == LimitOutcome::broken;
}

using Limit = std::pair<std::string, std::int64_t>;  // unit and days

// The limit that most stopped clocks ran under; of equals the longest.
std::optional<Limit> commonest(const std::vector<ClockCount>& clocks) {
  std::map<Limit, std::int64_t> stopped;
  for (const ClockCount& counted : clocks)
    if (has_stopped(counted)) stopped[{counted.unit, counted.limit_count}] += counted.clocks;
  std::optional<Limit> out;
  std::int64_t most = 0;
  for (const auto& [limit, number] : stopped) {
    if (number < most) continue;
    most = number;
    out = limit;
  }
  return out;
}

std::int64_t lower_median(const std::map<std::int64_t, std::int64_t>& how_many, std::int64_t total) {
  std::int64_t seen = 0;
  for (const auto& [days, number] : how_many) {
    seen += number;
    if (2 * seen >= total) return days;
  }
  return 0;
}

}  // namespace

std::vector<ClockCount> count_clocks(store::Tx& tx, Day today) {
  return tx.all<ClockCount>(
      "select procedure, name, cites, unit, limit_count, used, outcome, count(*) as clocks from ("
      "select c.procedure, k.name, k.cites, k.unit, k.limit_count, "
      "case when k.status = 'stopped' then k.used else 0 end as used, "
      "case when k.status = 'stopped' and (k.due_on is null or k.stopped_on <= k.due_on) then 'kept' "
      "when k.status = 'stopped' then 'broken' when k.status = 'running' and k.due_on < ? then 'overdue' "
      "else 'open' end as outcome from clock k join case_file c on c.id = k.case_id) as judged "
      "group by procedure, name, cites, unit, limit_count, used, outcome",
      {today});
}

LimitFigures limit_figures(const std::vector<ClockCount>& clocks) {
  LimitFigures out;
  std::int64_t kept = 0;
  std::int64_t judged = 0;
  for (const ClockCount& counted : clocks) {
    if (counted.outcome == LimitOutcome::open) continue;
    judged += counted.clocks;
    if (counted.outcome == LimitOutcome::kept) kept += counted.clocks;
  }
  if (judged > 0) out.on_time_permille = kPermille * kept / judged;
  const auto limit = commonest(clocks);
  if (!limit) return out;
  std::map<std::int64_t, std::int64_t> how_many;
  std::int64_t total = 0;
  for (const ClockCount& counted : clocks) {
    if (!has_stopped(counted) || Limit{counted.unit, counted.limit_count} != *limit) continue;
    how_many[counted.used] += counted.clocks;
    total += counted.clocks;
  }
  out.median_days = lower_median(how_many, total);
  out.limit_days = limit->second;
  out.limit_unit = limit->first;
  return out;
}

}  // namespace gh::opendata
