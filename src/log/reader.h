// What the log answers: checkpoint, tiles, bundles, proofs and the change feed. Nothing is shown that isn't under a
// signed checkpoint. Every answer but the feed and the bundles takes O(log size) rows by key; those take their own
// rows.
#pragma once
#include <boost/describe/class.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/ids.h"
#include "base/time.h"
#include "log/proof.h"
#include "log/tiles.h"
#include "store/db.h"

namespace gh::log {

inline constexpr std::size_t kFeedMax = 1000;

// The newest signed checkpoint (a signed note), or nothing before the first one. text/plain; charset=utf-8.
std::optional<std::string> checkpoint(store::Tx& tx);
// Leaves under the newest signed checkpoint.
std::uint64_t signed_size(store::Tx& tx);

// Bytes of that tile or entry bundle, which never change: application/octet-stream, cached for ever. Nothing when the
// signed tree has no such tile; a partial one is given as long as the tree has at least that width.
std::optional<std::string> tile(store::Tx& tx, const TileAddress& address);

// Proof that the act stands in the newest signed tree. Nothing while the act has no place there, or isn't known.
std::optional<InclusionProof> inclusion(store::Tx& tx, const Id& act);

// The same for JSON; hashes in lower-case hex.
struct InclusionDocument {
  Id act_id;
  std::int64_t log_index = 0;
  std::string leaf;  // the canonical JSON, as a string: its bytes are what is hashed
  std::string leaf_hash;
  std::vector<std::string> hashes;
  std::int64_t tree_size = 0;
  std::string root_hash;
  std::string checkpoint;
  bool operator==(const InclusionDocument&) const = default;
};
BOOST_DESCRIBE_STRUCT(InclusionDocument, (),
                      (act_id, log_index, leaf, leaf_hash, hashes, tree_size, root_hash, checkpoint))
std::optional<InclusionDocument> inclusion_document(store::Tx& tx, const Id& act);

// Proof that the signed tree of `new_size` begins with that of `old_size`. Throws Problem kInvalidForm on
// /query/old_size or /query/new_size, rule "tree-size", unless 1 <= old_size <= new_size <= signed_size.
std::vector<Digest> consistency(store::Tx& tx, std::uint64_t old_size, std::uint64_t new_size);
struct ConsistencyDocument {
  std::int64_t old_size = 0;
  std::int64_t new_size = 0;
  std::vector<std::string> hashes;  // lower-case hex
  bool operator==(const ConsistencyDocument&) const = default;
};
BOOST_DESCRIBE_STRUCT(ConsistencyDocument, (), (old_size, new_size, hashes))
ConsistencyDocument consistency_document(store::Tx& tx, std::uint64_t old_size, std::uint64_t new_size);

struct LoggedLeaf {
  std::int64_t log_index = 0;
  Id act_id;
  std::string leaf;
  Instant integrated_at{};
};
BOOST_DESCRIBE_STRUCT(LoggedLeaf, (), (log_index, act_id, leaf, integrated_at))
// Leaves after index `after` (-1 for the first), in the log's order, without gaps; at most `limit`, at most kFeedMax.
std::vector<LoggedLeaf> feed(store::Tx& tx, std::int64_t after, std::size_t limit);
// The leaf of an act that has its place under a signed checkpoint.
std::optional<LoggedLeaf> leaf_of(store::Tx& tx, const Id& act);

}  // namespace gh::log
