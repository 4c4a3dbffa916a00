// Follows the scenarios' steps into the procedures.
#include "structure/pack_rules.h"

#include <algorithm>
#include <boost/json/serialize.hpp>
#include <regex>

namespace gh::structure {
namespace {

struct Steps {
  std::set<std::string> opened;     // procedures
  std::set<std::string> performed;  // actions
};

Steps steps_of_scenarios(const SourceTree& tree) {
  static const std::regex step(R"re(\b(open|do):\s*"?([A-Za-z0-9_-]+))re");
  Steps steps;
  for (const SourceFile& file : tree.files()) {
    if (!file.path.starts_with("tests/scenarios/") || !file.ends_with(".yaml")) continue;
    for (const std::string& line : file.lines) {
      for (auto it = std::sregex_iterator(line.begin(), line.end(), step); it != std::sregex_iterator(); ++it)
        ((*it)[1] == "open" ? steps.opened : steps.performed).insert((*it)[2]);
    }
  }
  return steps;
}

void add_calls(std::vector<std::string>& out, const std::vector<policy::Condition>& conditions,
               const std::vector<policy::EffectCall>& effects) {
  for (const policy::Condition& condition : conditions) out.push_back(condition.check);
  for (const policy::EffectCall& effect : effects) {
    out.push_back(effect.name);
    out.push_back(json::serialize(effect.with));
  }
}

void add_state(std::vector<std::string>& out, const policy::State& state, const std::set<std::string>& performed) {
  if (state.clock) out.push_back(state.clock->limit);
  if (state.signing) out.push_back(state.signing->count);
  for (const policy::TimerRule& timer : state.timers) {
    out.push_back(timer.at);
    out.push_back(timer.after);
  }
  for (const auto& [id, action] : state.actions) {
    if (!performed.contains(id) && std::ranges::count(action.by, "system") == 0) continue;
    add_calls(out, action.conditions, action.effects);
    out.push_back(action.to_expression);
  }
}

}  // namespace

Findings faults_of(const policy::Loaded& loaded, const std::string& folder) {
  Findings out;
  for (const policy::Fault& fault : loaded.faults)
    out.push_back({folder + "/" + fault.place.file, fault.place.line, fault.kind + ": " + fault.says});
  return out;
}

std::vector<std::string> run_by_scenarios(const SourceTree& tree, const policy::Pack& pack) {
  const Steps steps = steps_of_scenarios(tree);
  std::vector<std::string> out;
  for (const auto& [id, procedure] : pack.procedures) {
    if (!steps.opened.contains(id)) continue;
    for (const std::string* expression :
         {&procedure.authority, &procedure.subject, &procedure.title_expression, &procedure.sealed_until})
      out.push_back(*expression);
    add_calls(out, procedure.conditions, procedure.effects);
    for (const auto& [state_id, state] : procedure.states) add_state(out, state, steps.performed);
  }
  return out;
}

}  // namespace gh::structure
