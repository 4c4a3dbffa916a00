// How far an office of the state sees, as routes of lists narrow by it.
#pragma once
#include <optional>

#include "http/case_routes.h"

namespace gh::http {

// The department that the caller's office sees: "" where its role sees the division, otherwise its own; nothing for who
// holds no office of the state.
std::optional<Id> department_in_sight(cases::Packs& packs, const Request& request);

}  // namespace gh::http
