// A YAML file as a JSON value that remembers on which line each of its parts stands.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "policy/loader.h"

namespace gh::policy {

inline constexpr std::size_t kYamlNodesMax = 200'000;
inline constexpr int kYamlDepthMax = 32;

// Where a part stands and where its elements or members do, in the order in which the value holds them.
struct YamlLines {
  int line = 1;  // counted from 1; of a member: its key's line
  std::vector<YamlLines> parts;
};

struct YamlDocument {
  std::string file;
  json::value value;
  YamlLines lines;

  // The line of the part that the JSON pointer names, or of the nearest part around it.
  int line(std::string_view pointer) const;
};

// Reads the YAML core schema: whole numbers that don't begin with 0, true and false, null; everything else plain is a
// string, and so is everything quoted. Adds faults "yaml" (syntax, limits, what is no JSON) and "duplicate-key".
YamlDocument read_yaml(std::string file, const std::string& content, std::vector<Fault>& faults);

}  // namespace gh::policy
