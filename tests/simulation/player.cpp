#include "simulation/player.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json/serialize.hpp>

#include "cases/materials.h"
#include "cases/scheduler.h"

namespace gh::simulation {
namespace {

constexpr std::size_t kRemembered = 60;

// The smallest file that is a PDF by its content.
constexpr std::string_view kPaper = "%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n";

bool is_our_fault(ProblemCode code) {
  return code == ProblemCode::kInternal || code == ProblemCode::kStorageUnavailable || code == ProblemCode::kOverloaded;
}

// True where the procedure names this actor for the action, by role or by a relation to the case.
bool is_named(store::Tx& tx, const cases::Act& act, const cases::CaseFile& file, const policy::Pack& pack,
              const policy::Action& action) {
  for (const auto& entry : action.by) {
    if (entry == act.role) return true;
    if (entry == "opener" && act.office_id == file.opened_by_office) return true;
    if (entry == "applicant" && act.organisation_id && act.organisation_id == file.applicant_id) return true;
    if (entry == "subject" && act.organisation_id && act.organisation_id == file.subject_id) return true;
    // A party may have lost its relation by the act itself; its step remembers that it had one.
    const auto stood = tx.integer(
        "select count(*) from step where case_id = ? and state = ? and stands_for = ? and (organisation_id = ? or "
        "office_id = ? or delegate_id = ?)",
        {file.id, act.from_state, entry, act.organisation_id, act.office_id, act.office_id});
    if (stood.value_or(0) > 0) return true;
  }
  const auto is_fallback = [&](const std::vector<std::string>& roles) {
    return std::find(roles.begin(), roles.end(), act.role) != roles.end();
  };
  return act.on_behalf_of || is_fallback(pack.fallback.no_holder) || is_fallback(pack.fallback.holder_is_applicant);
}

}  // namespace

std::string shown(const Plan& plan) {
  const std::string what =
      plan.kind == Plan::Kind::kOpen ? "open " + plan.procedure : fmt::format("{} on {}", plan.action, plan.case_id);
  return fmt::format("{} by {} ({}) with {}", what, plan.caller.role, *plan.caller.office,
                     std::string(json::serialize(plan.form)).substr(0, 600));
}

Player::Player(app::Installation& installation, cases::Engine& engine, app::SetTime& time, Dice& dice, Tally& tally)
    : installation_(installation), engine_(engine), time_(time), dice_(dice), tally_(tally) {}

cases::Done Player::send(const Plan& plan, store::Tx& tx, const cases::Stamp& stamp) {
  switch (plan.kind) {
    case Plan::Kind::kOpen:
      return engine_.open(tx, plan.caller, {plan.procedure, plan.form, plan.parent, {}, plan.key}, stamp);
    case Plan::Kind::kAct:
      return engine_.perform(tx, plan.caller, plan.case_id, {plan.action, plan.form, plan.version, plan.key}, stamp);
    case Plan::Kind::kUpload:
      break;
  }
  const auto material =
      cases::upload(engine_, tx, plan.caller, plan.case_id, {plan.action, plan.action + ".pdf", kPaper, plan.key},
                    installation_.blobs().put(kPaper), stamp);
  return cases::Done{material.act_id, plan.case_id, "", "", 0, false};
}

std::optional<cases::Done> Player::carry_out(const Plan& plan) {
  const auto stamp = cases::new_stamp(time_.now(), installation_.random());
  cases::Done done;
  try {
    done = installation_.db().writing([&](store::Tx& tx) { return send(plan, tx, stamp); });
  } catch (const Problem& refusal) {
    note_refusal(plan, refusal);
    return {};
  } catch (const std::exception& trouble) {
    throw Wrong(fmt::format("{}\n  at {}: {}", trouble.what(), text(time_.now()), shown(plan)));
  }
  ++tally_.done;
  if (plan.stale) throw Wrong("done although the version was an old one: " + shown(plan));
  hold_against_the_rules(plan, done);
  remember(plan, done);
  return done;
}

void Player::note_refusal(const Plan& plan, const Problem& refusal) {
  if (is_our_fault(refusal.code()))
    throw Wrong(fmt::format("{} {}\n  at {}: {}", kind_of(refusal.code()).name, refusal.detail(), text(time_.now()),
                            shown(plan)));
  // A refusal that names neither a rule nor a field helps nobody.
  if (refusal.errors().empty()) throw Wrong("refused without a word why: " + shown(plan));
  ++tally_.refused;
  ++tally_.refusals[fmt::format("{} {}", kind_of(refusal.code()).name, refusal.errors().front().rule)];
}

void Player::hold_against_the_rules(const Plan& plan, const cases::Done& done) {
  if (plan.kind != Plan::Kind::kAct) return;
  installation_.db().read([&](store::Tx& tx) {
    const auto act = tx.one<cases::Act>("select * from act where id = ?", {done.act});
    const auto file = tx.one<cases::CaseFile>("select * from case_file where id = ?", {plan.case_id});
    if (!act || !file) throw Wrong("answered, but not there: " + shown(plan));
    if (act->kind == cases::act_kind::kVerb) return;
    const auto& pack = *installation_.packs().newest();
    const auto& action =
        pack.procedure(file->procedure).states.at(act->from_state.value_or("")).actions.at(act->action);
    if (!is_named(tx, *act, *file, pack, action))
      throw Wrong("done by somebody whom the procedure doesn't name: " + shown(plan));
    if (file->state != done.state || file->version != done.version)
      throw Wrong("the answer isn't what stands there: " + shown(plan));
  });
}

void Player::remember(const Plan& plan, const cases::Done& done) {
  if (!plan.key || plan.kind == Plan::Kind::kUpload) return;
  sent_.push_back({plan, done});
  if (sent_.size() > kRemembered) sent_.pop_front();
}

void Player::repeat_a_request(Dice& dice) {
  if (sent_.empty()) return;
  const Sent& first = sent_[dice.index(sent_.size())];
  Plan again = first.plan;
  const bool other_content = dice.chance(30);
  if (other_content) again.form["something_else"] = true;
  const auto stamp = cases::new_stamp(time_.now(), installation_.random());
  try {
    const auto done = installation_.db().writing([&](store::Tx& tx) { return send(again, tx, stamp); });
    if (other_content) throw Wrong("other content under the same key was done: " + shown(again));
    const bool same = done.repeated && done.act == first.done.act && done.case_id == first.done.case_id &&
                      done.number == first.done.number && done.state == first.done.state &&
                      done.version == first.done.version;
    if (!same) throw Wrong("a repeat got another answer than the first: " + shown(again));
  } catch (const Problem& refusal) {
    if (!other_content || refusal.code() != ProblemCode::kIdempotencyMismatch)
      throw Wrong(fmt::format("a repeat was refused ({}): {}", kind_of(refusal.code()).name, shown(again)));
  }
  ++tally_.repeated;
}

void Player::pass(std::chrono::milliseconds by) {
  time_.set(time_.now() + by);
  if (scheduler_on_) fire_what_is_due();
}

void Player::fire_what_is_due() {
  // What fires late may open cases whose own limits have run out already.
  for (std::size_t cases_fired = 1; cases_fired > 0;) {
    const auto fired = cases::fire_due_timers(engine_, installation_.db(), time_.now(), installation_.random());
    if (fired.failed > 0)
      throw Wrong(fmt::format("the timers of {} cases could not be fired at {}", fired.failed, text(time_.now())));
    tally_.timers += fired.acts;
    cases_fired = fired.cases;
  }
}

}  // namespace gh::simulation
