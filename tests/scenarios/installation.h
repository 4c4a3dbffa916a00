// A test installation of its own: an empty database, a data folder, and the program serving both on a simulated clock.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/program.h"
#include "store/testing.h"

namespace gh::scenarios {

class TestInstallation {
 public:
  // An empty database of the dialect; nothing where there is no PostgreSQL to test with.
  static std::unique_ptr<TestInstallation> make(store::Dialect dialect);

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
  explicit TestInstallation(std::string db_url, std::string other_db_url);
  std::vector<std::string> with_place(std::vector<std::string> arguments) const;

  store::TemporaryDirectory folder_;
  std::string db_url_;
  std::string other_db_url_;
  std::unique_ptr<ServingProgram> serving_;
};

// The pack that the scenarios run under.
std::string pack_folder();

}  // namespace gh::scenarios
