#include "cases/engine.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/assert.h"
#include "base/digest.h"
#include "cases/before_act.h"
#include "cases/numbering.h"
#include "cases/opening.h"
#include "cases/performing.h"
#include "cases/steps.h"
#include "cases/timers.h"
#include "cases/transition.h"
#include "cases/verbs.h"
#include "cases/visibility.h"
#include "policy/wordings.h"

namespace gh::cases {
namespace {

// The answer of an act that was already done under this key, or nothing.
std::optional<Done> first_answer(store::Tx& tx, const Actor& actor, const std::optional<std::string>& key,
                                 std::string_view request_digest) {
  const auto act = done_before(tx, actor, key, request_digest);
  if (!act) return {};
  const auto number = tx.string("select number from case_file where id = ?", {act->case_id});
  return Done{act->id, act->case_id, number.value_or(""), act->to_state, act->case_version, true};
}

Done done_of(const Performing& p) {
  return Done{p.act.id, p.file.id, p.file.number, p.file.state, p.file.version, false};
}

[[noreturn]] void refuse_state(const Performing& p, const std::string& action) {
  const policy::State& state = p.state();
  throw Problem(ProblemCode::kConflict,
                FieldError{"/action",
                           "state-allows",
                           "",
                           {fmt::format("当前环节“{}”没有“{}”这个动作", state.title.zh, action),
                            fmt::format("the step \"{}\" has no action \"{}\"", state.title.en, action)}});
}

void check_version(const CaseFile& file, const std::optional<std::int64_t>& expected) {
  if (!expected || *expected == file.version) return;
  throw Problem(ProblemCode::kStaleVersion,
                FieldError{"/version",
                           "version",
                           "",
                           {"办件已被他人更新，请刷新后再办理", "somebody else has changed the case; read it again"}});
}

// The engine's own rules on who may perform an action now; nothing when it may.
std::optional<FieldError> who_may_not(Performing& p, const policy::Action& action, const std::vector<Step>& steps,
                                      std::optional<Qualified>& mine) {
  mine = qualifies(p.tx, p.file, steps, p.actor, action.by, *p.pack, p.now, p.today);
  if (!mine) {
    return FieldError{"/action",
                      "by",
                      action.cites.empty() ? "" : action.cites.front(),
                      {"您当前使用的岗位不能办理这个动作", "the office you are using may not perform this action"}};
  }
  if (action.four_eyes) {
    // The last act, and the last that moved the case: a note by somebody else in between makes nobody a second pair of
    // eyes.
    const auto did_last = [&](std::string_view which) {
      return p.tx.string("select account_id from act where case_id = ? and kind in (?, ?)" + std::string(which) +
                             " order by ordinal desc limit 1",
                         {p.file.id, act_kind::kAction, act_kind::kOpen}) == p.actor.account;
    };
    if (did_last("") || did_last(" and (from_state is null or from_state <> to_state)")) {
      return FieldError{"/action",
                        "four-eyes",
                        action.cites.empty() ? "" : action.cites.front(),
                        {"上一步的经办人不能同时办理这一步", "whoever did the step before may not do this one too"}};
    }
  }
  return {};
}

void check_added_signers(const std::vector<Step>& steps) {
  const bool pending = std::any_of(steps.begin(), steps.end(), [](const Step& step) {
    return step.origin == "added" && step.status == step_status::kOpen;
  });
  if (!pending) return;
  throw Problem(
      ProblemCode::kConflict,
      FieldError{"/action",
                 "added-signers-pending",
                 "",
                 {"加签人员尚未全部出具意见", "somebody who was added as a signer has not given an opinion yet"}});
}

void refuse_suspended(const CaseFile& file) {
  if (!file.suspended_at) return;
  throw Problem(ProblemCode::kConflict,
                FieldError{"/action",
                           "suspended",
                           "",
                           {"办件因异议等原因暂停办理", "the case stands still, for instance over an objection"}});
}

void perform_action(Performing& p, const ActRequest& request) {
  const auto& state = p.state();
  const auto found = state.actions.find(request.action);
  if (found == state.actions.end()) refuse_state(p, request.action);
  const policy::Action& action = found->second;
  check_version(p.file, request.expected_version);
  const auto steps = steps_of(p.tx, p.file.id, p.file.state, p.today);
  std::optional<Qualified> mine;
  if (const auto why_not = who_may_not(p, action, steps, mine)) throw Problem(ProblemCode::kForbidden, *why_not);
  refuse_suspended(p.file);
  if (!action.to.empty() || !action.to_expression.empty()) check_added_signers(steps);
  p.actor.on_behalf_of = mine->on_behalf_of;
  p.check_form(action.form, request.form);
  p.input = request.form;
  transit(p, action, act_kind::kAction);
}

}  // namespace

Stamp new_stamp(Instant now, const RandomBytes& random) {
  std::array<std::uint8_t, 32> secret{};
  random(secret.data(), secret.size());
  return Stamp{new_id(now, random), now,
               hex(std::string_view(reinterpret_cast<const char*>(secret.data()), secret.size()))};
}

std::string digest_of(const OpenRequest& request) {
  return digest_over("open", request.parent.value_or(""), request.procedure, request.form);
}
std::string digest_of(const Id& case_id, const ActRequest& request) {
  return digest_over("act", case_id, request.action, request.form);
}

Engine::Engine(const Offer& offer, Packs& packs) : offer_(offer), packs_(packs) {}
Engine::~Engine() = default;

Done Engine::open(store::Tx& tx, const identity::Caller& caller, const OpenRequest& request, const Stamp& stamp) {
  Performing p(*this, tx, stamp, actor_of(caller), nullptr);
  const std::string digest = request.digest.empty() ? digest_of(request) : request.digest;
  if (auto repeated = first_answer(tx, p.actor, request.idempotency_key, digest)) return *repeated;
  p.act.request_digest = digest;
  p.act.idempotency_key = request.idempotency_key;
  if (request.parent) {
    tx.lock("case:" + *request.parent);
    const auto parent = tx.one<CaseFile>("select * from case_file where id = ?", {*request.parent});
    if (!parent || reading_of(tx, caller, *parent, *packs_.of(tx, parent->pack_version)) == Reading::kNone)
      throw Problem(ProblemCode::kNotFound,
                    FieldError{"/parent", "parent", "", {"没有所从属的办件", "no such parent case"}});
    std::uint64_t fired = 0;
    fire_due(*this, tx, *request.parent, stamp, fired);
  }
  open_case(p, request, packs_.newest());
  return done_of(p);
}

Done Engine::perform(store::Tx& tx, const identity::Caller& caller, const Id& case_id, const ActRequest& request,
                     const Stamp& stamp) {
  Performing p(*this, tx, stamp, actor_of(caller), nullptr);
  const std::string digest = request.digest.empty() ? digest_of(case_id, request) : request.digest;
  if (auto repeated = first_answer(tx, p.actor, request.idempotency_key, digest)) return *repeated;
  // Read before it is locked, which on PostgreSQL costs nothing: a lock that somebody holds begins the work anew.
  p.look_at(case_id);
  catch_up(p);
  const Reading reading = reading_of(tx, caller, p.file, *p.pack);
  if (reading == Reading::kNone) {
    throw Problem(ProblemCode::kNotFound, FieldError{"/id", "case", "", {"没有这个办件", "no such case"}});
  }
  p.act.request_digest = digest;
  p.act.idempotency_key = request.idempotency_key;
  if (const auto verb = p.pack->verbs.find(request.action); verb != p.pack->verbs.end()) {
    // What everybody may look at isn't everybody's to urge or to copy.
    if (reading != Reading::kFull) {
      throw Problem(
          ProblemCode::kForbidden,
          FieldError{"/action", "reads-case", "", {"您不是本件的办理人或当事人", "you have no part in this case"}});
    }
    check_version(p.file, request.expected_version);
    p.check_form(verb->second.form, request.form);
    p.input = request.form;
    perform_verb(p, verb->second);
  } else {
    perform_action(p, request);
  }
  return done_of(p);
}

int Engine::fire_timers(store::Tx& tx, const Id& case_id, Instant now, const RandomBytes& random) {
  lock_case(tx, tx.string("select parent_id from case_file where id = ?", {case_id}), case_id);
  for (int fired = 0; fired < kTimersAtOnceMax; ++fired) {
    const auto timer = due_timer(tx, case_id, now);
    if (!timer) return fired;
    fire(*this, tx, *timer, new_stamp(now, random));
  }
  return kTimersAtOnceMax;
}

void Engine::replay(store::Tx& tx, const Act& recorded, const CaseFile& recorded_case) {
  GH_ASSERT(!recorded.caused_by.has_value());
  const Stamp stamp{recorded.id, recorded.at, recorded.secret};
  const Actor actor{recorded.office_id,       recorded.account_id, recorded.role,
                    recorded.organisation_id, recorded.division,   {}};
  json::object form = parse_json(recorded.form).as_object();
  if (recorded.role == "system") {
    const auto timer = due_timer(tx, recorded.case_id, recorded.at);
    GH_ASSERT(timer.has_value());
    fire(*this, tx, *timer, stamp);
    return;
  }
  Performing p(*this, tx, stamp, actor, nullptr);
  p.act.request_digest = recorded.request_digest;
  p.act.idempotency_key = recorded.idempotency_key;
  if (recorded.kind == act_kind::kOpen) {
    const OpenRequest request{
        recorded_case.procedure, std::move(form), recorded_case.parent_id, recorded_case.applicant_id, {}};
    open_case(p, request, packs_.of(tx, recorded.pack_version));
    return;
  }
  p.take_case(recorded.case_id);
  p.act.materials = recorded.materials;
  if (recorded.kind == act_kind::kVerb || recorded.kind == act_kind::kEngine) {
    p.input = std::move(form);
    repeat_verb(p, recorded);
    return;
  }
  perform_action(p, ActRequest{recorded.action, std::move(form), {}, {}});
}

std::vector<ActionState> Engine::actions(store::Tx& tx, const identity::Caller& caller, const Id& case_id,
                                         Instant now) const {
  std::vector<ActionState> out;
  Performing p(*this, tx, Stamp{Id(36, '0'), now, std::string(64, '0')}, actor_of(caller), nullptr);
  p.look_at(case_id);
  const policy::State& state = p.state();
  const auto steps = steps_of(tx, case_id, p.file.state, p.today);
  const policy::Scope scope = p.scope();
  for (const auto& id : state.action_order) {
    const policy::Action& action = state.actions.at(id);
    ActionState shown{id, action.title, action.form, false, false, action.by, {}, {}, false, action.retreat};
    std::optional<Qualified> mine;
    if (auto why_not = who_may_not(p, action, steps, mine)) shown.why_not.push_back(*why_not);
    shown.mine = mine.has_value();
    for (const auto& condition : action.conditions) {
      const Text says = policy::worded(condition.says, *p.pack, scope.params_on);
      ConditionState at_hand{condition.rule, condition.field, says, condition.cites, false, true};
      // What looks at the act's own form can't be judged before it is filled in.
      at_hand.decided = condition.check.find("act.") == std::string::npos;
      if (at_hand.decided && shown.mine) {
        at_hand.holds = conditions_.holds(condition.check, scope);
        if (!at_hand.holds) {
          shown.why_not.push_back(
              {condition.field, condition.rule, condition.cites.empty() ? "" : condition.cites.front(), says});
        }
      }
      shown.conditions.push_back(std::move(at_hand));
    }
    if (shown.mine && p.file.suspended_at) {
      shown.why_not.push_back({"", "suspended", "", {"办件暂停办理", "the case stands still"}});
    }
    shown.allowed = shown.why_not.empty();
    out.push_back(std::move(shown));
  }
  add_verbs(p, steps, out);
  return out;
}

void perform_caused(Performing& cause, const Id& case_id, std::string_view action, json::object input) {
  GH_ASSERT(case_id != cause.file.id);
  Performing p(cause.engine, cause.tx, cause.next_stamp(), cause.actor, &cause);
  // A lock is held already: parents are locked before their children, and who acts on others has locked them.
  p.look_at(case_id);
  p.set_instant(cause.now);
  p.actor.on_behalf_of.reset();
  const auto found = p.state().actions.find(std::string(action));
  if (found == p.state().actions.end()) refuse_state(p, std::string(action));
  p.check_form(found->second.form, input);
  p.input = std::move(input);
  transit(p, found->second, act_kind::kCaused);
}

}  // namespace gh::cases
