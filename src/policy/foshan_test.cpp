// The pack of the house itself: it loads without a fault whatever modules stand behind its effects and facts.
#include <gtest/gtest.h>

#include <filesystem>
#include <regex>
#include <set>

#include "policy/check.h"
#include "policy/loader.h"

namespace gh::policy {
namespace {

const std::filesystem::path kFoshan = std::filesystem::path(GUILDHALL_SOURCE_DIR) / "policy/440600/2012-93";

TEST(FoshanPack, HasNoFaults) {
  const auto files = files_of(kFoshan);
  const Loaded loaded = load_files(files, called_by(files));
  ASSERT_NE(loaded.pack, nullptr) << report(loaded.faults);
  EXPECT_EQ(loaded.pack->division, "440600");
}

TEST(FoshanPack, CallsEffectsAndFactsOfNamedModulesOnly) {
  const Offered called = called_by(files_of(kFoshan));
  EXPECT_TRUE(called.effects.contains("registry.register"));
  for (const std::string& name : called.facts) EXPECT_EQ(std::count(name.begin(), name.end(), '.'), 1) << name;
}

// What a round's own procedures ask of the parameters may not change between the draft of its call and the call itself.
TEST(FoshanPack, NamesEveryParameterThatAnAssessmentInARoundGoesBy) {
  const auto files = files_of(kFoshan);
  const Loaded loaded = load_files(files, called_by(files));
  ASSERT_NE(loaded.pack, nullptr);
  const json::value* listed = loaded.pack->parameter("grade_round_rules", day_of(2026, 3, 1));
  ASSERT_NE(listed, nullptr);
  std::set<std::string> names;
  for (const auto& name : listed->as_array()) names.emplace(name.as_string());
  const std::regex parameter("params\\.([a-z_]+)");
  for (const char* procedure : {"grade-round", "grade-assessment", "grade-review", "grade-complaint"}) {
    const std::string& file = files.at("procedures/" + std::string(procedure) + ".yaml");
    for (std::sregex_iterator at(file.begin(), file.end(), parameter), end; at != end; ++at) {
      const std::string name = (*at)[1];
      EXPECT_TRUE(name == "grade_round_rules" || names.contains(name)) << procedure << ": " << name;
    }
  }
  for (const std::string& name : names) EXPECT_TRUE(loaded.pack->parameters.contains(name)) << name;
}

}  // namespace
}  // namespace gh::policy
