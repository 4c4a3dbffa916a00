// Walks a scenario's steps over HTTP.
#pragma once
#include <filesystem>
#include <stdexcept>
#include <string>

#include "scenarios/client.h"
#include "scenarios/people.h"
#include "scenarios/scenario.h"
#include "scenarios/values.h"

namespace gh::scenarios {

// A step that went otherwise than the scenario says.
class StepFailed : public std::runtime_error {
 public:
  StepFailed(const Step& step, const std::string& what);
};

class Walk {
 public:
  // The program serves behind `client` and knows the account "security" with this one-time secret.
  Walk(Client& client, const Scenario& scenario, const std::filesystem::path& pack_folder,
       const std::string& security_secret);

  // Makes the people, then performs every step. Throws StepFailed at the first that goes otherwise.
  void perform();

 private:
  void perform(const Step& step);
  void move_clock(const json::object& says);
  void define(const json::object& says);
  void open_case(const json::object& says);
  void act(const json::object& says, const std::string& person);
  void act_each(const json::object& says);
  void upload(const json::object& says);
  void read(const json::object& says);

  Answer send(const json::object& says, const std::string& person, Call call);
  void hold_answer(const json::object& says, const Answer& answer, int success);
  void keep(const json::object& says, const Answer& answer);
  void hold_case(const json::object& says, const std::string& person, const std::string& case_id);
  std::int64_t version_of(const std::string& person, const std::string& case_id);
  json::value form_of(const json::object& says) const;
  std::string case_of(const json::object& says);
  Instant instant_of_step(const json::object& says);

  Client& client_;
  const Scenario& scenario_;
  People people_;
  Values values_;
};

}  // namespace gh::scenarios
