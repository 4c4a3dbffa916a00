// PostgreSQL as a Db: a pool of readers, and writers that each have a thread and a connection. Internal to store/.
#pragma once
#include <condition_variable>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "store/postgres_session.h"
#include "store/reader_pool.h"
#include "store/write_queue.h"

namespace gh::store {

// Times that one write is run again because another's transaction came first; then it is refused with kOverloaded.
inline constexpr int kConflictsMax = 20;
// After so many, a write runs with no other of this process beside it.
inline constexpr int kConflictsBesideOthers = 5;
// Different locks that one write may have to wait for.
inline constexpr std::size_t kLocksMax = 64;
// Times that the server is asked, a moment apart, whether a commit whose answer was lost has happened.
inline constexpr int kOutcomeQuestionsMax = 50;
inline constexpr int kOutcomeWaitMs = 100;

// Lets many in beside each other, or one alone. Whoever wants to be alone is let in before those who come later.
class Gate {
 public:
  void enter(bool alone);
  void leave(bool alone);

 private:
  std::mutex mutex_;
  std::condition_variable moved_;
  std::size_t inside_ = 0;
  bool alone_ = false;
};

class PostgresDb : public Db {
 public:
  PostgresDb(std::string url, Options options);
  ~PostgresDb() override;

  Dialect dialect() const override { return Dialect::kPostgres; }
  void read(const std::function<void(Tx&)>& work) override { readers_.read(work); }
  void submit(std::function<void(Tx&)> work, std::function<void(std::exception_ptr)> done) override;
  std::size_t waiting() const override { return queue_.size(); }
  void backup_to(const std::string& path) override;
  void stop() override;

 protected:
  bool is_writer_thread() const override;

 private:
  using Writer = std::unique_ptr<PostgresSession>;
  using Locks = std::set<std::string, std::less<>>;
  // What one run of a write came to.
  struct Attempt {
    enum class Next { kTell, kAgain, kAgainWithLock, kAgainUnlessRepeated } next = Next::kTell;
    std::exception_ptr outcome;
  };

  void write_until_closed();
  // Runs the write, again where need be, until it is committed or refused.
  std::exception_ptr perform(Writer& writer, const QueuedWrite& write);
  Attempt attempt(Writer& writer, const QueuedWrite& write, const Locks& locks, bool alone);
  Attempt run(Writer& writer, const QueuedWrite& write, const Locks& locks);
  Attempt commit(Writer& writer);
  void begin(Writer& writer, const Locks& locks);
  // After the connection was lost during a commit: whether it happened. Throws Problem when nobody can tell.
  std::exception_ptr find_outcome(Writer& writer, const std::string& transaction_id);
  Writer open() const { return std::make_unique<PostgresSession>(url_, options_); }

  const std::string url_;
  const Options options_;
  ReaderPool readers_;
  WriteQueue queue_;
  Gate gate_;
  std::once_flag stopped_;
  std::vector<std::thread> writers_;
};

}  // namespace gh::store
