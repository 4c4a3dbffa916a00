#include "performance/renewal.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <numeric>

namespace gh::performance {
namespace {

using testing::ElementsAre;

// A cell of so many firms with 10 each, of which the first `changed` say 11 now.
PublishedFigures cell(std::string key, int firms, int changed, bool hidden = false) {
  PublishedFigures out{key, hidden, {}, {}};
  for (int firm = 0; firm < firms; ++firm) {
    const Id id = key + std::to_string(firm);
    out.shown[id] = 10;
    out.now[id] = firm < changed ? 11 : 10;
  }
  return out;
}

TEST(Renewal, TwoChangedFirmsLeaveASumAsItWasAndThreeRenewIt) {
  EXPECT_THAT(renewed({cell("禅城", 5, 1)}, 3).cells, ElementsAre(false));
  EXPECT_THAT(renewed({cell("禅城", 5, 2)}, 3).cells, ElementsAre(false));
  EXPECT_THAT(renewed({cell("禅城", 5, 3)}, 3).cells, ElementsAre(true));
  EXPECT_FALSE(renewed({cell("禅城", 5, 2)}, 3).any);
  EXPECT_TRUE(renewed({cell("禅城", 5, 3)}, 3).any);
}

TEST(Renewal, EachShownCellGoesByItsOwnFirms) {
  // Two here and two there are four in the total, which would tell no more than the cells that stay.
  EXPECT_THAT(renewed({cell("禅城", 5, 2), cell("南海", 5, 2), cell("顺德", 5, 4)}, 3).cells,
              ElementsAre(false, false, true));
}

TEST(Renewal, HiddenCellsGoTogetherInsideTheTotal) {
  EXPECT_THAT(renewed({cell("禅城", 1, 1, true), cell("南海", 3, 1, true), cell("顺德", 5, 0)}, 3).cells,
              ElementsAre(false, false, false));
  EXPECT_THAT(renewed({cell("禅城", 1, 1, true), cell("南海", 3, 2, true), cell("顺德", 5, 0)}, 3).cells,
              ElementsAre(true, true, false));
}

TEST(Renewal, WhatChangedBackHasNotChanged) { EXPECT_FALSE(renewed({cell("禅城", 5, 0)}, 3).any); }

TEST(Renewal, WhereTheFirmsAreOthersNothingIsRenewed) {
  auto joined = cell("禅城", 5, 5);
  joined.now["新"] = 1;
  EXPECT_FALSE(renewed({joined, cell("南海", 5, 5)}, 3).any);
  auto replaced = cell("禅城", 5, 5);
  replaced.now.erase(replaced.now.begin());
  replaced.now["新"] = 1;
  EXPECT_FALSE(renewed({replaced}, 3).any);
}

TEST(Renewal, NoDifferenceOfTwoPublicationsIsOfFewFirms) {
  EXPECT_TRUE(rc::check("shown cells and the total differ by nobody's change or by at least three firms'", [] {
    const auto changes = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 7));
    std::vector<PublishedFigures> row;
    for (const int changed : changes)
      row.push_back(cell(std::to_string(row.size()), 7, changed, *rc::gen::arbitrary<bool>()));
    const Renewal out = renewed(row, 3);
    int in_total = 0;
    for (std::size_t at = 0; at < row.size(); ++at) {
      if (!out.cells[at]) continue;
      RC_ASSERT(row[at].hidden || changes[at] >= 3);
      in_total += changes[at];
    }
    RC_ASSERT(in_total == 0 || in_total >= 3);
  }));
}

}  // namespace
}  // namespace gh::performance
