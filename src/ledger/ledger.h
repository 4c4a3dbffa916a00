// The budget of the city as it is kept: lines, and bookings on them. Each booking is entries that are only ever added,
// under the lock of its line; what a line or a case can't bear is refused before anything is written.
#pragma once
#include <boost/describe/class.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "ledger/accounts.h"
#include "store/db.h"

namespace gh::ledger {

// Known by the id of its budget-line case.
struct BudgetLine {
  Id id;
  Id department_id;
  std::int64_t year = 0;
  std::string item;  // code of the budget item
  Id opened_by_act;
  Instant opened_at{};
  std::optional<Id> closed_by_act;
  std::optional<Instant> closed_at;

  bool is_open() const { return !closed_at; }
};
BOOST_DESCRIBE_STRUCT(BudgetLine, (),
                      (id, department_id, year, item, opened_by_act, opened_at, closed_by_act, closed_at))

// The act under which something is booked.
struct Basis {
  Id act_id;
  Instant at{};
};

struct Appropriation {
  Id line_id;
  Id department_id;
  std::int64_t year = 0;
  std::string item;
  Fen amount_fen = 0;
};

// Opens a line with its first money. kConflict "line_exists" (预算法13): one line a department, year and item.
void appropriate(store::Tx& tx, const Basis& basis, const Appropriation& appropriation);
// The line has `amount` in all from now on. kNotFound "no_line"; kConflict "line_closed"; kNoBudget "below_reserved".
void adjust(store::Tx& tx, const Basis& basis, const Id& line_id, Fen amount);
// Nothing more is reserved on it. kNotFound "no_line"; kConflict "line_closed", "open_commitments".
void close_line(store::Tx& tx, const Basis& basis, const Id& line_id);

// Earmarks money of the line for a case. kNotFound "no_line"; kNoBudget "no_budget" (政府采购法6); kConflict
// "line_closed", "one_line": a case has its money on one line.
void reserve(store::Tx& tx, const Basis& basis, const Id& line_id, const Id& case_id, Fen amount);
// kNoBudget "above_reserved" (政府采购法6). `payee` is the organisation that will be paid.
void commit(store::Tx& tx, const Basis& basis, const Id& case_id, Fen amount, const Id& payee);
// `reference` names what is accepted, once each. kNoBudget "above_commitment" (政府采购法49); kConflict
// "accepted_twice".
void accept(store::Tx& tx, const Basis& basis, const Id& case_id, std::string_view reference, Fen amount);
// kNoBudget "above_accepted"; kConflict "paid_twice".
void pay(store::Tx& tx, const Basis& basis, const Id& case_id, std::string_view reference, Fen amount);
// What the case has reserved or committed and not accepted goes back to the line. Nothing left: no change.
void release(store::Tx& tx, const Basis& basis, const Id& case_id);

std::optional<BudgetLine> find_line(store::Tx& tx, const Id& line_id);
bool line_exists(store::Tx& tx, const Id& department_id, std::int64_t year, std::string_view item);
// The line on which the case has its money; nothing while it has none.
std::optional<Id> line_of_case(store::Tx& tx, const Id& case_id);
// Of the line's own accounts and those of one case on it (none of a case when that is the line).
Balances balances_of(store::Tx& tx, const Id& line_id, const Id& case_id);
// All zero for a case without money.
Totals totals_of_case(store::Tx& tx, const Id& case_id);
// Of all cases on the line together, as accounts of one.
Balances balances_of_line(store::Tx& tx, const Id& line_id);

}  // namespace gh::ledger
