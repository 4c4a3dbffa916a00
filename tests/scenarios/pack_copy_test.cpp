#include "scenarios/pack_copy.h"

#include <gtest/gtest.h>

#include <boost/json/object.hpp>
#include <fstream>

#include "policy/loader.h"
#include "scenarios/installation.h"
#include "scenarios/scenario.h"

namespace gh::scenarios {
namespace {

const json::object& written() {
  static const json::object parameters = parse_json(R"({
    "short":{"title":{"zh":"短","en":"short"},"unit":"word","from":"2012-11-22","to":"2020-12-31","value":"priority"},
    "long":{"title":{"zh":"长","en":"long"},"unit":"days","values":[{"from":"2006-03-01","value":1,"to":"2012-11-21"},
      {"from":"2012-11-22","value":{"a":2}}]}})")
                                             .as_object();
  return parameters;
}

std::shared_ptr<const policy::Pack> load(const std::filesystem::path& folder) {
  const auto files = policy::files_of(folder);
  return policy::load_files(files, policy::called_by(files)).pack;
}

// What is wrong with a story that has these lines as its parameters; its file without the folder.
std::string trouble_of_story(const std::string& parameters) {
  const store::TemporaryDirectory folder;
  std::ofstream(folder.path() + "/story.yaml") << "scenarios:\n  - name: one\n    begins: 2021-07-01T09:00:00+08:00\n"
                                               << "    parameters:\n"
                                               << parameters << "    steps:\n      - {later: {days: 1}}\n";
  try {
    read_scenarios(folder.path(), folder.path(), pack_folder());
  } catch (const std::runtime_error& trouble) {
    return std::string(trouble.what()).substr(folder.path().size());
  }
  return "";
}

TEST(PackCopy, AParameterHasItsOneValueFromItsFirstDayWithoutEnd) {
  const json::object changed = with_values(written(), parse_json(R"({"short":"gate","long":{"a":[7]}})").as_object());
  EXPECT_EQ(changed.at("short"),
            parse_json(R"({"title":{"zh":"短","en":"short"},"unit":"word","from":"2012-11-22","value":"gate"})"));
  EXPECT_EQ(changed.at("long"),
            parse_json(R"({"title":{"zh":"长","en":"long"},"unit":"days","from":"2006-03-01","value":{"a":[7]}})"));
}

TEST(PackCopy, WhatIsNotNamedStaysAndAnUnknownNameIsRefused) {
  EXPECT_EQ(with_values(written(), {}), written());
  EXPECT_EQ(with_values(written(), parse_json(R"({"short":"gate"})").as_object()).at("long"), written().at("long"));
  EXPECT_THROW(with_values(written(), parse_json(R"({"none":1})").as_object()), std::runtime_error);
}

TEST(PackCopy, IsThePackButForTheParametersNamed) {
  const store::TemporaryDirectory folder;
  const std::filesystem::path copy = folder.path() + "/policy";
  copy_pack(pack_folder(), copy,
            parse_json(R"({"eligibility_effect":"gate","min_members":{"general":7,"favoured":5}})").as_object());
  auto before = policy::files_of(pack_folder());
  auto after = policy::files_of(copy);
  const auto pack = load(pack_folder());
  const auto changed = load(copy);
  ASSERT_NE(changed, nullptr);
  EXPECT_NE(before.at("parameters.yaml"), after.at("parameters.yaml"));
  before.erase("parameters.yaml");
  after.erase("parameters.yaml");
  EXPECT_EQ(before, after);

  ASSERT_EQ(changed->parameters.size(), pack->parameters.size());
  for (const auto& [id, parameter] : pack->parameters) {
    const policy::Parameter& copied = changed->parameters.at(id);
    if (id == "eligibility_effect" || id == "min_members") {
      ASSERT_EQ(copied.values.size(), 1U);
      EXPECT_EQ(copied.values.front().from, parameter.values.front().from);
      continue;
    }
    ASSERT_EQ(copied.values.size(), parameter.values.size()) << id;
    for (std::size_t i = 0; i < copied.values.size(); ++i) {
      EXPECT_EQ(copied.values[i].value, parameter.values[i].value) << id;
      EXPECT_EQ(copied.values[i].from, parameter.values[i].from) << id;
      EXPECT_EQ(copied.values[i].to, parameter.values[i].to) << id;
    }
  }
  EXPECT_EQ(changed->parameters.at("eligibility_effect").values.front().value, json::value("gate"));
  EXPECT_EQ(changed->parameters.at("min_members").values.front().value, parse_json(R"({"general":7,"favoured":5})"));
}

TEST(PackCopy, AStoryThatNamesAnUnknownParameterIsToldItsLine) {
  EXPECT_EQ(trouble_of_story("      eligibility_effect: gate\n"), "");
  EXPECT_EQ(trouble_of_story("      eligibility_effect: gate\n      eligibilty_effect: gate\n"),
            "/story.yaml:6: the pack has no parameter eligibilty_effect");
  EXPECT_EQ(trouble_of_story("      - eligibility_effect\n"), "/story.yaml:4: parameters are values by name");
}

}  // namespace
}  // namespace gh::scenarios
