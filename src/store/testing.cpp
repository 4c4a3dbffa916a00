// Databases for tests.
#include "store/testing.h"

#include <libpq-fe.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <mutex>
#include <sstream>

#include "store/postgres_db.h"
#include "store/sqlite_db.h"

namespace gh::store {
namespace {

constexpr const char* kServerVariable = "GUILDHALL_TEST_POSTGRES";
constexpr const char* kQuiet = "set client_min_messages = warning";

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

// One session on the test server.
class Server {
 public:
  explicit Server(std::string url) : url_(std::move(url)), connection_(PQconnectdb(url_.c_str())) { run(kQuiet); }
  ~Server() { PQfinish(connection_); }
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  const std::string& url() const { return url_; }
  // Several statements are one transaction. Gives the first cell of what the last of them answers, or "".
  std::string run(const std::string& sql) {
    PGresult* result = PQexec(connection_, sql.c_str());
    const ExecStatusType status = PQresultStatus(result);
    std::string cell = PQntuples(result) > 0 ? PQgetvalue(result, 0, 0) : "";
    PQclear(result);
    if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK) return cell;
    throw std::runtime_error("the test server refused: " + std::string(PQerrorMessage(connection_)));
  }

 private:
  std::string url_;
  PGconn* connection_;
};

// A schema that tests have one after the other.
struct Schema {
  std::string name;
  std::string shape;     // tells one that a test has altered
  std::string emptying;  // statements that leave in it what the migrations did
};

// Tables and triggers as they are, in short; found by what depends on the schema, as the server's list of all tables
// grows long where many tests have run.
std::string shape_of(Server& server, const std::string& schema) {
  return server.run(
      "with tables as (select oid, relnatts, relchecks from pg_class where oid in (select objid from pg_depend where "
      "classid = 'pg_class'::regclass and refclassid = 'pg_namespace'::regclass and refobjid = '" +
      schema +
      "'::regnamespace)) select md5(string_agg(line, ',' order by line)) from ("
      "select concat_ws(' ', oid, relnatts, relchecks) as line from tables union all "
      "select concat_ws(' ', t.oid, tgenabled) from pg_trigger t where tgrelid in (select oid from tables)) as lines");
}

// `statement` for every table or sequence of the schema in the place of its %s.
std::string for_each(Server& server, const std::string& schema, char kind, const std::string& statement) {
  return server.run("select string_agg(format('" + statement +
                    "', oid::regclass), '' order by oid) from pg_class where relnamespace = '" + schema +
                    "'::regnamespace and relname <> 'schema_migration' and relkind = '" + kind + "'");
}

// A hundredth of what it costs to make the tables: few of them have rows, and no trigger looks at those that go.
std::string emptying_of(Server& server, const std::string& schema) {
  std::string out = "set local session_replication_role = replica; " +
                    for_each(server, schema, 'r', "delete from %s; ") +
                    for_each(server, schema, 'S', "alter sequence %s restart; ");
  std::istringstream tables(for_each(server, schema, 'r', "%s "));
  for (std::string table; tables >> table;) {
    out += server.run("select format('insert into " + table +
                      " overriding system value select * from json_populate_recordset(null::" + table +
                      ", %L); ', json_agg(t)) from " + table + " t having count(*) > 0");
  }
  return out;
}

// Schemas made by this test program; dropped when it ends.
class TestSchemas {
 public:
  explicit TestSchemas(std::string url) : server_(std::move(url)) {}
  ~TestSchemas() {
    for (const std::string& schema : made_) {
      try {
        server_.run("drop schema if exists " + schema + " cascade");
      } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
      }
    }
  }
  // Where an empty one stands.
  std::string make() {
    const std::lock_guard lock(mutex_);
    return url_of(make_schema());
  }
  // One that `migrate` was run on and that is as it was then. The same `key` stands for the same migrations.
  Schema lend(const std::string& key, const std::function<void(const std::string& url)>& migrate) {
    const std::lock_guard lock(mutex_);
    auto& idle = idle_[key];
    while (!idle.empty()) {
      Schema schema = std::move(idle.back());
      idle.pop_back();
      if (shape_of(server_, schema.name) != schema.shape) continue;
      try {
        server_.run(schema.emptying);
      } catch (const std::runtime_error&) {  // a server whose triggers this user may not pass by
        break;
      }
      return schema;
    }
    Schema schema{make_schema(), "", ""};
    migrate(url_of(schema.name));
    schema.shape = shape_of(server_, schema.name);
    schema.emptying = emptying_of(server_, schema.name);
    return schema;
  }
  void give_back(const std::string& key, Schema schema) {
    const std::lock_guard lock(mutex_);
    idle_[key].push_back(std::move(schema));
  }
  std::string url_of(const std::string& schema) const {
    return server_.url() + (server_.url().find('?') == std::string::npos ? "?" : "&") + "options=-csearch_path%3D" +
           schema;
  }

 private:
  std::string make_schema() {
    std::string schema = "test_" + std::to_string(getpid()) + "_" + std::to_string(made_.size());
    server_.run("drop schema if exists " + schema + " cascade; create schema " + schema);
    made_.push_back(schema);
    return schema;
  }

  std::mutex mutex_;
  Server server_;
  std::vector<std::string> made_;
  std::map<std::string, std::vector<Schema>> idle_;
};

// Null where there is no server to test with.
TestSchemas* test_schemas() {
  static const auto schemas = []() -> std::unique_ptr<TestSchemas> {
    const char* server = std::getenv(kServerVariable);
    return server == nullptr || *server == '\0' ? nullptr : std::make_unique<TestSchemas>(server);
  }();
  return schemas.get();
}

// A schema for as long as a test has it. A base of the database, it is given back when the sessions in it are closed.
class Lent {
 public:
  Lent(TestSchemas& schemas, std::string key, Schema schema)
      : schemas_(schemas), key_(std::move(key)), schema_(std::move(schema)) {}
  ~Lent() { schemas_.give_back(key_, std::move(schema_)); }
  Lent(const Lent&) = delete;
  Lent& operator=(const Lent&) = delete;
  std::string url() const { return schemas_.url_of(schema_.name); }

 private:
  TestSchemas& schemas_;
  std::string key_;
  Schema schema_;
};

class TemporaryPostgres : private Lent, public PostgresDb {
 public:
  TemporaryPostgres(TestSchemas& schemas, const std::string& key, Schema schema, const Options& options)
      : Lent(schemas, key, std::move(schema)), PostgresDb(Lent::url(), options) {}
};

void migrate_all(Db& db, const Schemas& schemas) {
  for (const auto migrations : schemas) migrate(db, migrations);
}

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
  TestSchemas* const schemas = test_schemas();
  return schemas == nullptr ? std::nullopt : std::optional(schemas->make());
}

std::unique_ptr<Db> temporary_db(Dialect dialect, const Options& options) {
  if (dialect == Dialect::kSqlite) return temporary_sqlite(options);
  const auto url = test_postgres_url();
  return url ? Db::open(*url, options) : nullptr;
}

std::unique_ptr<Db> migrated_db(Dialect dialect, const Schemas& schemas, const Options& options) {
  if (dialect == Dialect::kSqlite) {
    auto db = temporary_sqlite(options);
    migrate_all(*db, schemas);
    return db;
  }
  TestSchemas* const server = test_schemas();
  if (server == nullptr) return nullptr;
  std::string key;
  for (const auto migrations : schemas)
    for (const Migration& one : migrations) key.append(one.module).append(one.name).append(" ");
  Schema schema = server->lend(key, [&](const std::string& url) { migrate_all(*Db::open(url), schemas); });
  return std::make_unique<TemporaryPostgres>(*server, key, std::move(schema), options);
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
