// A YAML file of the scenarios or of the pack, with the line of each of its parts.
#pragma once
#include <filesystem>

#include "policy/yaml_document.h"

namespace gh::scenarios {

// Throws std::runtime_error that names the file, and the line of the first fault.
policy::YamlDocument read_yaml_file(const std::filesystem::path& path);

}  // namespace gh::scenarios
