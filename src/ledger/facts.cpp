// What conditions ask of the ledger.
#include "ledger/ledger.h"
#include "ledger/offer.h"

namespace gh::ledger {
namespace {

using cases::FactContext;
using cases::integer_argument;
using cases::text_argument;

constexpr std::int64_t kAbsent = -1;

// ledger.available(line) → 分 that no case has reserved.
json::value available(const FactContext& ctx, const json::array& arguments) {
  const Id line_id = text_argument(arguments, 0);
  if (!find_line(ctx.tx, line_id)) return kAbsent;
  return balances_of(ctx.tx, line_id, line_id)[Account::appropriation];
}

// ledger.line_open(line)
json::value line_open(const FactContext& ctx, const json::array& arguments) {
  const auto line = find_line(ctx.tx, text_argument(arguments, 0));
  return line && line->is_open();
}

// ledger.line_department(line) → organisation id
json::value line_department(const FactContext& ctx, const json::array& arguments) {
  const auto line = find_line(ctx.tx, text_argument(arguments, 0));
  return json::string(line ? line->department_id : "");
}

// ledger.line_year(line)
json::value line_year(const FactContext& ctx, const json::array& arguments) {
  const auto line = find_line(ctx.tx, text_argument(arguments, 0));
  return line ? line->year : kAbsent;
}

// ledger.line_committed(line) → 分 committed and not yet paid, of all cases.
json::value line_committed(const FactContext& ctx, const json::array& arguments) {
  const Id line_id = text_argument(arguments, 0);
  if (!find_line(ctx.tx, line_id)) return kAbsent;
  const Balances all = balances_of_line(ctx.tx, line_id);
  return all[Account::committed] + all[Account::accepted];
}

// ledger.line_exists(department, year, item)
json::value exists(const FactContext& ctx, const json::array& arguments) {
  return line_exists(ctx.tx, text_argument(arguments, 0), integer_argument(arguments, 1), text_argument(arguments, 2));
}

json::value reserved(const FactContext& ctx, const json::array& arguments) {
  return totals_of_case(ctx.tx, text_argument(arguments, 0)).reserved_fen;
}
json::value committed(const FactContext& ctx, const json::array& arguments) {
  return totals_of_case(ctx.tx, text_argument(arguments, 0)).committed_fen;
}
json::value accepted(const FactContext& ctx, const json::array& arguments) {
  return totals_of_case(ctx.tx, text_argument(arguments, 0)).accepted_fen;
}
json::value paid(const FactContext& ctx, const json::array& arguments) {
  return totals_of_case(ctx.tx, text_argument(arguments, 0)).paid_fen;
}

}  // namespace

void offer_ledger_facts(cases::Offer& offer) {
  offer.fact("ledger.available", available);
  offer.fact("ledger.line_open", line_open);
  offer.fact("ledger.line_department", line_department);
  offer.fact("ledger.line_year", line_year);
  offer.fact("ledger.line_committed", line_committed);
  offer.fact("ledger.line_exists", exists);
  offer.fact("ledger.reserved", reserved);
  offer.fact("ledger.committed", committed);
  offer.fact("ledger.accepted", accepted);
  offer.fact("ledger.paid", paid);
}

}  // namespace gh::ledger
