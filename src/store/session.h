// One connection to a database, as the pool of readers and the writers use it. Internal to store/.
#pragma once
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "base/problem.h"
#include "store/db.h"

namespace gh::store {

// Statements that one session keeps prepared; the least recently used goes first.
inline constexpr std::size_t kStatementsMax = 512;

class Session {
 public:
  using Values = std::span<const Value>;
  using RowTaker = std::function<bool(const Row&)>;

  virtual ~Session() = default;
  virtual Dialect dialect() const = 0;
  virtual std::int64_t run(std::string_view sql, Values values) = 0;
  virtual void visit(std::string_view sql, Values values, const RowTaker& take) = 0;
  virtual void run_script(std::string_view sql) = 0;
  virtual void lock(std::string_view name) = 0;
  // A read-only view of one moment.
  virtual void begin_view() = 0;
  virtual void end_view() = 0;
  // False once the connection is lost or its file broken: close it and open another.
  virtual bool usable() const = 0;
};

using SessionFactory = std::function<std::unique_ptr<Session>()>;

// Answered for every fault of disk, file or network. `detail` is for the log.
[[noreturn]] void throw_unavailable(std::string detail);
Problem unavailable(std::string detail);

// Refuses text that holds NUL: PostgreSQL would cut it short.
void require_storable(Session::Values values);

// The transaction that `work` sees. Remembers the first statement that failed, so that nobody commits past it.
class SessionTx : public Tx {
 public:
  SessionTx(Session& session, bool writable) : session_(session), writable_(writable) {}

  Dialect dialect() const override { return session_.dialect(); }
  bool writable() const override { return writable_; }
  void lock(std::string_view name) override;
  void run_script(std::string_view sql) override;

  // What the first failed statement threw; null while all is well.
  std::exception_ptr failure() const { return failure_; }
  // Call when `work` has returned: throws when it went on as if nothing had failed.
  void require_sound() const;

 protected:
  std::int64_t run(std::string_view sql, Values values) override;
  void visit(std::string_view sql, Values values, const RowTaker& take) override;

 private:
  Session& session_;
  bool writable_;
  std::exception_ptr failure_;
};

}  // namespace gh::store
