// What modules offer to the procedures of a pack by name: effects, which change the module's own tables when an act is
// performed, and facts, which conditions ask. Both are plain functions of their context, so that a replay gives the
// same.
#pragma once
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "calendar/working_days.h"
#include "cases/model.h"
#include "policy/conditions.h"
#include "policy/loader.h"
#include "policy/pack.h"
#include "store/db.h"

namespace gh::cases {

class Engine;
class Performing;

// What an effect gets. Time and ids come from the act, never from a clock or a generator.
class EffectContext {
 public:
  store::Tx& tx;
  const policy::Pack& pack;
  const calendar::WorkingCalendar& calendar;  // the division's, as published today
  const CaseFile& the_case;                   // as it is before the new state is entered
  const Act& act;             // the act at hand; its number, state and form are written after the effects
  const json::object& form;   // the case's form (after this act amended it, where it does)
  const json::object& input;  // this act's own form
  const json::object& with;   // arguments of the effect, expressions evaluated
  Instant now;                // == act.effective_at
  Day today;                  // local day of `now`
  std::string effect;         // its own name, for messages

  // The next id derived from the act; the same on replay.
  Id new_id();
  // Bytes nobody could know before the act and everybody can recompute from its kept secret: for draws.
  std::string entropy() const;

  // Typed reading of `with`. Missing or of another type is our bug (the pack was written for this effect).
  std::string text(std::string_view name) const;
  std::string text_or(std::string_view name, std::string otherwise) const;
  std::int64_t integer(std::string_view name) const;
  std::int64_t integer_or(std::string_view name, std::int64_t otherwise) const;
  const json::value& value(std::string_view name) const;  // null when absent
  // The parameter of the pack in force today; our bug when the pack lacks it.
  const json::value& parameter(std::string_view name) const;

  // Asks another module's fact by name, as conditions do: for modules that stand above the one that knows.
  json::value ask(std::string_view fact, const json::array& arguments) const;

  // The parent case, locked and read; our bug where there is none.
  CaseFile parent() const;

  // A row in the outbox: leaves the house after the commit.
  void outbox(std::string_view kind, std::optional<Id> office, std::optional<Id> organisation, json::object content);

  // Gives an organisation or an office a relation to the case (`the_case` unless another is named). A repeat is
  // ignored.
  void add_party(std::string_view relation, std::optional<Id> organisation, std::optional<Id> office);
  void remove_party(std::string_view relation, std::string_view party);
  // Locks another case, and gives whether the state that it is in has the action, under the rules it was opened by.
  bool has_action(const Id& other_case, std::string_view action) const;
  // Performs an action of another case as the same actor, inside this act. What it refuses, this act refuses.
  void act_on(const Id& other_case, std::string_view action, json::object act_form);
  // Opens a case of the procedure as the same actor, inside this act and under this case's pack; the procedure's
  // `opened_by` has `system` or the actor's role. The case's authority applies; `child` makes this case its parent.
  Id open(std::string_view procedure, json::object opening_form, bool child);
  void suspend(const Id& other_case, std::string_view reason_zh, std::string_view reason_en);
  void resume(const Id& other_case);
  // Counts a running clock of another case again under today's calendar, as an act of that case when anything changed.
  void recompute(const Clock& clock, const Text& reason);
  // The same for a timer that counts days.
  void recount(const Timer& timer);
  // Writes an act of the engine on another case, for what this act made come out otherwise there.
  void note_on(const Id& other_case, std::string_view action, json::object what);
  // Tells the modules that working days are counted otherwise from `first` on.
  void tell_calendar_changed(Day first);

  // A refusal of the act by this effect.
  [[noreturn]] void refuse(ProblemCode code, std::string field, std::string rule, std::string clause, Text says) const;

 private:
  friend class Performing;
  EffectContext(Performing& performing, const json::object& with_values, std::string name);
  Performing& performing_;
};

struct FactContext {
  store::Tx& tx;
  const policy::Pack& pack;
  const CaseFile* the_case;  // null while a case is being opened
  Instant now;
  Day today;
  // Asks another module's fact by name, as conditions do: for modules that stand above the one that knows.
  const policy::AskFact* ask = nullptr;
  // The division's, as published today; null where no fact that counts days is asked.
  const calendar::WorkingCalendar* calendar = nullptr;
};

// A case about to be opened, its applicant and subject known: for modules that know who may take part in one.
struct Opening {
  store::Tx& tx;
  const policy::Pack& pack;
  const policy::Procedure& procedure;
  const CaseFile& the_case;
  Day today;
};
// Why it may not be opened; nothing where the guard has no objection.
using OpeningGuard = std::vector<FieldError> (*)(const Opening&);

// What happens to a case beside the effects that the pack names, for modules that keep something in step with it.
enum class CaseChange {
  kEntered,    // it is in a new state; effects of the act that brought it there have run
  kSuspended,  // it stands still: clocks and timers too
  kResumed,    // it goes on
};
struct CaseNews {
  store::Tx& tx;
  CaseChange change;
  const CaseFile& the_case;
  const Act& act;
  const calendar::WorkingCalendar& calendar;
  Day today;
};
// The working days of the division are known or known otherwise from `first` on, by the act at hand.
struct CalendarNews {
  store::Tx& tx;
  const calendar::WorkingCalendar& calendar;
  Day first;
  EffectContext& act;  // whose calendar is still the one before
};

using Effect = void (*)(EffectContext&);
using Fact = json::value (*)(const FactContext&, const json::array& arguments);

// Typed arguments of a fact; a wrong one is our bug. nil arrives as null: text_argument gives "" for it.
std::string text_argument(const json::array& arguments, std::size_t position);
std::int64_t integer_argument(const json::array& arguments, std::size_t position);

// The names of all modules together; app/ makes one and nothing changes it afterwards.
class Offer {
 public:
  void effect(std::string name, Effect effect);
  void fact(std::string name, Fact fact);
  // Asked before the conditions of opening; what they refuse is told together with what those refuse.
  void guard_opening(OpeningGuard guard) { opening_guards_.push_back(guard); }
  std::vector<FieldError> objections_to(const Opening& opening) const;
  // Told in the order of watching, inside the act's transaction.
  void watch_cases(void (*watcher)(const CaseNews&)) { case_watchers_.push_back(watcher); }
  void watch_calendar(void (*watcher)(const CalendarNews&)) { calendar_watchers_.push_back(watcher); }
  void tell(const CaseNews& news) const;
  void tell(const CalendarNews& news) const;
  const Effect* find_effect(std::string_view name) const;
  const Fact* find_fact(std::string_view name) const;
  policy::Offered names() const;

 private:
  std::map<std::string, Effect, std::less<>> effects_;
  std::map<std::string, Fact, std::less<>> facts_;
  std::vector<OpeningGuard> opening_guards_;
  std::vector<void (*)(const CaseNews&)> case_watchers_;
  std::vector<void (*)(const CalendarNews&)> calendar_watchers_;
};

// The engine's own effects and facts ("cases.…").
void offer_cases(Offer& offer);
void offer_case_facts(Offer& offer);

}  // namespace gh::cases
