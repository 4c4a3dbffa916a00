// Writes a list into a file as whoever asked for it would read it.
#pragma once
#include <filesystem>
#include <optional>

#include "http/list_reading.h"
#include "opendata/exports.h"

namespace gh::http {

inline constexpr std::int64_t kExportLinesMax = 100'000;

// How many lines the list has, or nothing where they are more than kExportLinesMax: the file is then of no use. Texts
// in two languages are written in the one asked for, organisations by name, money in 元, instants as local time. Throws
// what the list's route throws, and std::runtime_error where the file can't be written.
std::optional<std::int64_t> write_export(store::Tx& tx, const ListReading& lists, const opendata::Export& asked,
                                         const ListCaller& caller, UtcOffset utc_offset,
                                         const std::filesystem::path& path);

}  // namespace gh::http
