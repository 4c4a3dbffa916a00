// Which cells of a table of sums stay hidden so that nobody learns a firm's figures: those of too few firms, and as
// many more as it takes that none of them can be computed from the total. A pure function of values.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

namespace gh::performance {

struct Cell {
  std::string key;         // of the row or column, such as a district
  std::int64_t firms = 0;  // that the sum is of
  std::int64_t sum = 0;
  bool hidden = false;
  bool complementary = false;  // hidden only for the others' sake
};
struct Table {
  std::vector<Cell> cells;
  Cell total;  // of all cells; hidden when it is of too few firms itself
};

// `least` firms may be shown together, 1 or more. Cells of no firm stay, their sum is known to be 0. Afterwards the
// hidden cells together are either none, or at least two of at least `least` firms, or the total is hidden too.
Table suppressed(std::vector<Cell> cells, std::int64_t least);

}  // namespace gh::performance
