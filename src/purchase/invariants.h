// Proof that contracts say what the ledger says.
#pragma once
#include <string>
#include <vector>

#include "store/db.h"

namespace gh::purchase {

inline constexpr std::size_t kFaultsMax = 100;  // told at once; what is beyond is left out

// English sentences for the operator, none when all holds: the milestones of each contract add up to its price, and
// where it has money in the ledger, what is committed while it is performed is the price, and what was accepted and
// paid is what its milestones say.
std::vector<std::string> check_invariants(store::Tx& tx);

}  // namespace gh::purchase
