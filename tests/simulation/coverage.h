// How deep simulated runs have gone: which actions, effects, states and refusals of the pack they have met.
#pragma once
#include <map>
#include <set>
#include <string>

#include "cases/packs.h"
#include "policy/pack.h"
#include "simulation/player.h"
#include "store/db.h"

namespace gh::simulation {

class Coverage {
 public:
  // Counts the acts of a database from `since` on.
  void add(store::Tx& tx, const policy::Pack& pack, Instant since);
  void add(const Tally& tally);

  // Of all in the pack: how many actions ("procedure/state/action") and effects were performed at least once, in
  // permille.
  std::int64_t actions_permille(const policy::Pack& pack) const;
  std::int64_t effects_permille(const policy::Pack& pack) const;
  bool reached(const std::string& procedure, const std::string& state) const;
  std::size_t refusal_rules() const { return refusals_.size(); }

  // For people: a line for each procedure with what was never reached, the effects, the refusals.
  std::string table(const policy::Pack& pack) const;

 private:
  std::map<std::string, std::size_t> actions_;  // by "procedure/state/action"
  std::map<std::string, std::size_t> effects_;
  std::map<std::string, std::size_t> states_;  // entered, by "procedure/state"
  std::map<std::string, std::size_t> opened_;  // by procedure
  std::map<std::string, std::size_t> other_;   // verbs and what the engine records
  std::map<std::string, std::size_t> refusals_;
  Tally total_;
};

}  // namespace gh::simulation
