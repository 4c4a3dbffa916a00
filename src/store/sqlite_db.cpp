// One writer thread; many acts share a transaction and its one fsync.
#include "store/sqlite_db.h"

#include <filesystem>

namespace gh::store {
namespace {

// Each caller may add to the problem it catches, so no two get the same one.
std::exception_ptr own_copy(const std::exception_ptr& trouble) {
  try {
    std::rethrow_exception(trouble);
  } catch (const Problem& problem) {
    return std::make_exception_ptr(problem);
  } catch (...) {
    return trouble;
  }
}

}  // namespace

SqliteDb::SqliteDb(std::string path, Options options)
    : path_(std::move(path)),
      options_(std::move(options)),
      readers_([this] { return std::make_unique<SqliteSession>(path_, options_, SqliteSession::Role::kReader); },
               options_.readers, options_.busy_timeout_ms),
      queue_(options_.queue_max) {
  GH_ASSERT(options_.readers > 0 && options_.batch_max > 0);
  open_writer();
  writer_ = std::thread([this] { write_until_closed(); });
}

SqliteDb::~SqliteDb() { stop(); }

void SqliteDb::stop() {
  std::call_once(stopped_, [this] {
    queue_.close();
    writer_.join();
    readers_.close();
    session_.reset();
  });
}

void SqliteDb::submit(std::function<void(Tx&)> work, std::function<void(std::exception_ptr)> done) {
  queue_.push({std::move(work), std::move(done)});
}

void SqliteDb::open_writer() {
  session_ = std::make_unique<SqliteSession>(path_, options_, SqliteSession::Role::kWriter);
}

void SqliteDb::write_until_closed() {
  for (std::vector<QueuedWrite> batch = queue_.take(options_.batch_max); !batch.empty();
       batch = queue_.take(options_.batch_max)) {
    commit_together(batch, Undo::kNothing);
  }
}

void SqliteDb::commit_together(const std::vector<QueuedWrite>& batch, Undo undo) {
  Outcomes outcomes(batch.size());
  Went went = Went::kWell;
  bool committing = false;
  try {
    if (!session_ || !session_->usable()) open_writer();
    session_->begin();
    went = perform_all(batch, undo, outcomes);
    committing = went == Went::kWell;
    if (committing) session_->commit();
  } catch (...) {
    // Even those that were refused: they may have been refused because of what an earlier act of this batch wrote.
    for (std::exception_ptr& outcome : outcomes) outcome = own_copy(std::current_exception());
    if (session_) session_->rollback();
    if (committing) bury_failed_commit();
  }
  if (went == Went::kLeftTraces) {
    session_->rollback();
    return commit_together(batch, Undo::kEachAct);
  }
  if (went == Went::kRolledBack && batch.size() > 1) {
    // One act was too much for the disk and took the others with it. Alone, each has its own outcome.
    for (const QueuedWrite& write : batch) commit_together({write}, Undo::kEachAct);
    return;
  }
  for (std::size_t position = 0; position < batch.size(); ++position) tell(batch[position], outcomes[position]);
}

void SqliteDb::bury_failed_commit() {
  try {
    session_->overwrite_failed_commit();
  } catch (...) {
    // The disk still fails. The next commit on this connection that succeeds overwrites it all the same.
  }
}

SqliteDb::Went SqliteDb::perform_all(const std::vector<QueuedWrite>& batch, Undo undo, Outcomes& outcomes) {
  for (std::size_t position = 0; position < batch.size(); ++position) {
    if (undo == Undo::kEachAct) session_->begin_act();
    session_->forget_writes();
    std::exception_ptr& outcome = outcomes[position] = perform(batch[position]);
    if (!session_->in_transaction()) {
      if (!outcome) outcome = std::make_exception_ptr(Bug("an act ended the transaction it ran in"));
      return Went::kRolledBack;
    }
    if (undo == Undo::kEachAct) {
      if (outcome)
        session_->undo_act();
      else
        session_->keep_act();
    } else if (outcome && session_->has_written()) {
      return Went::kLeftTraces;
    }
  }
  return Went::kWell;
}

std::exception_ptr SqliteDb::perform(const QueuedWrite& write) {
  try {
    SessionTx tx(*session_, true);
    write.work(tx);
    tx.require_sound();
  } catch (...) {
    return std::current_exception();
  }
  return nullptr;
}

void SqliteDb::backup_to(const std::string& path) {
  if (std::filesystem::exists(path)) throw_unavailable("the backup's file exists already: " + path);
  // A session of its own: a view of the pool is inside a transaction, where VACUUM may not run.
  SqliteSession session(path_, options_, SqliteSession::Role::kWriter);
  session.run("vacuum into ?", std::vector<Value>{path});
}

}  // namespace gh::store
