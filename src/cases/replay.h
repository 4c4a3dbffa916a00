// State is a function of the acts: performs every act again in an empty database and compares the two, table by table.
#pragma once
#include <string>
#include <vector>

#include "cases/engine.h"
#include "store/db.h"

namespace gh::cases {

struct ReplayReport {
  std::size_t acts = 0;                  // performed again
  std::vector<std::string> differences;  // empty = the databases agree
};

// Tables that are no consequence of acts: who may sign in, what was looked at, the log's own books, search indexes.
bool stands_outside_replay(std::string_view table);

// `from` is read only; `into` is migrated and otherwise empty. What acts don't make (accounts, offices granted by an
// administrator, the city's bodies, kept packs) is copied first. Stops at the first act that can't be performed again.
ReplayReport replay(store::Db& from, store::Db& into, Engine& engine, std::size_t differences_max = 50);

// SHA-256 over all rows of the table in order of all its columns, for comparisons; the columns are read by name.
std::string table_digest(store::Tx& tx, std::string_view table);
std::vector<std::string> tables(store::Tx& tx);

}  // namespace gh::cases
