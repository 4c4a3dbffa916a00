// Fines as they are paid, and what time adds to one that isn't (加处罚款, 行政处罚法72): computed from days, never
// stored.
#pragma once
#include <boost/describe/class.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/money.h"
#include "calendar/working_days.h"
#include "registry/entries.h"

namespace gh::registry {

inline constexpr std::string_view kLateFineClause = "行政处罚法72";

// A fine as it was served, with the rule of that day.
struct Fine {
  Id case_id;
  Id organisation_id;
  Fen fine_fen = 0;
  Day due_on{};                        // last day to pay it
  std::int64_t late_permille = 0;      // of what is unpaid, added for each day after
  std::int64_t late_cap_permille = 0;  // of the fine: no more is added
  Id begun_by_act;
  // How `due_on` is counted; nothing in a fine from before this was kept.
  std::optional<Day> served_on = {};
  std::optional<std::int64_t> limit_count = {};
  std::optional<std::string> unit = {};
  bool provisional = false;  // `due_on` rests on days that nobody has published
};
BOOST_DESCRIBE_STRUCT(Fine, (),
                      (case_id, organisation_id, fine_fen, due_on, late_permille, late_cap_permille, begun_by_act,
                       served_on, limit_count, unit, provisional))

struct FinePayment {
  Id act_id;
  Id case_id;
  Day paid_on{};
  Fen fine_fen = 0;       // on the fine itself
  Fen late_fine_fen = 0;  // on what was added
  std::string receipt;
};
BOOST_DESCRIBE_STRUCT(FinePayment, (), (act_id, case_id, paid_on, fine_fen, late_fine_fen, receipt))

// What of the fine itself is not paid.
Fen unpaid(const Fine& fine, const std::vector<FinePayment>& payments);
// What has been added by the end of the day, paid or not: for each day after the last one to pay, the share of what was
// unpaid when it began; never more than the cap. `payments` in the order of their days.
Fen added(const Fine& fine, const std::vector<FinePayment>& payments, Day day);
// The same without what has been paid of it; nothing is left where the due day moved after more was paid.
Fen added_unpaid(const Fine& fine, const std::vector<FinePayment>& payments, Day day);

// Counts the last day to pay anew, from the service on; false where it stays as it was, and as certain.
bool count_due_day(Fine& fine, const calendar::WorkingCalendar& calendar);

void add_fine(store::Tx& tx, const Fine& fine);
// Keeps the due day that was counted anew.
void save_due_day(store::Tx& tx, const Fine& fine);
void add_fine_payment(store::Tx& tx, const FinePayment& payment);
// Of a penalty case; nothing where it fined nobody, or isn't served yet.
std::optional<Fine> fine_of(store::Tx& tx, const Id& case_id);
// Of cases that aren't closed, due on or after the day; at most kRecountedFinesMax.
inline constexpr std::size_t kRecountedFinesMax = 10'000;
std::vector<Fine> open_fines_due_from(store::Tx& tx, Day day);
// In the order of their days.
std::vector<FinePayment> fine_payments(store::Tx& tx, const Id& case_id);

}  // namespace gh::registry
