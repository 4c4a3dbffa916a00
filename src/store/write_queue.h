// Writes that wait for their turn, and how each is told its outcome. Internal to store/.
#pragma once
#include <condition_variable>
#include <deque>
#include <exception>
#include <functional>
#include <mutex>
#include <vector>

#include "store/db.h"

namespace gh::store {

struct QueuedWrite {
  std::function<void(Tx&)> work;
  std::function<void(std::exception_ptr)> done;
};

// Tells the outcome. A `done` that throws is our bug: it is logged, and the database goes on.
void tell(const QueuedWrite& write, std::exception_ptr outcome) noexcept;

class WriteQueue {
 public:
  explicit WriteQueue(std::size_t writes_max) : writes_max_(writes_max) {}

  // Queues the write; when the queue is full or closed, tells it so at once.
  void push(QueuedWrite write);
  // Waits for writes and takes up to `batch_max` of them, oldest first. Empty once the queue is closed and drained.
  std::vector<QueuedWrite> take(std::size_t batch_max);
  void close();
  std::size_t size() const;

 private:
  std::size_t writes_max_;
  mutable std::mutex mutex_;
  std::condition_variable arrived_;
  std::deque<QueuedWrite> waiting_;
  bool closed_ = false;
};

}  // namespace gh::store
