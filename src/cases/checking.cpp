#include "cases/checking.h"

#include "cases/opening.h"
#include "cases/performing.h"
#include "cases/steps.h"
#include "cases/view.h"
#include "cases/visibility.h"
#include "policy/wordings.h"

namespace gh::cases {
namespace {

// For what is never written down: ids and secrets of it are seen by nobody.
Stamp no_stamp(Instant now) { return {Id(36, '0'), now, std::string(64, '0')}; }

[[noreturn]] void no_such_case(std::string field) {
  throw Problem(ProblemCode::kNotFound, FieldError{std::move(field), "case", "", {"没有这个办件", "no such case"}});
}

std::vector<FieldError> faults_of(const Performing& p, const std::string& form_id, const json::object& form) {
  try {
    p.check_form(form_id, form);
  } catch (const Problem& problem) {
    return problem.errors();
  }
  return {};
}

std::vector<ConditionState> conditions_of(Performing& p, const std::vector<policy::Condition>& conditions) {
  std::vector<ConditionState> out;
  const Day params_on = p.scope().params_on;
  for (const policy::Condition& condition : conditions) {
    ConditionState state{condition.rule,  condition.field, policy::worded(condition.says, *p.pack, params_on),
                         condition.cites, false,           true};
    try {
      state.holds = p.holds(condition.check);
    } catch (const std::exception&) {
      // What it looks at isn't there yet.
      state.decided = false;
    }
    out.push_back(std::move(state));
  }
  return out;
}

}  // namespace

Checked check_opening(store::Tx& tx, const Engine& engine, const identity::Caller& caller, const OpenRequest& request,
                      Instant now) {
  Performing p(engine, tx, no_stamp(now), actor_of(caller), nullptr);
  if (request.parent) {
    const auto parent = tx.one<CaseFile>("select * from case_file where id = ?", {*request.parent});
    if (!parent || reading_of(tx, caller, *parent, *engine.packs().of(tx, parent->pack_version)) == Reading::kNone)
      no_such_case("/parent");
  }
  look_at_opening(p, request, engine.packs().newest());
  Checked out{faults_of(p, p.procedure->form, request.form), conditions_of(p, p.procedure->conditions)};
  for (FieldError& objection : engine.offer().objections_to({tx, *p.pack, *p.procedure, p.file, p.today}))
    out.faults.push_back(std::move(objection));
  return out;
}

Checked check_act(store::Tx& tx, const Engine& engine, const identity::Caller& caller, const Id& case_id,
                  const ActRequest& request, Instant now) {
  Performing p(engine, tx, no_stamp(now), actor_of(caller), nullptr);
  p.look_at(case_id);
  if (sealed_from(caller, p.file, now) || reading_of(tx, caller, p.file, *p.pack) != Reading::kFull)
    no_such_case("/id");
  const auto action = p.state().actions.find(request.action);
  if (action == p.state().actions.end())
    throw Problem(ProblemCode::kConflict,
                  FieldError{"/action", "state-allows", "", {"当前环节没有这个动作", "the step has no such action"}});
  if (!qualifies(tx, p.file, steps_of(tx, case_id, p.file.state, p.today), p.actor, action->second.by, *p.pack, p.now,
                 p.today))
    throw Problem(
        ProblemCode::kForbidden,
        FieldError{
            "/action", "by", "", {"您当前使用的岗位不能办理这个动作", "your office may not perform this action"}});
  p.input = request.form;
  return {faults_of(p, action->second.form, request.form), conditions_of(p, action->second.conditions)};
}

}  // namespace gh::cases
