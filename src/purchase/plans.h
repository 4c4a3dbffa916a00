// Plans to buy, as they were filed with finance (政府采购法实施条例29).
#pragma once
#include <boost/describe/class.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "base/money.h"
#include "purchase/basis.h"
#include "store/db.h"

namespace gh::purchase {

// One version of a plan, known by the purchase case.
struct Plan {
  Id case_id;
  std::int64_t version = 0;
  Id department_id;
  Id item_id;
  Id line_id;
  std::int64_t year = 0;
  std::string method;
  Fen amount_fen = 0;
  Id begun_by_act;
  Instant begun_at{};
  std::optional<Id> ended_by_act;
  std::optional<Instant> ended_at;
};
BOOST_DESCRIBE_STRUCT(Plan, (),
                      (case_id, version, department_id, item_id, line_id, year, method, amount_fen, begun_by_act,
                       begun_at, ended_by_act, ended_at))

struct NewPlan {
  Id case_id;
  Id department_id;
  Id item_id;
  Id line_id;
  std::int64_t year = 0;
  std::string method;
  Fen amount_fen = 0;
};

// The plan of the case from now on; an earlier one of the case ends. kConflict "item_in_catalogue" (财政部令102号11):
// the item isn't open; kInvalidForm "amount-range": the amount isn't 1..kFenMax.
void file_plan(store::Tx& tx, const Basis& basis, const NewPlan& plan);
// The plan no longer counts. None in force: no change.
void drop_plan(store::Tx& tx, const Basis& basis, const Id& case_id);

// The plan in force.
std::optional<Plan> find_plan(store::Tx& tx, const Id& case_id);
// 分 of all plans in force of a department for an item in a year by other methods than open tender
// (政府采购法实施条例28).
Fen planned(store::Tx& tx, const Id& department_id, const Id& item_id, std::int64_t year);

}  // namespace gh::purchase
