// Every scenario of stories/, over HTTP against the built program, on SQLite and on PostgreSQL.
#include "scenarios/scenario.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <ostream>

#include "scenarios/client.h"
#include "scenarios/installation.h"
#include "scenarios/walk.h"

namespace gh::scenarios {
namespace {

const std::string kFolder = std::string(GUILDHALL_SOURCE_DIR) + "/tests/scenarios";

class Story : public testing::Test {
 public:
  Story(const Scenario& scenario, store::Dialect dialect) : scenario_(scenario), dialect_(dialect) {}

  void TestBody() override {
    const auto installation = TestInstallation::make(dialect_, scenario_.parameters);
    if (!installation) GTEST_SKIP() << "GUILDHALL_TEST_POSTGRES names no server";
    const std::string secret =
        installation->add_user(std::string(kSecurityLogin), "security_administrator", scenario_.begins);
    Client client(installation->serve(scenario_.begins));
    Walk walk(client, scenario_, installation->policy_folder(), secret);
    walk.perform();
    installation->stop();
    const Finished verified = installation->verify();
    EXPECT_EQ(verified.exit_code, 0) << verified.output;
    const Finished replayed = installation->replay();
    EXPECT_EQ(replayed.exit_code, 0) << replayed.output;
  }

 private:
  const Scenario& scenario_;
  store::Dialect dialect_;
};

void register_stories(const std::vector<Scenario>& scenarios) {
  for (const Scenario& scenario : scenarios) {
    for (const store::Dialect dialect : store::kDialects) {
      const char* suite = dialect == store::Dialect::kSqlite ? "OnSqlite" : "OnPostgresql";
      testing::RegisterTest(suite, scenario.name.c_str(), nullptr, nullptr, scenario.file.c_str(), scenario.line,
                            [&scenario, dialect]() -> testing::Test* { return new Story(scenario, dialect); });
    }
  }
}

}  // namespace
}  // namespace gh::scenarios

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  try {
    static const auto scenarios = gh::scenarios::read_scenarios(
        gh::scenarios::kFolder + "/stories", gh::scenarios::kFolder + "/parts", gh::scenarios::pack_folder());
    gh::scenarios::register_stories(scenarios);
  } catch (const std::exception& trouble) {
    std::fprintf(stderr, "%s\n", trouble.what());
    return 1;
  }
  return RUN_ALL_TESTS();
}
