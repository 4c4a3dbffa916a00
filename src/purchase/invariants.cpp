// Holds contracts against the ledger.
#include "purchase/invariants.h"

#include <fmt/format.h>

#include "ledger/ledger.h"
#include "purchase/contracts.h"

namespace gh::purchase {
namespace {

void check_contract(store::Tx& tx, const Contract& contract, std::vector<std::string>& out) {
  Fen sum = 0;
  Fen accepted = 0;
  Fen paid = 0;
  for (const Milestone& milestone : milestones_of(tx, contract.case_id)) {
    sum += milestone.amount_fen;
    const bool is_paid = milestone.status == MilestoneStatus::paid;
    if (is_paid) paid += milestone.amount_fen;
    if (is_paid || milestone.status == MilestoneStatus::accepted) accepted += milestone.amount_fen;
  }
  const auto expect = [&](std::string_view what, Fen is, Fen should_be) {
    if (is != should_be)
      out.push_back(fmt::format("contract {}: {} is {} instead of {}", contract.case_id, what, is, should_be));
  };
  expect("the sum of its milestones", sum, contract.amount_fen);
  if (!ledger::line_of_case(tx, contract.case_id)) return;
  const ledger::Totals totals = ledger::totals_of_case(tx, contract.case_id);
  if (contract.status == ContractStatus::performing)
    expect("what the ledger has committed", totals.committed_fen, contract.amount_fen);
  expect("what the ledger has accepted", totals.accepted_fen, accepted);
  expect("what the ledger has paid", totals.paid_fen, paid);
}

}  // namespace

std::vector<std::string> check_invariants(store::Tx& tx) {
  std::vector<Id> contracts;
  tx.each("select case_id from purchase_contract where ended_at is null order by case_id", {},
          [&](const store::Row& row) { contracts.emplace_back(row.string(0)); });
  std::vector<std::string> out;
  for (const Id& case_id : contracts) {
    check_contract(tx, find_contract(tx, case_id).value(), out);
    if (out.size() >= kFaultsMax) break;
  }
  return out;
}

}  // namespace gh::purchase
