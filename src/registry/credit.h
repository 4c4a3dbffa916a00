// Credit standing: the abnormal and the serious list, what follows from a penalty, and suspension of activity
// (社会组织信用信息管理办法, 社会团体登记管理条例30). What time decides is computed from days.
#pragma once
#include <boost/describe/class.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/money.h"
#include "policy/pack.h"
#include "registry/records.h"

namespace gh::registry {

inline constexpr std::string_view kAbnormal = "abnormal_listing";
inline constexpr std::string_view kSerious = "serious_listing";

// One stay on a list: from its day until the first day without it.
struct Stay {
  std::string kind;  // kAbnormal, kSerious
  Day on_day{};
  std::optional<Day> ended_on;
};
BOOST_DESCRIBE_STRUCT(Stay, (), (kind, on_day, ended_on))

// First day of the unbroken time on the list that lasts on `today`; nothing when it isn't on it. A stay that begins on
// or before the day another ends continues it.
std::optional<Day> listed_since(const std::vector<Stay>& stays, std::string_view kind, Day today);

// "none", "abnormal" or "serious" on that day. So many months on the abnormal list without a break are the serious one,
// from the day they are complete; 0 months never turn serious.
std::string_view list_status(const std::vector<Stay>& stays, std::int64_t serious_after_months, Day today);

// The day from which the time before a removal counts: of the abnormal list the newest cause it is on the list for; of
// the serious list the newest event of either list.
std::optional<Day> period_from(const std::vector<Stay>& stays, std::string_view kind, Day today);

// What makes a penalty small, and how many small ones in how many months are grave.
struct PenaltyRules {
  Fen grave_fine_fen = 0;         // a fine from this on is grave
  std::int64_t small_count = 0;   // so many warnings or smaller fines, this one counted …
  std::int64_t small_months = 0;  // … in so many months, the last day included
};
struct Penalty {
  std::string measures;  // as a record keeps them
  std::optional<Fen> fine_fen;
  Day on_day{};
};
BOOST_DESCRIBE_STRUCT(Penalty, (), (measures, fine_fen, on_day))

bool has_measure(const Penalty& penalty, std::string_view measure);
// A warning or a fine below the grave one, and nothing graver.
bool is_small(const Penalty& penalty, const PenaltyRules& rules);
// The cause of a listing that the penalty is: certificate_revoked, activity_suspended, large_fine,
// repeated_small_penalties, small_penalty, or "" for one that lists nobody. `earlier` are the others of the same body.
std::string_view cause_of(const Penalty& penalty, const std::vector<Penalty>& earlier, const PenaltyRules& rules);

// Measures between blanks, as a record keeps them; "" for nothing. And back.
std::string measures_text(const json::value& measures);
std::vector<std::string> measures_of(std::string_view text);

std::vector<Stay> stays_of(store::Tx& tx, const Id& organisation);
// The same under the pack's parameter listing_periods.
std::string_view list_status_of(store::Tx& tx, const policy::Pack& pack, const Id& organisation, Day today);
// Whether a suspension of its activity covers the day.
bool suspended_on(store::Tx& tx, const Id& organisation, Day day);

}  // namespace gh::registry
