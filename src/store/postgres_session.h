// One PostgreSQL connection through SOCI's backend, with its prepared statements. Internal to store/.
#pragma once
#include <memory>
#include <optional>
#include <set>
#include <string>

#include "store/session.h"

namespace soci {
struct postgresql_session_backend;
class session;
}  // namespace soci

namespace gh::store {

struct PostgresStatement;
class PostgresPipeline;
template <class Statement>
class StatementCache;

// Somebody else's transaction came first; `work` has to be run again in a new one.
class StartAgain : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

class PostgresSession : public Session {
 public:
  // Throws Problem kStorageUnavailable when the server can't be reached.
  PostgresSession(const std::string& url, const Options& options);
  ~PostgresSession() override;

  // From now on a statement that takes longer ends in kStorageUnavailable; 0: none does.
  void limit_statements(int max_ms);

  Dialect dialect() const override { return Dialect::kPostgres; }
  std::int64_t run(std::string_view sql, Values values) override;
  void visit(std::string_view sql, Values values, const RowTaker& take) override;
  void run_script(std::string_view sql) override;
  // Throws StartAgain when somebody else holds it; wanted_lock() then names it.
  void lock(std::string_view name) override;
  void begin_view() override;
  void end_view() override;
  bool usable() const override;

  // Starts a serializable transaction; transaction_id() names it afterwards.
  void begin();
  void commit();
  void rollback() noexcept;
  // Waits for the answers to what was sent without waiting; throws what the first of them says that failed.
  void settle();
  const std::string& transaction_id() const { return transaction_id_; }
  // Whether the transaction of that id was committed; nothing while the server is still at it or has forgotten.
  std::optional<bool> was_committed(const std::string& transaction_id);

  // Waits for the locks and keeps them across transactions until release_locks(). Taken in order, so that two sessions
  // can't wait for each other.
  void hold_locks(const std::set<std::string, std::less<>>& names);
  void release_locks() noexcept;

  // What happened since begin(), even where `work` swallowed the exception.
  const std::string& wanted_lock() const { return wanted_lock_; }
  bool met_conflict() const { return met_conflict_; }
  bool met_violation() const { return met_violation_; }

 private:
  struct Use;

  PostgresStatement& prepared(std::string_view sql, Values values, std::unique_ptr<PostgresStatement>& unkept);
  std::unique_ptr<PostgresStatement> prepare(std::string_view sql, Values values);
  void execute(PostgresStatement& statement, Values values, std::string_view sql);
  // Points the statement's places at the values.
  static void bind(PostgresStatement& statement, Values values);
  // Sends it without waiting for the answer.
  void send(PostgresStatement& statement, Values values, std::string_view sql);
  // Runs statements without parameters; answers the first cell of the last one's rows, or its command tag.
  std::string ask(const std::string& sql);
  [[noreturn]] void fail(const void* result, std::string_view doing);
  [[noreturn]] void fail_with(const std::string& sqlstate, const std::string& message, std::string_view doing);

  std::unique_ptr<soci::session> session_;
  soci::postgresql_session_backend* backend_ = nullptr;
  std::unique_ptr<PostgresPipeline> pipeline_;
  std::unique_ptr<StatementCache<PostgresStatement>> statements_;
  std::set<std::string, std::less<>> held_locks_;
  std::set<std::string, std::less<>> taken_locks_;  // by the transaction, so that they are asked for once
  std::string transaction_id_;
  std::string wanted_lock_;
  bool met_conflict_ = false;
  bool met_violation_ = false;
};

}  // namespace gh::store
