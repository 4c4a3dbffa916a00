// Tiles and entry bundles (C2SP tlog-tiles): how the tree and its leaves are cut into files that never change.
#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "log/merkle.h"

namespace gh::log {

inline constexpr unsigned kTileHeight = 8;
inline constexpr std::uint64_t kTileWidth = 256;
inline constexpr unsigned kTileLevelMax = 63;
// An entry bundle has 16 bits for the length of a leaf.
inline constexpr std::size_t kLeafMaxBytes = 65'535;

// One file: a tile of hashes, or a bundle of entries (which stand where level 0 does).
struct TileAddress {
  bool entries = false;
  unsigned level = 0;                // 0 to kTileLevelMax; 0 for entries
  std::uint64_t index = 0;           // within the level
  std::uint64_t width = kTileWidth;  // below kTileWidth it is a partial one
  bool operator==(const TileAddress&) const = default;
};
// "0/x001/234", "0/x001/234.p/5", "entries/067": the path after "/log/tile/".
std::string path_of(const TileAddress& address);
// The address of exactly such a path; nothing for any other text.
std::optional<TileAddress> parse_tile_path(std::string_view path);

// How many hashes tile `index` of `level` has in a tree of `size` leaves, 0 to kTileWidth.
std::uint64_t width_in(std::uint64_t size, unsigned level, std::uint64_t index);

// 32 bytes a hash.
std::string tile_bytes(std::span<const Digest> hashes);
// The hashes of 1 to kTileWidth times 32 bytes; nothing for another length.
std::optional<std::vector<Digest>> parse_tile(std::string_view bytes);

// Each leaf after its length in two bytes, big-endian. No leaf may be longer than kLeafMaxBytes.
std::string entry_bundle(std::span<const std::string> leaves);
// The leaves, or nothing when the last one is cut off or there are more than kTileWidth.
std::optional<std::vector<std::string>> parse_entry_bundle(std::string_view bytes);

// Gives at least the first `width` hashes of a tile; may throw when they aren't there.
using TileReader = std::function<std::vector<Digest>(unsigned level, std::uint64_t index, std::uint64_t width)>;
// Reads any full subtree out of tiles: at most one tile a node.
NodeReader reader_of(TileReader read_tile);

}  // namespace gh::log
