// Tables that come in as files of office programs: CSV (RFC 4180, UTF-8, with or without byte order mark) and XLSX.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"

namespace gh::opendata {

inline constexpr std::size_t kTableLinesMax = 20'000;      // filled lines of one file
inline constexpr std::size_t kTableColumnsMax = 100;       // further ones are left out
inline constexpr std::size_t kTableCellBytesMax = 20'000;  // of one cell
inline constexpr std::size_t kTableBytesMax = 48U << 20;   // of one unpacked part of an XLSX file

// A line that holds something. `number` is its own in the file, from 1: what a person finds it by.
struct TableLine {
  std::int64_t number = 0;
  std::vector<std::string> cells;  // trimmed; what a spreadsheet shows as a number or day is its bare number
};

// The lines of the file's first sheet. Throws Problem: kUnsupportedMedia ("table-format") for bytes that are neither;
// kMalformed ("table-text", "table-sheet") for what can't be read as what it is; kTooLarge ("table-lines",
// "table-cell", "table-bytes").
std::vector<TableLine> read_table(std::string_view bytes);

// The day that a spreadsheet keeps as a number of days since the end of 1899; nothing for what is no such day.
std::optional<Day> spreadsheet_day(std::string_view number);

}  // namespace gh::opendata
