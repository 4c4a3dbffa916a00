// One SQLite connection through SOCI's backend: prepared statements are kept, rows are read in place. Internal to
// store/.
#pragma once
#include <chrono>
#include <memory>
#include <string>

#include "store/session.h"

namespace soci {
struct sqlite3_session_backend;
class session;
}  // namespace soci

namespace gh::store {

struct SqliteStatement;
template <class Statement>
class StatementCache;

class SqliteSession : public Session {
 public:
  enum class Role { kReader, kWriter };

  // Throws Problem kStorageUnavailable when the file can't be opened or isn't a database. Asserts WAL,
  // synchronous=FULL and foreign keys.
  SqliteSession(const std::string& path, const Options& options, Role role);
  ~SqliteSession() override;

  Dialect dialect() const override { return Dialect::kSqlite; }
  std::int64_t run(std::string_view sql, Values values) override;
  void visit(std::string_view sql, Values values, const RowTaker& take) override;
  void run_script(std::string_view sql) override;
  void lock(std::string_view) override {}
  void begin_view() override;
  void end_view() override;
  bool usable() const override { return usable_; }

  // Starts the one write transaction, which several acts share.
  void begin();
  void commit();
  // Never throws: what can't be rolled back is gone with the connection, which is then unusable.
  void rollback() noexcept;
  // A commit whose sync failed lies complete in the write-ahead log, where a crash would find it and bring it back.
  // Writes something over it.
  void overwrite_failed_commit();
  // A savepoint for one act, its end, and the return to it.
  void begin_act();
  void keep_act();
  void undo_act();
  // Whether a statement that writes has begun since.
  void forget_writes() { has_written_ = false; }
  bool has_written() const { return has_written_; }
  // False when SQLite itself rolled everything back (disk full, input/output error).
  bool in_transaction() const;

 private:
  struct Use;

  SqliteStatement& prepared(std::string_view sql, std::unique_ptr<SqliteStatement>& unkept);
  std::unique_ptr<SqliteStatement> prepare(std::string_view sql);
  // First step; answers whether there is a row.
  bool start(SqliteStatement& statement, Values values, std::string_view sql);
  void finish(std::string_view sql);
  std::string pragma(const std::string& name);
  void configure(const Options& options);
  void limit_statements(std::chrono::milliseconds most);
  [[noreturn]] void fail(std::string_view doing);

  Role role_;
  bool usable_ = true;
  bool has_written_ = false;
  std::chrono::milliseconds look_max_{0};
  std::chrono::steady_clock::time_point ends_by_;
  std::unique_ptr<soci::session> session_;
  soci::sqlite3_session_backend* backend_ = nullptr;
  std::unique_ptr<StatementCache<SqliteStatement>> statements_;
};

}  // namespace gh::store
