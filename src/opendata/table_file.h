// Tables as files for office programs, written line by line: CSV (RFC 4180, with a byte order mark) and XLSX.
#pragma once
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/money.h"
#include "opendata/exports.h"

namespace gh::opendata {

// An amount of money: shown in 元 with two decimals.
struct Yuan {
  Fen fen = 0;
};
// Nothing, a text, a whole number, or money.
using Cell = std::variant<std::monostate, std::string, std::int64_t, Yuan>;

class TableFile {
 public:
  virtual ~TableFile() = default;
  virtual void line(const std::vector<Cell>& cells) = 0;
  // On disk when it returns. Throws std::runtime_error where it can't be written.
  virtual void finish() = 0;
};

// Writes over what stands at `path`. The first line is a head: it stays in sight in a spreadsheet.
std::unique_ptr<TableFile> table_file(const std::filesystem::path& path, ExportFormat format);

// A text that an office program would take for a formula, with an apostrophe in front; any other as it is.
std::string without_formula(std::string_view text);

}  // namespace gh::opendata
