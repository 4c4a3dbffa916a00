// The database behind one door: SQLite (embedded, one writer with group commit) or PostgreSQL (a pool). SOCI and the
// vendors' headers stay in the .cpp files. One SQL text serves both: `?` marks a parameter, and the common subset is
// text, bigint and blob-free (bytes are stored as lower-case hex or base64 text).
#pragma once
#include <cstdint>
#include <exception>
#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/problem.h"
#include "base/time.h"
#include "store/rows.h"

namespace gh::store {

enum class Dialect { kSqlite, kPostgres };

// How an instant, a day, a flag or an absent value is bound: see Value in rows.h.

// One transaction (or, for readers, one consistent view). Lives only inside Db::read / Db::write / Db::submit.
class Tx {
 public:
  virtual ~Tx() = default;

  virtual Dialect dialect() const = 0;
  // True inside Db::write / submit.
  virtual bool writable() const = 0;

  // Runs a statement that gives no rows; answers how many rows it touched. Statements are prepared once a session.
  // Throws UniqueViolation, Problem kStorageUnavailable, or Bug for anything else that is wrong with the statement.
  // A statement that fails ends the transaction: whatever `work` does next, it is rolled back.
  std::int64_t execute(std::string_view sql, std::initializer_list<Value> values = {});
  std::int64_t execute(std::string_view sql, const std::vector<Value>& values);

  // Rows into described structs: columns are matched to members by name; a column without a member or a member without
  // a column is our bug. std::optional members take null.
  template <class T>
  std::vector<T> all(std::string_view sql, std::initializer_list<Value> values = {}) {
    return all_of<T>(sql, Values(values.begin(), values.size()));
  }
  template <class T>
  std::vector<T> all(std::string_view sql, const std::vector<Value>& values) {
    return all_of<T>(sql, values);
  }
  // The first row, or nothing. Further rows aren't read.
  template <class T>
  std::optional<T> one(std::string_view sql, std::initializer_list<Value> values = {}) {
    return one_of<T>(sql, Values(values.begin(), values.size()));
  }
  template <class T>
  std::optional<T> one(std::string_view sql, const std::vector<Value>& values) {
    return one_of<T>(sql, values);
  }
  // First column of the first row; nothing when there is no row or it is null.
  std::optional<std::int64_t> integer(std::string_view sql, std::initializer_list<Value> values = {});
  std::optional<std::string> string(std::string_view sql, std::initializer_list<Value> values = {});

  // Calls back once a row; the Row is valid during the call only.
  void each(std::string_view sql, std::initializer_list<Value> values, const std::function<void(const Row&)>& take);
  void each(std::string_view sql, const std::vector<Value>& values, const std::function<void(const Row&)>& take);

  // Takes a lock that lasts to the end of the transaction, on a name that several cases share ("budget:<id>").
  // On SQLite the one writer holds it already. On PostgreSQL a lock that somebody else holds makes `work` start again
  // once it is free, so that it sees what they wrote: lock before reading.
  virtual void lock(std::string_view name) = 0;

  // Runs `work` so that a refusal undoes what `work` wrote and nothing else; answers the refusal, or nothing when all
  // of it is kept. Trouble of the storage, a broken constraint and our bugs end the transaction as everywhere.
  std::optional<Problem> attempt(const std::function<void()>& work);

  // Runs `sql` (several statements) once; migrations only.
  virtual void run_script(std::string_view sql) = 0;

 protected:
  using Values = std::span<const Value>;
  // Answers whether it wants the next row too.
  using RowTaker = std::function<bool(const Row&)>;

  virtual std::int64_t run(std::string_view sql, Values values) = 0;
  virtual void visit(std::string_view sql, Values values, const RowTaker& take) = 0;

 private:
  template <class T>
  std::vector<T> all_of(std::string_view sql, Values values) {
    std::vector<T> out;
    visit(sql, values, [&out](const Row& row) {
      out.push_back(row.as<T>());
      return true;
    });
    return out;
  }
  template <class T>
  std::optional<T> one_of(std::string_view sql, Values values) {
    std::optional<T> out;
    visit(sql, values, [&out](const Row& row) {
      out.emplace(row.as<T>());
      return false;
    });
    return out;
  }
};

// A row that would break a unique constraint. The same on both databases, so that a module can turn it into a refusal;
// the transaction is lost all the same.
class UniqueViolation : public std::runtime_error {
 public:
  UniqueViolation(std::string table, std::string columns);
  const std::string& table() const { return table_; }
  // As the constraint lists them: "login" or "rule, year".
  const std::string& columns() const { return columns_; }

 private:
  std::string table_;
  std::string columns_;
};

struct Options {
  std::size_t readers = 4;       // sessions of the read pool
  std::size_t writers = 4;       // PostgreSQL only; SQLite has one. More of them meet more conflicts
  std::size_t queue_max = 4096;  // writes that wait; one more is refused with kOverloaded
  std::size_t batch_max = 256;   // writes that share one commit on SQLite
  int busy_timeout_ms = 5000;    // how long a lock, or a session to read with, is waited for
  int look_max_ms = 0;           // how long one statement of a reader may take; 0: as long as it takes
  std::string sqlite_vfs = {};   // a registered VFS, for fault tests
};

class Db {
 public:
  // url: "sqlite:<path>" (":memory:" is refused: readers couldn't see it) or "postgresql://…".
  // Throws Problem kStorageUnavailable when it can't be opened.
  static std::unique_ptr<Db> open(std::string_view url, const Options& options = {});
  virtual ~Db() = default;

  virtual Dialect dialect() const = 0;

  // Runs in one consistent read-only view, on the calling thread. A view opened inside a view of the same Db is our
  // bug: enough of them would wait for each other. Throws Problem kOverloaded when no session comes free in time.
  virtual void read(const std::function<void(Tx&)>& work) = 0;

  // Queues a write. `work` may run more than once (serialisation failure, or a batch that is redone), so it must take
  // all it changes from outside by value. On SQLite writes happen in the order they were queued.
  // `done` is called exactly once, after the commit is on disk (null) or after everything was rolled back (the
  // exception thrown by `work`, or Problem kStorageUnavailable / kOverloaded), on a thread of the database; it must be
  // quick and must not throw. A write that finds the queue full, or the database stopped, is told at once, on the
  // calling thread.
  virtual void submit(std::function<void(Tx&)> work, std::function<void(std::exception_ptr)> done) = 0;

  // Blocking submit: returns after the commit or rethrows. Never from inside a write.
  void write(const std::function<void(Tx&)>& work);

  // Answers a value out of a read or write.
  template <class F>
  auto reading(F work) {
    std::optional<std::invoke_result_t<F, Tx&>> out;
    read([&](Tx& tx) { out.emplace(work(tx)); });
    return std::move(*out);
  }
  template <class F>
  auto writing(F work) {
    std::optional<std::invoke_result_t<F, Tx&>> out;
    write([&](Tx& tx) { out.emplace(work(tx)); });
    return std::move(*out);
  }

  // Writes waiting now, for metrics.
  virtual std::size_t waiting() const = 0;
  // True when a trivial read succeeds.
  bool healthy();

  // A consistent copy of the whole database (SQLite: VACUUM INTO a file; PostgreSQL: refused, use pg_basebackup).
  virtual void backup_to(const std::string& path) = 0;

  // Finishes what is queued, then closes. Called by the destructor too.
  virtual void stop() = 0;

 protected:
  // Whether the calling thread runs writes: one that waited for another would wait for ever.
  virtual bool is_writer_thread() const = 0;
};

}  // namespace gh::store
