// A database for the edge's tests: no tables, writes on a thread of its own, held back or refused at will.
#pragma once
#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "base/problem.h"
#include "store/db.h"

namespace gh::http {

class FakeTx : public store::Tx {
 public:
  explicit FakeTx(store::Dialect dialect, bool writable) : dialect_(dialect), writable_(writable) {}
  store::Dialect dialect() const override { return dialect_; }
  bool writable() const override { return writable_; }
  void lock(std::string_view) override {}
  void run_script(std::string_view) override {}

 protected:
  std::int64_t run(std::string_view, Values) override { return 0; }
  void visit(std::string_view, Values, const RowTaker&) override {}

 private:
  store::Dialect dialect_;
  bool writable_;
};

class FakeDb : public store::Db {
 public:
  explicit FakeDb(store::Dialect dialect = store::Dialect::kSqlite, std::size_t queue_max = 8)
      : dialect_(dialect), queue_max_(queue_max), writer_([this] { write_all(); }) {}
  ~FakeDb() override { FakeDb::stop(); }

  store::Dialect dialect() const override { return dialect_; }
  void read(const std::function<void(store::Tx&)>& work) override {
    ++reads;
    if (broken) throw Problem(ProblemCode::kStorageUnavailable);
    FakeTx tx(dialect_, false);
    work(tx);
  }
  void submit(std::function<void(store::Tx&)> work, std::function<void(std::exception_ptr)> done) override {
    {
      const std::lock_guard lock(mutex_);
      if (queue_.size() < queue_max_) {
        queue_.emplace_back(std::move(work), std::move(done));
        wake_.notify_all();
        return;
      }
    }
    done(std::make_exception_ptr(Problem(ProblemCode::kOverloaded).retry_after(3)));
  }
  std::size_t waiting() const override {
    const std::lock_guard lock(mutex_);
    return queue_.size();
  }
  void backup_to(const std::string&) override {}
  void stop() override {
    hold(false);
    {
      const std::lock_guard lock(mutex_);
      stopping_ = true;
    }
    wake_.notify_all();
    if (writer_.joinable()) writer_.join();
  }

  // While held, writes wait.
  void hold(bool held) {
    {
      const std::lock_guard lock(mutex_);
      held_ = held;
    }
    wake_.notify_all();
  }

  std::atomic<int> reads{0};
  std::atomic<bool> broken{false};
  std::atomic<bool> disk_full{false};  // writes find no room

 protected:
  bool is_writer_thread() const override { return std::this_thread::get_id() == writer_.get_id(); }

 private:
  using Job = std::pair<std::function<void(store::Tx&)>, std::function<void(std::exception_ptr)>>;

  void write_all() {
    for (;;) {
      Job job;
      {
        std::unique_lock lock(mutex_);
        wake_.wait(lock, [this] { return !held_ && (stopping_ || !queue_.empty()); });
        if (queue_.empty()) return;
        job = std::move(queue_.front());
        queue_.pop_front();
      }
      FakeTx tx(dialect_, true);
      std::exception_ptr fault;
      try {
        if (disk_full) throw Problem(ProblemCode::kStorageUnavailable);
        // Twice, as a serialisation failure would have it.
        job.first(tx);
        job.first(tx);
      } catch (...) {
        fault = std::current_exception();
      }
      job.second(fault);
    }
  }

  const store::Dialect dialect_;
  const std::size_t queue_max_;
  mutable std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<Job> queue_;
  bool held_ = false;
  bool stopping_ = false;
  std::thread writer_;
};

}  // namespace gh::http
