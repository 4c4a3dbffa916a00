#include "performance/suppression.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>

namespace gh::performance {
namespace {

using testing::ElementsAre;

std::vector<std::string> hidden(const Table& table) {
  std::vector<std::string> out;
  for (const Cell& cell : table.cells)
    if (cell.hidden) out.push_back(cell.key);
  if (table.total.hidden) out.push_back("total");
  return out;
}

TEST(Suppression, ThreeFirmsAreShownAndTwoAreNot) {
  EXPECT_THAT(hidden(suppressed({{"禅城", 3, 30}, {"南海", 5, 50}}, 3)), ElementsAre());
  const Table table = suppressed({{"禅城", 2, 20}, {"南海", 5, 50}, {"顺德", 4, 40}}, 3);
  EXPECT_TRUE(table.cells[0].hidden);
  EXPECT_FALSE(table.cells[0].complementary);
}

TEST(Suppression, AHiddenCellCannotBeComputedFromTheTotal) {
  // One hidden cell would be the total less the others: the smallest of the others is hidden with it.
  const Table table = suppressed({{"禅城", 2, 20}, {"南海", 5, 50}, {"顺德", 4, 40}}, 3);
  EXPECT_THAT(hidden(table), ElementsAre("禅城", "顺德"));
  EXPECT_TRUE(table.cells[2].complementary);
  EXPECT_EQ(table.total.sum, 110);
}

TEST(Suppression, TwoHiddenCellsOfTooFewFirmsNeedAThird) {
  // The rest of the total would be of two firms, each of which knows the other's figure.
  EXPECT_THAT(hidden(suppressed({{"禅城", 1, 10}, {"南海", 1, 50}, {"顺德", 4, 40}, {"高明", 9, 1}}, 3)),
              ElementsAre("禅城", "南海", "顺德"));
}

TEST(Suppression, ATotalOfTooFewFirmsIsHidden) {
  EXPECT_THAT(hidden(suppressed({{"禅城", 1, 10}, {"南海", 1, 50}}, 3)), ElementsAre("禅城", "南海", "total"));
  EXPECT_THAT(hidden(suppressed({{"禅城", 2, 10}}, 3)), ElementsAre("禅城", "total"));
}

TEST(Suppression, ACellWithoutFirmsHidesNothing) {
  EXPECT_THAT(hidden(suppressed({{"禅城", 0, 0}, {"南海", 3, 50}}, 3)), ElementsAre());
}

TEST(Suppression, NobodyIsLeftToBeComputed) {
  EXPECT_TRUE(rc::check("what is hidden is never of fewer firms than may be shown, unless the total is", [] {
    const auto counts = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 9));
    std::vector<Cell> cells;
    for (const int firms : counts) cells.push_back({std::to_string(cells.size()), firms, firms * 7});
    const Table table = suppressed(cells, 3);
    std::int64_t hidden_cells = 0;
    std::int64_t hidden_firms = 0;
    for (const Cell& cell : table.cells) {
      RC_ASSERT(cell.hidden || cell.firms == 0 || cell.firms >= 3);
      hidden_cells += cell.hidden;
      hidden_firms += cell.hidden ? cell.firms : 0;
    }
    RC_ASSERT(hidden_cells == 0 || table.total.hidden || (hidden_cells >= 2 && hidden_firms >= 3));
  }));
}

}  // namespace
}  // namespace gh::performance
