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

// `limit` and `cursor` of a file that can be taken in parts.
inline std::vector<Parameter> file_parts_parameters() {
  return {query_parameter("limit", {{"type", "integer"}, {"minimum", 1}, {"maximum", kCsvRowsMax}},
                          {"分段下载时每段行数，下一段见 Link 响应头",
                           "lines of a part, where the file is taken in parts; the Link header leads to the next"}),
          page_cursor_parameter()};
}

// All rows; or as many as `limit` says from `cursor` on, with a Link to the next part (RFC 8288) where there is one.
template <class Search>
Response register_file_in_parts(const Request& request, Search search, std::string_view file_name) {
  if (request.query_text("limit").empty() && request.query_text("cursor").empty())
    return register_file(request, search, file_name);
  const auto limit = request.query_int("limit", kCsvRowsMax, 1, kCsvRowsMax);
  const auto [rows, next] = search(static_cast<std::size_t>(limit), request.query_text("cursor"));
  Response part = csv_response(request, csv_of(rows), file_name);
  if (next) part.headers.emplace_back("Link", "<" + at_cursor(request.target, *next) + ">; rel=\"next\"");
  return part;
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
