// The tree as the database keeps it: tiles and size. Every reading takes O(log size) tiles.
#pragma once
#include <boost/describe/class.hpp>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/time.h"
#include "log/merkle.h"
#include "log/suite.h"
#include "log/tiles.h"
#include "store/db.h"

namespace gh::log {

// Within one transaction, which must outlive it. Throws Problem kStorageUnavailable, rule "log-spoiled", when a tile
// that the size wants isn't there or is too short.
class StoredTree {
 public:
  explicit StoredTree(store::Tx& tx, const Suite& suite = intl());

  // Leaves that have a place.
  std::uint64_t size() const { return size_; }
  // Root of the first `size` leaves, size <= this->size().
  Digest root(std::uint64_t size);
  // Nodes of this tree; the reader must not outlive it.
  NodeReader reader();
  // The first `width` hashes of a tile.
  std::vector<Digest> tile(unsigned level, std::uint64_t index, std::uint64_t width);

  // Adds a leaf hash, in memory until save().
  void append(const Digest& leaf);
  // Writes the changed tiles and the new size. Our bug when somebody else has grown the tree meanwhile.
  void save();

 private:
  using Place = std::pair<unsigned, std::uint64_t>;
  struct Tile {
    std::vector<Digest> hashes;
    bool changed = false;
  };
  Tile& load(unsigned level, std::uint64_t index);

  store::Tx& tx_;
  std::string suite_;
  std::uint64_t stored_size_;
  std::uint64_t size_;
  std::map<Place, Tile> tiles_;
};

// A checkpoint as it was stored.
struct StoredCheckpoint {
  std::int64_t tree_size = 0;
  std::string root_hash;  // hex
  std::string note;
  Instant signed_at{};
};
BOOST_DESCRIBE_STRUCT(StoredCheckpoint, (), (tree_size, root_hash, note, signed_at))

// The newest one, or nothing before the first signature.
std::optional<StoredCheckpoint> newest_checkpoint(store::Tx& tx, const Suite& suite = intl());

}  // namespace gh::log
