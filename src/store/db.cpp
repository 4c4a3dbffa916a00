// What Tx and Db do in the same way on every database.
#include "store/db.h"

#include <condition_variable>
#include <mutex>

#include "store/postgres_db.h"
#include "store/session.h"
#include "store/sqlite_db.h"

namespace gh::store {
namespace {

constexpr std::string_view kSqliteScheme = "sqlite:";

}  // namespace

std::int64_t Tx::execute(std::string_view sql, std::initializer_list<Value> values) {
  return run(sql, Values(values.begin(), values.size()));
}

std::int64_t Tx::execute(std::string_view sql, const std::vector<Value>& values) { return run(sql, values); }

std::optional<std::int64_t> Tx::integer(std::string_view sql, std::initializer_list<Value> values) {
  std::optional<std::int64_t> out;
  visit(sql, Values(values.begin(), values.size()), [&out](const Row& row) {
    if (!row.is_null(0)) out = row.integer(0);
    return false;
  });
  return out;
}

std::optional<std::string> Tx::string(std::string_view sql, std::initializer_list<Value> values) {
  std::optional<std::string> out;
  visit(sql, Values(values.begin(), values.size()), [&out](const Row& row) {
    if (!row.is_null(0)) out = row.string(0);
    return false;
  });
  return out;
}

void Tx::each(std::string_view sql, std::initializer_list<Value> values, const std::function<void(const Row&)>& take) {
  visit(sql, Values(values.begin(), values.size()), [&take](const Row& row) {
    take(row);
    return true;
  });
}

void Tx::each(std::string_view sql, const std::vector<Value>& values, const std::function<void(const Row&)>& take) {
  visit(sql, values, [&take](const Row& row) {
    take(row);
    return true;
  });
}

std::optional<Problem> Tx::attempt(const std::function<void()>& work) {
  execute("/* later */ savepoint attempt");
  try {
    work();
  } catch (const Problem& refusal) {
    if (refusal.code() == ProblemCode::kStorageUnavailable || refusal.code() == ProblemCode::kOverloaded) throw;
    execute("rollback to savepoint attempt");
    execute("release savepoint attempt");
    return refusal;
  }
  execute("/* later */ release savepoint attempt");
  return {};
}

UniqueViolation::UniqueViolation(std::string table, std::string columns)
    : std::runtime_error("a row with the same " + columns + " exists in " + table),
      table_(std::move(table)),
      columns_(std::move(columns)) {}

std::unique_ptr<Db> Db::open(std::string_view url, const Options& options) {
  if (url.starts_with(kSqliteScheme)) {
    const std::string path(url.substr(kSqliteScheme.size()));
    if (path.empty() || path == ":memory:")
      throw_unavailable("a database in memory can't be shared: " + std::string(url));
    return std::make_unique<SqliteDb>(path, options);
  }
  if (url.starts_with("postgresql://") || url.starts_with("postgres://")) {
    return std::make_unique<PostgresDb>(std::string(url), options);
  }
  throw_unavailable("neither sqlite: nor postgresql://: " + std::string(url.substr(0, url.find(':'))));
}

void Db::write(const std::function<void(Tx&)>& work) {
  GH_ASSERT(!is_writer_thread());
  std::mutex mutex;
  std::condition_variable told;
  bool finished = false;
  std::exception_ptr outcome;
  submit([&work](Tx& tx) { work(tx); },
         [&](std::exception_ptr answer) {
           const std::lock_guard lock(mutex);
           outcome = std::move(answer);
           finished = true;
           // Under the lock, or the waiter could be gone before it is notified.
           told.notify_one();
         });
  std::unique_lock lock(mutex);
  told.wait(lock, [&finished] { return finished; });
  if (outcome) std::rethrow_exception(outcome);
}

bool Db::healthy() {
  try {
    return reading([](Tx& tx) { return tx.integer("select 1"); }) == 1;
  } catch (const Problem&) {
    return false;
  }
}

}  // namespace gh::store
