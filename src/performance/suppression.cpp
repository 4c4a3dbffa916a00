// Hides cells of sums.
#include "performance/suppression.h"

#include <algorithm>

namespace gh::performance {
namespace {

// What the total less the cells that are shown tells of the hidden ones.
struct Rest {
  std::int64_t cells = 0;
  std::int64_t firms = 0;
};
Rest rest_of(const std::vector<Cell>& cells) {
  Rest rest;
  for (const Cell& cell : cells) {
    if (!cell.hidden) continue;
    ++rest.cells;
    rest.firms += cell.firms;
  }
  return rest;
}

// The shown cell of the fewest firms, the first of equals.
Cell* next_to_hide(std::vector<Cell>& cells) {
  Cell* out = nullptr;
  for (Cell& cell : cells)
    if (!cell.hidden && cell.firms > 0 && (out == nullptr || cell.firms < out->firms)) out = &cell;
  return out;
}

}  // namespace

Table suppressed(std::vector<Cell> cells, std::int64_t least) {
  Table out;
  out.total.key = "total";
  for (Cell& cell : cells) {
    out.total.firms += cell.firms;
    out.total.sum += cell.sum;
    cell.hidden = cell.firms > 0 && cell.firms < least;
  }
  out.total.hidden = out.total.firms > 0 && out.total.firms < least;
  for (Rest rest = rest_of(cells); rest.cells > 0 && (rest.cells == 1 || rest.firms < least); rest = rest_of(cells)) {
    Cell* more = next_to_hide(cells);
    if (more == nullptr) break;
    more->hidden = true;
    more->complementary = true;
  }
  // A single hidden cell beside nothing else is the total itself.
  const Rest rest = rest_of(cells);
  if (rest.cells == 1 && rest.firms < least) out.total.hidden = true;
  out.cells = std::move(cells);
  return out;
}

}  // namespace gh::performance
