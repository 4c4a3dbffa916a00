#include "opendata/table_reading.h"

#include <zip.h>

#include <charconv>
#include <memory>
#include <optional>
#include <pugixml.hpp>

#include "base/problem.h"
#include "base/text.h"

namespace gh::opendata {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::string_view kZipBegins = "PK";
constexpr int kSpreadsheetDaysMax = 200'000;  // the year 2447
constexpr int kLetters = 26;

[[noreturn]] void refuse(ProblemCode code, std::string rule, Text says) {
  throw Problem(code, FieldError{"", std::move(rule), "", std::move(says)});
}
[[noreturn]] void unreadable_sheet() {
  refuse(ProblemCode::kMalformed, "table-sheet", {"无法读取该工作簿的第一张表", "the first sheet can't be read"});
}

std::string trimmed(std::string_view text) {
  const auto blank = [](char c) { return static_cast<unsigned char>(c) <= ' '; };
  while (!text.empty() && blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && blank(text.back())) text.remove_suffix(1);
  return std::string(text);
}

// Collects cells into lines, under the limits.
class Lines {
 public:
  void cell(std::size_t column, std::string_view text) {
    if (text.size() > kTableCellBytesMax)
      refuse(ProblemCode::kTooLarge, "table-cell", {"单元格内容过长", "a cell holds too much"});
    if (column >= kTableColumnsMax) return;
    if (cells_.size() <= column) cells_.resize(column + 1);
    cells_[column] = trimmed(text);
    filled_ = filled_ || !cells_[column].empty();
  }
  void end_line(std::int64_t number) {
    if (filled_) lines_.push_back({number, std::move(cells_)});
    if (lines_.size() > kTableLinesMax)
      refuse(ProblemCode::kTooLarge, "table-lines",
             {"行数过多，请分成几个文件", "too many lines: split the file into several"});
    cells_ = {};
    filled_ = false;
  }
  std::vector<TableLine> take() { return std::move(lines_); }

 private:
  std::vector<TableLine> lines_;
  std::vector<std::string> cells_;
  bool filled_ = false;
};

std::vector<TableLine> read_csv(std::string_view text) {
  Lines lines;
  std::string cell;
  std::size_t column = 0;
  std::int64_t number = 1;
  std::int64_t begun_at = 1;
  bool quoted = false;
  const auto end_cell = [&] {
    lines.cell(column, cell);
    cell.clear();
  };
  const auto end_line = [&] {
    end_cell();
    lines.end_line(begun_at);
    column = 0;
  };
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '\n') ++number;
    if (quoted) {
      if (c != '"') {
        cell += c;
      } else if (at + 1 < text.size() && text[at + 1] == '"') {
        cell += c;
        ++at;
      } else {
        quoted = false;
      }
    } else if (c == '"' && cell.empty()) {
      quoted = true;
    } else if (c == ',') {
      end_cell();
      ++column;
    } else if (c == '\n') {
      end_line();
      begun_at = number;
    } else if (c != '\r') {
      cell += c;
    }
  }
  if (quoted) refuse(ProblemCode::kMalformed, "table-text", {"引号没有闭合", "a quotation mark is never closed"});
  end_line();
  return lines.take();
}

struct CloseArchive {
  void operator()(zip_t* archive) const { zip_discard(archive); }
};
using Archive = std::unique_ptr<zip_t, CloseArchive>;

Archive open_archive(std::string_view bytes) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  if (source == nullptr) unreadable_sheet();
  zip_t* archive = zip_open_from_source(source, ZIP_RDONLY, &error);
  zip_error_fini(&error);
  if (archive == nullptr) {
    zip_source_free(source);
    unreadable_sheet();
  }
  return Archive(archive);
}

// The part of that name; nothing where there is none.
std::optional<std::string> part(zip_t* archive, const std::string& name) {
  zip_stat_t about;
  zip_stat_init(&about);
  if (zip_stat(archive, name.c_str(), 0, &about) != 0) return {};
  if ((about.valid & ZIP_STAT_SIZE) == 0 || about.size > kTableBytesMax)
    refuse(ProblemCode::kTooLarge, "table-bytes", {"工作簿过大", "the workbook is too large"});
  const std::unique_ptr<zip_file_t, int (*)(zip_file_t*)> file(zip_fopen(archive, name.c_str(), 0), zip_fclose);
  if (!file) unreadable_sheet();
  std::string out(about.size, '\0');
  if (zip_fread(file.get(), out.data(), out.size()) != static_cast<zip_int64_t>(out.size())) unreadable_sheet();
  return out;
}

pugi::xml_document parsed(const std::string& xml) {
  pugi::xml_document document;
  if (!document.load_buffer(xml.data(), xml.size(), pugi::parse_default | pugi::parse_ws_pcdata_single))
    unreadable_sheet();
  return document;
}

// Text of a shared or inline string: its runs in order, without what only says how it is pronounced.
std::string text_of(const pugi::xml_node& node) {
  std::string out = node.child("t").text().get();
  for (const auto& run : node.children("r")) out += run.child("t").text().get();
  return out;
}

std::vector<std::string> shared_texts(zip_t* archive) {
  std::vector<std::string> out;
  const auto xml = part(archive, "xl/sharedStrings.xml");
  if (!xml) return out;
  const auto document = parsed(*xml);
  for (const auto& item : document.child("sst").children("si")) out.push_back(text_of(item));
  return out;
}

// Where the workbook's first sheet lies.
std::string first_sheet(zip_t* archive) {
  const auto workbook = part(archive, "xl/workbook.xml");
  const auto relations = part(archive, "xl/_rels/workbook.xml.rels");
  if (!workbook || !relations) unreadable_sheet();
  const auto book = parsed(*workbook);
  const std::string id = book.child("workbook").child("sheets").child("sheet").attribute("r:id").value();
  const auto targets = parsed(*relations);
  for (const auto& one : targets.child("Relationships").children("Relationship"))
    if (one.attribute("Id").value() == id) {
      const std::string target = one.attribute("Target").value();
      return target.starts_with('/') ? target.substr(1) : "xl/" + target;
    }
  unreadable_sheet();
}

// "BC12" → 54; a reference without letters is taken for what follows the cell before.
std::size_t column_of(std::string_view reference, std::size_t otherwise) {
  std::size_t column = 0;
  for (const char c : reference) {
    if (c < 'A' || c > 'Z' || column > kTableColumnsMax) break;
    column = column * kLetters + static_cast<std::size_t>(c - 'A' + 1);
  }
  return column == 0 ? otherwise : column - 1;
}

std::vector<TableLine> read_xlsx(std::string_view bytes) {
  const Archive archive = open_archive(bytes);
  const auto texts = shared_texts(archive.get());
  const auto xml = part(archive.get(), first_sheet(archive.get()));
  if (!xml) unreadable_sheet();
  const auto document = parsed(*xml);
  Lines lines;
  std::int64_t number = 0;
  for (const auto& row : document.child("worksheet").child("sheetData").children("row")) {
    number = row.attribute("r").as_llong(number + 1);
    std::size_t next = 0;
    for (const auto& cell : row.children("c")) {
      const std::size_t column = column_of(cell.attribute("r").value(), next);
      next = column + 1;
      const std::string_view kind = cell.attribute("t").value();
      std::string text = kind == "inlineStr" ? text_of(cell.child("is")) : cell.child("v").text().get();
      if (kind == "s") {
        const auto index = cell.child("v").text().as_ullong(texts.size());
        if (index >= texts.size()) unreadable_sheet();
        text = texts[index];
      }
      lines.cell(column, text);
    }
    lines.end_line(number);
  }
  return lines.take();
}

}  // namespace

std::vector<TableLine> read_table(std::string_view bytes) {
  if (bytes.starts_with(kZipBegins)) return read_xlsx(bytes);
  if (bytes.starts_with(kByteOrderMark)) bytes.remove_prefix(kByteOrderMark.size());
  if (bytes.empty() || !is_utf8(bytes) || bytes.find('\0') != std::string_view::npos)
    refuse(ProblemCode::kUnsupportedMedia, "table-format",
           {"请上传 XLSX 工作簿或 UTF-8 编码的 CSV 文件", "an XLSX workbook or a CSV file in UTF-8 is wanted"});
  return read_csv(bytes);
}

std::optional<Day> spreadsheet_day(std::string_view number) {
  int days = 0;
  const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), days);
  if (error != std::errc() || end != number.data() + number.size() || days < 1 || days > kSpreadsheetDaysMax) return {};
  return day_of(1899, 12, 30) + std::chrono::days{days};
}

}  // namespace gh::opendata
