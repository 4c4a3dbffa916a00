// SQLite through SOCI's backend. sqlite3.h comes in inside SOCI's namespace, so no file includes both.
#include "store/sqlite_session.h"

#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <mutex>

#include "store/statement_cache.h"

namespace gh::store {

struct SqliteStatement {
  explicit SqliteStatement(soci::sqlite3_session_backend& session) : backend(session.make_statement_backend()) {
    backend->hasVectorIntoElements_ = false;
  }
  // The backend's destructor doesn't finalize what it prepared.
  ~SqliteStatement() { backend->clean_up(); }

  void describe() {
    names.clear();
    const int columns = sqlite_api::sqlite3_column_count(backend->stmt_);
    for (int column = 0; column < columns; ++column) {
      names.emplace_back(sqlite_api::sqlite3_column_name(backend->stmt_, column));
    }
  }

  std::unique_ptr<soci::sqlite3_statement_backend> backend;
  std::vector<std::string> names;
  std::size_t parameters = 0;
  bool writes = false;
  bool busy = false;
};

namespace {

class SqliteRow : public Row {
 public:
  explicit SqliteRow(const SqliteStatement& statement) : statement_(statement), row_(statement.backend->stmt_) {}

  std::size_t columns() const override { return statement_.names.size(); }
  std::string_view name(std::size_t column) const override { return statement_.names[column]; }
  bool is_null(std::size_t column) const override { return type(column) == SQLITE_NULL; }
  std::int64_t integer(std::size_t column) const override {
    GH_ASSERT(type(column) == SQLITE_INTEGER);
    return sqlite_api::sqlite3_column_int64(row_, static_cast<int>(column));
  }
  std::string_view string(std::size_t column) const override {
    GH_ASSERT(type(column) != SQLITE_NULL);
    const unsigned char* text = sqlite_api::sqlite3_column_text(row_, static_cast<int>(column));
    if (text == nullptr) throw_unavailable("out of memory while reading a column");
    const int size_bytes = sqlite_api::sqlite3_column_bytes(row_, static_cast<int>(column));
    return {reinterpret_cast<const char*>(text), static_cast<std::size_t>(size_bytes)};
  }

 private:
  int type(std::size_t column) const {
    GH_ASSERT(column < columns());
    return sqlite_api::sqlite3_column_type(row_, static_cast<int>(column));
  }

  const SqliteStatement& statement_;
  sqlite_api::sqlite3_stmt* row_;
};

// "UNIQUE constraint failed: account.login, account.division" gives account; login, division.
UniqueViolation violation_from(std::string_view message) {
  std::string_view list = message.substr(std::min(message.size(), message.find(": ") + 2));
  const std::string table(list.substr(0, list.find('.')));
  std::string columns;
  while (!list.empty()) {
    const std::size_t end = std::min(list.size(), list.find(", "));
    const std::string_view column = list.substr(0, end);
    columns.append(columns.empty() ? "" : ", ").append(column.substr(std::min(column.size(), column.find('.') + 1)));
    list.remove_prefix(std::min(list.size(), end + 2));
  }
  return {table, columns};
}

bool is_storage_fault(int code) {
  switch (code) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_FULL:
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_NOMEM:
    case SQLITE_PROTOCOL:
    case SQLITE_NOLFS:
    case SQLITE_INTERRUPT:
    case SQLITE_AUTH:
      return true;
    default:
      return false;
  }
}

// Faults that may be over a moment later on the same connection; the others ask for a new one. After an input or output
// error the connection must stay: opening the file anew would take a commit that failed for one that a crash cut off.
bool outlives(int code) {
  return code == SQLITE_BUSY || code == SQLITE_LOCKED || code == SQLITE_FULL || code == SQLITE_IOERR ||
         code == SQLITE_INTERRUPT;
}

// A connection is used by one thread at a time, so SQLite needn't lock inside it, nor count memory under one lock for
// all. Has no effect, and needs none, where somebody has used SQLite in this process before.
void configure_library() {
  static std::once_flag once;
  std::call_once(once, [] {
    sqlite_api::sqlite3_config(SQLITE_CONFIG_MULTITHREAD);
    sqlite_api::sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
  });
}

std::string connect_string(const std::string& path, const Options& options) {
  if (path.find('"') != std::string::npos) throw_unavailable("a path with a quotation mark: " + path);
  std::string text = "db=\"" + path + "\"";
  if (!options.sqlite_vfs.empty()) text += " vfs=" + options.sqlite_vfs;
  return text;
}

}  // namespace

// Marks a statement as in use and resets it at the end, so that it holds no read lock past that.
struct SqliteSession::Use {
  explicit Use(SqliteStatement& statement) : used(statement) { used.busy = true; }
  ~Use() {
    sqlite_api::sqlite3_reset(used.backend->stmt_);
    used.busy = false;
  }
  Use(const Use&) = delete;
  Use& operator=(const Use&) = delete;
  SqliteStatement& used;
};

SqliteSession::SqliteSession(const std::string& path, const Options& options, Role role)
    : role_(role), statements_(std::make_unique<StatementCache<SqliteStatement>>(kStatementsMax)) {
  configure_library();
  try {
    session_ = std::make_unique<soci::session>(soci::sqlite3, connect_string(path, options));
  } catch (const soci::soci_error& error) {
    throw_unavailable("cannot open " + path + ": " + error.what());
  }
  GH_ASSERT(session_->get_backend_name() == "sqlite3");
  backend_ = static_cast<soci::sqlite3_session_backend*>(session_->get_backend());
  sqlite_api::sqlite3_extended_result_codes(backend_->conn_, 1);
  configure(options);
}

// Statements go before the connection they were prepared on.
SqliteSession::~SqliteSession() { statements_.reset(); }

void SqliteSession::configure(const Options& options) {
  run_script("pragma busy_timeout=" + std::to_string(options.busy_timeout_ms));
  if (role_ == Role::kWriter) run_script("pragma journal_mode=wal");
  // Set, not assumed: NORMAL would lose the last commits on power loss. A checkpoint every 32 MiB keeps its share of
  // the writer's time small.
  run_script(
      "pragma synchronous=full; pragma foreign_keys=on; pragma temp_store=memory; pragma cache_size=-65536;"
      "pragma wal_autocheckpoint=8192; pragma trusted_schema=off");
  if (role_ == Role::kReader) {
    run_script("pragma query_only=on");
    limit_statements(std::chrono::milliseconds(options.look_max_ms));
  }
  if (pragma("journal_mode") != "wal") throw_unavailable("the file can't be put into write-ahead mode");
  constexpr std::string_view kFull = "2";
  GH_ASSERT(pragma("synchronous") == kFull);
  GH_ASSERT(pragma("foreign_keys") == "1");
}

void SqliteSession::limit_statements(std::chrono::milliseconds most) {
  look_max_ = most;
  if (most.count() == 0) return;
  constexpr int kStepsBetweenLooks = 20'000;  // about a millisecond
  const auto is_over = [](void* session) -> int {
    return std::chrono::steady_clock::now() > static_cast<SqliteSession*>(session)->ends_by_;
  };
  sqlite_api::sqlite3_progress_handler(backend_->conn_, kStepsBetweenLooks, is_over, this);
}

std::string SqliteSession::pragma(const std::string& name) {
  std::string out;
  visit("pragma " + name, {}, [&out](const Row& row) {
    out = row.string(0);
    return false;
  });
  return out;
}

void SqliteSession::fail(std::string_view doing) {
  const int extended = sqlite_api::sqlite3_extended_errcode(backend_->conn_);
  const std::string message = sqlite_api::sqlite3_errmsg(backend_->conn_);
  if (extended == SQLITE_CONSTRAINT_UNIQUE || extended == SQLITE_CONSTRAINT_PRIMARYKEY) throw violation_from(message);
  const int code = extended & 0xff;
  const std::string detail = message + " (SQLite " + std::to_string(extended) + ") in: " + std::string(doing);
  const bool wrote_in_a_view = role_ == Role::kReader && extended == SQLITE_READONLY;
  if (!is_storage_fault(code) || wrote_in_a_view) throw Bug(detail);
  if (!outlives(code)) usable_ = false;
  throw_unavailable(detail);
}

std::unique_ptr<SqliteStatement> SqliteSession::prepare(std::string_view sql) {
  auto statement = std::make_unique<SqliteStatement>(*backend_);
  try {
    statement->backend->prepare(std::string(sql), soci::details::st_repeatable_query);
  } catch (const soci::soci_error&) {
    fail(sql);
  }
  GH_ASSERT(statement->backend->stmt_ != nullptr);
  statement->describe();
  statement->writes = sqlite_api::sqlite3_stmt_readonly(statement->backend->stmt_) == 0;
  statement->parameters = static_cast<std::size_t>(sqlite_api::sqlite3_bind_parameter_count(statement->backend->stmt_));
  if (statement->parameters > 0) statement->backend->useData_.assign(1, soci::sqlite3_row(statement->parameters));
  return statement;
}

SqliteStatement& SqliteSession::prepared(std::string_view sql, std::unique_ptr<SqliteStatement>& unkept) {
  SqliteStatement* kept = statements_->find(sql);
  if (kept == nullptr) return statements_->add(sql, prepare(sql));
  if (!kept->busy) return *kept;
  // The same text is being read further out; it can't be stepped twice at once.
  unkept = prepare(sql);
  return *unkept;
}

bool SqliteSession::start(SqliteStatement& statement, Values values, std::string_view sql) {
  if (values.size() != statement.parameters) throw Bug("wrong number of values for: " + std::string(sql));
  require_storable(values);
  has_written_ = has_written_ || statement.writes;
  if (look_max_.count() > 0) ends_by_ = std::chrono::steady_clock::now() + look_max_;
  for (std::size_t position = 0; position < values.size(); ++position) {
    soci::sqlite3_column& place = statement.backend->useData_[0][position];
    const Value& value = values[position];
    place.isNull_ = value.is_null();
    if (const std::int64_t* number = value.integer()) {
      place.type_ = soci::dt_long_long;
      place.int64_ = *number;
    } else if (const std::string* text = value.string()) {
      place.type_ = soci::dt_string;
      place.buffer_.constData_ = text->data();
      place.buffer_.size_ = text->size();
    }
  }
  try {
    const bool row = statement.backend->execute(1) == soci::details::statement_backend::ef_success;
    // SQLite prepares again by itself when the schema has changed.
    const auto columns = static_cast<std::size_t>(sqlite_api::sqlite3_column_count(statement.backend->stmt_));
    if (columns != statement.names.size()) statement.describe();
    return row;
  } catch (const soci::soci_error&) {
    fail(sql);
  }
}

void SqliteSession::visit(std::string_view sql, Values values, const RowTaker& take) {
  std::unique_ptr<SqliteStatement> unkept;
  const Use use(prepared(sql, unkept));
  const SqliteRow row(use.used);
  for (bool more = start(use.used, values, sql); more;) {
    if (!take(row)) return;
    try {
      more = use.used.backend->fetch(1) == soci::details::statement_backend::ef_success;
    } catch (const soci::soci_error&) {
      fail(sql);
    }
  }
}

std::int64_t SqliteSession::run(std::string_view sql, Values values) {
  std::unique_ptr<SqliteStatement> unkept;
  const Use use(prepared(sql, unkept));
  try {
    bool more = start(use.used, values, sql);
    while (more) more = use.used.backend->fetch(1) == soci::details::statement_backend::ef_success;
  } catch (const soci::soci_error&) {
    fail(sql);
  }
  if (!use.used.writes) return 0;
  return sqlite_api::sqlite3_changes64(backend_->conn_);
}

void SqliteSession::run_script(std::string_view sql) {
  has_written_ = true;
  const int code = sqlite_api::sqlite3_exec(backend_->conn_, std::string(sql).c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) fail(sql);
}

void SqliteSession::begin_view() { run("begin", {}); }
void SqliteSession::end_view() {
  if (in_transaction()) run("commit", {});
}
void SqliteSession::begin() { run("begin immediate", {}); }
void SqliteSession::commit() { run("commit", {}); }
void SqliteSession::begin_act() { run("savepoint act", {}); }
void SqliteSession::keep_act() { run("release act", {}); }
void SqliteSession::undo_act() {
  run("rollback to act", {});
  run("release act", {});
}
bool SqliteSession::in_transaction() const { return sqlite_api::sqlite3_get_autocommit(backend_->conn_) == 0; }

// The smallest commit there is: it takes the place of the first page of the failed one, and the checksums of the others
// go on from there.
void SqliteSession::overwrite_failed_commit() { run_script("pragma user_version = " + pragma("user_version")); }

void SqliteSession::rollback() noexcept {
  try {
    if (in_transaction()) run("rollback", {});
  } catch (...) {
    usable_ = false;
  }
}

}  // namespace gh::store
