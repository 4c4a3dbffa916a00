// The schema goes forward, once, and never differs from what was released.
#include "store/migrations.h"

#include <gtest/gtest.h>

#include "base/problem.h"
#include "store/testing.h"

namespace gh::store {
namespace {

constexpr Migration kFirst{"guild", 1, "0001_guild", "create table guild (id text primary key, name text not null);"};
constexpr Migration kSecond{"guild", 2, "0002_seat",
                            "alter table guild add column seat text;\ncreate index s on guild (seat);"};

class Migrations : public testing::TestWithParam<Dialect> {
 protected:
  void SetUp() override {
    db_ = temporary_db(GetParam());
    if (!db_) GTEST_SKIP() << "GUILDHALL_TEST_POSTGRES isn't set";
  }
  std::string schema() {
    return db_->reading([](Tx& tx) { return schema_text(tx); });
  }
  std::int64_t applied() {
    return *db_->reading([](Tx& tx) { return tx.integer("select count(*) from schema_migration"); });
  }

  std::unique_ptr<Db> db_;
};
INSTANTIATE_TEST_SUITE_P(Databases, Migrations, testing::ValuesIn(kDialects),
                         [](const auto& the) { return the.param == Dialect::kSqlite ? "sqlite" : "postgresql"; });

TEST_P(Migrations, AreAppliedOnceAndWrittenDown) {
  const Migration both[] = {kFirst, kSecond};
  migrate(*db_, both, instant_of(1'790'000'000'000));
  const std::string after = schema();
  migrate(*db_, both, instant_of(1'800'000'000'000));
  EXPECT_EQ(schema(), after);
  EXPECT_EQ(applied(), 2);
  db_->read([](Tx& tx) {
    EXPECT_EQ(tx.integer("select max(applied_at) from schema_migration"), 1'790'000'000'000);
    EXPECT_EQ(tx.string("select name from schema_migration where module = ? and number = ?", {"guild", 2}),
              "0002_seat");
  });
}

TEST_P(Migrations, OneAfterTheOtherGivesTheSameSchemaAsBothAtOnce) {
  const Migration both[] = {kFirst, kSecond};
  migrate(*db_, std::span(both, 1));
  const std::string first = schema();
  migrate(*db_, both);
  const std::string stepwise = schema();
  const auto fresh = temporary_db(GetParam());
  migrate(*fresh, both);
  EXPECT_EQ(fresh->reading([](Tx& tx) { return schema_text(tx); }), stepwise);
  EXPECT_NE(first, stepwise);
  EXPECT_NE(stepwise.find("seat"), stepwise.npos);
}

TEST_P(Migrations, AReleasedTextMayNotChange) {
  migrate(*db_, std::span(&kFirst, 1));
  Migration changed = kFirst;
  changed.sql = "create table guild (id text primary key);";
  EXPECT_THROW(migrate(*db_, std::span(&changed, 1)), Bug);
}

TEST_P(Migrations, ADatabaseNewerThanTheProgramIsRefused) {
  const Migration both[] = {kFirst, kSecond};
  migrate(*db_, both);
  EXPECT_THROW(migrate(*db_, std::span(&kFirst, 1)), Bug);
}

TEST_P(Migrations, OneThatFailsLeavesNothingOfItself) {
  const Migration broken[] = {kFirst, {"guild", 2, "0002_broken", "create table half (id text);\ncreate nonsense;"}};
  EXPECT_THROW(migrate(*db_, broken), Bug);
  EXPECT_EQ(applied(), 1);
  EXPECT_EQ(schema().find("half"), std::string::npos);
}

TEST_P(Migrations, AGapInTheNumbersIsABug) { EXPECT_THROW(migrate(*db_, std::span(&kSecond, 1)), Bug); }

TEST_P(Migrations, ThoseOfTheStoreItselfApply) {
  migrate(*db_, migrations());
  EXPECT_NE(schema().find("search_document"), std::string::npos);
}

TEST(ScriptFor, KeepsTheCommonStatementsAndThoseOfItsOwnDatabase) {
  constexpr std::string_view kScript =
      "create table a (id text);\n\n-- sqlite:\ncreate table b (id text);\ncreate table c (id text);\n\n"
      "-- postgres:\ncreate table d (id text);\n \ncreate table e (id text);\n";
  const std::string sqlite = script_for(Dialect::kSqlite, kScript);
  const std::string postgres = script_for(Dialect::kPostgres, kScript);
  for (const char* table : {"table a", "table b", "table c", "table e"}) EXPECT_NE(sqlite.find(table), sqlite.npos);
  for (const char* table : {"table a", "table d", "table e"}) EXPECT_NE(postgres.find(table), postgres.npos);
  EXPECT_EQ(sqlite.find("table d"), sqlite.npos);
  EXPECT_EQ(postgres.find("table b"), postgres.npos);
  EXPECT_EQ(postgres.find("table c"), postgres.npos);
}

}  // namespace
}  // namespace gh::store
