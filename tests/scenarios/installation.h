// A test installation of its own: an empty database, a data folder, and the program serving both on a simulated clock.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "scenarios/program.h"
#include "store/testing.h"

namespace gh::scenarios {

class TestInstallation {
 public:
  // An empty database of the dialect; nothing where there is no PostgreSQL to test with. Where `parameters` names any,
  // everything runs under a copy of the pack in which these have the one value that is given.
  static std::unique_ptr<TestInstallation> make(store::Dialect dialect, const json::object& parameters = {});

  // The pack that everything runs under.
  const std::string& policy_folder() const { return policy_folder_; }

  // Adds an account with an office by the command line; gives its one-time secret.
  std::string add_user(const std::string& login, const std::string& role, const std::string& now);
  // Serves with its clock at this instant; gives the port.
  std::uint16_t serve(const std::string& now);
  // Stops the program; its exit code must be 0.
  void stop();
  // `guildhall verify`, and `guildhall replay --into` a fresh database.
  Finished verify() const;
  Finished replay() const;

 private:
  TestInstallation(std::string db_url, std::string other_db_url, const json::object& parameters);
  std::vector<std::string> with_place(std::vector<std::string> arguments) const;

  store::TemporaryDirectory folder_;
  std::string db_url_;
  std::string other_db_url_;
  std::string policy_folder_;
  std::unique_ptr<ServingProgram> serving_;
};

// The pack of the city that the scenarios play in.
std::string pack_folder();

}  // namespace gh::scenarios
