// The queue of writes.
#include "store/write_queue.h"

#include <spdlog/spdlog.h>

#include "base/problem.h"
#include "store/session.h"

namespace gh::store {
namespace {

constexpr int kRetryAfterSeconds = 1;

std::exception_ptr overloaded() {
  Problem problem(
      ProblemCode::kOverloaded,
      FieldError{
          "", "write-queue", "", {"系统繁忙，请稍后再试", "Too many acts are waiting; please try again shortly"}});
  problem.retry_after(kRetryAfterSeconds);
  return std::make_exception_ptr(problem);
}

}  // namespace

void tell(const QueuedWrite& write, std::exception_ptr outcome) noexcept {
  try {
    write.done(std::move(outcome));
  } catch (const std::exception& error) {
    spdlog::error("store: the receiver of a write's outcome threw: {}", error.what());
  } catch (...) {
    spdlog::error("store: the receiver of a write's outcome threw");
  }
}

void WriteQueue::push(QueuedWrite write) {
  GH_ASSERT(write.work && write.done);
  std::exception_ptr refusal;
  {
    const std::lock_guard lock(mutex_);
    if (closed_) {
      refusal = std::make_exception_ptr(unavailable("the database has been stopped"));
    } else if (waiting_.size() >= writes_max_) {
      refusal = overloaded();
    } else {
      waiting_.push_back(std::move(write));
    }
  }
  if (refusal) return tell(write, refusal);
  arrived_.notify_one();
}

std::vector<QueuedWrite> WriteQueue::take(std::size_t batch_max) {
  std::unique_lock lock(mutex_);
  arrived_.wait(lock, [this] { return closed_ || !waiting_.empty(); });
  std::vector<QueuedWrite> batch;
  while (!waiting_.empty() && batch.size() < batch_max) {
    batch.push_back(std::move(waiting_.front()));
    waiting_.pop_front();
  }
  return batch;
}

void WriteQueue::close() {
  {
    const std::lock_guard lock(mutex_);
    closed_ = true;
  }
  arrived_.notify_all();
}

std::size_t WriteQueue::size() const {
  const std::lock_guard lock(mutex_);
  return waiting_.size();
}

}  // namespace gh::store
