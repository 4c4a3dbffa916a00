// PostgreSQL through SOCI's backend. Rows are read in place from the result that libpq holds.
#include "store/postgres_session.h"

#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>

#include <array>
#include <charconv>

#include "store/later.h"
#include "store/postgres_pipeline.h"
#include "store/postgres_sql.h"
#include "store/statement_cache.h"

namespace gh::store {

struct PostgresStatement {
  explicit PostgresStatement(soci::postgresql_session_backend& session) : backend(session.make_statement_backend()) {
    backend->hasIntoElements_ = backend->hasVectorIntoElements_ = false;
    backend->hasUseElements_ = backend->hasVectorUseElements_ = false;
  }

  using Digits = std::array<char, 24>;

  std::unique_ptr<soci::postgresql_statement_backend> backend;
  std::vector<char*> places;   // what SOCI binds; null for null
  std::vector<Digits> digits;  // numbers as text, one beside each place
  bool busy = false;
};

namespace {

constexpr const char* kSettings =
    "set client_min_messages = error; set client_encoding = 'UTF8'; set standard_conforming_strings = on;"
    "set timezone = 'UTC';"
    // Durable on this server at least; a city that waits for its replica has set more, and that stays.
    "select set_config('synchronous_commit', 'on', false)"
    " where current_setting('synchronous_commit') in ('off', 'local')";

class PostgresRow : public Row {
 public:
  explicit PostgresRow(const PGresult* result)
      : result_(result), columns_(static_cast<std::size_t>(PQnfields(result))) {}

  void move_to(int row) { row_ = row; }
  std::size_t columns() const override { return columns_; }
  std::string_view name(std::size_t column) const override { return PQfname(result_, checked(column)); }
  bool is_null(std::size_t column) const override { return PQgetisnull(result_, row_, checked(column)) != 0; }
  std::int64_t integer(std::size_t column) const override {
    const std::string_view digits = string(column);
    std::int64_t out = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), out);
    GH_ASSERT(error == std::errc{} && end == digits.data() + digits.size());
    return out;
  }
  std::string_view string(std::size_t column) const override {
    GH_ASSERT(!is_null(column));
    const int at = static_cast<int>(column);
    return {PQgetvalue(result_, row_, at), static_cast<std::size_t>(PQgetlength(result_, row_, at))};
  }

 private:
  int checked(std::size_t column) const {
    GH_ASSERT(column < columns_);
    return static_cast<int>(column);
  }

  const PGresult* result_;
  std::size_t columns_;
  int row_ = 0;
};

std::string field(const PGresult* result, int code) {
  const char* text = result == nullptr ? nullptr : PQresultErrorField(result, code);
  return text == nullptr ? "" : text;
}

// "Key (rule, year)=(佛民登, 2026) already exists." whatever the language of the sentence.
std::string columns_of(const std::string& detail) {
  const std::size_t open = detail.find('(');
  const std::size_t close = detail.find(")=(");
  if (open == detail.npos || close == detail.npos || close < open) return "";
  return detail.substr(open + 1, close - open - 1);
}

// Classes of SQLSTATE (appendix A of the manual) that speak of the server, not of the statement.
bool is_storage_fault(std::string_view sqlstate) {
  for (const std::string_view head : {"08", "53", "57", "58", "XX", "25006", "55P03"}) {
    if (sqlstate.starts_with(head)) return true;
  }
  return sqlstate.find_first_not_of(' ') == sqlstate.npos;
}

// The URL with what it leaves open.
std::string with_defaults(std::string url) {
  for (const std::string_view setting : {"connect_timeout=5", "application_name=guildhall"}) {
    if (url.find(setting.substr(0, setting.find('=') + 1)) != url.npos) continue;
    url.append(url.find('?') == url.npos ? "?" : "&").append(setting);
  }
  return url;
}

}  // namespace

// Marks a statement as in use, and frees its rows at the end.
struct PostgresSession::Use {
  explicit Use(PostgresStatement& statement) : used(statement) { used.busy = true; }
  ~Use() {
    used.backend->result_.reset();
    used.busy = false;
  }
  Use(const Use&) = delete;
  Use& operator=(const Use&) = delete;
  PostgresStatement& used;
};

PostgresSession::PostgresSession(const std::string& url, const Options& options)
    : statements_(std::make_unique<StatementCache<PostgresStatement>>(kStatementsMax)) {
  try {
    session_ = std::make_unique<soci::session>(soci::postgresql, with_defaults(url));
  } catch (const soci::soci_error& error) {
    throw_unavailable(std::string("cannot reach PostgreSQL: ") + error.what());
  }
  GH_ASSERT(session_->get_backend_name() == "postgresql");
  backend_ = static_cast<soci::postgresql_session_backend*>(session_->get_backend());
  pipeline_ = std::make_unique<PostgresPipeline>(backend_->conn_);
  ask(kSettings);
  ask("set lock_timeout = " + std::to_string(options.busy_timeout_ms));
}

void PostgresSession::limit_statements(int max_ms) { ask("set statement_timeout = " + std::to_string(max_ms)); }

// Statements go before the connection they were prepared on.
PostgresSession::~PostgresSession() { statements_.reset(); }

bool PostgresSession::usable() const {
  return PQstatus(backend_->conn_) == CONNECTION_OK && (!pipeline_ || !pipeline_->broken());
}

void PostgresSession::fail(const void* opaque, std::string_view doing) {
  const auto* result = static_cast<const PGresult*>(opaque);
  const std::string sqlstate = field(result, PG_DIAG_SQLSTATE);
  if (sqlstate == "23505") {
    met_violation_ = true;
    throw UniqueViolation(field(result, PG_DIAG_TABLE_NAME), columns_of(field(result, PG_DIAG_MESSAGE_DETAIL)));
  }
  // The connection forgets what it said of a statement in a pipeline; the answer keeps it.
  const char* said = result == nullptr ? nullptr : PQresultErrorMessage(result);
  fail_with(sqlstate, said != nullptr && *said != '\0' ? said : PQerrorMessage(backend_->conn_), doing);
}

void PostgresSession::fail_with(const std::string& sqlstate, const std::string& message, std::string_view doing) {
  const std::string detail = message + " (SQLSTATE " + sqlstate + ") in: " + std::string(doing);
  if (sqlstate == "40001" || sqlstate == "40P01") {
    met_conflict_ = true;
    throw StartAgain(detail);
  }
  const bool wrote_in_a_view = sqlstate == "25006" && transaction_id_.empty();
  if (usable() && (!is_storage_fault(sqlstate) || wrote_in_a_view)) throw Bug(detail);
  throw_unavailable(detail);
}

std::string PostgresSession::ask(const std::string& sql) {
  settle();
  const Result result(PQexec(backend_->conn_, sql.c_str()));
  const ExecStatusType status = PQresultStatus(result.get());
  if (status == PGRES_TUPLES_OK) {
    const bool empty = PQntuples(result.get()) == 0 || PQgetisnull(result.get(), 0, 0) != 0;
    return empty ? "" : PQgetvalue(result.get(), 0, 0);
  }
  if (status == PGRES_COMMAND_OK) return PQcmdStatus(result.get());
  fail(result.get(), sql);
}

std::unique_ptr<PostgresStatement> PostgresSession::prepare(std::string_view sql, Values values) {
  settle();
  auto statement = std::make_unique<PostgresStatement>(*backend_);
  statement->places.assign(values.size(), nullptr);
  statement->digits.resize(values.size());
  for (std::size_t position = 0; position < values.size(); ++position) {
    statement->backend->useByPosBuffers_[static_cast<int>(position) + 1] = &statement->places[position];
  }
  try {
    statement->backend->prepare(numbered_parameters(sql, values), soci::details::st_repeatable_query);
  } catch (const soci::postgresql_soci_error& error) {
    fail_with(error.sqlstate(), error.what(), sql);
  } catch (const soci::soci_error& error) {
    fail_with("", error.what(), sql);
  }
  return statement;
}

PostgresStatement& PostgresSession::prepared(std::string_view sql, Values values,
                                             std::unique_ptr<PostgresStatement>& unkept) {
  const std::string key = parameter_kinds(values).append(" ").append(sql);
  PostgresStatement* kept = statements_->find(key);
  if (kept == nullptr) return statements_->add(key, prepare(sql, values));
  if (!kept->busy) return *kept;
  // The same text is being read further out, and its rows must stay.
  unkept = prepare(sql, values);
  return *unkept;
}

void PostgresSession::bind(PostgresStatement& statement, Values values) {
  require_storable(values);
  GH_ASSERT(values.size() == statement.places.size());
  for (std::size_t position = 0; position < values.size(); ++position) {
    char*& place = statement.places[position];
    place = nullptr;
    if (const std::int64_t* number = values[position].integer()) {
      PostgresStatement::Digits& digits = statement.digits[position];
      *std::to_chars(digits.data(), digits.data() + digits.size() - 1, *number).ptr = '\0';
      place = digits.data();
    } else if (const std::string* text = values[position].string()) {
      // SOCI's buffers aren't const; libpq only reads them.
      place = const_cast<char*>(text->c_str());
    }
  }
}

void PostgresSession::execute(PostgresStatement& statement, Values values, std::string_view sql) {
  if (pipeline_->waits()) {
    // It goes with those that were sent, and its answer comes with theirs.
    send(statement, values, sql);
    auto answers = pipeline_->settle();
    if (answers.failed) fail(answers.failed->answer.get(), answers.failed->sql);
    statement.backend->result_.reset(answers.last.release());
    return;
  }
  bind(statement, values);
  try {
    statement.backend->execute(1);
  } catch (const soci::soci_error&) {
    fail(static_cast<const PGresult*>(statement.backend->result_), sql);
  }
}

void PostgresSession::send(PostgresStatement& statement, Values values, std::string_view sql) {
  bind(statement, values);
  if (pipeline_->send(statement.backend->statementName_.c_str(), statement.places, sql)) return;
  settle();
  throw_unavailable("the connection took no statement: " + std::string(sql));
}

void PostgresSession::settle() {
  const auto answers = pipeline_->settle();
  if (answers.failed) fail(answers.failed->answer.get(), answers.failed->sql);
}

void PostgresSession::visit(std::string_view sql, Values values, const RowTaker& take) {
  std::unique_ptr<PostgresStatement> unkept;
  const Use use(prepared(sql, values, unkept));
  execute(use.used, values, sql);
  const PGresult* result = use.used.backend->result_;
  PostgresRow row(result);
  const int rows = PQntuples(result);
  try {
    for (int number = 0; number < rows; ++number) {
      row.move_to(number);
      if (!take(row)) break;
    }
  } catch (...) {
    if (unkept) pipeline_->settle();
    throw;
  }
  // A statement of its own goes with this call, and can't go while answers are out.
  if (unkept) settle();
}

std::int64_t PostgresSession::run(std::string_view sql, Values values) {
  // What was locked since the savepoint is free again.
  if (sql.starts_with("rollback to")) taken_locks_.clear();
  std::unique_ptr<PostgresStatement> unkept;
  const Use use(prepared(sql, values, unkept));
  if (sql.starts_with(kLater) && !unkept && !pipeline_->full()) {
    send(use.used, values, sql);
    return 0;
  }
  execute(use.used, values, sql);
  PGresult* result = use.used.backend->result_.get_result();
  if (std::string_view(PQcmdStatus(result)).starts_with("SELECT")) return 0;
  const std::string_view digits = PQcmdTuples(result);
  std::int64_t touched = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), touched);
  return touched;
}

void PostgresSession::run_script(std::string_view sql) {
  settle();
  // A plan made for the old schema would be refused from now on.
  statements_->clear();
  ask(std::string(sql));
}

void PostgresSession::lock(std::string_view name) {
  if (held_locks_.contains(name) || taken_locks_.contains(name)) return;
  bool mine = false;
  const Value key(name);
  visit("select pg_try_advisory_xact_lock(hashtextextended(?, 0))", Values(&key, 1), [&mine](const Row& row) {
    mine = row.string(0) == "t";
    return false;
  });
  if (mine) {
    taken_locks_.emplace(name);
    return;
  }
  wanted_lock_ = name;
  throw StartAgain("somebody else holds the lock " + wanted_lock_);
}

void PostgresSession::hold_locks(const std::set<std::string, std::less<>>& names) {
  for (const std::string& name : names) {
    const Value key(name);
    // Held from before the wait is over, so that a failure on the way releases it too.
    held_locks_.insert(name);
    visit("select pg_advisory_lock(hashtextextended(?, 0))", Values(&key, 1), [](const Row&) { return false; });
  }
}

void PostgresSession::release_locks() noexcept {
  if (held_locks_.empty()) return;
  held_locks_.clear();
  try {
    ask("select pg_advisory_unlock_all()");
  } catch (...) {
    // Only a lost connection can't release them, and it has lost them.
  }
}

void PostgresSession::begin_view() { ask("begin isolation level repeatable read, read only"); }
void PostgresSession::end_view() { ask("commit"); }

void PostgresSession::begin() {
  wanted_lock_.clear();
  taken_locks_.clear();
  met_conflict_ = met_violation_ = false;
  transaction_id_.clear();
  transaction_id_ = ask("begin isolation level serializable; select pg_current_xact_id()");
}

void PostgresSession::commit() {
  if (ask("commit") != "COMMIT") throw Bug("an act went on after a statement had failed");
}

void PostgresSession::rollback() noexcept {
  try {
    // Whatever becomes of what was sent is undone with the rest.
    pipeline_->settle();
    if (usable() && PQtransactionStatus(backend_->conn_) != PQTRANS_IDLE) ask("rollback");
  } catch (...) {
    // Only a lost connection can't roll back, and the server has done so.
  }
}

std::optional<bool> PostgresSession::was_committed(const std::string& transaction_id) {
  const std::string status = ask("select pg_xact_status('" + transaction_id + "'::xid8)");
  if (status == "committed") return true;
  if (status == "aborted") return false;
  return std::nullopt;
}

}  // namespace gh::store
