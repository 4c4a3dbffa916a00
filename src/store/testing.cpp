// Databases for tests.
#include "store/testing.h"

#include <libpq-fe.h>
#include <unistd.h>

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <mutex>

#include "store/sqlite_db.h"

namespace gh::store {
namespace {

constexpr const char* kServerVariable = "GUILDHALL_TEST_POSTGRES";
constexpr const char* kQuiet = "set client_min_messages = warning; ";

// The base comes first, so that the directory outlives the database in it.
class TemporarySqlite : private TemporaryDirectory, public SqliteDb {
 public:
  explicit TemporarySqlite(const Options& options) : SqliteDb(TemporaryDirectory::path() + "/test.db", options) {}
};

// In memory where there is such a place and TMPDIR asks for no other: tests wait for thousands of commits.
std::filesystem::path place_for_tests() {
  constexpr const char* kMemory = "/dev/shm";
  if (std::getenv("TMPDIR") == nullptr && access(kMemory, W_OK | X_OK) == 0) return kMemory;
  return std::filesystem::temp_directory_path();
}

void run_on_server(const std::string& server, const std::string& sql) {
  PGconn* connection = PQconnectdb(server.c_str());
  PGresult* result = PQexec(connection, sql.c_str());
  const bool done = PQresultStatus(result) == PGRES_COMMAND_OK;
  const std::string message = PQerrorMessage(connection);
  PQclear(result);
  PQfinish(connection);
  if (!done) throw std::runtime_error("the test server refused: " + message);
}

// Schemas made by this test program; dropped when it ends.
class TestSchemas {
 public:
  ~TestSchemas() {
    for (const std::string& schema : made_) {
      try {
        run_on_server(server_, kQuiet + ("drop schema if exists " + schema + " cascade"));
      } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
      }
    }
  }
  std::string make(const std::string& server) {
    const std::lock_guard lock(mutex_);
    server_ = server;
    const std::string schema = "test_" + std::to_string(getpid()) + "_" + std::to_string(made_.size());
    run_on_server(server, kQuiet + ("drop schema if exists " + schema + " cascade; create schema " + schema));
    made_.push_back(schema);
    return schema;
  }

 private:
  std::mutex mutex_;
  std::string server_;
  std::vector<std::string> made_;
};

}  // namespace

TemporaryDirectory::TemporaryDirectory() : path_(place_for_tests() / "guildhall-test-XXXXXX") {
  GH_ASSERT(mkdtemp(path_.data()) != nullptr);
}

TemporaryDirectory::~TemporaryDirectory() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::unique_ptr<Db> temporary_sqlite(const Options& options) { return std::make_unique<TemporarySqlite>(options); }

std::optional<std::string> test_postgres_url() {
  static TestSchemas schemas;
  const char* server = std::getenv(kServerVariable);
  if (server == nullptr || *server == '\0') return std::nullopt;
  const std::string url = server;
  const std::string schema = schemas.make(url);
  return url + (url.find('?') == std::string::npos ? "?" : "&") + "options=-csearch_path%3D" + schema;
}

std::unique_ptr<Db> temporary_db(Dialect dialect, const Options& options) {
  if (dialect == Dialect::kSqlite) return temporary_sqlite(options);
  const auto url = test_postgres_url();
  return url ? Db::open(*url, options) : nullptr;
}

void on_each_database(const std::function<void(Db&)>& body) {
  for (const Dialect dialect : kDialects) {
    const char* name = dialect == Dialect::kSqlite ? "sqlite" : "postgresql";
    const std::unique_ptr<Db> db = temporary_db(dialect);
    if (!db) {
      std::printf("  on %s: skipped, %s isn't set\n", name, kServerVariable);
      continue;
    }
    std::printf("  on %s\n", name);
    body(*db);
  }
}

}  // namespace gh::store
