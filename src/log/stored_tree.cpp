// Loads tiles once a transaction and writes back those that grew.
#include "log/stored_tree.h"

#include "base/assert.h"
#include "log/trouble.h"

namespace gh::log {

namespace {

std::uint64_t stored_size(store::Tx& tx, const std::string& suite) {
  const auto size = tx.integer("select tree_size from log_head where suite = ?", {suite});
  if (!size || *size < 0) refuse_to_sign(kLogSpoiled, "log_head has no size for " + suite);
  return static_cast<std::uint64_t>(*size);
}

}  // namespace

StoredTree::StoredTree(store::Tx& tx, const Suite& suite)
    : tx_(tx), suite_(suite.name), stored_size_(stored_size(tx, suite_)), size_(stored_size_) {}

StoredTree::Tile& StoredTree::load(unsigned level, std::uint64_t index) {
  const auto [place, is_new] = tiles_.try_emplace(Place{level, index});
  if (!is_new) return place->second;
  const auto stored = tx_.string("select hashes from log_tile where suite = ? and level = ? and tile_index = ?",
                                 {suite_, level, index});
  if (stored) {
    const auto bytes = from_hex(*stored);
    auto hashes = bytes ? parse_tile(*bytes) : std::nullopt;
    if (!hashes) refuse_to_sign(kLogSpoiled, "tile " + path_of({false, level, index, kTileWidth}) + " is unreadable");
    place->second.hashes = std::move(*hashes);
  }
  return place->second;
}

std::vector<Digest> StoredTree::tile(unsigned level, std::uint64_t index, std::uint64_t width) {
  const Tile& tile = load(level, index);
  if (tile.hashes.size() < width)
    refuse_to_sign(kLogSpoiled, "tile " + path_of({false, level, index, width}) + " is short");
  return {tile.hashes.begin(), tile.hashes.begin() + static_cast<std::ptrdiff_t>(width)};
}

NodeReader StoredTree::reader() {
  return reader_of(
      [this](unsigned level, std::uint64_t index, std::uint64_t width) { return tile(level, index, width); });
}

Digest StoredTree::root(std::uint64_t size) {
  GH_ASSERT(size <= size_);
  return root_of(size, reader());
}

void StoredTree::append(const Digest& leaf) {
  Digest hash = leaf;
  std::uint64_t place = size_;
  for (unsigned level = 0; level <= kTileLevelMax; ++level) {
    Tile& tile = load(level, place / kTileWidth);
    if (tile.hashes.size() != place % kTileWidth)
      refuse_to_sign(kLogSpoiled,
                     "tile " + path_of({false, level, place / kTileWidth, kTileWidth}) + " has another width");
    tile.hashes.push_back(hash);
    tile.changed = true;
    if (tile.hashes.size() < kTileWidth) break;
    hash = root_of(tile.hashes);
    place /= kTileWidth;
  }
  ++size_;
}

void StoredTree::save() {
  if (size_ == stored_size_) return;
  for (auto& [place, tile] : tiles_) {
    if (!tile.changed) continue;
    tx_.execute(
        "insert into log_tile (suite, level, tile_index, hashes) values (?, ?, ?, ?) "
        "on conflict (suite, level, tile_index) do update set hashes = excluded.hashes",
        {suite_, place.first, place.second, hex(tile_bytes(tile.hashes))});
    tile.changed = false;
  }
  GH_ASSERT(tx_.execute("update log_head set tree_size = ? where suite = ? and tree_size = ?",
                        {size_, suite_, stored_size_}) == 1);
  stored_size_ = size_;
}

std::optional<StoredCheckpoint> newest_checkpoint(store::Tx& tx, const Suite& suite) {
  return tx.one<StoredCheckpoint>(
      "select tree_size, root_hash, note, signed_at from log_checkpoint where suite = ? order by tree_size desc limit "
      "1",
      {suite.name});
}

}  // namespace gh::log
