// Writers on PostgreSQL: serializable transactions, run again when another came first.
#include "store/postgres_db.h"

#include <chrono>

namespace gh::store {
namespace {

// The database whose writes this thread runs.
thread_local const PostgresDb* writes_for = nullptr;

std::exception_ptr too_many_conflicts() {
  Problem problem(
      ProblemCode::kOverloaded,
      FieldError{
          "", "conflict", "", {"系统繁忙，请稍后再试", "Too many acts on the same data; please try again shortly"}});
  problem.retry_after(1);
  return std::make_exception_ptr(problem);
}

}  // namespace

void Gate::enter(bool alone) {
  std::unique_lock lock(mutex_);
  moved_.wait(lock, [this] { return !alone_; });
  if (!alone) {
    ++inside_;
    return;
  }
  alone_ = true;
  moved_.wait(lock, [this] { return inside_ == 0; });
}

void Gate::leave(bool alone) {
  {
    const std::lock_guard lock(mutex_);
    if (alone) {
      alone_ = false;
    } else {
      --inside_;
    }
  }
  moved_.notify_all();
}

PostgresDb::PostgresDb(std::string url, Options options)
    : url_(std::move(url)),
      options_(std::move(options)),
      readers_(
          [this] {
            auto session = open();
            session->limit_statements(options_.look_max_ms);
            return session;
          },
          options_.readers, options_.busy_timeout_ms),
      queue_(options_.queue_max) {
  GH_ASSERT(options_.readers > 0 && options_.writers > 0);
  // A wrong URL is told at start, not by the first act.
  open();
  for (std::size_t number = 0; number < options_.writers; ++number) {
    writers_.emplace_back([this] { write_until_closed(); });
  }
}

PostgresDb::~PostgresDb() { stop(); }

void PostgresDb::stop() {
  std::call_once(stopped_, [this] {
    queue_.close();
    for (std::thread& writer : writers_) writer.join();
    readers_.close();
  });
}

bool PostgresDb::is_writer_thread() const { return writes_for == this; }

void PostgresDb::submit(std::function<void(Tx&)> work, std::function<void(std::exception_ptr)> done) {
  queue_.push({std::move(work), std::move(done)});
}

void PostgresDb::backup_to(const std::string&) { throw_unavailable("PostgreSQL is backed up with pg_basebackup"); }

void PostgresDb::write_until_closed() {
  writes_for = this;
  Writer writer;
  for (std::vector<QueuedWrite> batch = queue_.take(1); !batch.empty(); batch = queue_.take(1)) {
    tell(batch.front(), perform(writer, batch.front()));
  }
}

std::exception_ptr PostgresDb::perform(Writer& writer, const QueuedWrite& write) {
  Locks locks;
  int conflicts = 0;
  bool violated = false;
  while (true) {
    Attempt result = attempt(writer, write, locks, conflicts >= kConflictsBesideOthers);
    switch (result.next) {
      case Attempt::Next::kTell:
        return result.outcome;
      case Attempt::Next::kAgain:
        if (++conflicts > kConflictsMax) return too_many_conflicts();
        break;
      case Attempt::Next::kAgainWithLock:
        if (locks.size() >= kLocksMax) return too_many_conflicts();
        locks.insert(writer->wanted_lock());
        break;
      case Attempt::Next::kAgainUnlessRepeated:
        if (violated) return result.outcome;
        violated = true;
        break;
    }
  }
}

PostgresDb::Attempt PostgresDb::attempt(Writer& writer, const QueuedWrite& write, const Locks& locks, bool alone) {
  gate_.enter(alone);
  Attempt result = run(writer, write, locks);
  if (writer) {
    writer->rollback();
    writer->release_locks();
  }
  gate_.leave(alone);
  return result;
}

void PostgresDb::begin(Writer& writer, const Locks& locks) {
  if (writer && writer->usable()) {
    try {
      writer->hold_locks(locks);
      writer->begin();
      return;
    } catch (const Problem&) {
      // Lost while it lay idle: nothing has been done, so a new connection may try. A lock that isn't free in time
      // stays a refusal.
      if (writer->usable()) throw;
    }
  }
  writer = nullptr;
  writer = open();
  writer->hold_locks(locks);
  writer->begin();
}

PostgresDb::Attempt PostgresDb::run(Writer& writer, const QueuedWrite& write, const Locks& locks) {
  std::exception_ptr refusal;
  std::exception_ptr failure;
  try {
    begin(writer, locks);
    SessionTx tx(*writer, true);
    try {
      write.work(tx);
      tx.require_sound();
      writer->settle();
    } catch (...) {
      refusal = std::current_exception();
      failure = tx.failure();
      // What is still out may tell that the refusal was told from a moment that has passed.
      try {
        writer->settle();
      } catch (...) {
        if (!failure) failure = std::current_exception();
      }
    }
  } catch (const StartAgain&) {
    return {Attempt::Next::kAgain, nullptr};
  } catch (...) {
    return {Attempt::Next::kTell, std::current_exception()};
  }
  if (!refusal) return commit(writer);
  // Whatever `work` made of it, a lost connection or another's transaction is what really happened.
  if (!writer->usable()) return {Attempt::Next::kTell, failure ? failure : refusal};
  if (!writer->wanted_lock().empty()) return {Attempt::Next::kAgainWithLock, nullptr};
  if (writer->met_conflict()) return {Attempt::Next::kAgain, nullptr};
  // The other row may have come after this transaction's snapshot; a second run sees it, and can refuse it in its
  // words.
  if (writer->met_violation()) return {Attempt::Next::kAgainUnlessRepeated, refusal};
  return {Attempt::Next::kTell, refusal};
}

PostgresDb::Attempt PostgresDb::commit(Writer& writer) {
  const std::string transaction_id = writer->transaction_id();
  try {
    writer->commit();
    return {Attempt::Next::kTell, nullptr};
  } catch (...) {
    if (writer->met_conflict()) return {Attempt::Next::kAgain, nullptr};
    if (writer->usable()) return {Attempt::Next::kTell, std::current_exception()};
  }
  try {
    return {Attempt::Next::kTell, find_outcome(writer, transaction_id)};
  } catch (...) {
    return {Attempt::Next::kTell, std::current_exception()};
  }
}

std::exception_ptr PostgresDb::find_outcome(Writer& writer, const std::string& transaction_id) {
  std::string trouble;
  for (int question = 0; question < kOutcomeQuestionsMax; ++question) {
    try {
      if (!writer || !writer->usable()) {
        writer = nullptr;
        writer = open();
      }
      const std::optional<bool> committed = writer->was_committed(transaction_id);
      if (committed && *committed) return nullptr;
      if (committed) return std::make_exception_ptr(unavailable("the connection was lost; the act was rolled back"));
    } catch (const Problem& problem) {
      trouble = problem.detail();
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(kOutcomeWaitMs));
  }
  throw_unavailable("the connection was lost during the commit of transaction " + transaction_id +
                    "; nobody can tell whether it happened: " + trouble);
}

}  // namespace gh::store
