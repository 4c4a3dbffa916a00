// One act while it is being performed: what it works on, and the parts of the engine that work on it. Inside cases/
// only.
#pragma once
#include <memory>
#include <string>

#include "calendar/working_days.h"
#include "cases/engine.h"
#include "cases/model.h"
#include "cases/offer.h"
#include "cases/rules_day.h"
#include "policy/conditions.h"

namespace gh::cases {

inline constexpr int kNestingMax = 8;  // acts caused by acts caused by acts …

// Who does it, as the act records it.
struct Actor {
  Id office;
  Id account;
  std::string role;
  std::optional<Id> organisation;
  std::string division;
  std::optional<Id> on_behalf_of;
};
Actor actor_of(const identity::Caller& caller);

class Performing {
 public:
  // `cause` is the act whose effect makes this one, or null.
  Performing(const Engine& engine, store::Tx& tx, const Stamp& stamp, Actor actor, Performing* cause);

  const Engine& engine;
  store::Tx& tx;
  Stamp stamp;
  Actor actor;
  Performing* cause;
  int depth = 0;

  std::shared_ptr<const policy::Pack> pack;
  std::shared_ptr<const calendar::WorkingCalendar> calendar;
  const policy::Procedure* procedure = nullptr;
  CaseFile file;
  json::object form;   // the case's form
  json::object acts;   // latest form of each action
  json::object input;  // this act's own form
  Act act;
  Instant now{};  // what the rules look at: act.effective_at
  Day today{};

  // The next id derived from the act.
  Id new_id();
  // A stamp for an act that this one causes.
  Stamp next_stamp();

  // Reads the case under its lock and its pack; throws kNotFound.
  void take_case(const Id& case_id);
  // The same without taking the lock: for readers, before the lock is taken, and where whoever acts holds it already.
  void look_at(const Id& case_id);
  // Sets the instant the rules look at (and the act's effective_at).
  void set_instant(Instant effective_at);

  const policy::State& state() const;

  // The scope of the pack's expressions, over this act. The parent is read when there is one.
  policy::Scope scope();
  // The day whose parameters hold: that of the opening, or the parent's own where the procedure goes by its rules.
  Day rules_day() const;
  json::value ask(std::string_view fact, const json::array& arguments);
  bool holds(const std::string& expression);
  json::value evaluate(const std::string& expression);
  std::int64_t evaluate_integer(const std::string& expression, std::string_view what);

  // All conditions that don't hold, thrown together as kConditionFailed, after what has `failed` already.
  void check(const std::vector<policy::Condition>& conditions, std::vector<FieldError> failed = {});
  // The form is valid under the form's schema, or kInvalidForm.
  void check_form(const std::string& form_id, const json::object& value) const;
  void run_effects(const std::vector<policy::EffectCall>& effects, bool complete);

  // Leaves the state the case is in and enters another: steps, clocks, timers.
  void enter(const std::string& state_id);
  // Says in `act` what is done, by whom and out of which state: before the effects, which look at it.
  void name_act(std::string_view kind, std::string_view action, std::optional<std::string> from);
  // Tells the modules that watch cases.
  void tell(CaseChange change);
  // Writes the act, its leaf in the log, and the case's row.
  void record(std::string_view kind, std::string_view action, std::optional<std::string> from);
  // Writes what differs from what was read: an index costs a write only where one of its columns is named.
  void save_case();

 private:
  std::uint64_t ids_given_ = 0;
  CaseFile stored_;  // the row as it stands in the table
  json::object case_object_;
  json::object parent_object_;
  json::object actor_object_;
  bool parent_read_ = false;
  Day parent_rules_day_{};  // once the parent was read
};

// The members of `case` (and of `parent`, with its form and acts) in the pack's expressions.
json::object case_object(const CaseFile& file, const policy::Pack& pack);

// What effects ask of the engine on other cases (EffectContext::act_on, suspend, resume).
void perform_caused(Performing& cause, const Id& case_id, std::string_view action, json::object input);
Id open_caused(Performing& cause, std::string_view procedure, json::object input, bool child);
void suspend_case(Performing& cause, const Id& case_id, const Text& reason);
void resume_case(Performing& cause, const Id& case_id);

}  // namespace gh::cases
