#include "identity/accounts.h"

#include <gtest/gtest.h>

#include "base/problem.h"
#include "identity/testing.h"
#include "store/testing.h"

namespace gh::identity {
namespace {

class Accounts : public testing::TestWithParam<store::Dialect> {
 protected:
  void SetUp() override {
    db_ = store::migrated_db(GetParam(), city_schemas());
    if (!db_) GTEST_SKIP() << "GUILDHALL_TEST_POSTGRES isn't set";
    city_.emplace(*db_);
  }
  std::string refusal_of(std::string login, std::string display_name = "登记员甲") {
    try {
      db_->write(
          [=, this, id = city_->next_id()](store::Tx& tx) { create_account(tx, id, login, display_name, kTestNow); });
    } catch (const Problem& problem) {
      return problem.errors().at(0).field + " " + problem.errors().at(0).rule;
    }
    return "";
  }
  std::vector<std::string> listed(std::string_view prefix, std::size_t limit = 50, std::string_view after = {}) {
    std::vector<std::string> out;
    for (const auto& account : db_->reading([&](store::Tx& tx) { return list_accounts(tx, prefix, limit, after); }))
      out.push_back(account.login);
    return out;
  }

  std::unique_ptr<store::Db> db_;
  std::optional<TestCity> city_;
};

using Logins = std::vector<std::string>;

TEST_P(Accounts, BeginActiveAndWithoutAPassword) {
  const Id id = city_->add_account("Officer-1");
  const auto account = db_->reading([&](store::Tx& tx) { return find_account(tx, id); });
  ASSERT_TRUE(account);
  EXPECT_EQ(account->login, "officer-1");
  EXPECT_EQ(account->status, AccountStatus::active);
  EXPECT_EQ(account->password_changed_at, std::nullopt);
  EXPECT_EQ(db_->reading([](store::Tx& tx) { return find_account_by_login(tx, "OFFICER-1"); })->id, id);
  EXPECT_FALSE(db_->reading([](store::Tx& tx) { return find_account_by_login(tx, "officer-2"); }));
}

TEST_P(Accounts, ALoginIsGivenOnce) {
  EXPECT_EQ(refusal_of("officer"), "");
  EXPECT_EQ(refusal_of("officer"), "/login login-taken");
  EXPECT_EQ(refusal_of("OFFICER"), "/login login-taken");
}

TEST_P(Accounts, ALoginIsPlain) {
  for (const std::string login : {"", "ab", "-officer", "two words", "登记员", "a/b/c", "officer\n"})
    EXPECT_EQ(refusal_of(login), "/login login-form") << login;
  EXPECT_EQ(refusal_of(std::string(65, 'a')), "/login login-form");
  EXPECT_EQ(refusal_of(std::string(64, 'a')), "");
  EXPECT_EQ(refusal_of("officer.one_1@civil-affairs"), "");
}

TEST_P(Accounts, ADisplayNameIsGivenAndReadable) {
  EXPECT_EQ(refusal_of("officer", ""), "/display_name display-name");
  EXPECT_EQ(refusal_of("officer", "two\nlines"), "/display_name display-name");
  EXPECT_EQ(refusal_of("officer", "\xff"), "/display_name display-name");
  EXPECT_EQ(refusal_of("officer", std::string(101, 'x')), "/display_name display-name");
}

TEST_P(Accounts, AreListedByTheBeginningOfLoginOrName) {
  for (const std::string login : {"anna", "bert", "a_b"}) city_->add_account(login);
  EXPECT_EQ(listed(""), (Logins{"a_b", "bert", "anna"}));
  EXPECT_EQ(listed("A"), (Logins{"a_b", "anna"}));
  EXPECT_EQ(listed("a_"), (Logins{"a_b"})) << "what was typed means itself";
  EXPECT_EQ(listed("%"), Logins{});
  EXPECT_EQ(listed("经办人b"), (Logins{"bert"}));
  EXPECT_EQ(listed("", 2), (Logins{"a_b", "bert"}));
  const Id bert = db_->reading([](store::Tx& tx) { return find_account_by_login(tx, "bert")->id; });
  EXPECT_EQ(listed("", 2, bert), (Logins{"anna"}));
}

TEST_P(Accounts, AClosedOneStaysClosed) {
  const Id id = city_->add_account("officer");
  db_->write([&](store::Tx& tx) { set_account_status(tx, id, AccountStatus::closed); });
  try {
    db_->write([&](store::Tx& tx) { set_account_status(tx, id, AccountStatus::active); });
    FAIL() << "not refused";
  } catch (const Problem& problem) {
    EXPECT_EQ(problem.code(), ProblemCode::kConflict);
    EXPECT_EQ(problem.errors().at(0).rule, "account-closed");
  }
}

TEST_P(Accounts, AnUnknownOneIsNotFound) {
  const Id nobody = city_->next_id();
  EXPECT_FALSE(db_->reading([&](store::Tx& tx) { return find_account(tx, nobody); }));
  EXPECT_THROW(db_->write([&](store::Tx& tx) { set_account_status(tx, nobody, AccountStatus::locked); }), Problem);
  EXPECT_THROW(db_->write([&](store::Tx& tx) { begin_password_reset(tx, nobody, "secret", kTestNow, kTestNow); }),
               Problem);
}

INSTANTIATE_TEST_SUITE_P(Databases, Accounts, testing::ValuesIn(store::kDialects));

}  // namespace
}  // namespace gh::identity
