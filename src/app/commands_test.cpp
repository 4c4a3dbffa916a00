// `guildhall policy check` and `policy diff` as verbs of the command line: what they print, and their exit codes.
#include "app/commands.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <regex>

#include "app/installation.h"
#include "store/testing.h"

namespace gh::app {
namespace {

const std::string kFoshan = std::string(GUILDHALL_SOURCE_DIR) + "/policy/440600/2012-93";

// A copy of the city's pack, to change.
class PolicyCommandTest : public testing::Test {
 protected:
  PolicyCommandTest() : changed(folder.path() + "/pack") {
    std::filesystem::copy(kFoshan, changed, std::filesystem::copy_options::recursive);
  }

  void put(const std::string& path, const std::string& was, const std::string& becomes) const {
    std::ifstream in(changed + "/" + path);
    std::string content(std::istreambuf_iterator<char>(in), {});
    const auto at = content.find(was);
    ASSERT_NE(at, std::string::npos) << path << " has no " << was;
    content.replace(at, was.size(), becomes);
    std::ofstream(changed + "/" + path) << content;
  }

  struct Printed {
    int exit_code = -1;
    std::string output;
  };
  static Printed check(const std::string& pack) {
    CommandOptions options;
    options.policy_folder = pack;
    return printed_by(run_policy_check, options);
  }
  static Printed diff(const std::string& older, const std::string& newer) {
    CommandOptions options;
    options.policy_folder = older;
    options.newer_folder = newer;
    return printed_by(run_policy_diff, options);
  }
  static Printed printed_by(int (*command)(const CommandOptions&), const CommandOptions& options) {
    testing::internal::CaptureStdout();
    Printed out;
    try {
      out.exit_code = command(options);
    } catch (...) {
      testing::internal::GetCapturedStdout();
      throw;
    }
    out.output = testing::internal::GetCapturedStdout();
    return out;
  }
  static std::size_t files_in(const std::string& path) {
    const std::filesystem::directory_iterator all(kFoshan + "/" + path);
    return static_cast<std::size_t>(std::distance(begin(all), end(all)));
  }

  store::TemporaryDirectory folder;
  std::string changed;
};

TEST_F(PolicyCommandTest, ChecksAPackWithoutFaultsAndCountsWhatItHolds) {
  const Printed printed = check(kFoshan);
  EXPECT_EQ(printed.exit_code, 0);
  const std::regex line(
      R"(440600/2012-93 1\.0\.0\+[0-9a-f]{8}: (\d+) procedures, (\d+) forms, (\d+) parameters, (\d+) clauses; no faults\n)");
  std::smatch counts;
  ASSERT_TRUE(std::regex_match(printed.output, counts, line)) << printed.output;
  EXPECT_EQ(counts[1].str(), std::to_string(files_in("procedures")));
  EXPECT_EQ(counts[2].str(), std::to_string(files_in("forms")));
}

TEST_F(PolicyCommandTest, ChecksAPackAndTellsEveryFaultWithItsPlace) {
  put("verbs.yaml", "hand-over:", "bless: {title: {zh: 祝福, en: bless}}\nhand-over:");
  put("procedures/register-correction.yaml", "to: corrected", "to: correct");
  const Printed printed = check(changed);
  EXPECT_EQ(printed.exit_code, 1);
  EXPECT_TRUE(std::regex_search(printed.output, std::regex(R"(verbs\.yaml:\d+: verb-not-offered: .*'bless')")));
  EXPECT_TRUE(std::regex_search(printed.output,
                                std::regex(R"(procedures/register-correction\.yaml:\d+: unknown-state: .*'correct')")));
  EXPECT_EQ(printed.output.find("no faults"), std::string::npos);
}

TEST_F(PolicyCommandTest, ChecksAFolderWithoutAPack) {
  const Printed printed = check(folder.path());
  EXPECT_EQ(printed.exit_code, 1);
  EXPECT_NE(printed.output.find("pack.yaml: missing-file: "), std::string::npos) << printed.output;
  const std::string nowhere = folder.path() + "/nowhere";
  const Printed of_none = check(nowhere);
  EXPECT_EQ(of_none.exit_code, 1);
  EXPECT_TRUE(of_none.output.starts_with(nowhere + ": missing-file: ")) << of_none.output;
}

TEST_F(PolicyCommandTest, TellsNoDifferenceBetweenAPackAndItself) {
  const Printed printed = diff(kFoshan, changed);
  EXPECT_EQ(printed.exit_code, 0);
  EXPECT_EQ(printed.output, "");
}

TEST_F(PolicyCommandTest, TellsDifferencesUnderTheirClause) {
  put("parameters.yaml", "value: {general: 50, favoured: 30}", "value: {general: 50, favoured: 25}");
  put("procedures/register-correction.yaml", "title: {zh: 批准更正, en: approve}",
      "title: {zh: 同意更正, en: approve}");
  const Printed printed = diff(kFoshan, changed);
  EXPECT_EQ(printed.exit_code, 0);
  const auto clause = printed.output.find("三(二)2  ");
  const auto parameter = printed.output.find("parameters/min_members");
  ASSERT_NE(clause, std::string::npos) << printed.output;
  ASSERT_NE(parameter, std::string::npos) << printed.output;
  EXPECT_LT(clause, parameter);
  EXPECT_NE(printed.output.find("批准更正 / approve → 同意更正 / approve"), std::string::npos) << printed.output;
  EXPECT_EQ(std::ranges::count(printed.output, '~'), 2) << printed.output;
}

TEST_F(PolicyCommandTest, ComparesNoPackThatHasFaults) {
  put("procedures/register-correction.yaml", "to: corrected", "to: correct");
  try {
    diff(kFoshan, changed);
    ADD_FAILURE() << "compared";
  } catch (const std::exception& trouble) {
    EXPECT_NE(explain(trouble).find("procedures/register-correction.yaml:"), std::string::npos) << explain(trouble);
  }
}

}  // namespace
}  // namespace gh::app
