#include "performance/renewal.h"

#include <algorithm>

namespace gh::performance {
namespace {

bool same_firms(const PublishedFigures& cell) {
  return std::ranges::equal(cell.shown, cell.now, {}, &FirmFigures::value_type::first, &FirmFigures::value_type::first);
}

std::int64_t changed_firms(const PublishedFigures& cell) {
  return std::ranges::count_if(cell.now,
                               [&](const auto& figure) { return cell.shown.at(figure.first) != figure.second; });
}

}  // namespace

Renewal renewed(const std::vector<PublishedFigures>& row, std::int64_t least) {
  Renewal out{std::vector<bool>(row.size(), false), false};
  if (!std::ranges::all_of(row, same_firms)) return out;
  std::int64_t changed_hidden = 0;
  for (const PublishedFigures& cell : row)
    if (cell.hidden) changed_hidden += changed_firms(cell);
  for (std::size_t at = 0; at < row.size(); ++at) {
    out.cells[at] = (row[at].hidden ? changed_hidden : changed_firms(row[at])) >= least;
    out.any = out.any || out.cells[at];
  }
  return out;
}

}  // namespace gh::performance
