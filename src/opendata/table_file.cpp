#include "opendata/table_file.h"

#include <fmt/format.h>
#include <xlsxwriter.h>

#include <fstream>
#include <stdexcept>

namespace gh::opendata {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::int64_t kFenOfYuan = 100;
constexpr double kColumnWidth = 18;

std::string decimal(Fen fen) {
  const std::uint64_t size = fen < 0 ? 0 - static_cast<std::uint64_t>(fen) : static_cast<std::uint64_t>(fen);
  return fmt::format("{}{}.{:02}", fen < 0 ? "-" : "", size / kFenOfYuan, size % kFenOfYuan);
}

class CsvFile : public TableFile {
 public:
  explicit CsvFile(const std::filesystem::path& path) : path_(path), out_(path, std::ios::binary | std::ios::trunc) {
    out_ << kByteOrderMark;
  }
  void line(const std::vector<Cell>& cells) override {
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (i > 0) out_ << ',';
      if (const auto* text = std::get_if<std::string>(&cells[i])) put(without_formula(*text));
      if (const auto* number = std::get_if<std::int64_t>(&cells[i])) out_ << *number;
      if (const auto* money = std::get_if<Yuan>(&cells[i])) out_ << decimal(money->fen);
    }
    out_ << "\r\n";
  }
  void finish() override {
    out_.close();
    if (out_.fail()) throw std::runtime_error("can't write " + path_.string());
  }

 private:
  void put(const std::string& text) {
    if (text.find_first_of(",\"\r\n") == std::string::npos) {
      out_ << text;
      return;
    }
    out_ << '"';
    for (const char c : text) out_ << (c == '"' ? "\"\"" : std::string(1, c));
    out_ << '"';
  }
  std::filesystem::path path_;
  std::ofstream out_;
};

class XlsxFile : public TableFile {
 public:
  explicit XlsxFile(const std::filesystem::path& path) : path_(path) {
    lxw_workbook_options options{};
    options.constant_memory = LXW_TRUE;  // a line is on disk once the next begins
    book_ = workbook_new_opt(path.c_str(), &options);
    if (book_ == nullptr) throw std::runtime_error("can't write " + path.string());
    sheet_ = workbook_add_worksheet(book_, nullptr);
    head_ = workbook_add_format(book_);
    format_set_bold(head_);
    money_ = workbook_add_format(book_);
    format_set_num_format(money_, "#,##0.00");
    worksheet_freeze_panes(sheet_, 1, 0);
  }
  XlsxFile(const XlsxFile&) = delete;
  XlsxFile& operator=(const XlsxFile&) = delete;
  ~XlsxFile() override {
    if (book_ != nullptr) workbook_close(book_);
  }
  void line(const std::vector<Cell>& cells) override {
    if (row_ == 0) worksheet_set_column(sheet_, 0, static_cast<lxw_col_t>(cells.size()), kColumnWidth, nullptr);
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const auto column = static_cast<lxw_col_t>(i);
      lxw_format* format = row_ == 0 ? head_ : nullptr;
      // Written as text, never as a formula; the apostrophe holds also where somebody saves the sheet as CSV.
      if (const auto* text = std::get_if<std::string>(&cells[i]))
        worksheet_write_string(sheet_, row_, column, without_formula(*text).c_str(), format);
      if (const auto* number = std::get_if<std::int64_t>(&cells[i]))
        worksheet_write_number(sheet_, row_, column, static_cast<double>(*number), format);
      // Cells hold binary fractions whatever is written; with two decimals they show the amount exactly.
      if (const auto* money = std::get_if<Yuan>(&cells[i]))
        worksheet_write_number(sheet_, row_, column, static_cast<double>(money->fen) / kFenOfYuan, money_);
    }
    ++row_;
  }
  void finish() override {
    const lxw_error error = workbook_close(book_);
    book_ = nullptr;
    if (error != LXW_NO_ERROR) throw std::runtime_error("can't write " + path_.string() + ": " + lxw_strerror(error));
  }

 private:
  std::filesystem::path path_;
  lxw_workbook* book_ = nullptr;
  lxw_worksheet* sheet_ = nullptr;
  lxw_format* head_ = nullptr;
  lxw_format* money_ = nullptr;
  lxw_row_t row_ = 0;
};

}  // namespace

std::string without_formula(std::string_view text) {
  const bool looks_like_one =
      !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos;
  return (looks_like_one ? "'" : "") + std::string(text);
}

std::unique_ptr<TableFile> table_file(const std::filesystem::path& path, ExportFormat format) {
  if (format == ExportFormat::csv) return std::make_unique<CsvFile>(path);
  return std::make_unique<XlsxFile>(path);
}

}  // namespace gh::opendata
