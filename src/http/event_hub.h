// Server-sent events: who listens to which office, and what waits for them. Nothing is kept: whoever was away asks
// anew.
#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"

namespace gh::http {

inline constexpr std::size_t kEventsWaitingMax = 64;
inline constexpr std::size_t kEventBytesWaitingMax = 256 * 1024;
inline constexpr std::size_t kSubscribersMax = 20'000;

// One listener's bounded queue. Made by EventHub::subscribe, read by one connection.
class Subscription {
 public:
  // Called when something waits or the listener is dropped; on the publisher's thread, quick, at most once until
  // take().
  void on_waiting(std::function<void()> wake);
  // What waits, ready for the wire, and empties the queue. "" when nothing does.
  std::string take();
  // True once the queue ran over: the connection is to be closed, the client comes back and reads anew.
  bool dropped() const;

 private:
  friend class EventHub;
  void put(const std::string& text);

  mutable std::mutex mutex_;
  std::string text_;
  std::size_t events_ = 0;
  bool dropped_ = false;
  std::function<void()> wake_;
};

class EventHub {
 public:
  // Listens to a channel (an office id) until the subscription is let go.
  // Throws Problem kOverloaded past kSubscribersMax.
  std::shared_ptr<Subscription> subscribe(const std::string& channel);
  // To everybody who listens to the channel. `event` is a name of ours without line breaks; `data` one JSON value.
  // Never blocks on a reader; any thread.
  void publish(const std::string& channel, std::string_view event, const json::value& data);
  std::size_t subscribers() const;

 private:
  void forget_gone();

  mutable std::mutex mutex_;
  std::map<std::string, std::vector<std::weak_ptr<Subscription>>> channels_;
  std::size_t subscribers_ = 0;
  std::uint64_t last_event_ = 0;
};

}  // namespace gh::http
