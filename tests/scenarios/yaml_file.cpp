#include "scenarios/yaml_file.h"

#include <fstream>
#include <iterator>
#include <stdexcept>

namespace gh::scenarios {

policy::YamlDocument read_yaml_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error("no file " + path.string());
  std::vector<policy::Fault> faults;
  policy::YamlDocument out = policy::read_yaml(path.string(), {std::istreambuf_iterator<char>(file), {}}, faults);
  if (faults.empty()) return out;
  throw std::runtime_error(path.string() + ":" + std::to_string(faults.front().place.line) + ": " +
                           faults.front().says);
}

}  // namespace gh::scenarios
