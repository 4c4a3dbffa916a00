// The operator's own check of the log, from the leaves up; a stranger does the same with the published files.
#pragma once
#include <boost/describe/class.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "log/key.h"
#include "store/db.h"

namespace gh::log {

inline constexpr std::size_t kFindingsMax = 1000;

// One thing that is wrong. Rules: leaf-missing, leaf-changed (not what its hash in the tree says), leaf-unexpected
// (past the tree's end), tile-missing, tile-differs, tile-unexpected, root-differs (a signed root isn't that of the
// leaves), checkpoint-signature (not signed by the log's key), checkpoint-differs (columns and note disagree),
// checkpoint-beyond-tree, head-missing; for the checkpoint kept outside: kept-signature, kept-root-differs,
// kept-beyond-tree.
struct Finding {
  std::string rule;
  std::optional<std::int64_t> log_index;  // of a leaf
  std::optional<std::int64_t> tree_size;  // of a checkpoint
  std::string tile;                       // its path
  Text says;
};
BOOST_DESCRIBE_STRUCT(Finding, (), (rule, log_index, tree_size, tile, says))

// Recomputes every hash from the leaves, compares each stored tile, and holds every stored checkpoint, and the kept one
// where given, against signature and root at its size: being roots of one sequence of leaves, they are consistent with
// each other. Streams: memory stays small whatever the size. Empty = good; stops after kFindingsMax.
std::vector<Finding> verify_tree(store::Tx& tx, const VerifierKey& key,
                                 std::optional<std::string_view> kept_checkpoint = std::nullopt);

}  // namespace gh::log
