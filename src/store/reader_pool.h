// Sessions for reading, lent out one view at a time. Internal to store/.
#pragma once
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

#include "store/session.h"

namespace gh::store {

class ReaderPool {
 public:
  // A reader that finds no session free for `wait_max_ms` is refused with kOverloaded.
  ReaderPool(SessionFactory open, std::size_t sessions_max, int wait_max_ms)
      : open_(std::move(open)), sessions_max_(sessions_max), wait_max_ms_(wait_max_ms) {}

  // Runs `work` in a view of one moment. Opens sessions as they are needed, and again when a connection was lost.
  void read(const std::function<void(Tx&)>& work);
  // Waits for the views that are open, closes all sessions and refuses from then on.
  void close();

 private:
  class Loan;

  std::unique_ptr<Session> take();
  void put_back(std::unique_ptr<Session> session);
  std::unique_ptr<Session> begin_view();

  SessionFactory open_;
  std::size_t sessions_max_;
  int wait_max_ms_;
  std::mutex mutex_;
  std::condition_variable returned_;
  std::vector<std::unique_ptr<Session>> idle_;
  std::size_t lent_ = 0;
  bool closed_ = false;
};

}  // namespace gh::store
