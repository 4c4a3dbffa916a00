// What somebody in the city tries next: sensible work mostly, and now and then what the rules must refuse.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "cases/engine.h"
#include "identity/caller.h"
#include "simulation/city.h"
#include "simulation/dice.h"

namespace gh::simulation {

struct Plan {
  enum class Kind { kOpen, kAct, kUpload };
  Kind kind = Kind::kAct;
  identity::Caller caller;
  std::string procedure;     // to open
  std::optional<Id> parent;  // of the case to open
  Id case_id;                // to act on
  std::string action;        // or the kind of the material
  json::object form;
  std::optional<std::int64_t> version;
  std::optional<std::string> key;
  bool stale = false;  // `version` is an old one: it must not be done
};

// Looks at the city through a read view and decides; changes nothing.
class Planner {
 public:
  Planner(const cases::Engine& engine, City& city, Dice& dice) : engine_(engine), city_(city), dice_(dice) {}

  // Nothing: nobody has anything to do just now. The kinds of plans are mixed by chance.
  std::optional<Plan> next(store::Tx& tx, Instant now);
  // A case of the procedure opened by somebody who may, with a form that is valid and makes sense.
  std::optional<Plan> open(store::Tx& tx, Instant now, const std::string& procedure);
  std::optional<Plan> open_by_somebody(store::Tx& tx, Instant now, const std::string& id);
  // The named action of the case, done by somebody who may, with such a form.
  std::optional<Plan> act(store::Tx& tx, Instant now, const Id& case_id, const std::string& action);

 private:
  std::optional<Plan> open_something(store::Tx& tx, Instant now);
  std::optional<Plan> do_ones_work(store::Tx& tx, Instant now);
  std::optional<Plan> give_ones_opinion(store::Tx& tx, Instant now, const cases::CaseFile& file);
  std::optional<Plan> hand_in_papers(store::Tx& tx, Instant now, const cases::CaseFile& file);
  std::optional<Plan> use_a_verb(store::Tx& tx, Instant now);
  std::optional<Plan> try_anything(store::Tx& tx, Instant now);

  std::optional<cases::CaseFile> some_case(store::Tx& tx, bool open_only);
  // One that waits for somebody, of a procedure that is drawn first.
  std::optional<cases::CaseFile> case_of_some_procedure(store::Tx& tx);
  // One of the actions of the case's state, one that was seldom tried before others.
  std::string one_of(const cases::CaseFile& file, const std::vector<std::string>& actions);
  // Offices with an open step for one of the entries.
  std::vector<identity::Caller> who_may(store::Tx& tx, Instant now, const cases::CaseFile& file,
                                        const std::vector<std::string>& by);
  json::object fill_in(store::Tx& tx, Instant now, const identity::Caller& caller, const std::string& form,
                       const cases::CaseFile* the_case, const cases::CaseFile* parent);
  void add_habits(Plan& plan, const cases::CaseFile* file);
  Day today(Instant now) const { return local_day(now, pack().utc_offset); }
  const policy::Pack& pack() const { return *engine_.packs().newest(); }

  const cases::Engine& engine_;
  City& city_;
  Dice& dice_;
  std::uint64_t keys_ = 0;
  std::map<std::string, std::uint64_t> tried_;  // by "procedure/state/action"
};

}  // namespace gh::simulation
