// A pack as a whole: what a good one becomes, and that it survives being kept and read back.
#include "policy/loader.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "policy/check.h"
#include "policy/fixture_pack.h"

namespace gh::policy {
namespace {

class GoodPack : public testing::Test {
 protected:
  void SetUp() override {
    const Loaded loaded = load_files(fixture::files(), fixture::offered());
    ASSERT_NE(loaded.pack, nullptr) << report(loaded.faults);
    pack = loaded.pack;
  }
  std::shared_ptr<const Pack> pack;
};

TEST_F(GoodPack, TellsWhoseItIsAndSinceWhen) {
  EXPECT_EQ(pack->id, "990000/2020-1");
  EXPECT_EQ(pack->division, "990000");
  EXPECT_EQ(pack->in_force_from, day_of(2020, 1, 1));
  EXPECT_EQ(pack->utc_offset, UtcOffset(480));
  EXPECT_EQ(pack->title.zh, "示例市办法");
}

TEST_F(GoodPack, VersionIsTheDeclaredOneAndEightDigitsOfItsFiles) {
  ASSERT_EQ(pack->version.size(), 6 + 8);
  EXPECT_TRUE(pack->version.starts_with("1.0.0+"));
  const Loaded other = load_files(fixture::changed("pack.yaml", "Rules", "Ruling"), fixture::offered());
  ASSERT_NE(other.pack, nullptr);
  EXPECT_NE(other.pack->version, pack->version);
}

TEST_F(GoodPack, ReadsBackFromTheFilesItKeeps) {
  EXPECT_EQ(pack->files, fixture::files());
  const Loaded again = load_files(pack->files, fixture::offered());
  ASSERT_NE(again.pack, nullptr);
  EXPECT_EQ(again.pack->version, pack->version);
}

TEST_F(GoodPack, ParameterChangesOnItsDay) {
  EXPECT_EQ(*pack->parameter("min_members", day_of(2021, 12, 31)), 50);
  EXPECT_EQ(*pack->parameter("min_members", day_of(2022, 1, 1)), 30);
  EXPECT_EQ(pack->parameter("min_members", day_of(2019, 12, 31)), nullptr);
  EXPECT_EQ(pack->parameter("nothing", day_of(2022, 1, 1)), nullptr);
}

TEST_F(GoodPack, ParameterWithAnEndHasNoValueAfterIt) {
  const Loaded loaded =
      load_files(fixture::changed("parameters.yaml", "value: 30", "to: 2023-12-31, value: 30"), fixture::offered());
  ASSERT_NE(loaded.pack, nullptr) << report(loaded.faults);
  EXPECT_NE(loaded.pack->parameter("min_members", day_of(2023, 12, 31)), nullptr);
  EXPECT_EQ(loaded.pack->parameter("min_members", day_of(2024, 1, 1)), nullptr);
}

TEST_F(GoodPack, StatesAndActionsStandInTheOrderWritten) {
  const Procedure& procedure = pack->procedure("registration");
  EXPECT_EQ(procedure.state_order.front(), "submitted");
  EXPECT_EQ(procedure.state_order.back(), "refused");
  EXPECT_EQ(procedure.initial, "submitted");
  EXPECT_EQ(procedure.states.at("submitted").action_order, (std::vector<std::string>{"return", "accept"}));
  EXPECT_EQ(pack->procedure("objection").initial, "open");
  EXPECT_EQ(pack->clause_order, (std::vector<std::string>{"一", "二"}));
}

TEST_F(GoodPack, ActionsKnowEveryStateTheyMayLeadTo) {
  const Procedure& procedure = pack->procedure("registration");
  EXPECT_EQ(procedure.states.at("submitted").actions.at("accept").may_lead_to, std::vector<std::string>{"review"});
  EXPECT_EQ(procedure.states.at("publicity").actions.at("lapse").may_lead_to,
            (std::vector<std::string>{"decision", "returned"}));
}

TEST_F(GoodPack, ClocksTimersPausesAndSigningsAreRead) {
  const Procedure& procedure = pack->procedure("registration");
  EXPECT_EQ(procedure.states.at("submitted").clock->id, "decision");
  EXPECT_EQ(procedure.states.at("submitted").clock->limit, "params.decision_days");
  EXPECT_EQ(procedure.states.at("returned").pause->clocks, std::vector<std::string>{"decision"});
  EXPECT_EQ(procedure.states.at("review").signing->mode, SigningMode::kCount);
  EXPECT_EQ(procedure.states.at("review").signing->count, "2");
  EXPECT_EQ(procedure.states.at("publicity").timers.front().after, "7");
}

TEST_F(GoodPack, ListsAreRead) {
  EXPECT_EQ(pack->rubrics.at("grade").bands.front().grade, "5A");
  EXPECT_EQ(pack->catalogues.at("industries").rows.at(0).code, "01");
  EXPECT_EQ(pack->catalogues.at("industries").rows.at(0).name, (Text{"农业", ""}));
  EXPECT_EQ(pack->calendar.front().off.size(), 1U);
  EXPECT_EQ(pack->verbs.at("urge").form, "reason");
  EXPECT_EQ(pack->texts.at("notice").en, "Notice of {{name}}");
  EXPECT_EQ(pack->bodies.at("civil-affairs").roles.size(), 2U);
}

TEST_F(GoodPack, ConditionsRememberWhereTheyStand) {
  const Condition& condition = pack->procedure("registration").conditions.front();
  EXPECT_EQ(condition.place.file, "procedures/registration.yaml");
  EXPECT_EQ(condition.place.line, 11);
}

TEST_F(GoodPack, RefusesAProcedureItDoesNotHave) {
  try {
    pack->procedure("nothing");
    FAIL();
  } catch (const Problem& problem) {
    EXPECT_EQ(problem.code(), ProblemCode::kNotFound);
  }
}

TEST(LoadFolder, GivesTheSamePackAsItsFiles) {
  namespace fs = std::filesystem;
  const fs::path folder = fs::temp_directory_path() / ("guildhall-pack-" + std::to_string(::getpid()));
  for (const auto& [path, content] : fixture::files()) {
    fs::create_directories((folder / path).parent_path());
    std::ofstream(folder / path, std::ios::binary) << content;
  }
  std::ofstream(folder / ".draft") << "not part of it";
  std::ofstream(folder / "README.md") << "kept, but not read";
  const Loaded loaded = load_folder(folder, fixture::offered());
  fs::remove_all(folder);
  ASSERT_NE(loaded.pack, nullptr) << report(loaded.faults);
  fixture::Files files = fixture::files();
  files["README.md"] = "kept, but not read";
  EXPECT_EQ(loaded.pack->files, files);
}

TEST(LoadFolder, SaysThatAFolderIsMissing) {
  const Loaded loaded = load_folder("no/such/folder", fixture::offered());
  ASSERT_EQ(loaded.faults.size(), 1U);
  EXPECT_EQ(loaded.faults.front().kind, "missing-file");
}

}  // namespace
}  // namespace gh::policy
