#include "cases/verbs.h"

#include <algorithm>
#include <array>
#include <map>

#include "base/assert.h"
#include "cases/materials.h"
#include "cases/steps.h"
#include "cases/transition.h"
#include "identity/offices.h"

namespace gh::cases {
namespace {

constexpr std::size_t kCopiesMax = 50;
constexpr std::int64_t kUrgesMax = 20;

[[noreturn]] void refuse(ProblemCode code, std::string field, std::string rule, std::string zh, std::string en) {
  throw Problem(code, FieldError{std::move(field), std::move(rule), "", {std::move(zh), std::move(en)}});
}

std::vector<Step> steps_now(Performing& p) { return steps_of(p.tx, p.file.id, p.file.state, p.today); }

// The caller's own open step of the procedure, claimed ones first. Who was added as a signer advises and handles
// nothing.
std::optional<Step> own_step(const std::vector<Step>& steps, const Performing& p) {
  std::optional<Step> unclaimed;
  for (const Step& step : steps) {
    if (step.status != step_status::kOpen || step.origin == "added" || !matches(step, p.actor, *p.pack)) continue;
    if (step.office_id == p.actor.office) return step;
    if (!unclaimed) unclaimed = step;
  }
  return unclaimed;
}

bool is_claimed_by(const Step& step, const Actor& actor) {
  return step.office_id == actor.office && step.signer_kind != "office";
}

Step require_own_step(Performing& p) {
  auto step = own_step(steps_now(p), p);
  if (!step)
    refuse(ProblemCode::kForbidden, "/action", "own-step", "您在当前环节没有待办",
           "nothing waits for you in this step");
  return std::move(*step);
}

// A step that is the caller's to pass on: he holds it himself, and it wasn't given to him by name, as a seat by lot is.
Step require_passable_step(Performing& p) {
  Step step = require_own_step(p);
  if (step.delegate_id == p.actor.office && step.office_id != p.actor.office)
    refuse(ProblemCode::kForbidden, "/action", "holder", "受委派人不能转办或再委派",
           "a delegate may not pass the step on");
  const bool by_name =
      step.signer_kind == "office" &&
      p.tx.integer("select count(*) from case_party where case_id = ? and office_id = ?", {p.file.id, step.office_id})
              .value_or(0) > 0;
  if (by_name)
    refuse(ProblemCode::kConflict, "/action", "named-seat", "指定由您本人办理，不能转办或委派",
           "the step was given to you by name and isn't passed on");
  return step;
}

identity::Office require_office(Performing& p, std::string_view member) {
  const auto office = identity::find_office(p.tx, std::string(string_at(p.input, member)));
  const std::string field = "/form/" + std::string(member);
  if (!office || !identity::in_force(*office, p.today))
    refuse(ProblemCode::kInvalidForm, field, "office", "没有这个在任岗位", "no such office in force");
  return *office;
}

// Records the verb; the case's version moves so that a stale page is noticed.
void finish(Performing& p, const std::string& from, std::string_view verb) {
  ++p.file.version;
  p.save_case();
  p.record(act_kind::kVerb, verb, from);
  post_to_holders(p, "case-changed", {{"action", std::string(verb)}, {"state", p.file.state}});
}

// 转办: another office of the same role and organisation takes the step over.
void hand_over(Performing& p) {
  const Step step = require_passable_step(p);
  const auto office = require_office(p, "to_office");
  if (office.id == p.actor.office)
    refuse(ProblemCode::kConflict, "/form/to_office", "other-office", "不能转给自己", "not to oneself");
  const bool same = step.signer_kind == "role"
                        ? office.role == step.signer && office.organisation_id == p.actor.organisation
                        : office.organisation_id == p.actor.organisation;
  if (!same || !office.organisation_id)
    refuse(ProblemCode::kConflict, "/form/to_office", "same-role", "只能转给本单位同一角色的岗位",
           "only to an office of the same role in the same organisation");
  p.tx.execute("update step set office_id = ?, delegate_id = null where id = ?", {office.id, step.id});
}

// 委派: somebody else of the organisation may act on this step for its holder, who stays the holder.
void delegate(Performing& p) {
  const Step step = require_passable_step(p);
  const auto office = require_office(p, "to_office");
  if (office.id == p.actor.office || !office.organisation_id || office.organisation_id != p.actor.organisation)
    refuse(ProblemCode::kConflict, "/form/to_office", "same-organisation", "只能委派给本单位的其他岗位",
           "only to another office of the same organisation");
  p.tx.execute("update step set office_id = ?, delegate_id = ? where id = ?", {p.actor.office, office.id, step.id});
}

// 加签: one more office must give an opinion before the case moves on.
void add_signer(Performing& p) {
  require_own_step(p);
  const auto office = require_office(p, "office");
  const auto steps = steps_now(p);
  if (steps.size() >= kSignersMax)
    refuse(ProblemCode::kTooLarge, "/form/office", "signers-max", "签署人已达上限", "there are too many signers");
  for (const Step& step : steps)
    if (step.office_id == office.id && step.status == step_status::kOpen)
      refuse(ProblemCode::kConflict, "/form/office", "signer-already", "该岗位已在当前环节",
             "this office already signs here");
  Step added;
  added.id = p.new_id();
  added.case_id = p.file.id;
  added.state = p.file.state;
  added.stands_for = "added";
  added.signer = office.role;
  added.signer_kind = "office";
  added.division = p.file.division;
  added.office_id = office.id;
  added.origin = "added";
  added.status = step_status::kOpen;
  added.place = static_cast<std::int64_t>(steps.size()) + 1;
  added.opened_at = p.now;
  added.opened_by_act = p.act.id;
  insert_step(p.tx, added);
}

// 减签: takes back an added signer who has not given an opinion yet.
void remove_signer(Performing& p) {
  require_own_step(p);
  const auto changed = p.tx.execute(
      "update step set status = ?, closed_at = ?, closed_by_act = ? where case_id = ? and state = ? and office_id = ? "
      "and "
      "origin = ? and status = ?",
      {step_status::kClosed, p.now, p.act.id, p.file.id, p.file.state, string_at(p.input, "office"), "added",
       step_status::kOpen});
  if (changed == 0)
    refuse(ProblemCode::kConflict, "/form/office", "added-signer", "没有可减去的加签人",
           "no added signer to take back");
}

// 会签意见: what an added signer says. It advises; it doesn't decide.
void opine(Performing& p) {
  for (const Step& step : steps_now(p)) {
    if (step.origin != "added" || step.status != step_status::kOpen || !matches(step, p.actor, *p.pack)) continue;
    p.tx.execute("update step set status = ?, closed_at = ?, closed_by_act = ? where id = ?",
                 {step_status::kSigned, p.now, p.act.id, step.id});
    return;
  }
  refuse(ProblemCode::kForbidden, "/action", "added-signer", "您不是加签人", "you were not added as a signer");
}

bool act_had_effects(Performing& p, const Act& act) {
  if (!act.from_state || act.kind == act_kind::kVerb || act.kind == act_kind::kEngine) return false;
  const auto& effects = p.procedure->states.at(*act.from_state).actions.at(act.action).effects;
  if (act.kind != act_kind::kSign) return !effects.empty();
  return std::any_of(effects.begin(), effects.end(),
                     [](const policy::EffectCall& call) { return call.each_signature; });
}

// Cases opened under this one since an act, which rely on what it led to.
std::int64_t children_since(Performing& p, const Act& act, std::string_view which) {
  return p.tx
      .integer("select count(*) from case_file where parent_id = ? and opened_at >= ?" + std::string(which),
               {p.file.id, act.at})
      .value_or(0);
}

void refuse_suspended(const Performing& p) {
  if (p.file.suspended_at)
    refuse(ProblemCode::kConflict, "/action", "suspended", "办件暂停办理", "the case stands still");
}

// 退回: to a step the case has been in, all of whose signers are made anew. What has had effects is not undone this
// way.
void send_back(Performing& p) {
  require_own_step(p);
  refuse_suspended(p);
  const std::string to(string_at(p.input, "to_state"));
  bool visited = false;
  for (const Act& act : p.tx.all<Act>("select * from act where case_id = ? order by ordinal desc", {p.file.id})) {
    if (to == p.file.state) break;
    // An act that left the state as it was may have taken effect all the same.
    if (act_had_effects(p, act))
      refuse(ProblemCode::kConflict, "/form/to_state", "effects-not-undone",
             "其间的办理已产生效力，不能退回，请用更正或撤销程序",
             "what has taken effect in between is not undone by sending back");
    if (act.from_state != to || act.to_state == to) continue;
    if (children_since(p, act, " and closed_at is null") > 0)
      refuse(ProblemCode::kConflict, "/form/to_state", "children-open", "其间提出的从属办件尚未办结，不能退回",
             "cases opened under this one in between are not settled");
    visited = true;
    break;
  }
  if (!visited)
    refuse(ProblemCode::kConflict, "/form/to_state", "visited-state", "只能退回到已经过的环节",
           "only to a step the case has been in");
  const bool straight =
      at_or_null(p.input, "straight_back").is_bool() && at_or_null(p.input, "straight_back").get_bool();
  const std::string here = p.file.state;
  p.enter(to);
  p.file.return_state.reset();
  if (straight) p.file.return_state = here;
}

// 撤回: whoever moved the case last takes that back while nobody has taken it up.
void withdraw(Performing& p) {
  refuse_suspended(p);
  const auto acts = p.tx.all<Act>("select * from act where case_id = ? order by ordinal desc limit 1", {p.file.id});
  GH_ASSERT(!acts.empty());
  const Act& last = acts.front();
  const bool mine = last.office_id == p.actor.office && last.kind == act_kind::kAction;
  if (!mine || !last.from_state || last.from_state == last.to_state || p.state().final)
    refuse(ProblemCode::kConflict, "/action", "last-move", "只能撤回自己刚刚办理且尚无人接办的动作",
           "only one's own last move, before anybody has taken it up");
  if (act_had_effects(p, last))
    refuse(ProblemCode::kConflict, "/action", "effects-not-undone", "该动作已产生效力，不能撤回",
           "what has taken effect can't be taken back");
  const auto claimed = p.tx.integer(
      "select count(*) from step where case_id = ? and opened_by_act = ? and (status = ? or (office_id is not null and "
      "signer_kind = ?))",
      {p.file.id, last.id, step_status::kSigned, "role"});
  if (claimed.value_or(0) > 0 || children_since(p, last, "") > 0)
    refuse(ProblemCode::kConflict, "/action", "taken-up", "下一环节已有人接办", "the next step has been taken up");
  p.enter(*last.from_state);
}

// 抄送
void copy(Performing& p) {
  const auto* offices = at_or_null(p.input, "offices").if_array();
  GH_ASSERT(offices != nullptr);
  if (offices->size() > kCopiesMax)
    refuse(ProblemCode::kTooLarge, "/form/offices", "copies-max", "抄送对象过多", "too many copies");
  for (std::size_t i = 0; i < offices->size(); ++i) {
    const std::string office((*offices)[i].get_string());
    const auto found = identity::find_office(p.tx, office);
    if (!found || !identity::in_force(*found, p.today))
      refuse(ProblemCode::kInvalidForm, "/form/offices/" + std::to_string(i), "office", "没有这个在任岗位",
             "no such office in force");
    p.tx.execute(
        "insert into case_copy (case_id, office_id, act_id, at) values (?, ?, ?, ?) on conflict (case_id, office_id) "
        "do "
        "update set act_id = excluded.act_id, at = excluded.at",
        {p.file.id, office, p.act.id, p.now});
  }
}

// 催办
void urge(Performing& p) {
  const auto steps = steps_now(p);
  const bool exhausted =
      std::any_of(steps.begin(), steps.end(), [](const Step& step) { return step.urged >= kUrgesMax; });
  if (steps.empty() || exhausted)
    refuse(ProblemCode::kConflict, "/action", "nothing-to-urge", "没有可催办的待办或催办次数过多",
           "nothing to urge, or urged too often");
  p.tx.execute("update step set urged = urged + 1 where case_id = ? and status = ?", {p.file.id, step_status::kOpen});
}

// 认领
void claim(Performing& p) {
  const Step step = require_own_step(p);
  if (step.office_id) refuse(ProblemCode::kConflict, "/action", "claimed", "已由您认领", "you hold it already");
  p.tx.execute("update step set office_id = ?, delegate_id = null where id = ?", {p.actor.office, step.id});
}

// 释放
void release(Performing& p) {
  const Step step = require_own_step(p);
  if (!is_claimed_by(step, p.actor))
    refuse(ProblemCode::kConflict, "/action", "not-claimed", "您没有认领这个待办", "you have not claimed it");
  p.tx.execute("update step set office_id = null, delegate_id = null where id = ?", {step.id});
}

using Perform = void (*)(Performing&);
const std::map<std::string_view, Perform>& verbs() {
  static const std::map<std::string_view, Perform> kVerbs = {
      {"hand-over", hand_over}, {"delegate", delegate},   {"add-signer", add_signer}, {"remove-signer", remove_signer},
      {"opine", opine},         {"send-back", send_back}, {"withdraw", withdraw},     {"copy", copy},
      {"urge", urge},           {"claim", claim},         {"release", release}};
  return kVerbs;
}

// Verbs that only who holds a step may use; the others ask more of the caller themselves.
constexpr std::array<std::string_view, 7> kHoldersVerbs = {"hand-over", "delegate", "add-signer", "remove-signer",
                                                           "send-back", "claim",    "release"};

// Verbs that move a case, hold it up or widen who reads it are for offices of the state: applicants and experts have
// steps too, if only to withdraw or to score.
constexpr std::array<std::string_view, 4> kPublicVerbs = {"add-signer", "remove-signer", "send-back", "copy"};

bool is_public_verb(std::string_view verb) {
  return std::find(kPublicVerbs.begin(), kPublicVerbs.end(), verb) != kPublicVerbs.end();
}

bool of_the_state(const Performing& p) {
  const auto role = p.pack->roles.find(p.actor.role);
  return role != p.pack->roles.end() && role->second.public_body;
}

bool in_procedure(const policy::Procedure& procedure, std::string_view verb) {
  return procedure.verbs.empty() ||
         std::find(procedure.verbs.begin(), procedure.verbs.end(), verb) != procedure.verbs.end();
}

// Whether a verb is offered, so that nobody is shown one that would be refused whatever he fills in.
bool is_offered(std::string_view verb, const std::vector<Step>& steps, const Performing& p) {
  const auto waits_added = [](const Step& step) { return step.origin == "added" && step.status == step_status::kOpen; };
  if (verb == "opine")
    return std::any_of(steps.begin(), steps.end(),
                       [&](const Step& step) { return waits_added(step) && matches(step, p.actor, *p.pack); });
  if (std::find(kHoldersVerbs.begin(), kHoldersVerbs.end(), verb) == kHoldersVerbs.end()) return true;
  const auto own = own_step(steps, p);
  if (!own) return false;
  if (verb == "claim") return !own->office_id;
  if (verb == "release") return is_claimed_by(*own, p.actor);
  return verb != "remove-signer" || std::any_of(steps.begin(), steps.end(), waits_added);
}

}  // namespace

void perform_verb(Performing& p, const policy::Verb& verb) {
  const auto found = verbs().find(verb.id);
  GH_ASSERT(found != verbs().end());
  if (!in_procedure(*p.procedure, verb.id))
    refuse(ProblemCode::kConflict, "/action", "verb-allowed", "这个事项不使用此操作",
           "this procedure doesn't use this verb");
  if (p.state().final) refuse(ProblemCode::kConflict, "/action", "closed", "办件已办结", "the case is closed");
  if (is_public_verb(verb.id) && !of_the_state(p))
    refuse(ProblemCode::kForbidden, "/action", "public-body", "仅限国家机关的岗位", "for offices of the state only");
  const std::string from = p.file.state;
  found->second(p);
  finish(p, from, verb.id);
}

void repeat_verb(Performing& p, const Act& recorded) {
  if (recorded.kind == act_kind::kEngine) {
    GH_ASSERT(recorded.action == "upload");
    repeat_upload(p);
    return;
  }
  perform_verb(p, p.pack->verbs.at(recorded.action));
}

void add_verbs(Performing& p, const std::vector<Step>& steps, std::vector<ActionState>& out) {
  if (p.state().final) return;
  const auto last =
      p.tx.string("select office_id from act where case_id = ? order by ordinal desc limit 1", {p.file.id});
  for (const auto& [id, verb] : p.pack->verbs) {
    if (!in_procedure(*p.procedure, id) || (is_public_verb(id) && !of_the_state(p))) continue;
    ActionState shown;
    shown.action = id;
    shown.title = verb.title;
    shown.form = verb.form;
    shown.verb = true;
    shown.mine = is_offered(id, steps, p) && (id != "withdraw" || last == p.actor.office);
    shown.allowed = shown.mine;
    if (shown.mine) out.push_back(std::move(shown));
  }
}

}  // namespace gh::cases
