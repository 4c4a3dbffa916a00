// What registers read from a query beside their own members, and how they answer: pages of JSON, or everything as CSV.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/described.h"
#include "http/case_routes.h"
#include "http/csv.h"
#include "http/page.h"
#include "http/schema_of.h"

namespace gh::http {

// The value of a described enum, or nothing; another word throws kInvalidForm on /query/<name>.
template <class Enum>
std::optional<Enum> query_enum(const Request& request, std::string_view name) {
  const std::string text = request.query_text(name);
  if (text.empty()) return {};
  Enum value{};
  if (!boost::describe::enum_from_string(text.c_str(), value))
    throw Problem(
        ProblemCode::kInvalidForm,
        FieldError{"/query/" + std::string(name), "enum", "", {"不是允许的取值", "not one of the allowed values"}});
  return value;
}

// true or false, or nothing; another word throws kInvalidForm on /query/<name>.
inline std::optional<bool> query_flag(const Request& request, std::string_view name) {
  const std::string text = request.query_text(name);
  if (text.empty()) return {};
  if (text == "true" || text == "false") return text == "true";
  throw Problem(ProblemCode::kInvalidForm,
                FieldError{"/query/" + std::string(name), "enum", "", {"应为 true 或 false", "must be true or false"}});
}
inline json::object flag_schema() { return {{"type", "string"}, {"enum", json::array{"true", "false"}}}; }
inline json::object day_schema() { return {{"type", "string"}, {"format", "date"}}; }

// `limit`, `cursor` and `format` after a register's own parameters.
inline std::vector<Parameter> register_parameters(std::vector<Parameter> own) {
  own.push_back(page_limit_parameter());
  own.push_back(page_cursor_parameter());
  own.push_back(query_parameter("format", {{"type", "string"}, {"enum", json::array{"json", "csv"}}},
                                {"json（分页）或 csv（全部）", "json, by pages, or csv, all at once"}));
  return own;
}

// All rows as a file. `search(limit, cursor)` gives the rows of a page and the next one's cursor.
template <class Search>
Response register_file(const Request& request, Search search, std::string_view file_name) {
  const auto [rows, next] = search(kCsvRowsMax, std::string());
  if (next) too_many_rows();
  return csv_response(request, csv_of(rows), file_name);
}

// Refuses (kInvalidForm) a `format` that is neither json nor csv.
[[noreturn]] inline void not_a_format() {
  throw Problem(ProblemCode::kInvalidForm,
                FieldError{"/query/format", "enum", "", {"应为 json 或 csv", "must be json or csv"}});
}

// A page as JSON, or the file where the query asks for CSV.
template <class Search>
Response register_response(const Request& request, Search search, std::string_view file_name) {
  const std::string format = request.query_text("format");
  if (format == "csv") return register_file(request, search, file_name);
  if (!format.empty() && format != "json") not_a_format();
  const auto limit = request.query_int("limit", kPageDefault, 1, kPageMax);
  const auto [rows, next] = search(static_cast<std::size_t>(limit), request.query_text("cursor"));
  json::object answer{{"items", write(rows)}};
  if (next) answer["next"] = *next;
  return ok_with_etag(request, answer);
}

}  // namespace gh::http
