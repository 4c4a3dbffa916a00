// Which keys each kind of map in a pack's files may have: the one list that the reader, the editors' schemas and the
// reference page are held against.
#pragma once
#include <string_view>
#include <vector>

namespace gh::policy {

// Empty for an unknown shape.
const std::vector<std::string_view>& keys_of(std::string_view shape);
const std::vector<std::string_view>& shapes();

}  // namespace gh::policy
