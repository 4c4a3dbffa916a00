#include "crash/answers.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "cases/model.h"

namespace gh::crash {
namespace {

constexpr std::size_t kFaultsMax = 20;

void compare(const Sent& sent, const std::vector<cases::Act>& acts, std::vector<std::string>& out) {
  if (sent.outcome == Sent::Outcome::kRefused) {
    if (!acts.empty()) out.push_back(fmt::format("{}: refused with {}, yet done", sent.key, sent.status));
    return;
  }
  if (acts.size() > 1) out.push_back(fmt::format("{}: done {} times", sent.key, acts.size()));
  if (sent.outcome == Sent::Outcome::kUnknown) return;
  if (acts.empty()) {
    out.push_back(fmt::format("{}: acknowledged, but lost", sent.key));
    return;
  }
  const cases::Act& act = acts.front();
  if (act.id != sent.act || act.case_id != sent.case_id || act.to_state != sent.state ||
      act.case_version != sent.version)
    out.push_back(fmt::format("{}: answered as act {} to {}, but {} to {} stands there", sent.key, sent.act, sent.state,
                              act.id, act.to_state));
}

using ActsByKey = std::map<std::string, std::vector<cases::Act>>;

ActsByKey acts_by_key(store::Db& db) {
  return db.reading([](store::Tx& tx) {
    ActsByKey out;
    for (auto& act : tx.all<cases::Act>("select * from act where idempotency_key is not null")) {
      const std::string key = *act.idempotency_key;
      out[key].push_back(std::move(act));
    }
    return out;
  });
}

}  // namespace

std::size_t Answers::begin(Sent sent) {
  const std::lock_guard hold(mutex_);
  sent_.push_back(std::move(sent));
  return sent_.size() - 1;
}

void Answers::end(std::size_t place, const Sent& sent) {
  const std::lock_guard hold(mutex_);
  sent_[place] = sent;
}

std::vector<Sent> Answers::all() const {
  const std::lock_guard hold(mutex_);
  return sent_;
}

Sent Answers::at(std::size_t place) const {
  const std::lock_guard hold(mutex_);
  return sent_[place];
}

std::vector<std::size_t> Answers::unknown() const {
  const std::lock_guard hold(mutex_);
  std::vector<std::size_t> out;
  for (std::size_t i = 0; i < sent_.size(); ++i)
    if (sent_[i].outcome == Sent::Outcome::kUnknown) out.push_back(i);
  return out;
}

std::size_t Answers::count(Sent::Outcome outcome) const {
  const std::lock_guard hold(mutex_);
  return static_cast<std::size_t>(
      std::count_if(sent_.begin(), sent_.end(), [&](const Sent& sent) { return sent.outcome == outcome; }));
}

std::vector<std::string> Answers::faults(store::Db& db) const {
  const ActsByKey by_key = acts_by_key(db);
  std::vector<std::string> out;
  std::size_t keys = 0;
  for (const Sent& sent : all()) {
    const auto found = by_key.find(sent.key);
    if (found != by_key.end()) ++keys;
    if (out.size() < kFaultsMax) compare(sent, found == by_key.end() ? std::vector<cases::Act>{} : found->second, out);
  }
  if (keys != by_key.size()) out.push_back(fmt::format("{} keys stand there that nobody sent", by_key.size() - keys));
  return out;
}

std::vector<std::string> Answers::done_in_silence(store::Db& db) const {
  const ActsByKey by_key = acts_by_key(db);
  std::vector<std::string> out;
  for (const std::size_t place : unknown())
    if (const Sent sent = at(place); by_key.contains(sent.key)) out.push_back(sent.key);
  return out;
}

}  // namespace gh::crash
