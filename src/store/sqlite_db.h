// SQLite as a Db: a pool of readers and one writer thread with group commit. Internal to store/.
#pragma once
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "store/reader_pool.h"
#include "store/sqlite_session.h"
#include "store/write_queue.h"

namespace gh::store {

class SqliteDb : public Db {
 public:
  SqliteDb(std::string path, Options options);
  ~SqliteDb() override;

  Dialect dialect() const override { return Dialect::kSqlite; }
  void read(const std::function<void(Tx&)>& work) override { readers_.read(work); }
  void submit(std::function<void(Tx&)> work, std::function<void(std::exception_ptr)> done) override;
  std::size_t waiting() const override { return queue_.size(); }
  void backup_to(const std::string& path) override;
  void stop() override;

 protected:
  bool is_writer_thread() const override { return std::this_thread::get_id() == writer_.get_id(); }

 private:
  using Outcomes = std::vector<std::exception_ptr>;

  void write_until_closed();
  void open_writer();
  // What it takes to undo one act of a batch: nothing, as most write only when all has been checked, or a savepoint for
  // each, which costs a tenth of what an act does.
  enum class Undo { kNothing, kEachAct };
  // How a batch went: every act was done or refused; one was refused after it had written something; SQLite rolled the
  // whole transaction back on the way, so that nothing of the batch stands.
  enum class Went { kWell, kLeftTraces, kRolledBack };
  // Runs all in one transaction and tells each its outcome. Begins anew with savepoints where it took them.
  void commit_together(const std::vector<QueuedWrite>& batch, Undo undo);
  Went perform_all(const std::vector<QueuedWrite>& batch, Undo undo, Outcomes& outcomes);
  // What the act threw, or nothing.
  std::exception_ptr perform(const QueuedWrite& write);
  void bury_failed_commit();

  const std::string path_;
  const Options options_;
  ReaderPool readers_;
  WriteQueue queue_;
  std::unique_ptr<SqliteSession> session_;  // the writer thread's
  std::once_flag stopped_;
  std::thread writer_;
};

}  // namespace gh::store
