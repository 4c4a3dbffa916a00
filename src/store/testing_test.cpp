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

}  // namespace
}  // namespace gh::store
