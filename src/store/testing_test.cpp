// The databases that tests are given are empty, their own and gone afterwards.
#include "store/testing.h"

#include <gtest/gtest.h>

#include <filesystem>

namespace gh::store {
namespace {

std::string path_of(Db& db) {
  return *db.reading([](Tx& tx) { return tx.string("select file from pragma_database_list where name = 'main'"); });
}

TEST(TemporaryDatabases, AreEachTheirOwnAndGoneAfterwards) {
  std::string path;
  {
    const auto one = temporary_sqlite();
    const auto other = temporary_sqlite();
    path = path_of(*one);
    EXPECT_NE(path, path_of(*other));
    EXPECT_TRUE(std::filesystem::exists(path));
  }
  EXPECT_FALSE(std::filesystem::exists(path));
  EXPECT_FALSE(std::filesystem::exists(std::filesystem::path(path).parent_path()));
}

TEST(TemporaryDatabases, AreEmptyOnEveryServerThereIs) {
  int seen = 0;
  on_each_database([&seen](Db& db) {
    ++seen;
    // Fails where a table of an earlier one is still there.
    db.write([](Tx& tx) { tx.run_script("create table guild (id text primary key)"); });
  });
  EXPECT_EQ(seen, std::getenv("GUILDHALL_TEST_POSTGRES") == nullptr ? 1 : 2);
}

constexpr Migration kGuilds{"guild", 1, "0001_guild",
                            "create table guild (id text primary key);\n"
                            "create table seat (guild text not null references guild (id));\n"
                            "insert into guild (id) values ('first');\n"};

class MigratedDatabases : public testing::TestWithParam<Dialect> {
 protected:
  void SetUp() override {
    if (!fresh()) GTEST_SKIP() << "GUILDHALL_TEST_POSTGRES isn't set";
  }
  static std::unique_ptr<Db> fresh() { return migrated_db(GetParam(), {std::span(&kGuilds, 1)}); }
  // "first 0": the guilds there are, and how many seats.
  static std::string content(Db& db) {
    return db.reading([](Tx& tx) {
      return tx.string("select max(id) || ' ' || count(*) || ' ' || (select count(*) from seat) from guild").value();
    });
  }
};
INSTANTIATE_TEST_SUITE_P(Databases, MigratedDatabases, testing::ValuesIn(kDialects));

TEST_P(MigratedDatabases, HaveWhatTheMigrationsMadeAndNothingOfTheTestBefore) {
  for (int i = 0; i < 3; ++i) {
    const auto db = fresh();
    EXPECT_EQ(content(*db), "first 1 0");
    db->write(
        [](Tx& tx) { tx.run_script("insert into guild values ('second'); insert into seat values ('second');"); });
    EXPECT_EQ(content(*db), "second 2 1");
  }
}

TEST_P(MigratedDatabases, TwoAtOnceAreEachTheirOwn) {
  const auto one = fresh();
  const auto other = fresh();
  one->write([](Tx& tx) { tx.run_script("delete from guild"); });
  EXPECT_EQ(content(*other), "first 1 0");
}

TEST_P(MigratedDatabases, WhatATestHasAlteredIsGivenToNoOther) {
  fresh()->write([](Tx& tx) { tx.run_script("drop table seat"); });
  EXPECT_EQ(content(*fresh()), "first 1 0");
}

}  // namespace
}  // namespace gh::store
