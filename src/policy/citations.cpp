#include "policy/citations.h"

namespace gh::policy {
namespace {

void add(std::set<std::string>& out, const std::vector<std::string>& cites) { out.insert(cites.begin(), cites.end()); }

void add(std::set<std::string>& out, const std::vector<Condition>& conditions) {
  for (const Condition& condition : conditions) add(out, condition.cites);
}

void add(std::set<std::string>& out, const State& state) {
  if (state.clock) add(out, state.clock->cites);
  if (state.pause) add(out, state.pause->cites);
  for (const auto& [id, action] : state.actions) {
    add(out, action.cites);
    add(out, action.conditions);
  }
}

}  // namespace

std::set<std::string> clauses_of(const Procedure& procedure) {
  std::set<std::string> out;
  add(out, procedure.cites);
  add(out, procedure.conditions);
  for (const auto& [id, state] : procedure.states) add(out, state);
  return out;
}

std::vector<std::string> procedures_under(const Pack& pack, std::string_view clause) {
  std::vector<std::string> out;
  for (const auto& [id, procedure] : pack.procedures)
    if (clauses_of(procedure).contains(std::string(clause))) out.push_back(id);
  return out;
}

}  // namespace gh::policy
