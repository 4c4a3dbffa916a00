// Which clauses a procedure rests on, and which procedures carry a clause out.
#pragma once
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "policy/pack.h"

namespace gh::policy {

// Every clause that the procedure, its conditions, actions, clocks or pauses cite.
std::set<std::string> clauses_of(const Procedure& procedure);

// Ids of the procedures that rest on the clause, in order; empty for a clause that nothing cites.
std::vector<std::string> procedures_under(const Pack& pack, std::string_view clause);

}  // namespace gh::policy
