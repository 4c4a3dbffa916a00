// One simulated life of the city, from a seed: the whole program in one process, on a clock that is set, with chance
// that can be thrown again. Two lives of one seed end in the same database, to the byte.
#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "app/clock.h"
#include "app/installation.h"
#include "simulation/city.h"
#include "simulation/coverage.h"
#include "simulation/player.h"
#include "store/testing.h"

namespace gh::simulation {

// Effects to take in place of the modules' own, by name: spoiled on purpose, to see that the checks find it.
using Spoiled = std::map<std::string, cases::Effect>;

struct Life {
  std::uint64_t seed = 1;
  std::size_t steps = 1000;
  store::Dialect dialect = store::Dialect::kSqlite;
  Spoiled spoiled = {};
  std::string begins = "2013-01-07T01:00:00Z";  // some rules apply from a later day only
  // So many associations has the demo city in which it begins, on the day `grown_until`; 0: bodies and their staff
  // alone.
  std::int64_t grown = 0;
  std::string grown_until = {};
};

class Simulation {
 public:
  explicit Simulation(Life life);
  ~Simulation();

  // Lives all steps. Throws Wrong, with the step, when the program answers what it must not.
  void live();
  // Fires what is due, integrates the log, and then looks at everything: every fault as a sentence.
  std::vector<std::string> faults();
  // The same acts once more into an empty database of `dialect`: what differs.
  std::vector<std::string> replay_differences();
  // SHA-256 over every row of every table that is the same on both databases.
  std::string digest();
  // By table, to tell two digests apart.
  std::map<std::string, std::string> table_digests();

  app::Installation& installation() { return *installation_; }
  const Tally& tally() const { return tally_; }
  Instant now() const { return time_.now(); }
  void add_to(Coverage& coverage);

 private:
  void settle();
  void step();
  void look_now_and_then(std::size_t step);

  Life life_;
  Dice dice_;
  store::TemporaryDirectory folder_;
  app::SetTime time_;
  std::unique_ptr<app::Installation> installation_;
  std::unique_ptr<cases::Offer> spoiled_offer_;
  std::unique_ptr<cases::Engine> spoiled_engine_;
  cases::Engine* engine_ = nullptr;
  std::unique_ptr<City> city_;
  std::unique_ptr<Planner> planner_;
  std::unique_ptr<Player> player_;
  Tally tally_;
  Instant settled_{};  // from when on what is done is its own
};

// The pack under test.
std::string foshan_folder();

}  // namespace gh::simulation
