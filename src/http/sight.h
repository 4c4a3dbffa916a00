// How far an office of the state sees, as routes of lists narrow by it.
#pragma once
#include <optional>

#include "http/case_routes.h"

namespace gh::http {

// The department that the caller's office sees: "" where its role sees the division, otherwise its own; nothing for who
// holds no office of the state.
std::optional<Id> department_in_sight(cases::Packs& packs, const Request& request);

// The organisation whose lists the office reads; nothing for a role that sees only its own cases.
std::optional<Id> organisation_in_sight(cases::Packs& packs, const Request& request);

// The department of a list: what is asked for, as far as `seen`, the answer of department_in_sight, goes: another's is
// nobody's.
Id narrowed_department(const Id& asked, const Id& seen);

}  // namespace gh::http
