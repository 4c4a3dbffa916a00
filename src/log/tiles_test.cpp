#include "log/tiles.h"

#include <gtest/gtest.h>

#include "base/assert.h"

namespace gh::log {
namespace {

TEST(TilePath, IndexIsWrittenInGroupsOfThree) {
  EXPECT_EQ(path_of({false, 0, 0, 256}), "0/000");
  EXPECT_EQ(path_of({false, 0, 999, 256}), "0/999");
  EXPECT_EQ(path_of({false, 1, 1000, 256}), "1/x001/000");
  EXPECT_EQ(path_of({false, 0, 1234067, 256}), "0/x001/x234/067");
  EXPECT_EQ(path_of({false, 63, 7, 255}), "63/007.p/255");
  EXPECT_EQ(path_of({true, 0, 1234, 5}), "entries/x001/234.p/5");
}

TEST(TilePath, IsReadBackAsItWasWritten) {
  for (const TileAddress& address :
       {TileAddress{false, 0, 0, 256}, TileAddress{false, 2, 999'999, 1}, TileAddress{true, 0, 1'000'000, 256},
        TileAddress{true, 0, 77, 255}, TileAddress{false, 7, INT64_MAX, 256}}) {
    EXPECT_EQ(parse_tile_path(path_of(address)), address) << path_of(address);
  }
}

TEST(TilePath, OtherSpellingsAreRefused) {
  for (const char* path : {"",
                           "0",
                           "0/",
                           "0/0",
                           "0/00",
                           "0/0000",
                           "00/000",
                           "64/000",
                           "-1/000",
                           "0/x000/123",
                           "0/x001",
                           "0/x001/",
                           "0/001/234",
                           "0/x001/x234",
                           "0/x01/234",
                           "0/000.p/0",
                           "0/000.p/256",
                           "0/000.p/01",
                           "0/000.p/",
                           "0/000.p/1/",
                           "0/000/",
                           "/0/000",
                           "0/ 00",
                           "0/+12",
                           "entry/000",
                           "Entries/000",
                           "0/000.p/1.p/1",
                           "0/x999/x999/x999/x999/x999/x999/999",
                           "0/x009/x223/x372/x036/x854/x775/808",
                           "0/x001/x001/x001/x001/x001/x001/x001/001",
                           "0/../000",
                           "0/x0a1/234"})
    EXPECT_EQ(parse_tile_path(path), std::nullopt) << path;
}

TEST(TileWidth, FollowsTheSizeOfTheTree) {
  EXPECT_EQ(width_in(0, 0, 0), 0U);
  EXPECT_EQ(width_in(1, 0, 0), 1U);
  EXPECT_EQ(width_in(255, 0, 0), 255U);
  EXPECT_EQ(width_in(255, 1, 0), 0U);
  EXPECT_EQ(width_in(256, 0, 0), 256U);
  EXPECT_EQ(width_in(256, 0, 1), 0U);
  EXPECT_EQ(width_in(256, 1, 0), 1U);
  EXPECT_EQ(width_in(257, 0, 1), 1U);
  // The example of the specification.
  EXPECT_EQ(width_in(70'000, 0, 272), 256U);
  EXPECT_EQ(width_in(70'000, 0, 273), 112U);
  EXPECT_EQ(width_in(70'000, 1, 0), 256U);
  EXPECT_EQ(width_in(70'000, 1, 1), 17U);
  EXPECT_EQ(width_in(70'000, 2, 0), 1U);
  EXPECT_EQ(width_in(70'000, 3, 0), 0U);
  EXPECT_EQ(width_in(UINT64_MAX, 8, 0), 0U);
  EXPECT_EQ(width_in(UINT64_MAX, 63, 0), 0U);
}

TEST(Tile, HoldsThirtyTwoBytesAHash) {
  const std::vector<Digest> hashes{leaf_hash("a"), leaf_hash("b")};
  const std::string bytes = tile_bytes(hashes);
  EXPECT_EQ(bytes.size(), 64U);
  EXPECT_EQ(parse_tile(bytes), hashes);
  EXPECT_EQ(parse_tile(""), std::nullopt);
  EXPECT_EQ(parse_tile(bytes.substr(1)), std::nullopt);
  EXPECT_EQ(parse_tile(std::string(257 * 32, 'x')), std::nullopt);
  EXPECT_TRUE(parse_tile(std::string(256 * 32, 'x')).has_value());
}

TEST(EntryBundle, HasTwoBytesOfLengthBeforeEachLeaf) {
  const std::vector<std::string> leaves{"", "ab", std::string(258, 'z'), std::string(kLeafMaxBytes, 'y')};
  const std::string bytes = entry_bundle(leaves);
  using namespace std::string_literals;
  EXPECT_EQ(bytes.substr(0, 8), "\0\0\0\2ab\1\2"s);
  EXPECT_EQ(bytes.substr(8 + 258, 2), "\xFF\xFF");
  EXPECT_EQ(bytes.size(), 8 + 258 + 2 + kLeafMaxBytes);
  EXPECT_EQ(parse_entry_bundle(bytes), leaves);
}

TEST(EntryBundle, CutOffOrOverfullOnesAreRefused) {
  const std::string bytes = entry_bundle(std::vector<std::string>{"one", "two"});
  for (std::size_t length = 1; length < bytes.size(); ++length) {
    if (length == 5) continue;  // exactly the first leaf
    EXPECT_EQ(parse_entry_bundle(bytes.substr(0, length)), std::nullopt) << length;
  }
  EXPECT_TRUE(parse_entry_bundle(std::string(2 * 256, '\0')).has_value());
  EXPECT_EQ(parse_entry_bundle(std::string(2 * 257, '\0')), std::nullopt);
  EXPECT_THROW(entry_bundle(std::vector<std::string>{std::string(kLeafMaxBytes + 1, 'x')}), Bug);
}

TEST(Tile, AnyNodeIsReadOutOfOneTile) {
  std::vector<Digest> leaves;
  for (int i = 0; i < 70'000; ++i) leaves.push_back(leaf_hash(std::to_string(i)));
  std::vector<std::vector<Digest>> levels{leaves};
  while (levels.back().size() >= kTileWidth) {
    std::vector<Digest> above;
    for (std::size_t i = 0; i + kTileWidth <= levels.back().size(); i += kTileWidth)
      above.push_back(root_of(std::span(levels.back()).subspan(i, kTileWidth)));
    levels.push_back(above);
  }
  int tiles_read = 0;
  const NodeReader read = reader_of([&](unsigned level, std::uint64_t index, std::uint64_t width) {
    ++tiles_read;
    const auto& hashes = levels.at(level);
    EXPECT_LE(index * kTileWidth + width, hashes.size());
    return std::vector<Digest>(hashes.begin() + static_cast<std::ptrdiff_t>(index * kTileWidth),
                               hashes.begin() + static_cast<std::ptrdiff_t>(index * kTileWidth + width));
  });
  EXPECT_EQ(root_of(70'000, read), root_of(leaves));
  EXPECT_LE(tiles_read, 17);
  for (const std::uint64_t index : {0ULL, 255ULL, 256ULL, 65'535ULL, 65'536ULL, 69'999ULL})
    EXPECT_TRUE(verify_inclusion(leaves[index], index, 70'000, inclusion_proof(index, 70'000, read), root_of(leaves)));
}

}  // namespace
}  // namespace gh::log
