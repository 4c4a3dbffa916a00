// The stage of the demo city: simulated time, offices that act, and flows that wait for days to pass. What happens on
// it goes through the engine like anything else.
#pragma once
#include <coroutine>
#include <exception>
#include <map>
#include <queue>
#include <string>
#include <vector>

#include "app/clock.h"
#include "app/installation.h"
#include "identity/caller.h"

namespace gh::app {

// One thread of the story: begins at once, runs until it waits, ends by itself.
struct Flow {
  struct promise_type {
    Flow get_return_object() { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() { throw; }
  };
};

class Play {
 public:
  Play(Installation& installation, SetTime& time, std::uint64_t seed, Instant until);
  ~Play();
  Play(const Play&) = delete;
  Play& operator=(const Play&) = delete;

  // ---- time
  Instant now() const { return time_.now(); }
  Day today() const { return local_day(now(), offset_); }
  // Waits from `least` to `most` days and goes on at an office hour of a working day.
  auto days(int least, int most) { return Wait{*this, office_hour(today() + std::chrono::days{between(least, most)})}; }
  // Waits for that day, or goes on tomorrow when it is past.
  auto on(Day day) { return Wait{*this, office_hour(std::max(day, today() + std::chrono::days{1}))}; }
  // Lets everything happen until `until`; `progress` is told the day now and then.
  void run(const std::function<void(Day, std::size_t acts)>& progress);
  // Runs work in a transaction before the story begins, or between its parts.
  void prepare(const std::function<void()>& work);

  // ---- chance: the same for the same seed
  std::int64_t between(std::int64_t least, std::int64_t most);
  bool chance(int percent) { return between(1, 100) <= percent; }

  // ---- acts
  store::Tx& tx();
  const policy::Pack& pack() const { return *pack_; }
  Id open(const identity::Caller& caller, const std::string& procedure, json::object form,
          std::optional<Id> parent = {});
  std::string act(const identity::Caller& caller, const Id& case_id, const std::string& action, json::object form = {});
  void upload(const identity::Caller& caller, const Id& case_id, const std::string& kind);
  std::string state(const Id& case_id);
  json::value ask(const std::string& fact, const json::array& arguments);
  std::size_t acts() const { return acts_; }

  // ---- people
  Id body(const std::string& key);
  identity::Caller add_person(const std::string& login, const std::string& name, const std::string& role,
                              const Id& organisation, const std::string& division);
  // The same account in another office it holds: of this role, in this organisation where one is given.
  identity::Caller in_office(const identity::Caller& person, const std::string& role,
                             const std::optional<Id>& organisation = {});
  // Offices that stand under a relation of a case.
  std::vector<identity::Caller> party(const Id& case_id, const std::string& relation);
  Id fresh_id();

 private:
  struct Wait {
    Play& play;
    Instant at;
    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<> flow) { play.wait(at, flow); }
    void await_resume() const noexcept {}
  };
  struct Waiting {
    Instant at;
    std::uint64_t order;
    std::coroutine_handle<> flow;
    bool operator<(const Waiting& other) const { return at != other.at ? at > other.at : order > other.order; }
  };
  void wait(Instant at, std::coroutine_handle<> flow) { waiting_.push({at, ++order_, flow}); }
  Instant office_hour(Day day);
  void fire_timers_until(Instant instant);
  bool step();

  Installation& installation_;
  SetTime& time_;
  Instant until_;
  RandomBytes random_;
  RandomBytes dice_;
  std::shared_ptr<const policy::Pack> pack_;
  UtcOffset offset_;
  store::Tx* tx_ = nullptr;
  std::priority_queue<Waiting> waiting_;
  std::uint64_t order_ = 0;
  std::size_t acts_ = 0;
  std::map<std::string, Id> bodies_;
};

}  // namespace gh::app
