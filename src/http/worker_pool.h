// A few threads for work that blocks, behind a bounded queue.
#pragma once
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace gh::http {

class WorkerPool {
 public:
  // threads >= 1; queue_max: jobs that may wait.
  WorkerPool(std::size_t threads, std::size_t queue_max);
  ~WorkerPool();  // stop()
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  // False when the queue is full or the pool has stopped: the job isn't taken. A job must not throw.
  bool post(std::function<void()> job);
  // Jobs that wait now.
  std::size_t waiting() const;
  // Takes no more, finishes what waits, joins.
  void stop();

 private:
  void work();

  const std::size_t queue_max_;
  mutable std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<std::function<void()>> queue_;
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace gh::http
