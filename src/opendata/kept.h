// Keeps an answer that walks through many rows, as long as nothing has happened since, or for a moment in any case.
#pragma once
#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>

#include "base/time.h"
#include "store/db.h"

namespace gh::opendata {

inline constexpr std::chrono::seconds kKeptWhileQuiet{60};  // days pass, and tables that no act changes change too
inline constexpr std::chrono::seconds kKeptInAnyCase{2};    // under load it isn't made anew for every act

// The newest act's id, by key; "" before the first. What was made under the same one has the same acts behind it.
inline std::string newest_act(store::Tx& tx) { return tx.string("select max(id) from act").value_or(""); }

// One answer for everybody. Thread-safe; two threads that find it too old both make it.
template <class T>
class Kept {
 public:
  // Makes it anew where it is too old for `now`. What is given stays good while it is held.
  std::shared_ptr<const T> get(store::Tx& tx, Instant now, const std::function<T()>& make) {
    if (auto found = fresh(now, kKeptInAnyCase, {})) return found;
    const std::string newest = newest_act(tx);
    if (auto found = fresh(now, kKeptWhileQuiet, newest)) return found;
    auto made = std::make_shared<const T>(make());
    const std::lock_guard hold(mutex_);
    value_ = made;
    made_at_ = now;
    newest_ = newest;
    return made;
  }

 private:
  std::shared_ptr<const T> fresh(Instant now, std::chrono::seconds for_so_long, const std::optional<std::string>& newest) {
    const std::lock_guard hold(mutex_);
    if (!value_ || now < made_at_ || now - made_at_ >= for_so_long || (newest && *newest != newest_)) return nullptr;
    return value_;
  }

  std::mutex mutex_;
  std::shared_ptr<const T> value_;
  Instant made_at_{};
  std::string newest_;
};

}  // namespace gh::opendata
