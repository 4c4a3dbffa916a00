// Numbered schema changes, forward only. Each module keeps its own under src/<module>/migrations/NNNN_name.sql; they
// are compiled in by cmake/migrations.cmake.
#pragma once
#include <span>
#include <string>
#include <string_view>

#include "store/db.h"

namespace gh::store {

struct Migration {
  std::string_view module;  // "cases"
  int number;               // 1, 2, … without gaps within the module
  std::string_view name;    // "0001_case_file"
  std::string_view sql;  // the common subset; a line `-- postgres:` or `-- sqlite:` before a statement keeps it to one
};

// Brings the schema up to date, module by module in the order given; all of one migration or none of it.
// Refuses (Bug) a migration whose text differs from the one that was applied, or a database newer than the program.
// `applied_at` is written down beside each; it decides nothing.
void migrate(Db& db, std::span<const Migration> migrations, Instant applied_at = {});

// The migrations of the store itself: the search index.
std::span<const Migration> migrations();

// `sql` without the statements of the other database: a line that starts with `-- sqlite:` or `-- postgres:` marks what
// follows it, up to the next blank line.
std::string script_for(Dialect dialect, std::string_view sql);

// The schema as sorted text, table by table and index by index: what the test of "newest equals fresh" compares.
std::string schema_text(Tx& tx);

}  // namespace gh::store
