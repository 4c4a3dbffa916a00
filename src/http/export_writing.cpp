#include "http/export_writing.h"

#include <algorithm>

#include "base/described.h"
#include "opendata/table_file.h"

namespace gh::http {
namespace {

using opendata::Cell;
using opendata::ExportColumn;

// Members that are there for programs.
bool is_for_programs(std::string_view name) {
  return name == "id" || name == "page_key" || name == "pack_version" || name == "holder" || name.ends_with("_id") ||
         name.ends_with("_case") || name.ends_with("_act");
}

// Written as text where it has one: {zh, en}, {id, name}, a list of texts.
std::optional<std::string> text_of(const json::value& value, bool english) {
  if (value.is_string()) return std::string(value.get_string());
  if (value.is_object()) {
    const std::string_view in_chinese = string_at(value, "zh");
    if (!in_chinese.empty()) return std::string(english ? string_at(value, "en") : in_chinese);
    const std::string_view name = string_at(value, "name");
    return name.empty() ? std::nullopt : std::optional(std::string(name));
  }
  if (!value.is_array()) return {};
  std::string out;
  for (const json::value& one : value.get_array()) {
    const auto text = text_of(one, english);
    if (!text) return {};
    out += (out.empty() ? "" : "；") + *text;
  }
  return out;
}

// "2026-11-24 11:57" for an instant, any other text as it is.
std::string local(const std::string& text, UtcOffset utc_offset) {
  constexpr std::size_t kInstantBytes = 24;  // 2026-11-24T03:57:08.106Z
  if (text.size() != kInstantBytes || text.back() != 'Z' || text[10] != 'T') return text;
  const auto instant = parse_instant(text);
  if (!instant) return text;
  const std::string moved = gh::text(*instant + utc_offset);
  return moved.substr(0, 10) + " " + moved.substr(11, 5);
}

Cell cell_of(const json::value& value, const ExportColumn& column, bool english, UtcOffset utc_offset) {
  if (column.words && (value.is_string() || value.is_bool())) {
    const std::string said = value.is_string() ? std::string(value.get_string()) : value.get_bool() ? "true" : "false";
    if (const auto word = column.words->find(said); word != column.words->end()) return word->second;
  }
  if (value.is_bool()) return std::string(value.get_bool() ? (english ? "yes" : "是") : (english ? "no" : "否"));
  if (value.is_int64()) {
    if (column.key.ends_with("_fen")) return opendata::Yuan{value.get_int64()};
    return value.get_int64();
  }
  const auto text = text_of(value, english);
  return text ? Cell(local(*text, utc_offset)) : Cell();
}

// Those of the first line that people read, under the members' own names.
std::vector<ExportColumn> columns_of(const json::object& line) {
  std::vector<ExportColumn> out;
  for (const auto& member : line) {
    const bool readable = member.value().is_null() || member.value().is_int64() || member.value().is_bool() ||
                          text_of(member.value(), false).has_value();
    if (!readable || is_for_programs(member.key())) continue;
    std::string title(member.key());
    if (title.ends_with("_fen")) title.replace(title.size() - 3, 3, "yuan");
    out.push_back({std::string(member.key()), std::move(title)});
  }
  return out;
}

}  // namespace

std::optional<std::int64_t> write_export(store::Tx& tx, const ListReading& lists, const opendata::Export& asked,
                                         const ListCaller& caller, UtcOffset utc_offset,
                                         const std::filesystem::path& path) {
  auto columns = read<std::vector<ExportColumn>>(parse_json(asked.columns));
  const auto file = opendata::table_file(path, asked.format);
  const auto head = [&] {
    std::vector<Cell> cells;
    for (const ExportColumn& column : columns) cells.emplace_back(column.title);
    file->line(cells);
  };
  if (!columns.empty()) head();
  std::int64_t lines = 0;
  lists.each(tx, caller, asked.list, read<ListFilters>(parse_json(asked.filters)), [&](const json::object& line) {
    if (columns.empty()) {
      columns = columns_of(line);
      head();
    }
    std::vector<Cell> cells;
    for (const ExportColumn& column : columns)
      cells.push_back(cell_of(at_or_null(line, column.key), column, asked.english, utc_offset));
    file->line(cells);
    return ++lines <= kExportLinesMax;
  });
  file->finish();
  return lines <= kExportLinesMax ? std::optional(lines) : std::nullopt;
}

}  // namespace gh::http
