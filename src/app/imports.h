// Checks and enters the lists that offices bring in, beside the requests, each row an act as its office would perform
// it.
#pragma once
#include <filesystem>
#include <functional>
#include <string_view>

#include "app/installation.h"
#include "http/event_hub.h"
#include "identity/caller.h"
#include "opendata/imports.h"

namespace gh::app {

// Where the files of an installation lie.
std::filesystem::path import_folder(const Installation& installation);

// The procedures whose cases may come in as a list that day, as the pack's parameter `import_procedures` has them.
std::vector<std::string> importable_procedures(const policy::Pack& pack, Day today);

// What came of a list's rows.
struct RowsDone {
  std::int64_t rows = 0;
  opendata::ImportCounts counts;
  std::vector<opendata::ImportFault> faults;  // by line
};
using Moved = std::function<void(std::int64_t rows, const opendata::ImportCounts& counts)>;

// Performs every row of the file: for good, or (`dry`) each in a transaction that is taken back, so that a check finds
// exactly what an act would be refused for. A row that was entered before, by the same office with the same content,
// counts as known. `moved` is told every now and then. Throws Problem where the file can't be read as a table.
RowsDone perform_rows(Installation& installation, const identity::Caller& caller, const std::string& procedure,
                      std::string_view bytes, bool dry, const Moved& moved);

// Works on the oldest list that waits; false where none does.
bool work_on_import(Installation& installation, http::EventHub& events);

// Removes rows and files past their day.
void forget_old_imports(Installation& installation);

}  // namespace gh::app
