// Writes CSV.
#include "http/csv.h"

#include "base/assert.h"

namespace gh::http {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::string_view kLineEnd = "\r\n";

void append_text(std::string& out, std::string_view text) {
  const bool looks_like_formula =
      !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos;
  const bool quoted = text.find_first_of(",\"\r\n") != std::string_view::npos;
  if (quoted) out += '"';
  if (looks_like_formula) out += '\'';
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  if (quoted) out += '"';
}

void append_cell(std::string& out, const json::value& cell) {
  if (cell.is_null()) return;
  if (cell.is_bool()) {
    out += cell.get_bool() ? "true" : "false";
  } else if (cell.is_int64()) {
    out += std::to_string(cell.get_int64());
  } else {
    GH_ASSERT(cell.is_string());
    append_text(out, cell.get_string());
  }
}

}  // namespace

CsvDocument::CsvDocument(std::vector<std::string> columns) : columns_(std::move(columns)), text_(kByteOrderMark) {
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    if (i > 0) text_ += ',';
    append_text(text_, columns_[i]);
  }
  text_ += kLineEnd;
}

void CsvDocument::line(const json::value& row) {
  GH_ASSERT(++lines_ <= kCsvRowsMax);
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    if (i > 0) text_ += ',';
    append_cell(text_, at_or_null(row, columns_[i]));
  }
  text_ += kLineEnd;
}

void too_many_rows() {
  throw Problem(ProblemCode::kTooLarge,
                FieldError{"", "too-many-rows", "", {"行数过多，请缩小查询范围", "too many rows; narrow the search"}});
}

Response csv_response(const Request& request, std::string document, std::string_view file_name) {
  const std::string etag = etag_of(document);
  Response out;
  if (none_match_has(request, etag))
    out.status = 304;
  else
    out = text_response(std::move(document), "text/csv; charset=utf-8; header=present");
  out.headers.emplace_back("ETag", etag);
  out.headers.emplace_back("Content-Disposition", "attachment; filename=\"" + std::string(file_name) + "\"");
  return out;
}

}  // namespace gh::http
