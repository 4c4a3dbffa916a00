// For tests without a socket: waits for the answer where it comes from another thread.
#pragma once
#include <condition_variable>
#include <mutex>

#include "http/edge.h"

namespace gh::http {

class WaitedExchange : public Exchange {
 public:
  void ready() override {
    const std::lock_guard lock(mutex_);
    is_ready_ = true;
    wake_.notify_all();
  }
  void wait() {
    std::unique_lock lock(mutex_);
    wake_.wait(lock, [this] { return is_ready_; });
  }

 private:
  std::mutex mutex_;
  std::condition_variable wake_;
  bool is_ready_ = false;
};

}  // namespace gh::http
