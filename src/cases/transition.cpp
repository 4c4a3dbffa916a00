#include "cases/transition.h"

#include <algorithm>
#include <boost/json/serialize.hpp>
#include <utility>

#include "base/assert.h"
#include "cases/steps.h"

namespace gh::cases {
namespace {

// Whether the condition of a step that was taken before still holds, over the form as it is now and that step's own
// form.
bool still_holds(Performing& p, const Act& taken) {
  const auto& conditions = p.procedure->states.at(*taken.from_state).actions.at(taken.action).conditions;
  json::object own = std::exchange(p.input, parse_json(taken.form).as_object());
  const bool holds = std::all_of(conditions.begin(), conditions.end(),
                                 [&](const policy::Condition& condition) { return p.holds(condition.check); });
  p.input = std::move(own);
  return holds;
}

// "Straight back" leaves steps out. It may where the mended step is left the way it was left before, and every step
// left out would be taken again; otherwise the case goes its ordinary way.
bool may_go_straight(Performing& p, const policy::Action& action, std::string_view kind) {
  if (kind != act_kind::kAction) return false;
  bool sent_back = false;
  for (const Act& act : p.tx.all<Act>("select * from act where case_id = ? order by ordinal desc", {p.file.id})) {
    if (!sent_back) {
      sent_back = act.action == "send-back" && act.kind == act_kind::kVerb;
      continue;
    }
    if (act.kind == act_kind::kVerb || act.kind == act_kind::kEngine || !act.from_state ||
        act.from_state == act.to_state)
      continue;
    if (act.from_state == p.file.state) return act.action == action.id;
    if (!still_holds(p, act)) return false;
  }
  return false;
}

std::string next_state(Performing& p, const policy::Action& action, std::string_view kind) {
  std::string to = action.to;
  if (!action.to_expression.empty()) {
    const json::value value = p.evaluate(action.to_expression);
    if (!value.is_string()) throw Bug(action.id + ": to_expression gives no state");
    to = std::string(value.get_string());
    GH_ASSERT(std::find(action.may_lead_to.begin(), action.may_lead_to.end(), to) != action.may_lead_to.end());
  }
  // Sent back with "straight to me": the mended step returns to whoever sent it back, unless it ends the case.
  const bool returns = !to.empty() && p.file.return_state && !p.procedure->states.at(to).final;
  if (returns && may_go_straight(p, action, kind)) to = *p.file.return_state;
  if (!to.empty()) p.file.return_state.reset();
  return to;
}

}  // namespace

void transit(Performing& p, const policy::Action& action, std::string_view kind) {
  p.check(action.conditions);
  const policy::State& state = p.state();
  const bool is_signing = state.signing && state.signing->action == action.id && kind == act_kind::kAction;
  bool complete = true;
  if (is_signing) {
    const auto steps = steps_of(p.tx, p.file.id, p.file.state, p.today);
    const auto mine = qualifies(p.tx, p.file, steps, p.actor, action.by, *p.pack, p.now, p.today);
    GH_ASSERT(mine.has_value());
    if (mine->step.signing) {
      complete = sign(p, mine->step, *state.signing);
    } else {
      complete = false;  // who is no signer records an opinion only
    }
    if (!complete) kind = act_kind::kSign;
  }
  if (action.amends) p.form = p.input;
  if (!action.form.empty() && !action.amends) p.acts[action.id] = p.input;
  ++p.file.version;
  const std::string from = p.file.state;
  p.name_act(kind, action.id, from);
  p.run_effects(action.effects, complete);
  if (const std::string to = complete ? next_state(p, action, kind) : std::string(); !to.empty()) p.enter(to);
  p.save_case();
  p.record(kind, action.id, from);
  post_to_holders(p, "case-changed", {{"action", action.id}, {"state", p.file.state}});
}

void post_to_holders(Performing& p, std::string_view kind, json::object content) {
  content["case"] = p.file.id;
  content["number"] = p.file.number;
  const std::string body = json::serialize(content);
  p.tx.execute(
      "/* later */ insert into outbox (id, at, kind, case_id, office_id, organisation_id, content, delivered_at) "
      "values "
      "(?, ?, ?, ?, ?, ?, ?, ?)",
      {p.new_id(), p.act.at, kind, p.file.id, p.file.opened_by_office, p.file.authority_id, body, nullptr});
}

}  // namespace gh::cases
