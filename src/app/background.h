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
#include "http/list_reading.h"

namespace gh::app {

// Tells the listening offices of what the outbox holds since last time and marks it delivered; answers how many rows.
std::size_t deliver_outbox(Installation& installation, http::EventHub& events);

// Removes what has ended by itself: sessions, drafts that nobody sent, exported files.
void sweep(Installation& installation);

class Background {
 public:
  // `lists` are read for the files that offices ask for, and outlive this.
  Background(Installation& installation, http::EventHub& events, const http::ListReading& lists);
  ~Background();  // stop()
  void start();
  void stop();
  // Timers fired by this process, for metrics.
  std::size_t timers_fired() const { return timers_fired_.load(); }

 private:
  void loop(std::chrono::milliseconds pause, const std::function<bool()>& work, std::string_view name);

  Installation& installation_;
  http::EventHub& events_;
  const http::ListReading& lists_;
  std::mutex mutex_;
  std::condition_variable wake_;
  bool stopping_ = false;
  std::atomic<std::size_t> timers_fired_{0};
  std::vector<std::thread> threads_;
};

}  // namespace gh::app
