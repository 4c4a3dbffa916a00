// What the inventory, the batches of the catalogue, plans and timetables of cultivation are filled in with.
#pragma once
#include <optional>
#include <string_view>

#include "simulation/hints.h"

namespace gh::simulation {

// `key`: "form/member". Nothing for a key it doesn't know.
std::optional<json::value> catalogue_hint(const Situation& at, std::string_view key);

}  // namespace gh::simulation
