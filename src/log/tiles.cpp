// Addresses, bytes and the way from a node of the tree to its tile.
#include "log/tiles.h"

#include <charconv>

#include "base/assert.h"

namespace gh::log {

namespace {

// What fits an int64 needs seven groups of three digits.
constexpr std::size_t kIndexGroupsMax = 7;

std::string three_digits(std::uint64_t number) {
  std::string digits = std::to_string(number);
  return std::string(3 - digits.size(), '0') + digits;
}

std::optional<std::uint64_t> parse_number(std::string_view digits) {
  if (digits.empty() || (digits.size() > 1 && digits.front() == '0')) return std::nullopt;
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (error != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
  return number;
}

// "x001/x234/067".
std::optional<std::uint64_t> parse_index(std::string_view path) {
  std::uint64_t index = 0;
  for (std::size_t groups = 0; groups < kIndexGroupsMax; ++groups) {
    const bool last = !path.starts_with('x');
    if (!last) path.remove_prefix(1);
    if (path.size() < 3) return std::nullopt;
    for (const char digit : path.substr(0, 3)) {
      if (digit < '0' || digit > '9') return std::nullopt;
      index = index * 10 + static_cast<std::uint64_t>(digit - '0');
    }
    path.remove_prefix(3);
    if (last) return path.empty() && index <= INT64_MAX ? std::optional(index) : std::nullopt;
    if (!path.starts_with('/')) return std::nullopt;
    path.remove_prefix(1);
  }
  return std::nullopt;
}

}  // namespace

std::string path_of(const TileAddress& address) {
  std::string path = three_digits(address.index % 1000);
  for (std::uint64_t rest = address.index / 1000; rest > 0; rest /= 1000)
    path = "x" + three_digits(rest % 1000) + "/" + path;
  path = (address.entries ? "entries" : std::to_string(address.level)) + "/" + path;
  if (address.width < kTileWidth) path += ".p/" + std::to_string(address.width);
  return path;
}

std::optional<TileAddress> parse_tile_path(std::string_view path) {
  TileAddress address;
  const std::size_t slash = path.find('/');
  if (slash == std::string_view::npos) return std::nullopt;
  const std::string_view kind = path.substr(0, slash);
  path.remove_prefix(slash + 1);
  address.entries = kind == "entries";
  if (!address.entries) {
    const auto level = parse_number(kind);
    if (!level || *level > kTileLevelMax) return std::nullopt;
    address.level = static_cast<unsigned>(*level);
  }
  if (const std::size_t partial = path.find(".p/"); partial != std::string_view::npos) {
    const auto width = parse_number(path.substr(partial + 3));
    if (!width || *width == 0 || *width >= kTileWidth) return std::nullopt;
    address.width = *width;
    path = path.substr(0, partial);
  }
  const auto index = parse_index(path);
  if (!index) return std::nullopt;
  address.index = *index;
  // x000/123 would be a second name of 123.
  if (path_of(address).substr(slash + 1, path.size()) != path) return std::nullopt;
  return address;
}

std::uint64_t width_in(std::uint64_t size, unsigned level, std::uint64_t index) {
  // Above level 7 no tree of 64 bits has a hash.
  if (level * kTileHeight >= 64) return 0;
  const std::uint64_t hashes = size >> (level * kTileHeight);
  const std::uint64_t full_tiles = hashes / kTileWidth;
  if (index < full_tiles) return kTileWidth;
  return index == full_tiles ? hashes % kTileWidth : 0;
}

std::string tile_bytes(std::span<const Digest> hashes) {
  std::string bytes;
  bytes.reserve(hashes.size() * sizeof(Digest));
  for (const Digest& hash : hashes) bytes += bytes_of(hash);
  return bytes;
}

std::optional<std::vector<Digest>> parse_tile(std::string_view bytes) {
  const std::size_t count = bytes.size() / sizeof(Digest);
  if (count == 0 || count > kTileWidth || bytes.size() % sizeof(Digest) != 0) return std::nullopt;
  std::vector<Digest> hashes;
  hashes.reserve(count);
  for (std::size_t i = 0; i < count; ++i)
    hashes.push_back(*digest_from(bytes.substr(i * sizeof(Digest), sizeof(Digest))));
  return hashes;
}

std::string entry_bundle(std::span<const std::string> leaves) {
  std::string bytes;
  for (const std::string& leaf : leaves) {
    GH_ASSERT(leaf.size() <= kLeafMaxBytes);
    bytes += static_cast<char>(leaf.size() >> 8);
    bytes += static_cast<char>(leaf.size() & 0xFF);
    bytes += leaf;
  }
  return bytes;
}

std::optional<std::vector<std::string>> parse_entry_bundle(std::string_view bytes) {
  std::vector<std::string> leaves;
  while (!bytes.empty()) {
    if (bytes.size() < 2 || leaves.size() == kTileWidth) return std::nullopt;
    const std::size_t size = static_cast<std::size_t>(static_cast<std::uint8_t>(bytes[0])) << 8 |
                             static_cast<std::size_t>(static_cast<std::uint8_t>(bytes[1]));
    bytes.remove_prefix(2);
    if (bytes.size() < size) return std::nullopt;
    leaves.emplace_back(bytes.substr(0, size));
    bytes.remove_prefix(size);
  }
  return leaves;
}

NodeReader reader_of(TileReader read_tile) {
  return [read_tile = std::move(read_tile)](unsigned level, std::uint64_t index) {
    const unsigned height = level % kTileHeight;
    const std::uint64_t first = index << height;
    const std::uint64_t offset = first % kTileWidth;
    const std::uint64_t count = std::uint64_t{1} << height;
    const std::vector<Digest> tile = read_tile(level / kTileHeight, first / kTileWidth, offset + count);
    GH_ASSERT(tile.size() >= offset + count);
    return root_of(std::span(tile).subspan(offset, count));
  };
}

}  // namespace gh::log
