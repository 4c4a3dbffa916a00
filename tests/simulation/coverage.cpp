#include "simulation/coverage.h"

#include <fmt/format.h>

#include "cases/model.h"

namespace gh::simulation {
namespace {

constexpr std::size_t kRefusalsShown = 200;

std::string key(const std::string& procedure, const std::string& state, const std::string& action) {
  return procedure + "/" + state + "/" + action;
}

// An action of the system that leaves the state as it is stands in every state it may come in: one rule, met once.
std::string key(const std::string& procedure, const std::string& state, const policy::Action& action) {
  const bool everywhere =
      action.to.empty() && action.to_expression.empty() && action.by == std::vector<std::string>{"system"};
  return key(procedure, everywhere ? std::string("*") : state, action.id);
}

std::set<std::string> effects_of(const policy::Pack& pack) {
  std::set<std::string> out;
  for (const auto& [id, procedure] : pack.procedures) {
    for (const auto& effect : procedure.effects) out.insert(effect.name);
    for (const auto& [name, state] : procedure.states)
      for (const auto& [action_id, action] : state.actions)
        for (const auto& effect : action.effects) out.insert(effect.name);
  }
  return out;
}

std::set<std::string> actions_of(const policy::Pack& pack) {
  std::set<std::string> out;
  for (const auto& [id, procedure] : pack.procedures)
    for (const auto& [name, state] : procedure.states)
      for (const auto& [action_id, action] : state.actions) out.insert(key(id, name, action));
  return out;
}

std::int64_t permille(const std::set<std::string>& all, const std::map<std::string, std::size_t>& met) {
  std::size_t count = 0;
  for (const auto& name : all) count += met.contains(name) ? 1 : 0;
  return all.empty() ? 0 : static_cast<std::int64_t>(1000 * count / all.size());
}

}  // namespace

void Coverage::add(store::Tx& tx, const policy::Pack& pack, Instant since) {
  for (const auto& act : tx.all<cases::Act>("select * from act where at >= ?", {since})) {
    const std::string procedure_id =
        tx.string("select procedure from case_file where id = ?", {act.case_id}).value_or("");
    const policy::Procedure& procedure = pack.procedure(procedure_id);
    ++states_[procedure_id + "/" + act.to_state];
    if (act.kind == cases::act_kind::kOpen) {
      ++opened_[procedure_id];
      for (const auto& effect : procedure.effects) ++effects_[effect.name];
      continue;
    }
    if (act.kind == cases::act_kind::kVerb || act.kind == cases::act_kind::kEngine) {
      ++other_[act.kind + " " + act.action];
      continue;
    }
    const policy::Action& action = procedure.states.at(*act.from_state).actions.at(act.action);
    ++actions_[key(procedure_id, *act.from_state, action)];
    for (const auto& effect : action.effects)
      if (act.kind != cases::act_kind::kSign || effect.each_signature) ++effects_[effect.name];
  }
}

void Coverage::add(const Tally& tally) {
  total_.done += tally.done;
  total_.refused += tally.refused;
  total_.repeated += tally.repeated;
  total_.timers += tally.timers;
  for (const auto& [rule, count] : tally.refusals) refusals_[rule] += count;
}

std::int64_t Coverage::actions_permille(const policy::Pack& pack) const { return permille(actions_of(pack), actions_); }
std::int64_t Coverage::effects_permille(const policy::Pack& pack) const { return permille(effects_of(pack), effects_); }
bool Coverage::reached(const std::string& procedure, const std::string& state) const {
  return states_.contains(procedure + "/" + state);
}

std::string Coverage::table(const policy::Pack& pack) const {
  std::string out = fmt::format("{:<24} {:>7} {:>6} {:>8}  never reached\n", "procedure", "opened", "acts", "actions");
  for (const auto& [id, procedure] : pack.procedures) {
    std::size_t acts = 0;
    std::size_t met = 0;
    std::size_t all = 0;
    std::string missing;
    for (const auto& state_id : procedure.state_order) {
      const policy::State& state = procedure.states.at(state_id);
      for (const auto& action : state.action_order) {
        ++all;
        const auto found = actions_.find(key(id, state_id, action));
        if (found == actions_.end())
          missing += " " + state_id + "/" + action;
        else
          acts += found->second, ++met;
      }
    }
    const auto opened = opened_.find(id);
    out += fmt::format("{:<24} {:>7} {:>6} {:>8} {}\n", id, opened == opened_.end() ? 0 : opened->second, acts,
                       fmt::format("{}/{}", met, all), missing);
  }
  out += "\neffects:";
  for (const auto& name : effects_of(pack)) {
    const auto found = effects_.find(name);
    out += found == effects_.end() ? fmt::format(" [{}: never]", name) : fmt::format(" {} {}", name, found->second);
  }
  out += "\nverbs, engine:";
  for (const auto& [name, count] : other_) out += fmt::format(" {} {},", name, count);
  out += fmt::format("\nacts done {}, refused {}, repeated {}, timers fired {}\nrefusals by rule:", total_.done,
                     total_.refused, total_.repeated, total_.timers);
  std::size_t shown = 0;
  for (const auto& [rule, count] : refusals_)
    if (++shown <= kRefusalsShown) out += fmt::format(" {} {},", rule, count);
  return out +
         fmt::format("\nactions {} of 1000, effects {} of 1000\n", actions_permille(pack), effects_permille(pack));
}

}  // namespace gh::simulation
