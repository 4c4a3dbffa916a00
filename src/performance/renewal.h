// Which sums of a row take new figures when it is published again. What was published before and what is published now
// differ by what firms have changed; of fewer than `least` firms nobody may learn that. A pure function of values.
#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "base/ids.h"

namespace gh::performance {

using FirmFigures = std::map<Id, std::int64_t>;

struct PublishedFigures {
  std::string key;      // of the cell, such as a district
  bool hidden = false;  // as published: it shows inside the total only
  FirmFigures shown;    // that the published sum is of
  FirmFigures now;      // as they stand now
};
struct Renewal {
  std::vector<bool> cells;  // in the order of the row: takes the figures of now; the hidden ones all or none
  bool any = false;
};
// A shown cell is renewed when the figures of at least `least` of its firms differ, the hidden cells together when
// those of at least `least` of theirs do; everything else stays as published, so that the total is always that of the
// cells as they are shown. Nothing is renewed where the firms of a cell are others than before.
Renewal renewed(const std::vector<PublishedFigures>& row, std::int64_t least);

}  // namespace gh::performance
