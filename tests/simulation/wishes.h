// What the city wants to begin: procedures by how often they are opened, and by what else waits for them.
#pragma once
#include <string>
#include <vector>

#include "store/db.h"

namespace gh::simulation {

// The procedures that may be opened today, each as often as it is wanted beside the others.
std::vector<std::string> wishes(store::Tx& tx, Day today);

}  // namespace gh::simulation
