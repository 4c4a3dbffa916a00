// Hands events to listeners.
#include "http/event_hub.h"

#include <boost/json/serialize.hpp>
#include <utility>

#include "base/assert.h"
#include "base/problem.h"

namespace gh::http {

void Subscription::on_waiting(std::function<void()> wake) {
  bool waits = false;
  {
    const std::lock_guard lock(mutex_);
    wake_ = std::move(wake);
    waits = wake_ && (dropped_ || !text_.empty());
  }
  if (waits) wake_();
}

std::string Subscription::take() {
  const std::lock_guard lock(mutex_);
  events_ = 0;
  return std::exchange(text_, {});
}

bool Subscription::dropped() const {
  const std::lock_guard lock(mutex_);
  return dropped_;
}

void Subscription::put(const std::string& text) {
  std::function<void()> wake;
  {
    const std::lock_guard lock(mutex_);
    if (dropped_) return;
    const bool was_empty = text_.empty();
    if (events_ == kEventsWaitingMax || text_.size() + text.size() > kEventBytesWaitingMax) {
      dropped_ = true;
      text_.clear();
      wake = wake_;
    } else {
      text_ += text;
      ++events_;
      if (was_empty) wake = wake_;
    }
  }
  if (wake) wake();
}

std::shared_ptr<Subscription> EventHub::subscribe(const std::string& channel) {
  const std::lock_guard lock(mutex_);
  if (subscribers_ >= kSubscribersMax) forget_gone();
  if (subscribers_ >= kSubscribersMax) {
    throw Problem(ProblemCode::kOverloaded,
                  {"", "subscribers", "", {"在线订阅过多，请稍后再试", "too many listeners; please try again later"}});
  }
  auto subscription = std::make_shared<Subscription>();
  std::vector<std::weak_ptr<Subscription>>& listeners = channels_[channel];
  subscribers_ -= std::erase_if(listeners, [](const auto& listener) { return listener.expired(); });
  listeners.push_back(subscription);
  ++subscribers_;
  return subscription;
}

void EventHub::publish(const std::string& channel, std::string_view event, const json::value& data) {
  GH_ASSERT(event.find_first_of("\r\n") == std::string_view::npos);
  std::vector<std::shared_ptr<Subscription>> listeners;
  std::uint64_t number = 0;
  {
    const std::lock_guard lock(mutex_);
    number = ++last_event_;
    const auto found = channels_.find(channel);
    if (found == channels_.end()) return;
    for (const auto& listener : found->second) {
      if (auto alive = listener.lock()) listeners.push_back(std::move(alive));
    }
    subscribers_ -= std::erase_if(found->second, [](const auto& listener) { return listener.expired(); });
    if (found->second.empty()) channels_.erase(found);
  }
  if (listeners.empty()) return;
  std::string text = "id: " + std::to_string(number) + "\nevent: ";
  // Serialised JSON has no line breaks, so one data line holds it.
  text.append(event).append("\ndata: ").append(json::serialize(data)).append("\n\n");
  for (const auto& listener : listeners) listener->put(text);
}

std::size_t EventHub::subscribers() const {
  const std::lock_guard lock(mutex_);
  std::size_t alive = 0;
  for (const auto& [channel, listeners] : channels_) {
    for (const auto& listener : listeners) alive += !listener.expired();
  }
  return alive;
}

void EventHub::forget_gone() {
  for (auto at = channels_.begin(); at != channels_.end();) {
    subscribers_ -= std::erase_if(at->second, [](const auto& listener) { return listener.expired(); });
    at = at->second.empty() ? channels_.erase(at) : std::next(at);
  }
}

}  // namespace gh::http
