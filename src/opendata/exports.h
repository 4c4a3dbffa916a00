// Lists that offices want as files: asked for, made in the background, kept some days for the same office alone.
#pragma once
#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.h"
#include "base/time.h"
#include "store/db.h"

namespace gh::opendata {

enum class ExportFormat { csv, xlsx };
BOOST_DESCRIBE_ENUM(ExportFormat, csv, xlsx)
enum class ExportState { waiting, ready, failed };
BOOST_DESCRIBE_ENUM(ExportState, waiting, ready, failed)

inline constexpr std::int64_t kExportsPerOfficeMax = 50;  // waiting or kept
// A file that isn't made by then is begun again: whoever made it is gone.
inline constexpr std::chrono::minutes kExportTakesMax{15};

// A column of the file: member of the list's lines, and what stands above it.
struct ExportColumn {
  std::string key;
  std::string title;
  std::optional<std::map<std::string, std::string>> words{};  // what stands for a value; any other stands as it is
};
BOOST_DESCRIBE_STRUCT(ExportColumn, (), (key, title, words))

struct Export {
  Id id;
  Id office_id;
  Id account_id;
  std::string list;
  ExportFormat format = ExportFormat::xlsx;
  std::string filters;  // JSON object of texts
  std::string columns;  // JSON list of ExportColumn; empty for those the list has
  bool english = false;
  ExportState state = ExportState::waiting;
  std::optional<std::string> rule;  // why it failed
  std::optional<std::int64_t> line_count;
  Instant asked_at{};
  std::optional<Instant> taken_at;
  std::optional<Instant> made_at;
  std::optional<Instant> expires_at;
};
BOOST_DESCRIBE_STRUCT(Export, (),
                      (id, office_id, account_id, list, format, filters, columns, english, state, rule, line_count,
                       asked_at, taken_at, made_at, expires_at))

// "<id>.xlsx", in the folder of exports.
std::string file_name(const Export& asked);

// Problem kConflict ("exports-max") where the office has kExportsPerOfficeMax already.
void ask_for_export(store::Tx& tx, const Export& asked);
// Those of the office, newest first.
std::vector<Export> exports_of(store::Tx& tx, const Id& office);
// Only to the office that asked.
std::optional<Export> find_export(store::Tx& tx, const Id& office, const Id& id);

// The oldest that waits, taken for the caller to make; nothing where none does.
std::optional<Export> take_export(store::Tx& tx, Instant now);
// The file is there; or it never will be, for that reason.
void export_made(store::Tx& tx, const Id& id, std::int64_t lines, Instant now, Instant expires_at);
void export_failed(store::Tx& tx, const Id& id, std::string_view rule, Instant now, Instant expires_at);

// Removes those past their day, at most `limit`; gives them, so that their files can go too.
std::vector<Export> forget_exports(store::Tx& tx, Instant now, std::size_t limit);

}  // namespace gh::opendata
