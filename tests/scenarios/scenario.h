// Scenarios as they are written in YAML: read, with parts and repetitions put in their places. README.md says the
// language.
#pragma once
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "base/json.h"
#include "scenarios/people.h"

namespace gh::scenarios {

inline constexpr std::size_t kStepsMax = 5'000;
inline constexpr int kPartsDepthMax = 8;

struct Step {
  json::object says;
  std::string file;
  int line = 0;
};

struct Scenario {
  std::string name;
  std::string begins;       // RFC 3339: where the clock stands when the program starts
  json::object parameters;  // name → value instead of the pack's own
  std::vector<Person> people;
  std::map<std::string, json::value> forms;
  std::vector<Step> steps;
  std::string file;
  int line = 0;
};

// Every scenario of the files in `stories`, with what they include from `parts`; they may change parameters of `pack`.
// Throws std::runtime_error that names file and line of what is wrong.
std::vector<Scenario> read_scenarios(const std::filesystem::path& stories, const std::filesystem::path& parts,
                                     const std::filesystem::path& pack);

}  // namespace gh::scenarios
