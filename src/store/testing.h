// Databases for tests: a fresh one each time, gone afterwards. Not used by the program itself.
#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "store/db.h"
#include "store/migrations.h"

namespace gh::store {

// A directory of its own (in memory where there is such a place; TMPDIR names another), removed with all it holds.
class TemporaryDirectory {
 public:
  TemporaryDirectory();
  ~TemporaryDirectory();
  TemporaryDirectory(const TemporaryDirectory&) = delete;
  TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

// An empty SQLite database in a temporary directory; both are removed with it.
std::unique_ptr<Db> temporary_sqlite(const Options& options = {});

// The URL of an empty schema on the server that the environment's GUILDHALL_TEST_POSTGRES names, dropped when the
// program ends; nothing when that isn't set.
std::optional<std::string> test_postgres_url();

// An empty database of that dialect; null for kPostgres where there is no server to test with.
std::unique_ptr<Db> temporary_db(Dialect dialect, const Options& options = {});

// Modules' migrations, in the order in which they apply.
using Schemas = std::vector<std::span<const Migration>>;

// A database that these migrations were applied to, and nothing else; null as above. On PostgreSQL tests of a program
// have one schema after the other, emptied in between: to make the tables takes longer than most tests.
std::unique_ptr<Db> migrated_db(Dialect dialect, const Schemas& schemas, const Options& options = {});

// Runs the body on an empty SQLite database, then on an empty PostgreSQL one. Prints which, and where the latter is
// skipped; nothing else of the test would show it.
void on_each_database(const std::function<void(Db&)>& body);

// For parameterised suites: `INSTANTIATE_TEST_SUITE_P(Databases, X, testing::ValuesIn(gh::store::kDialects))`.
inline constexpr Dialect kDialects[] = {Dialect::kSqlite, Dialect::kPostgres};

}  // namespace gh::store
