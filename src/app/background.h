// What runs beside the requests: the log's sequencer, the timers, the outbox, the sweep of ended sessions.
#pragma once
#include <atomic>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "app/installation.h"
#include "http/event_hub.h"

namespace gh::app {

// Tells the listening offices of what the outbox holds since last time and marks it delivered; answers how many rows.
std::size_t deliver_outbox(Installation& installation, http::EventHub& events);

// Removes what has ended by itself: sessions, and drafts that nobody sent.
void sweep(Installation& installation);

class Background {
 public:
  Background(Installation& installation, http::EventHub& events);
  ~Background();  // stop()
  void start();
  void stop();
  // Timers fired by this process, for metrics.
  std::size_t timers_fired() const { return timers_fired_.load(); }

 private:
  void loop(std::chrono::milliseconds pause, const std::function<bool()>& work, std::string_view name);

  Installation& installation_;
  http::EventHub& events_;
  std::mutex mutex_;
  std::condition_variable wake_;
  bool stopping_ = false;
  std::atomic<std::size_t> timers_fired_{0};
  std::vector<std::thread> threads_;
};

}  // namespace gh::app
