// Counts the whole ledger again.
#include "ledger/invariants.h"

#include <fmt/format.h>

#include <algorithm>

#include "ledger/ledger.h"

namespace gh::ledger {
namespace {

struct Kept {
  Id case_id;
  Account account{};
  Fen balance_fen = 0;
};
BOOST_DESCRIBE_STRUCT(Kept, (), (case_id, account, balance_fen))

std::vector<std::string> check_line(store::Tx& tx, const Id& line_id) {
  Recount recount(line_id);
  tx.each(
      "select line_id, ordinal, case_id, booking, from_account, to_account, amount_fen from ledger_entry where line_id "
      "= ? "
      "order by ordinal",
      {line_id}, [&](const store::Row& row) { recount.add(row.as<Entry>()); });
  std::map<AccountKey, Fen> kept;
  std::map<Id, Balances> of_cases;
  for (const auto& row :
       tx.all<Kept>("select case_id, account, balance_fen from ledger_account where line_id = ?", {line_id})) {
    kept[{row.case_id, row.account}] = row.balance_fen;
    of_cases[row.case_id][row.account] = row.balance_fen;
  }
  std::vector<std::string> out = recount.compare(kept);
  Fen reserved = 0;
  for (const auto& [case_id, balances] : of_cases) {
    const Totals totals = totals_of(balances);
    reserved += totals.reserved_fen;
    if (totals.paid_fen < 0 || totals.paid_fen > totals.accepted_fen || totals.accepted_fen > totals.committed_fen ||
        totals.committed_fen > totals.reserved_fen)
      out.push_back(fmt::format("case {}: paid {} <= accepted {} <= committed {} <= reserved {} doesn't hold", case_id,
                                totals.paid_fen, totals.accepted_fen, totals.committed_fen, totals.reserved_fen));
  }
  const Fen appropriated = -of_cases[line_id][Account::treasury];
  if (reserved > appropriated)
    out.push_back(fmt::format("line {}: {} is reserved of {}", line_id, reserved, appropriated));
  return out;
}

}  // namespace

std::vector<std::string> check_invariants(store::Tx& tx) {
  std::vector<std::string> out;
  std::vector<Id> lines;
  tx.each("select id from budget_line order by id", {},
          [&](const store::Row& row) { lines.emplace_back(row.string(0)); });
  for (const Id& line_id : lines) {
    const auto faults = check_line(tx, line_id);
    out.insert(out.end(), faults.begin(), faults.end());
    if (out.size() >= kFaultsMax) break;
  }
  tx.each(
      "select e.case_id, e.line_id from ledger_entry e where e.case_id <> e.line_id and not exists (select 1 from "
      "ledger_case c where c.case_id = e.case_id and c.line_id = e.line_id) order by e.line_id, e.ordinal limit ?",
      {kFaultsMax}, [&](const store::Row& row) {
        out.push_back(
            fmt::format("case {}: has entries on line {}, which isn't its own", row.string(0), row.string(1)));
      });
  out.resize(std::min(out.size(), kFaultsMax));
  return out;
}

}  // namespace gh::ledger
