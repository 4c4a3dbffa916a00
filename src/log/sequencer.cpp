// A round has three steps, and readers see only the last: (1) the leaves get their places, in one transaction; (2) the
// checkpoint of that durable tree is signed and kept outside the database; (3) it is published in the database. So
// nothing is published that isn't kept, and nothing is kept that isn't durable. A round that dies between two steps is
// finished by the next one: the same tree gives the same signature.
#include "log/sequencer.h"

#include <vector>

#include "base/problem.h"
#include "log/stored_tree.h"
#include "log/trouble.h"

namespace gh::log {

namespace {

constexpr std::string_view kSequencerLock = "log-sequencer";

struct PendingLeaf {
  Id act_id;
  std::string leaf;
};
BOOST_DESCRIBE_STRUCT(PendingLeaf, (), (act_id, leaf))

void require_begins_with(StoredTree& tree, const TreeHead& signed_head, std::string_view rule) {
  if (signed_head.size > tree.size())
    refuse_to_sign(
        rule, "signed are " + std::to_string(signed_head.size) + " leaves, stored are " + std::to_string(tree.size()));
  if (tree.root(signed_head.size) != signed_head.root)
    refuse_to_sign(rule, "another root is stored for size " + std::to_string(signed_head.size));
}

// The newest published checkpoint, if it and the kept one are what the stored tree begins with.
std::optional<StoredCheckpoint> require_unforked(store::Tx& tx, StoredTree& tree, const std::optional<SignedHead>& kept,
                                                 const VerifierKey& key) {
  auto newest = newest_checkpoint(tx);
  if (newest) {
    const auto checkpoint = open_checkpoint(newest->note, key);
    if (!checkpoint) refuse_to_sign(kLogKeyChanged, "the newest stored checkpoint isn't signed by " + text(key));
    if (!kept) refuse_to_sign(kLogKeptMissing, "the database has a checkpoint of " + std::to_string(newest->tree_size));
    require_begins_with(tree, checkpoint->head, kLogSpoiled);
  }
  if (kept) require_begins_with(tree, kept->head, kLogForked);
  return newest;
}

std::size_t append_waiting(store::Tx& tx, StoredTree& tree, Instant now) {
  const auto leaves = tx.all<PendingLeaf>("select act_id, leaf from log_pending order by enqueue_order limit ?",
                                          {kIntegrationBatchMax});
  for (const PendingLeaf& leaf : leaves) {
    tx.execute("insert into log_leaf (log_index, act_id, leaf, integrated_at) values (?, ?, ?, ?)",
               {tree.size(), leaf.act_id, leaf.leaf, now});
    // By its own id: an order below the last one may belong to an act that commits later and must not go unplaced.
    tx.execute("delete from log_pending where act_id = ?", {leaf.act_id});
    tree.append(leaf_hash(leaf.leaf));
  }
  tree.save();
  return leaves.size();
}

}  // namespace

// What step 1 found and did.
struct Sequencer::Round {
  std::size_t moved = 0;
  TreeHead head;
  std::optional<std::int64_t> published_size;
};

Sequencer::Sequencer(SigningKey key, std::filesystem::path kept_checkpoint)
    : key_(std::move(key)), kept_(std::move(kept_checkpoint), key_.verifier()) {}

std::size_t Sequencer::run_round(store::Db& db, Instant now) {
  const std::optional<SignedHead> kept = kept_.read();
  const bool anybody_waits =
      db.reading([](store::Tx& tx) { return tx.integer("select 1 from log_pending limit 1").has_value(); });
  const auto step = [kept, now, key = verifier()](store::Tx& tx) {
    // The lock comes first, so that everything below is read after the other node's round.
    if (tx.writable()) tx.lock(kSequencerLock);
    StoredTree tree(tx);
    const auto newest = require_unforked(tx, tree, kept, key);
    Round round;
    if (tx.writable()) round.moved = append_waiting(tx, tree, now);
    round.head = {tree.size(), tree.root(tree.size())};
    if (newest) round.published_size = newest->tree_size;
    return round;
  };
  const Round round = anybody_waits ? db.writing(step) : db.reading(step);

  const SignedHead signed_head{round.head, sign_checkpoint(round.head, key_)};
  if (!kept || kept->head.size < round.head.size) kept_.advance(signed_head);
  if (round.published_size != static_cast<std::int64_t>(round.head.size)) {
    db.write([signed_head, now](store::Tx& tx) {
      tx.execute(
          "insert into log_checkpoint (suite, tree_size, root_hash, note, signed_at) values (?, ?, ?, ?, ?) "
          "on conflict (suite, tree_size) do nothing",
          {intl().name, signed_head.head.size, hex(bytes_of(signed_head.head.root)), signed_head.note, now});
    });
  }
  const std::lock_guard hold(state_lock_);
  const auto size = static_cast<std::int64_t>(round.head.size);
  state_ = SequencerState{true, "", {}, size, size, now};
  return round.moved;
}

std::size_t Sequencer::integrate(store::Db& db, Instant now) {
  const std::lock_guard one_round(round_);
  try {
    return run_round(db, now);
  } catch (const Problem& problem) {
    if (problem.errors().empty()) {
      note_failure("storage", {"数据库暂时不可用", "the database is unavailable"});
    } else {
      note_failure(problem.errors().front().rule, problem.errors().front().says);
    }
    throw;
  } catch (const std::exception&) {
    note_failure("storage", {"日志定序失败", "sequencing the log failed"});
    throw;
  }
}

void Sequencer::note_failure(std::string rule, Text says) {
  const std::lock_guard hold(state_lock_);
  state_.signs = false;
  state_.rule = std::move(rule);
  state_.says = std::move(says);
}

void Sequencer::adopt(store::Db& db, const std::string& checkpoint_note) {
  const std::lock_guard one_round(round_);
  const auto checkpoint = open_checkpoint(checkpoint_note, verifier());
  if (!checkpoint) refuse_to_sign(kLogKeyChanged, "the given checkpoint isn't signed by " + text(verifier()));
  const SignedHead given{checkpoint->head, checkpoint_note};
  db.read([&](store::Tx& tx) {
    StoredTree tree(tx);
    require_unforked(tx, tree, given, verifier());
  });
  kept_.advance(given);
}

SequencerState Sequencer::state() const {
  const std::lock_guard hold(state_lock_);
  return state_;
}

}  // namespace gh::log
