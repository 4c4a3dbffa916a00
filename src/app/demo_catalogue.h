// How the demo city's catalogue of functions comes about: departments take an inventory and split it, batches and a
// pilot are examined and published, plans are made.
#pragma once
#include <string>
#include <vector>

#include "app/demo_cast.h"

namespace gh::app {

struct DemoBatch {
  std::string title;
  Day from{};
  bool pilot = false;
  std::vector<policy::CatalogueRow> rows;
};
// The rows go into the catalogue as parts of the departments' functions, in one batch.
Flow run_batch(Play& play, Cast& cast, DemoBatch batch);
// An item that comes into the catalogue by itself.
Flow publish_function(Play& play, Cast& cast, std::size_t department, std::string name, std::string code);
// A function that nobody can take yet is cultivated for a year, in two steps; nothing where somebody takes it before.
Flow cultivate(Play& play, Cast& cast, std::size_t function, Day from);
// A batch that still collects, with functions that are entered and split.
Flow begin_batch(Play& play, Cast& cast, DemoBatch batch);

}  // namespace gh::app
