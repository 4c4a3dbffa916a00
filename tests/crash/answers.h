// What clients were answered, kept outside the server: the ledger against which its database is held after a crash.
#pragma once
#include <cstdint>
#include <mutex>
#include <string>
#include <vector>

#include "base/ids.h"
#include "store/db.h"

namespace gh::crash {

// One request that was sent, and how it ended for whoever sent it.
struct Sent {
  enum class Outcome {
    kUnknown,  // no answer came: done or not, but never half, and never twice
    kDone,     // acknowledged: must be there for ever, as it was answered
    kRefused,  // a problem came back: must not be there
  };
  std::string key;     // Idempotency-Key
  std::string token;   // whose request
  std::string target;  // path
  std::string body;
  Outcome outcome = Outcome::kUnknown;
  int status = 0;
  Id act;  // as acknowledged
  Id case_id;
  std::string state;
  std::int64_t version = 0;
};

// Many threads write into it.
class Answers {
 public:
  // Gives the place of a request that is about to be sent.
  std::size_t begin(Sent sent);
  void end(std::size_t place, const Sent& sent);
  std::vector<Sent> all() const;
  std::vector<std::size_t> unknown() const;
  Sent at(std::size_t place) const;
  std::size_t count(Sent::Outcome outcome) const;

  // Every answer that the database doesn't bear out, as a sentence. Requests without an answer must have been settled
  // by repeating them: each of their keys then stands there exactly once.
  std::vector<std::string> faults(store::Db& db) const;
  // Keys of requests that were done and never answered: none after an orderly stop.
  std::vector<std::string> done_in_silence(store::Db& db) const;

 private:
  mutable std::mutex mutex_;
  std::vector<Sent> sent_;
};

}  // namespace gh::crash
