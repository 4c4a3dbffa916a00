// What is checked once every file of a pack has been read. Each adds its faults to the draft. Inside policy/ only.
#pragma once
#include "policy/draft.h"

namespace gh::policy {

// check_names.cpp: everything named exists.
void check_names(Draft& draft, const Offered& offered);
// check_procedures.cpp: states are reached and left, timers, signings and pauses fit, numbers can be given.
void check_procedures(Draft& draft);
// check_powers.cpp: only public bodies decide, and only roles that decide (行政许可法 23, 24).
void check_powers(Draft& draft);
// check_expressions.cpp: expressions parse and name what there is.
void check_expressions(Draft& draft, const Offered& offered);
// The facts that the pack's expressions call.
std::set<std::string> facts_called(const Draft& draft);
// check_values.cpp: parameters hold a value on every day, rubrics add up.
void check_values(Draft& draft);
// check_samples.cpp: what is shown as an example could be handed in.
void check_samples(Draft& draft);

// Relations that somebody can have to a case of the pack.
std::set<std::string> known_relations(const Pack& pack);
// The procedures a case of this one may belong to.
std::vector<std::string> parents_of(const Procedure& procedure);

}  // namespace gh::policy
