// What the packs of this checkout call, and how much of it the scenarios perform.
#pragma once
#include <string>
#include <vector>

#include "policy/loader.h"
#include "structure/house_rules.h"

namespace gh::structure {

// The effects and facts that modules offer, as their sources say.
policy::Offered offered_by(const SourceTree& tree);

// What the loader found in the pack that lies in `folder` of the checkout, clauses that don't exist among it.
Findings faults_of(const policy::Loaded& loaded, const std::string& folder);

// Every name of an effect and every expression that is run when the scenarios below tests/scenarios open procedures and
// perform actions of them. What the system does when time comes counts with the procedure it belongs to.
std::vector<std::string> run_by_scenarios(const SourceTree& tree, const policy::Pack& pack);

}  // namespace gh::structure
