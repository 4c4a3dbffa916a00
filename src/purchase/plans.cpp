// Keeps plans.
#include "purchase/plans.h"

#include <fmt/format.h>

#include "base/problem.h"
#include "purchase/catalogue.h"

namespace gh::purchase {
namespace {

// The method that splitting a purchase would avoid, as the procedure's form spells it.
constexpr std::string_view kOpenTender = "open_tender";

}  // namespace

void file_plan(store::Tx& tx, const Basis& basis, const NewPlan& plan) {
  // Plans of one service in one year are added up, so only one is filed at a time; nor may the item go meanwhile.
  tx.lock(fmt::format("plans:{}/{}/{}", plan.department_id, plan.item_id, plan.year));
  tx.lock("service-item:" + plan.item_id);
  if (plan.amount_fen < 1 || plan.amount_fen > kFenMax)
    throw Problem(
        ProblemCode::kInvalidForm,
        FieldError{"/form/amount_fen", "amount-range", "", {"金额超出允许范围", "the amount is out of range"}});
  const auto item = find_item(tx, plan.item_id);
  if (!item || item->status != ItemStatus::open)
    throw Problem(ProblemCode::kConflict, FieldError{"/form/service_item",
                                                     "item_in_catalogue",
                                                     "财政部令102号11",
                                                     {"服务事项不在购买目录中", "the service isn't in the catalogue"}});
  drop_plan(tx, basis, plan.case_id);
  const auto version =
      tx.integer("select coalesce(max(version), 0) + 1 from purchase_plan where case_id = ?", {plan.case_id})
          .value_or(1);
  tx.execute(
      "insert into purchase_plan (case_id, version, department_id, item_id, line_id, year, method, amount_fen, "
      "begun_by_act, begun_at, ended_by_act, ended_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      {plan.case_id, version, plan.department_id, plan.item_id, plan.line_id, plan.year, plan.method, plan.amount_fen,
       basis.act_id, basis.at, nullptr, nullptr});
}

void drop_plan(store::Tx& tx, const Basis& basis, const Id& case_id) {
  tx.execute("update purchase_plan set ended_by_act = ?, ended_at = ? where case_id = ? and ended_at is null",
             {basis.act_id, basis.at, case_id});
}

std::optional<Plan> find_plan(store::Tx& tx, const Id& case_id) {
  return tx.one<Plan>("select * from purchase_plan where case_id = ? and ended_at is null", {case_id});
}

Fen planned(store::Tx& tx, const Id& department_id, const Id& item_id, std::int64_t year) {
  return tx
      .integer(
          "select coalesce(cast(sum(amount_fen) as bigint), 0) from purchase_plan where department_id = ? and item_id "
          "= ? "
          "and year = ? and method <> ? and ended_at is null",
          {department_id, item_id, year, kOpenTender})
      .value_or(0);
}

}  // namespace gh::purchase
