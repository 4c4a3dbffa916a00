// The same for the work that associations do on functions.
#pragma once
#include <optional>
#include <string_view>

#include "simulation/hints.h"

namespace gh::simulation {

// `key`: "form/member". Nothing for a key it doesn't know.
std::optional<json::value> work_hint(const Situation& at, std::string_view key);

}  // namespace gh::simulation
