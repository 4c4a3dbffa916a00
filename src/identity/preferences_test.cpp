#include "identity/preferences.h"

#include <gtest/gtest.h>

#include "base/problem.h"
#include "identity/testing.h"
#include "store/testing.h"

namespace gh::identity {
namespace {

class Preferences : public testing::TestWithParam<store::Dialect> {
 protected:
  void SetUp() override {
    db_ = store::migrated_db(GetParam(), city_schemas());
    if (!db_) GTEST_SKIP() << "GUILDHALL_TEST_POSTGRES isn't set";
    city_.emplace(*db_);
    account_ = city_->add_account("officer");
  }
  // "done", or the rule of the refusal.
  template <class Work>
  std::string answer(Work work) {
    try {
      db_->write(work);
    } catch (const Problem& problem) {
      return problem.errors().at(0).rule;
    }
    return "done";
  }
  std::string save(const std::string& name, const json::object& content) {
    return answer([=, this](store::Tx& tx) { save_preference(tx, account_, name, content, kTestNow); });
  }
  json::object all(const Id& account) {
    return db_->reading([&](store::Tx& tx) { return preferences_of(tx, account); });
  }

  std::unique_ptr<store::Db> db_;
  std::optional<TestCity> city_;
  Id account_;
};

TEST_P(Preferences, AreKeptByNameForTheAccountAlone) {
  EXPECT_EQ(save("columns.cases", {{"hidden", json::array{"due_on"}}}), "done");
  EXPECT_EQ(save("display", {{"large", false}}), "done");
  EXPECT_EQ(save("display", {{"large", true}}), "done");
  EXPECT_EQ(all(account_),
            (json::object{{"columns.cases", {{"hidden", json::array{"due_on"}}}}, {"display", {{"large", true}}}}));
  EXPECT_TRUE(all(city_->add_account("somebody")).empty());
}

TEST_P(Preferences, AreRemovedOnce) {
  save("display", {});
  const auto remove = [this](store::Tx& tx) { remove_preference(tx, account_, "display"); };
  EXPECT_EQ(answer(remove), "done");
  EXPECT_EQ(answer(remove), "preference");
  EXPECT_TRUE(all(account_).empty());
}

TEST_P(Preferences, HaveAPlainNameAndALimitedSizeAndNumber) {
  for (const char* name : {"", "Display", "a b", "展示"}) EXPECT_EQ(save(name, {}), "preference-name") << name;
  EXPECT_EQ(save(std::string(kPreferenceNameMaxBytes + 1, 'a'), {}), "preference-name");
  EXPECT_EQ(save("phrases", {{"text", std::string(kPreferenceMaxBytes, 'x')}}), "preference-size");
  for (int i = 0; i < kPreferencesMax; ++i) EXPECT_EQ(save("view" + std::to_string(i), {}), "done");
  EXPECT_EQ(save("one-more", {}), "preferences-max");
  EXPECT_EQ(save("view0", {{"changed", true}}), "done");
}

INSTANTIATE_TEST_SUITE_P(Databases, Preferences, testing::ValuesIn(store::kDialects));

}  // namespace
}  // namespace gh::identity
