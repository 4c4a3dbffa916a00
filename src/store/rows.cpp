// The parts of row mapping that need no template.
#include "store/rows.h"

namespace gh::store {

std::size_t Row::find(std::string_view column_name) const {
  for (std::size_t column = 0; column < columns(); ++column) {
    if (name(column) == column_name) return column;
  }
  return columns();
}

void Row::missing_column(const char* member) { throw Bug(std::string("no column for the member ") + member); }

void Row::surplus_columns() const {
  std::string names;
  for (std::size_t column = 0; column < columns(); ++column) names.append(column == 0 ? "" : ", ").append(name(column));
  throw Bug("columns without a member among: " + names);
}

}  // namespace gh::store
