// Checks the shape of procedures: states that nothing reaches or leaves, timers, pauses, signings.
#include <algorithm>
#include <boost/json/object.hpp>
#include <set>

#include "policy/checks.h"
#include "policy/object_members.h"

namespace gh::policy {
namespace {

class ProcedureCheck {
 public:
  ProcedureCheck(Draft& draft, const Procedure& procedure) : draft_(draft), procedure_(procedure) {}

  void run() {
    check_number();
    check_parent_states();
    check_effects(procedure_.effects);
    if (!procedure_.states.contains(procedure_.initial)) {
      draft_.fault(procedure_.place, "unknown-state", "the first state '" + procedure_.initial + "' doesn't exist");
    }
    for (const auto& [id, state] : procedure_.states) check_state(state);
    check_reached();
  }

 private:
  // {year}, {serial} and {serial:N}, the serial among them.
  void check_number() {
    const std::string& rule = procedure_.number;
    bool has_serial = false;
    for (std::size_t at = 0; (at = rule.find_first_of("{}", at)) != std::string::npos;) {
      const std::size_t end = rule[at] == '{' ? rule.find('}', at) : std::string::npos;
      const std::string name = end == std::string::npos ? rule.substr(at) : rule.substr(at, end - at + 1);
      const bool serial =
          name == "{serial}" || (name.size() == 10 && name.starts_with("{serial:") && name[8] >= '1' && name[8] <= '9');
      has_serial = has_serial || serial;
      if (!serial && name != "{year}")
        draft_.fault(procedure_.place, "unknown-placeholder",
                     "the numbering rule has " + name + "; known are {year}, {serial} and {serial:4}");
      at = end == std::string::npos ? rule.size() : end + 1;
    }
    if (!has_serial)
      draft_.fault(procedure_.place, "unknown-placeholder",
                   "the numbering rule needs {serial}: two cases would share a number");
  }

  void check_parent_states() {
    for (const std::string& state : procedure_.parent_states) {
      const std::vector<std::string> parents = parents_of(procedure_);
      const bool known = std::any_of(parents.begin(), parents.end(), [&](const std::string& parent) {
        const auto found = draft_.pack.procedures.find(parent);
        return found != draft_.pack.procedures.end() && found->second.states.contains(state);
      });
      if (!known) draft_.fault(procedure_.place, "unknown-state", "no parent has the state '" + state + "'");
    }
  }

  void check_state(const State& state) {
    if (state.final) {
      const bool goes_on = !state.actions.empty() || !state.timers.empty() || state.clock || state.signing;
      if (goes_on)
        draft_.fault(state.place, "final-state-acts",
                     "the final state '" + state.id + "' has actions, timers or a clock");
    } else if (!leaves(state)) {
      draft_.fault(state.place, "dead-end", "nothing leaves the state '" + state.id + "', and it isn't final");
    }
    for (const auto& [id, action] : state.actions) {
      check_effects(action.effects);
      if (action.by.empty()) draft_.fault(action.place, "missing-key", "'by' names nobody who could do it");
      for (const std::string& next : action.may_lead_to) {
        if (!procedure_.states.contains(next))
          draft_.fault(action.place, "unknown-state",
                       "the action '" + id + "' leads to '" + next + "', which doesn't exist");
      }
    }
    check_timers(state);
    check_signing(state);
    check_pause(state);
  }

  bool leaves(const State& state) const {
    return std::any_of(state.actions.begin(), state.actions.end(), [&](const auto& action) {
      const auto& next = action.second.may_lead_to;
      return std::any_of(next.begin(), next.end(), [&](const std::string& to) { return to != state.id; });
    });
  }

  void check_timers(const State& state) {
    for (const TimerRule& timer : state.timers) {
      const auto action = state.actions.find(timer.action);
      if (action == state.actions.end()) {
        draft_.fault(timer.place, "unknown-action",
                     "the state '" + state.id + "' has no action '" + timer.action + "'");
        continue;
      }
      const auto& by = action->second.by;
      const bool by_system = std::any_of(by.begin(), by.end(), [&](const std::string& name) {
        const auto role = draft_.pack.roles.find(name);
        return role != draft_.pack.roles.end() && role->second.scope == RoleScope::kSystem;
      });
      if (!by_system)
        draft_.fault(timer.place, "timer-not-by-system",
                     "the action '" + timer.action + "' falls due, but no role of scope system performs it");
    }
  }

  void check_signing(const State& state) {
    if (!state.signing) return;
    const Signing& signing = *state.signing;
    if (signing.signers.empty()) draft_.fault(state.place, "missing-key", "'signers' names nobody");
    const auto action = state.actions.find(signing.action);
    if (action == state.actions.end()) {
      draft_.fault(state.place, "unknown-action",
                   "the state '" + state.id + "' has no action '" + signing.action + "' to sign");
      return;
    }
    // Whoever signs performs the action: one whom its 'by' leaves out would be waited for without end.
    const auto& by = action->second.by;
    for (const std::string& signer : std::set<std::string>(signing.signers.begin(), signing.signers.end()))
      if (std::find(by.begin(), by.end(), signer) == by.end())
        draft_.fault(signing.place, "signer-outside-by",
                     "'" + signer + "' is to sign, but the action '" + signing.action + "' isn't by it");
  }

  void check_pause(const State& state) {
    if (!state.pause) return;
    for (const std::string& clock : state.pause->clocks) {
      const bool known = std::any_of(procedure_.states.begin(), procedure_.states.end(), [&](const auto& other) {
        return other.second.clock && other.second.clock->id == clock;
      });
      if (!known) draft_.fault(state.place, "unknown-clock", "no state has the clock '" + clock + "'");
    }
  }

  void check_effects(const std::vector<EffectCall>& effects) {
    for (const EffectCall& effect : effects) {
      if (effect.name == "cases.act_on_parent") {
        if (procedure_.parent.empty())
          draft_.fault(effect.place, "unknown-procedure", "cases.act_on_parent needs a 'parent'");
        for (const std::string& parent : parents_of(procedure_)) check_other(effect, parent);
      } else if (effect.name == "cases.act_on_children" || effect.name == "cases.act_on_each") {
        check_other(effect, std::string(text_of(effect.with, "procedure")));
      }
    }
  }

  // The action (and the state) that an effect names must be those of the other procedure.
  void check_other(const EffectCall& effect, const std::string& other) {
    const auto found = draft_.pack.procedures.find(other);
    if (found == draft_.pack.procedures.end()) return;
    const std::string action(text_of(effect.with, "action"));
    const std::string state(text_of(effect.with, "state"));
    const auto& states = found->second.states;
    const bool known = action.starts_with('=') || std::any_of(states.begin(), states.end(), [&](const auto& candidate) {
                         return candidate.second.actions.contains(action);
                       });
    if (!known) draft_.fault(effect.place, "unknown-action", "'" + other + "' has no action '" + action + "'");
    if (!state.empty() && !state.starts_with('=') && !states.contains(state))
      draft_.fault(effect.place, "unknown-state", "'" + other + "' has no state '" + state + "'");
  }

  void check_reached() {
    std::set<std::string> reached;
    std::vector<std::string> open = {procedure_.initial};
    while (!open.empty()) {
      const std::string id = open.back();
      open.pop_back();
      const auto state = procedure_.states.find(id);
      if (state == procedure_.states.end() || !reached.insert(id).second) continue;
      for (const auto& [action_id, action] : state->second.actions)
        open.insert(open.end(), action.may_lead_to.begin(), action.may_lead_to.end());
    }
    for (const auto& [id, state] : procedure_.states)
      if (!reached.contains(id))
        draft_.fault(state.place, "unreachable-state", "nothing leads to the state '" + id + "'");
  }

  Draft& draft_;
  const Procedure& procedure_;
};

}  // namespace

void check_procedures(Draft& draft) {
  for (const auto& [id, procedure] : draft.pack.procedures) ProcedureCheck(draft, procedure).run();
}

}  // namespace gh::policy
