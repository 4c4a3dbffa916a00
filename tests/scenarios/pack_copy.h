// A copy of a pack in which some parameters have one value each, whatever the city has set.
#pragma once
#include <filesystem>

#include "base/json.h"

namespace gh::scenarios {

// The parameters of the pack in this folder by name, as its parameters.yaml has them.
json::object parameters_of(const std::filesystem::path& pack);

// Of `parameters` (as parameters_of gives them), each that `values` names has this one value from the first day that it
// has any, without end. Throws std::runtime_error for a name that isn't among them.
json::object with_values(json::object parameters, const json::object& values);

// Copies the pack's folder to `into`, which isn't there yet; in the copy the parameters have these values.
void copy_pack(const std::filesystem::path& pack, const std::filesystem::path& into, const json::object& values);

}  // namespace gh::scenarios
