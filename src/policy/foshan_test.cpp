// The pack of the house itself: it loads without a fault whatever modules stand behind its effects and facts.
#include <gtest/gtest.h>

#include <filesystem>

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

}  // namespace
}  // namespace gh::policy
