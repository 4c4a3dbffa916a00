#include "simulation/plans.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "cases/checking.h"
#include "cases/materials.h"
#include "cases/steps.h"
#include "registry/name_rules.h"
#include "simulation/form_maker.h"
#include "simulation/hints.h"
#include "simulation/wishes.h"

namespace gh::simulation {
namespace {

constexpr int kSpoiledPercent = 5;
constexpr int kLooksFirstPercent = 75;  // of who opens a case: those who look at its conditions first
constexpr int kOpenersMax = 16;         // who look at them before one does it
constexpr int kStalePercent = 3;
constexpr int kKeyPercent = 60;
constexpr int kPoorChoicePercent = 6;    // of setting a case back where it could go on
constexpr int kFittingNamePercent = 90;  // of applications by a name that begins with the division
constexpr int kOptionalPaperPercent = 40;
// Procedures with many cases at once (returns, applications) would otherwise leave the others little of a life.
constexpr int kAnyProcedurePercent = 60;
constexpr int kSeldomPercent = 60;  // of choices: the action that was tried least so far
constexpr int kTriesMax = 8;        // to find something to do

// Actions that set a case back or end it early: lawful, but a city that did little else would get nowhere. Beside those
// that lead back by the pack's own word.
bool sets_back(const policy::Action& action) {
  static const std::set<std::string> kStandsStill = {"amend", "adjust", "close", "keep", "refer_to_hearing"};
  return action.retreat || kStandsStill.contains(action.id);
}

bool by_the_system_only(const policy::Action& action) {
  return std::all_of(action.by.begin(), action.by.end(), [](const std::string& entry) { return entry == "system"; });
}

bool contains(const std::vector<std::string>& list, const std::string& entry) {
  return std::find(list.begin(), list.end(), entry) != list.end();
}

// The hint for names knows the city only: a district's association is called after the district.
void fit_name(json::object& form, const policy::Pack& pack, Day today) {
  const std::string city = registry::name_area(pack, pack.division, today).full;
  const std::string area = registry::name_area(pack, string_at(form, "division"), today).full;
  const std::string name(string_at(form, "name"));
  if (!area.empty() && name.starts_with(city)) form["name"] = area + name.substr(city.size());
}

std::vector<std::string> absent_optional_papers(store::Tx& tx, const cases::CaseFile& file, const policy::Pack& pack) {
  std::vector<std::string> out;
  for (const auto& kind : pack.procedure(file.procedure).materials) {
    const auto count = tx.integer("select count(*) from material where case_id = ? and kind = ?", {file.id, kind.id});
    if (!kind.required && count.value_or(0) == 0) out.push_back(kind.id);
  }
  return out;
}

std::optional<cases::CaseFile> find_case(store::Tx& tx, const Id& id) {
  return tx.one<cases::CaseFile>("select * from case_file where id = ?", {id});
}

// How many rules stand against an opening, as the page tells whoever looks at it first.
std::size_t against(store::Tx& tx, Instant now, const cases::Engine& engine, const Plan& plan) {
  constexpr std::size_t kAll = 1'000;
  try {
    const auto checked =
        cases::check_opening(tx, engine, plan.caller, {plan.procedure, plan.form, plan.parent, {}, {}}, now);
    const auto failed = std::ranges::count_if(checked.conditions, [](const auto& one) { return !one.holds; });
    return checked.faults.size() + static_cast<std::size_t>(failed);
  } catch (const Problem&) {
    return kAll;
  }
}

}  // namespace

std::optional<Plan> Planner::next(store::Tx& tx, Instant now) {
  const std::int64_t draw = dice_.between(1, 100);
  if (draw <= 20) return open_something(tx, now);
  if (draw <= 86) return do_ones_work(tx, now);
  if (draw <= 93) return use_a_verb(tx, now);
  return try_anything(tx, now);
}

std::optional<Plan> Planner::open(store::Tx& tx, Instant now, const std::string& id) {
  auto best = open_by_somebody(tx, now, id);
  if (!best || !dice_.chance(kLooksFirstPercent)) return best;
  std::size_t fewest = against(tx, now, engine_, *best);
  for (int i = 1; i < kOpenersMax && fewest > 0; ++i) {
    auto other = open_by_somebody(tx, now, id);
    const std::size_t failed = against(tx, now, engine_, *other);
    if (failed >= fewest) continue;
    fewest = failed;
    best = std::move(other);
  }
  return best;
}

std::optional<Plan> Planner::open_by_somebody(store::Tx& tx, Instant now, const std::string& id) {
  const policy::Procedure& procedure = pack().procedure(id);
  std::vector<identity::Caller> openers;
  for (const auto& person : city_.people(tx, today(now)))
    if (contains(procedure.opened_by, person.role)) openers.push_back(person);
  if (openers.empty()) return {};
  Plan plan;
  plan.kind = Plan::Kind::kOpen;
  plan.procedure = id;
  plan.caller = dice_.of(openers);
  std::optional<cases::CaseFile> parent;
  if (!procedure.parent.empty()) {
    std::vector<std::string> parents;
    tx.each("select id, procedure, state from case_file where closed_at is null order by id", {},
            [&](const store::Row& row) {
              const bool of_procedure =
                  fmt::format("|{}|", procedure.parent).find(fmt::format("|{}|", row.string(1))) != std::string::npos;
              if (of_procedure &&
                  (procedure.parent_states.empty() || contains(procedure.parent_states, std::string(row.string(2)))))
                parents.emplace_back(row.string(0));
            });
    if (parents.empty() && !procedure.parent_optional) return {};
    if (!parents.empty()) {
      plan.parent = dice_.of(parents);
      parent = find_case(tx, *plan.parent);
      // Half of what belongs to a case is opened by whoever that case is for.
      const bool by_applicant = dice_.chance(50);
      for (const auto& person : openers)
        if (by_applicant && person.organisation && person.organisation == parent->applicant_id) plan.caller = person;
    }
  }
  plan.form = fill_in(tx, now, plan.caller, procedure.form, nullptr, parent ? &*parent : nullptr);
  add_habits(plan, nullptr);
  return plan;
}

std::optional<Plan> Planner::open_something(store::Tx& tx, Instant now) {
  const auto hat = wishes(tx, today(now));
  if (hat.empty()) return {};
  for (int i = 0; i < kTriesMax; ++i)
    if (auto plan = this->open(tx, now, dice_.of(hat))) return plan;
  return {};
}

std::optional<cases::CaseFile> Planner::some_case(store::Tx& tx, bool open_only) {
  std::vector<std::string> ids;
  const std::string_view sql = open_only ? "select distinct case_id from step where status = 'open' order by case_id"
                                         : "select id from case_file order by id desc limit 400";
  tx.each(sql, {}, [&](const store::Row& row) { ids.emplace_back(row.string(0)); });
  if (ids.empty()) return {};
  return find_case(tx, dice_.of(ids));
}

std::vector<identity::Caller> Planner::who_may(store::Tx& tx, Instant now, const cases::CaseFile& file,
                                               const std::vector<std::string>& by) {
  std::vector<identity::Caller> out;
  const auto steps = cases::steps_of(tx, file.id, file.state, today(now));
  for (const auto& person : city_.people(tx, today(now))) {
    const cases::Actor actor = cases::actor_of(person);
    const bool may = std::any_of(steps.begin(), steps.end(), [&](const cases::Step& step) {
      return step.status == cases::step_status::kOpen && contains(by, step.stands_for) &&
             cases::matches(step, actor, pack());
    });
    if (may) out.push_back(person);
  }
  return out;
}

std::optional<Plan> Planner::act(store::Tx& tx, Instant now, const Id& case_id, const std::string& action_id) {
  const auto file = find_case(tx, case_id);
  GH_ASSERT(file.has_value());
  const policy::Action& action = pack().procedure(file->procedure).states.at(file->state).actions.at(action_id);
  const auto able = who_may(tx, now, *file, action.by);
  if (able.empty()) return {};
  Plan plan;
  plan.case_id = case_id;
  plan.action = action_id;
  plan.caller = dice_.of(able);
  if (!action.form.empty()) plan.form = fill_in(tx, now, plan.caller, action.form, &*file, nullptr);
  add_habits(plan, &*file);
  return plan;
}

std::optional<cases::CaseFile> Planner::case_of_some_procedure(store::Tx& tx) {
  std::map<std::string, std::vector<std::string>> waiting;
  tx.each(
      "select distinct f.procedure, f.id from step s join case_file f on f.id = s.case_id where s.status = 'open' "
      "order by f.id",
      {}, [&](const store::Row& row) { waiting[std::string(row.string(0))].emplace_back(row.string(1)); });
  if (waiting.empty()) return {};
  std::vector<std::string> procedures;
  for (const auto& [procedure, ids] : waiting) procedures.push_back(procedure);
  return find_case(tx, dice_.of(waiting.at(dice_.of(procedures))));
}

std::string Planner::one_of(const cases::CaseFile& file, const std::vector<std::string>& actions) {
  const auto key = [&](const std::string& action) { return file.procedure + "/" + file.state + "/" + action; };
  std::string chosen = dice_.of(actions);
  if (dice_.chance(kSeldomPercent))
    for (const auto& action : actions)
      if (tried_[key(action)] < tried_[key(chosen)]) chosen = action;
  ++tried_[key(chosen)];
  return chosen;
}

std::optional<Plan> Planner::do_ones_work(store::Tx& tx, Instant now) {
  for (int i = 0; i < kTriesMax; ++i) {
    const auto file = dice_.chance(kAnyProcedurePercent) ? case_of_some_procedure(tx) : some_case(tx, true);
    if (!file) return {};
    if (auto papers = hand_in_papers(tx, now, *file)) return papers;
    if (auto opinion = give_ones_opinion(tx, now, *file)) return opinion;
    const policy::State& state = pack().procedure(file->procedure).states.at(file->state);
    std::vector<std::string> onwards;
    std::vector<std::string> backwards;
    for (const auto& id : state.action_order)
      if (!by_the_system_only(state.actions.at(id)))
        (sets_back(state.actions.at(id)) ? backwards : onwards).push_back(id);
    // Where only a step back is left it is taken, but not at once: a deadline may be waited for instead.
    const bool gives_up = file->state == "short_of_bidders" || file->state == "no_receiver";
    if (onwards.empty() && !dice_.chance(gives_up ? 50 : 1)) continue;
    const bool poor = onwards.empty() || dice_.chance(kPoorChoicePercent);
    const auto& choices = poor && !backwards.empty() ? backwards : onwards;
    if (choices.empty()) continue;
    if (auto plan = act(tx, now, file->id, one_of(*file, choices))) return plan;
  }
  return {};
}

std::optional<Plan> Planner::give_ones_opinion(store::Tx& tx, Instant now, const cases::CaseFile& file) {
  const auto asked = tx.string(
      "select office_id from step where case_id = ? and state = ? and origin = 'added' and status = 'open' order by id "
      "limit 1",
      {file.id, file.state});
  if (!asked || !dice_.chance(80)) return {};
  for (const auto& person : city_.people(tx, today(now))) {
    if (person.office != asked) continue;
    Plan plan;
    plan.caller = person;
    plan.case_id = file.id;
    plan.action = "opine";
    plan.form = fill_in(tx, now, person, pack().verbs.at("opine").form, &file, nullptr);
    return plan;
  }
  return {};
}

std::optional<Plan> Planner::hand_in_papers(store::Tx& tx, Instant now, const cases::CaseFile& file) {
  auto missing = cases::missing_materials(tx, file, pack());
  // Papers that only some applications need are handed in now and then, whether or not this one does.
  if (missing.empty() && dice_.chance(kOptionalPaperPercent)) missing = absent_optional_papers(tx, file, pack());
  if (missing.empty() || !dice_.chance(80)) return {};
  for (const auto& person : city_.people(tx, today(now))) {
    if (person.office != file.opened_by_office) continue;
    Plan plan;
    plan.kind = Plan::Kind::kUpload;
    plan.caller = person;
    plan.case_id = file.id;
    plan.action = missing.front();
    return plan;
  }
  return {};
}

std::optional<Plan> Planner::use_a_verb(store::Tx& tx, Instant now) {
  const auto file = some_case(tx, true);
  if (!file) return {};
  std::vector<std::string> verbs;
  for (const auto& [id, verb] : pack().verbs) verbs.push_back(id);
  Plan plan;
  plan.case_id = file->id;
  plan.action = dice_.of(verbs);
  const auto steps = cases::steps_of(tx, file->id, file->state, today(now));
  std::vector<identity::Caller> holders;
  for (const auto& person : city_.people(tx, today(now)))
    for (const auto& step : steps)
      if (step.status == cases::step_status::kOpen && cases::matches(step, cases::actor_of(person), pack())) {
        holders.push_back(person);
        break;
      }
  if (holders.empty()) return {};
  plan.caller = dice_.of(holders);
  if (plan.action == "withdraw") {
    const auto last =
        tx.string("select office_id from act where case_id = ? order by ordinal desc limit 1", {file->id});
    for (const auto& person : city_.people(tx, today(now)))
      if (person.office == last) plan.caller = person;
  }
  const std::string& form = pack().verbs.at(plan.action).form;
  if (!form.empty()) plan.form = fill_in(tx, now, plan.caller, form, &*file, nullptr);
  add_habits(plan, &*file);
  return plan;
}

std::optional<Plan> Planner::try_anything(store::Tx& tx, Instant now) {
  const auto file = some_case(tx, dice_.chance(50));
  if (!file) return {};
  const policy::Procedure& procedure = pack().procedure(file->procedure);
  Plan plan;
  plan.case_id = file->id;
  plan.caller = dice_.of(city_.people(tx, today(now)));
  // Any action of the procedure, whatever the state: the rules have to say no, or it was lawful after all.
  const policy::State& state = procedure.states.at(dice_.of(procedure.state_order));
  if (state.action_order.empty()) return {};
  const policy::Action& action = state.actions.at(dice_.of(state.action_order));
  plan.action = action.id;
  if (!action.form.empty() && dice_.chance(70)) {
    FormMaker maker(pack(), dice_, today(now));
    plan.form = maker.make(*pack().forms.at(action.form));
  }
  add_habits(plan, &*file);
  return plan;
}

json::object Planner::fill_in(store::Tx& tx, Instant now, const identity::Caller& caller, const std::string& form,
                              const cases::CaseFile* the_case, const cases::CaseFile* parent) {
  const Situation situation{tx, pack(), engine_.offer(), city_, dice_, caller, form, the_case, parent, now, today(now)};
  FormMaker maker(pack(), dice_, situation.today, hints_for(situation));
  json::object made = maker.make(*pack().forms.at(form));
  if ((form == "association-registration" || form == "register-entry") && dice_.chance(kFittingNamePercent))
    fit_name(made, pack(), situation.today);
  return made;
}

void Planner::add_habits(Plan& plan, const cases::CaseFile* file) {
  if (dice_.chance(kSpoiledPercent)) plan.form = spoiled(std::move(plan.form), dice_);
  if (dice_.chance(kKeyPercent)) plan.key = fmt::format("key-{}", ++keys_);
  if (file == nullptr) return;
  if (dice_.chance(kStalePercent)) {
    plan.version = file->version - 1;
    plan.stale = true;
  } else if (dice_.chance(40)) {
    plan.version = file->version;
  }
}

}  // namespace gh::simulation
