#include "identity/drafts.h"

#include <gtest/gtest.h>

#include "base/problem.h"
#include "identity/testing.h"
#include "store/testing.h"

namespace gh::identity {
namespace {

using std::chrono::hours;
constexpr std::string_view kKey = "open:association-registration";

class Drafts : public testing::TestWithParam<store::Dialect> {
 protected:
  void SetUp() override {
    db_ = store::migrated_db(GetParam(), city_schemas());
    if (!db_) GTEST_SKIP() << "GUILDHALL_TEST_POSTGRES isn't set";
    city_.emplace(*db_);
    office_ = *city_->add_officer("officer", "registrar", city_->body("civil-affairs")).office;
    other_ = *city_->add_officer("other", "registrar", city_->body("civil-affairs")).office;
  }
  DraftLine save(std::string_view key, const json::object& form, std::optional<std::int64_t> expected = {},
                 Instant now = kTestNow) {
    return db_->writing([&](store::Tx& tx) { return save_draft(tx, office_, key, form, expected, now, {}); });
  }
  // "done", or field and rule of the refusal.
  std::string refusal(std::string_view key, const json::object& form, std::optional<std::int64_t> expected = {}) {
    try {
      save(key, form, expected);
    } catch (const Problem& problem) {
      return problem.errors().at(0).field + " " + problem.errors().at(0).rule;
    }
    return "done";
  }
  std::optional<Draft> find(const Id& office, std::string_view key, Instant since = {}) {
    return db_->reading([&](store::Tx& tx) { return find_draft(tx, office, key, since); });
  }
  std::vector<DraftLine> list(Instant since = {}) {
    return db_->reading([&](store::Tx& tx) { return drafts_of(tx, office_, since); });
  }

  std::unique_ptr<store::Db> db_;
  std::optional<TestCity> city_;
  Id office_;
  Id other_;
};

TEST_P(Drafts, AreReadAgainAsTheyWereSaved) {
  EXPECT_EQ(save(kKey, {{"name", "佛山市"}}).version, 1);
  const auto found = find(office_, kKey);
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(found->form, (json::object{{"name", "佛山市"}}));
  EXPECT_EQ(found->saved_at, kTestNow);
  EXPECT_EQ(list().size(), 1U);
}

TEST_P(Drafts, BelongToTheirOfficeAlone) {
  save(kKey, {{"name", "佛山市"}});
  EXPECT_FALSE(find(other_, kKey).has_value());
}

TEST_P(Drafts, WhatAnotherTabHasSavedIsNotOverwritten) {
  save(kKey, {{"n", 1}});
  EXPECT_EQ(save(kKey, {{"n", 2}}, 1).version, 2);
  EXPECT_EQ(refusal(kKey, {{"n", 3}}, 1), "/version draft-version");
  EXPECT_EQ(refusal(kKey, {{"n", 3}}), "/version draft-version") << "somebody who saw none, and there is one";
  EXPECT_EQ(find(office_, kKey)->form, (json::object{{"n", 2}}));
  db_->write([&](store::Tx& tx) { remove_draft(tx, office_, kKey); });
  EXPECT_EQ(refusal(kKey, {{"n", 3}}, 2), "/version draft-version") << "sent from the other tab meanwhile";
  EXPECT_EQ(save(kKey, {{"n", 4}}).version, 1);
}

TEST_P(Drafts, HaveAKeyOfTheirKindAndALimitedSize) {
  for (const char* key : {"", "x", "open:", "save:association-registration", "open:协会", "open:a b"})
    EXPECT_EQ(refusal(key, {}), "/key draft-key") << key;
  EXPECT_EQ(refusal("act:01890000-0000-7000-8000-000000000000:accept", {}), "done");
  EXPECT_EQ(refusal(kKey, {{"name", std::string(kDraftMaxBytes, 'x')}}), "/form draft-size");
}

TEST_P(Drafts, AreLimitedInNumber) {
  for (int i = 0; i < kDraftsMax; ++i) save("open:a" + std::to_string(i), {});
  EXPECT_EQ(refusal("open:one-more", {}), "/key drafts-max");
  EXPECT_EQ(refusal("open:a0", {}, 1), "done") << "one that is there may be saved again";
}

TEST_P(Drafts, EndByThemselves) {
  save("open:old", {});
  save("open:young", {}, {}, kTestNow + hours{48});
  const Instant since = kTestNow + hours{24};
  EXPECT_EQ(list(since).size(), 1U);
  EXPECT_FALSE(find(office_, "open:old", since).has_value());
  EXPECT_EQ(db_->writing([&](store::Tx& tx) { return forget_old_drafts(tx, since, 100); }), 1U);
  EXPECT_EQ(list().size(), 1U);
}

INSTANTIATE_TEST_SUITE_P(Databases, Drafts, testing::ValuesIn(store::kDialects));

}  // namespace
}  // namespace gh::identity
