// Gives committed acts their place in the tree and signs it.
#pragma once
#include <boost/describe/class.hpp>
#include <cstdint>
#include <filesystem>
#include <mutex>
#include <optional>
#include <string>

#include "base/text.h"
#include "base/time.h"
#include "log/kept_checkpoint.h"
#include "store/db.h"

namespace gh::log {

// Leaves of one transaction; with the largest leaves it holds 32 MB.
inline constexpr std::size_t kIntegrationBatchMax = 512;

// For /healthz.
struct SequencerState {
  bool signs = false;  // the last round went well
  std::string rule;    // why not: a rule of trouble.h, or "storage"; empty before the first round and while it signs
  Text says;           // the same for people
  std::int64_t tree_size = 0;
  std::int64_t signed_size = 0;
  std::optional<Instant> checked_at;  // of the last round that went well
};
BOOST_DESCRIBE_STRUCT(SequencerState, (), (signs, rule, says, tree_size, signed_size, checked_at))

// Any number may run on one database, also on several machines; each needs the same key and a kept checkpoint of its
// own or a shared one. Calls may come from several threads.
class Sequencer {
 public:
  // `kept_checkpoint` is the file outside the database that remembers the newest checkpoint, in an existing folder.
  Sequencer(SigningKey key, std::filesystem::path kept_checkpoint);

  // One round: moves up to kIntegrationBatchMax acts, in the order they committed, into the tree, then signs it and
  // publishes the checkpoint. Answers how many acts it moved; call again at once when that is kIntegrationBatchMax. A
  // round that was cut off anywhere is finished by the next one. Throws Problem kStorageUnavailable (rules of
  // trouble.h) and does nothing when the database isn't consistent with what was signed before; state() then says so.
  std::size_t integrate(store::Db& db, Instant now);

  // After a restore on a machine without the kept file: takes the newest checkpoint that anybody has of this log,
  // checks it against the database and keeps it. Throws as integrate does.
  void adopt(store::Db& db, const std::string& checkpoint_note);

  SequencerState state() const;
  const VerifierKey& verifier() const { return key_.verifier(); }

 private:
  struct Round;
  std::size_t run_round(store::Db& db, Instant now);
  void note_failure(std::string rule, Text says);

  const SigningKey key_;
  const KeptCheckpoint kept_;
  std::mutex round_;  // one round at a time in this process
  mutable std::mutex state_lock_;
  SequencerState state_;
};

}  // namespace gh::log
