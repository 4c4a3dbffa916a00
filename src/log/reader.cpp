// Reads by key and cuts to the signed size.
#include "log/reader.h"

#include <algorithm>

#include "base/problem.h"
#include "log/stored_tree.h"

namespace gh::log {

namespace {

std::string spelled(const Digest& digest) { return hex(bytes_of(digest)); }

std::vector<std::string> spelled(const std::vector<Digest>& digests) {
  std::vector<std::string> out;
  out.reserve(digests.size());
  for (const Digest& digest : digests) out.push_back(spelled(digest));
  return out;
}

std::string bundle_of(store::Tx& tx, const TileAddress& address) {
  const std::uint64_t first = address.index * kTileWidth;
  std::vector<std::string> leaves;
  leaves.reserve(address.width);
  tx.each("select leaf from log_leaf where log_index >= ? and log_index < ? order by log_index",
          {first, first + address.width}, [&leaves](const store::Row& row) { leaves.emplace_back(row.string(0)); });
  return leaves.size() == address.width ? entry_bundle(leaves) : std::string();
}

std::optional<LoggedLeaf> leaf_below(store::Tx& tx, const Id& act, std::int64_t size) {
  return tx.one<LoggedLeaf>(
      "select log_index, act_id, leaf, integrated_at from log_leaf where act_id = ? and log_index < ?", {act, size});
}

struct Proven {
  StoredCheckpoint newest;
  LoggedLeaf leaf;
  std::vector<Digest> hashes;
};

std::optional<Proven> prove(store::Tx& tx, const Id& act) {
  auto newest = newest_checkpoint(tx);
  if (!newest) return std::nullopt;
  auto leaf = leaf_below(tx, act, newest->tree_size);
  if (!leaf) return std::nullopt;
  StoredTree tree(tx);
  auto hashes = inclusion_proof(static_cast<std::uint64_t>(leaf->log_index),
                                static_cast<std::uint64_t>(newest->tree_size), tree.reader());
  return Proven{std::move(*newest), std::move(*leaf), std::move(hashes)};
}

[[noreturn]] void refuse_size(std::string field) {
  throw Problem(ProblemCode::kInvalidForm,
                FieldError{std::move(field),
                           "tree-size",
                           "",
                           {"树的大小须满足 1 ≤ old_size ≤ new_size ≤ 已签署的大小",
                            "sizes must satisfy 1 <= old_size <= new_size <= the signed size"}});
}

}  // namespace

std::optional<std::string> checkpoint(store::Tx& tx) {
  auto newest = newest_checkpoint(tx);
  if (!newest) return std::nullopt;
  return std::move(newest->note);
}

std::uint64_t signed_size(store::Tx& tx) {
  return static_cast<std::uint64_t>(
      tx.integer("select max(tree_size) from log_checkpoint where suite = ?", {intl().name}).value_or(0));
}

std::optional<std::string> tile(store::Tx& tx, const TileAddress& address) {
  const unsigned level = address.entries ? 0 : address.level;
  if (address.width == 0 || width_in(signed_size(tx), level, address.index) < address.width) return std::nullopt;
  if (!address.entries) return tile_bytes(StoredTree(tx).tile(level, address.index, address.width));
  std::string bundle = bundle_of(tx, address);
  return bundle.empty() ? std::nullopt : std::optional(std::move(bundle));
}

std::optional<InclusionProof> inclusion(store::Tx& tx, const Id& act) {
  auto found = prove(tx, act);
  if (!found) return std::nullopt;
  return InclusionProof{static_cast<std::uint64_t>(found->leaf.log_index), std::move(found->hashes),
                        std::move(found->newest.note)};
}

std::optional<InclusionDocument> inclusion_document(store::Tx& tx, const Id& act) {
  const auto found = prove(tx, act);
  if (!found) return std::nullopt;
  const auto& [newest, leaf, hashes] = *found;
  return InclusionDocument{leaf.act_id,     leaf.log_index,   leaf.leaf,        spelled(leaf_hash(leaf.leaf)),
                           spelled(hashes), newest.tree_size, newest.root_hash, newest.note};
}

std::vector<Digest> consistency(store::Tx& tx, std::uint64_t old_size, std::uint64_t new_size) {
  if (new_size > signed_size(tx)) refuse_size("/query/new_size");
  if (old_size < 1 || old_size > new_size) refuse_size("/query/old_size");
  StoredTree tree(tx);
  return consistency_proof(old_size, new_size, tree.reader());
}

ConsistencyDocument consistency_document(store::Tx& tx, std::uint64_t old_size, std::uint64_t new_size) {
  return {static_cast<std::int64_t>(old_size), static_cast<std::int64_t>(new_size),
          spelled(consistency(tx, old_size, new_size))};
}

std::vector<LoggedLeaf> feed(store::Tx& tx, std::int64_t after, std::size_t limit) {
  return tx.all<LoggedLeaf>(
      "select log_index, act_id, leaf, integrated_at from log_leaf where log_index > ? and log_index < ? "
      "order by log_index limit ?",
      {after, signed_size(tx), std::min(limit, kFeedMax)});
}

std::optional<LoggedLeaf> leaf_of(store::Tx& tx, const Id& act) {
  return leaf_below(tx, act, static_cast<std::int64_t>(signed_size(tx)));
}

}  // namespace gh::log
