// Carries out plans through the engine, holds each answer against what it must be, and moves time.
#pragma once
#include <deque>
#include <map>
#include <stdexcept>
#include <string>

#include "app/clock.h"
#include "app/installation.h"
#include "simulation/plans.h"

namespace gh::simulation {

// What the program did was wrong. Its text says what, when and to whom.
class Wrong : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// What came of the plans.
struct Tally {
  std::size_t done = 0;
  std::size_t refused = 0;
  std::size_t repeated = 0;
  std::size_t timers = 0;
  std::map<std::string, std::size_t> refusals;  // by code and rule: "condition-failed min_members"
};

class Player {
 public:
  // The engine may be another than the installation's own: with an effect spoiled on purpose.
  Player(app::Installation& installation, cases::Engine& engine, app::SetTime& time, Dice& dice, Tally& tally);

  // Done, refused or repeated; throws Wrong where the answer can't be right, and passes on what is no refusal.
  std::optional<cases::Done> carry_out(const Plan& plan);
  // Sends an earlier request once more under its key, as it was or with other content.
  void repeat_a_request(Dice& dice);
  // Time goes on; what is due is fired unless the scheduler is off just now.
  void pass(std::chrono::milliseconds by);
  void fire_what_is_due();
  void set_scheduler(bool on) { scheduler_on_ = on; }
  bool scheduler_on() const { return scheduler_on_; }

 private:
  struct Sent {
    Plan plan;
    cases::Done done;
  };
  cases::Done send(const Plan& plan, store::Tx& tx, const cases::Stamp& stamp);
  void note_refusal(const Plan& plan, const Problem& refusal);
  void hold_against_the_rules(const Plan& plan, const cases::Done& done);
  void remember(const Plan& plan, const cases::Done& done);

  app::Installation& installation_;
  cases::Engine& engine_;
  app::SetTime& time_;
  Dice& dice_;
  Tally& tally_;
  bool scheduler_on_ = true;
  std::deque<Sent> sent_;
};

// For messages: who wanted what.
std::string shown(const Plan& plan);

}  // namespace gh::simulation
