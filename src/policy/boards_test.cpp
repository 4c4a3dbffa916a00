#include "policy/boards.h"

#include <gtest/gtest.h>

#include "policy/fixture_pack.h"

namespace gh::policy {
namespace {

TEST(Boards, AreReadFromThePacksOwnFiles) {
  const Loaded loaded = load_files(fixture::files(), fixture::offered());
  ASSERT_NE(loaded.pack, nullptr);
  const auto boards = boards_of(*loaded.pack);
  ASSERT_EQ(boards.size(), 1U);
  const Board& board = boards[0];
  EXPECT_EQ(board.id, "registry");
  EXPECT_EQ(board.roles, (std::vector<std::string>{"registrar", "head"}));
  ASSERT_EQ(board.figures.size(), 3U);
  EXPECT_EQ(board.figures[0].query, (BoardQuery{{"closed", "false"}, {"procedure", "registration"}}));
  EXPECT_EQ(unit_of(board.figures[0]), "count");
  EXPECT_EQ(unit_of(board.figures[1]), "fen");
  EXPECT_EQ(unit_of(board.figures[2]), "days");
  ASSERT_EQ(board.charts.size(), 2U);
  EXPECT_EQ(board.charts[0].by, ChartBy::kMonth);
  ASSERT_EQ(board.charts[0].series.size(), 1U) << "one of its own where none is written";
  EXPECT_EQ(board.charts[1].series.size(), 2U);
}

TEST(Boards, APackMayHaveNone) {
  auto files = fixture::files();
  files.erase("boards.yaml");
  const Loaded loaded = load_files(files, fixture::offered());
  ASSERT_NE(loaded.pack, nullptr);
  EXPECT_TRUE(boards_of(*loaded.pack).empty());
}

}  // namespace
}  // namespace gh::policy
