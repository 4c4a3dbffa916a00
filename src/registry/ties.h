// What ties one organisation to another as the registers know it: for whoever must be independent of somebody.
#pragma once
#include <string>

#include "base/ids.h"
#include "base/time.h"
#include "store/db.h"

namespace gh::registry {

// The first tie found on the day, "" for none: `same`; `member`, one is on the roll of the other; `officer`, one person
// leads both or is the legal representative of both; `works_for_both`, somebody holds an office in each.
std::string tie_between(store::Tx& tx, const Id& one, const Id& other, Day on);

}  // namespace gh::registry
