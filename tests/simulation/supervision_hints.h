// The same for the way from the call to the agreement and for the supervised period of functions.
#pragma once
#include <optional>
#include <string_view>

#include "simulation/hints.h"

namespace gh::simulation {

// `key`: "form/member". Nothing for a key it doesn't know.
std::optional<json::value> supervision_hint(const Situation& at, std::string_view key);

}  // namespace gh::simulation
