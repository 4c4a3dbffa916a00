#include "scenarios/installation.h"

#include <boost/json/object.hpp>
#include <stdexcept>

#include "scenarios/pack_copy.h"

namespace gh::scenarios {
namespace {

constexpr const char* kProgram = GUILDHALL_PROGRAM;
constexpr std::string_view kSecretSays = ": ";

}  // namespace

std::string pack_folder() { return std::string(GUILDHALL_SOURCE_DIR) + "/policy/440600/2012-93"; }

std::unique_ptr<TestInstallation> TestInstallation::make(store::Dialect dialect, const json::object& parameters) {
  if (dialect == store::Dialect::kSqlite)
    return std::unique_ptr<TestInstallation>(new TestInstallation("", "", parameters));
  const auto one = store::test_postgres_url();
  const auto other = store::test_postgres_url();
  if (!one || !other) return nullptr;
  return std::unique_ptr<TestInstallation>(new TestInstallation(*one, *other, parameters));
}

TestInstallation::TestInstallation(std::string db_url, std::string other_db_url, const json::object& parameters)
    : db_url_(std::move(db_url)), other_db_url_(std::move(other_db_url)), policy_folder_(pack_folder()) {
  if (db_url_.empty()) db_url_ = "sqlite:" + folder_.path() + "/guildhall.db";
  if (other_db_url_.empty()) other_db_url_ = "sqlite:" + folder_.path() + "/again.db";
  if (parameters.empty()) return;
  policy_folder_ = folder_.path() + "/policy";
  copy_pack(pack_folder(), policy_folder_, parameters);
}

std::vector<std::string> TestInstallation::with_place(std::vector<std::string> arguments) const {
  for (const std::string& word : {std::string("--db"), db_url_, std::string("--data"), folder_.path() + "/data",
                                  std::string("--policy"), policy_folder_})
    arguments.push_back(word);
  return arguments;
}

std::string TestInstallation::add_user(const std::string& login, const std::string& role, const std::string& now) {
  const Finished done =
      run_program(kProgram, with_place({"user", "add", login, "--name", login, "--role", role, "--test-clock", now}));
  const std::size_t at = done.output.rfind(kSecretSays);
  if (done.exit_code != 0 || at == std::string::npos) throw std::runtime_error("guildhall user add: " + done.output);
  const std::size_t begin = at + kSecretSays.size();
  return done.output.substr(begin, done.output.find('\n', begin) - begin);
}

std::uint16_t TestInstallation::serve(const std::string& now) {
  // Every person has an address of their own, so that the limit on sign-ins counts each by himself.
  serving_ =
      std::make_unique<ServingProgram>(kProgram, with_place({"serve", "--test-clock", now, "--port", "0", "--threads",
                                                             "2", "--quiet", "--trusted-proxy", "127.0.0.1"}));
  return serving_->port();
}

void TestInstallation::stop() {
  if (!serving_) return;
  const Finished done = serving_->stop();
  serving_.reset();
  if (done.exit_code != 0)
    throw std::runtime_error("the program ended with " + std::to_string(done.exit_code) + ":\n" + done.output);
}

Finished TestInstallation::verify() const { return run_program(kProgram, with_place({"verify"})); }

Finished TestInstallation::replay() const {
  return run_program(kProgram, with_place({"replay", "--into", other_db_url_}));
}

}  // namespace gh::scenarios
