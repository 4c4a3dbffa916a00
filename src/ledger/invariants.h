// Proof that money is neither made nor lost: every balance of the ledger counted again from its entries.
#pragma once
#include <string>
#include <vector>

#include "store/db.h"

namespace gh::ledger {

inline constexpr std::size_t kFaultsMax = 100;  // told at once; what is beyond is left out

// English sentences for the operator, none when all holds: entries of each line are complete and lawful, no account was
// ever overdrawn, the balances that are kept are those that the entries give and add up to nothing, and
// paid <= accepted <= committed <= reserved of each case with its reserved within the appropriation of its one line.
// Reads the whole ledger, one line in memory at a time.
std::vector<std::string> check_invariants(store::Tx& tx);

}  // namespace gh::ledger
