// Lists that offices bring in as files: checked in the background, then entered, each row an act of its own; kept some
// days for the same office alone.
#pragma once
#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "base/ids.h"
#include "base/problem.h"
#include "base/time.h"
#include "store/db.h"

namespace gh::opendata {

// checking → checked → entering → entered; failed where the file can't be read at all.
enum class ImportState { checking, checked, entering, entered, failed };
BOOST_DESCRIBE_ENUM(ImportState, checking, checked, entering, entered, failed)

inline constexpr std::int64_t kImportsPerOfficeMax = 50;
// One that hasn't moved for so long is begun again: whoever worked on it is gone. Rows that are entered stay so.
inline constexpr std::chrono::minutes kImportStandsMax{2};

struct ImportCounts {
  std::int64_t done = 0;   // rows worked through
  std::int64_t good = 0;   // of them, that hold, or are entered now
  std::int64_t known = 0;  // entered before
  std::int64_t faulty = 0;
};

struct Import {
  Id id;
  Id office_id;
  Id account_id;
  std::string procedure;
  std::string file_name;
  std::string digest;
  ImportState state = ImportState::checking;
  std::optional<std::string> rule;  // why it failed
  std::optional<std::int64_t> row_count;
  std::int64_t done_count = 0;
  std::int64_t good_count = 0;
  std::int64_t known_count = 0;
  std::int64_t faulty_count = 0;
  Instant asked_at{};
  std::optional<Instant> taken_at;
  std::optional<Instant> ended_at;
  std::optional<Instant> expires_at;
};
BOOST_DESCRIBE_STRUCT(Import, (),
                      (id, office_id, account_id, procedure, file_name, digest, state, rule, row_count, done_count,
                       good_count, known_count, faulty_count, asked_at, taken_at, ended_at, expires_at))

// What is wrong with a cell or line of the file.
struct ImportFault {
  Id import_id;
  std::int64_t ordinal = 0;
  std::int64_t line = 0;  // of the file, from 1
  std::string column_zh;
  std::string column_en;
  std::string field;
  std::string rule;
  std::string clause;
  std::string says_zh;
  std::string says_en;
};
BOOST_DESCRIBE_STRUCT(ImportFault, (),
                      (import_id, ordinal, line, column_zh, column_en, field, rule, clause, says_zh, says_en))

// Problem kConflict ("imports-max") where the office has kImportsPerOfficeMax already.
void ask_for_import(store::Tx& tx, const Import& asked);
// Those of the office, newest first.
std::vector<Import> imports_of(store::Tx& tx, const Id& office);
// Only to the office that brought it.
std::optional<Import> find_import(store::Tx& tx, const Id& office, const Id& id);
// At most `limit`, by line, after that ordinal.
std::vector<ImportFault> faults_of(store::Tx& tx, const Id& id, std::int64_t after, std::size_t limit);

// A checked list is to be entered now. Problem kConflict: "import-state" in any other state, "import-faulty" where rows
// are faulty and `skip_faulty` doesn't leave them out.
void start_import(store::Tx& tx, const Import& checked, bool skip_faulty);

// The oldest to be worked on (checking or entering), taken for the caller; nothing where none is.
std::optional<Import> take_import(store::Tx& tx, Instant now);
// How far it is; keeps others from taking it.
void import_moved(store::Tx& tx, const Id& id, std::int64_t rows, const ImportCounts& counts, Instant now);
// Checked or entered, with every fault in place of those before.
void import_ended(store::Tx& tx, const Import& taken, std::int64_t rows, const ImportCounts& counts,
                  const std::vector<ImportFault>& faults, Instant now, Instant expires_at);
void import_failed(store::Tx& tx, const Id& id, std::string_view rule, Instant now, Instant expires_at);

// Removes those past their day, at most `limit`; gives them, so that their files can go too.
std::vector<Import> forget_imports(store::Tx& tx, Instant now, std::size_t limit);

}  // namespace gh::opendata
