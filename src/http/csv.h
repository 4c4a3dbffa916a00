// Registers as CSV (RFC 4180): UTF-8 with a byte order mark, so that office programs show Chinese as it is.
#pragma once
#include <string>
#include <vector>

#include "base/described.h"
#include "http/route.h"

namespace gh::http {

inline constexpr std::size_t kCsvRowsMax = 100'000;  // of one file

// One line of names, then one of each row's members under them. Absent members and null are empty cells; text that an
// office program would take for a formula gets an apostrophe in front.
class CsvDocument {
 public:
  explicit CsvDocument(std::vector<std::string> columns);
  // `row` is an object of numbers, texts, truth values and null. At most kCsvRowsMax of them.
  void line(const json::value& row);
  // What was written so far; of no use afterwards.
  std::string take() { return std::move(text_); }

 private:
  std::vector<std::string> columns_;
  std::string text_;
  std::size_t lines_ = 0;
};

// Columns are the members of the described struct, in their order.
template <class T>
std::string csv_of(const std::vector<T>& rows) {
  std::vector<std::string> columns;
  boost::mp11::mp_for_each<boost::describe::describe_members<T, boost::describe::mod_public>>(
      [&](auto member) { columns.emplace_back(member.name); });
  CsvDocument document(std::move(columns));
  for (const T& row : rows) document.line(write(row));
  return document.take();
}

// Refuses (kTooLarge, "too-many-rows") a file of more than kCsvRowsMax rows: the caller can narrow what is asked for.
[[noreturn]] void too_many_rows();

// The file as an answer, with its entity tag; 304 when the caller has it.
Response csv_response(const Request& request, std::string document, std::string_view file_name);

}  // namespace gh::http
