#include "http/export_routes.h"

#include <algorithm>
#include <boost/json/serialize.hpp>
#include <fstream>
#include <iterator>

#include "base/described.h"
#include "http/page.h"
#include "http/schema_of.h"
#include "identity/audit.h"
#include "opendata/exports.h"
#include "policy/list_shapes.h"

namespace gh::http {
namespace {

constexpr std::size_t kColumnsMax = 60;
constexpr std::size_t kColumnTitleMaxBytes = 200;
constexpr std::size_t kColumnWordsMax = 100;
constexpr std::size_t kFilterMaxBytes = 400;
constexpr std::string_view kXlsxType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

struct ExportBody {
  std::string list;
  opendata::ExportFormat format = opendata::ExportFormat::xlsx;
  std::optional<std::vector<json::value>> columns;  // each a member's name, or {"key", "title", "words"?}
  std::optional<json::object> filters;              // the list's query members
};
BOOST_DESCRIBE_STRUCT(ExportBody, (), (list, format, columns, filters))

struct ExportView {
  Id id;
  std::string list;
  opendata::ExportFormat format{};
  opendata::ExportState state{};
  std::optional<std::string> rule;  // why it failed
  std::optional<std::int64_t> rows;
  Instant asked_at{};
  std::optional<Instant> made_at;
  std::optional<Instant> expires_at;
};
BOOST_DESCRIBE_STRUCT(ExportView, (), (id, list, format, state, rule, rows, asked_at, made_at, expires_at))

ExportView view_of(const opendata::Export& one) {
  return {one.id, one.list, one.format, one.state, one.rule, one.line_count, one.asked_at, one.made_at, one.expires_at};
}

[[noreturn]] void refuse_export(std::string field, std::string rule, Text says) {
  throw Problem(ProblemCode::kInvalidForm, FieldError{std::move(field), std::move(rule), "", std::move(says)});
}

ListFilters filters_of(const json::object& written) {
  ListFilters out;
  for (const auto& filter : written) {
    const json::value& value = filter.value();
    std::string text;
    if (value.is_string())
      text = value.get_string();
    else if (value.is_bool())
      text = value.get_bool() ? "true" : "false";
    else if (value.is_int64())
      text = std::to_string(value.get_int64());
    else
      refuse_export("/filters/" + std::string(filter.key()), "type",
                    {"筛选值应为文本、整数或是非值", "a filter is a text, a whole number or a flag"});
    if (text.size() > kFilterMaxBytes)
      refuse_export("/filters/" + std::string(filter.key()), "max-bytes", {"筛选值过长", "the filter is too long"});
    if (!text.empty()) out[filter.key()] = std::move(text);
  }
  return out;
}

std::vector<opendata::ExportColumn> columns_of(const std::vector<json::value>& written) {
  std::vector<opendata::ExportColumn> out;
  for (const json::value& one : written) {
    if (one.is_string())
      out.push_back({std::string(one.get_string()), std::string(one.get_string())});
    else
      out.push_back(read<opendata::ExportColumn>(one));
    if (out.back().title.size() > kColumnTitleMaxBytes)
      refuse_export("/columns", "max-bytes", {"列标题过长", "a column's title is too long"});
    const auto words = out.back().words.value_or(std::map<std::string, std::string>{});
    if (words.size() > kColumnWordsMax)
      refuse_export("/columns", "too-many", {"列的用词过多", "a column has too many words"});
    for (const auto& [value, word] : words)
      if (word.size() > kColumnTitleMaxBytes)
        refuse_export("/columns", "max-bytes", {"列的用词过长", "a word of a column is too long"});
  }
  if (out.size() > kColumnsMax) refuse_export("/columns", "too-many", {"列数过多", "too many columns"});
  return out;
}

Response ask(const CaseParts& parts, const ListReading& lists, const Request& request, store::Tx& tx) {
  const auto body = read<ExportBody>(request.json_body());
  const identity::Caller& caller = request.signed_in();
  opendata::Export asked;
  asked.id = new_id(request.now, parts.random);
  asked.office_id = *caller.office;
  asked.account_id = caller.account;
  asked.list = body.list;
  asked.format = body.format;
  const ListFilters filters = filters_of(body.filters.value_or(json::object{}));
  // What the list would refuse is refused now, not in the background.
  lists.each(tx, {caller, request.now}, asked.list, filters, [](const json::object&) { return false; });
  asked.filters = json::serialize(write(filters));
  asked.columns = json::serialize(write(columns_of(body.columns.value_or(std::vector<json::value>{}))));
  asked.english = request.wants_english();
  asked.asked_at = request.now;
  opendata::ask_for_export(tx, asked);
  identity::append_audit(tx, identity::event_of(caller, identity::audit_kind::kExported, asked.list + " " + asked.id,
                                                request.remote, request.now));
  Response out = created("/api/v1/exports/" + asked.id, write(view_of(asked)));
  out.status = 202;
  return out;
}

opendata::Export find(const Request& request, store::Tx& tx) {
  const auto found = opendata::find_export(tx, *request.signed_in().office, Id(request.param("id")));
  if (!found || (found->expires_at && *found->expires_at < request.now))
    throw Problem(ProblemCode::kNotFound,
                  FieldError{"/id", "export", "", {"没有这个导出文件", "there is no such file"}});
  return *found;
}

Response fetch(const CaseParts& parts, const std::filesystem::path& folder, const Request& request) {
  const opendata::Export found = parts.db->reading([&](store::Tx& tx) { return find(request, tx); });
  if (found.state != opendata::ExportState::ready)
    throw Problem(ProblemCode::kConflict, FieldError{"", "export-state", "", {"文件尚未生成", "the file isn't ready"}});
  std::ifstream stream(folder / opendata::file_name(found), std::ios::binary);
  if (!stream)
    throw Problem(ProblemCode::kNotFound,
                  FieldError{"/id", "export-file", "", {"文件已不在，请重新导出", "the file is gone; export it again"}},
                  "the file of the export " + found.id + " is gone");
  const bool csv = found.format == opendata::ExportFormat::csv;
  Response out = text_response({std::istreambuf_iterator<char>(stream), {}},
                               csv ? "text/csv; charset=utf-8; header=present" : std::string(kXlsxType));
  out.headers.emplace_back("Content-Disposition",
                           "attachment; filename=\"" + found.list + (csv ? ".csv\"" : ".xlsx\""));
  return out;
}

json::object request_schema() {
  json::object out = schema_of<ExportBody>();
  json::array names;
  for (const policy::ListShape& shape : policy::list_shapes()) names.emplace_back(json::string(shape.name));
  json::object& properties = out["properties"].as_object();
  properties["list"] = json::object{{"type", "string"}, {"enum", std::move(names)}};
  properties["columns"] = json::object{
      {"type", "array"},
      {"maxItems", kColumnsMax},
      {"items", {{"anyOf", json::array{json::object{{"type", "string"}}, schema_of<opendata::ExportColumn>()}}}}};
  out["required"] = json::array{"list", "format"};
  return out;
}

}  // namespace

std::vector<Route> export_routes(const CaseParts& parts, std::shared_ptr<const ListReading> lists,
                                 std::filesystem::path folder) {
  auto asking =
      describe("askForExport", "exports",
               {"导出列表为文件（后台生成，完成后通知）",
                "Ask for a list as a file; it is made in the background, and the event stream says when it is there"});
  asking.request = request_schema();
  asking.response = schema_of<ExportView>();
  asking.success = 202;
  asking.problems = {ProblemCode::kConflict};
  auto listing = describe("listExports", "exports", {"本岗位的导出文件", "Files that the office in use has asked for"});
  listing.response = list_schema(schema_of<ExportView>());
  auto reading = describe("readExport", "exports", {"导出进度", "How far a file is"});
  reading.response = schema_of<ExportView>();
  reading.problems = {ProblemCode::kNotFound};
  auto fetching = describe("downloadExport", "exports", {"下载导出文件（XLSX 或 CSV）", "Fetch the file, XLSX or CSV"});
  fetching.content_type = kXlsxType;
  fetching.problems = {ProblemCode::kNotFound, ProblemCode::kConflict};

  std::vector<Route> out;
  out.emplace_back(
      "POST", "/api/v1/exports", Access::kOffice,
      WriteHandler{[parts, lists](const Request& request, store::Tx& tx) { return ask(parts, *lists, request, tx); }},
      std::move(asking));
  out.emplace_back("GET", "/api/v1/exports", Access::kOffice, ReadHandler{[](const Request& request, store::Tx& tx) {
                     json::array items;
                     for (const auto& one : opendata::exports_of(tx, *request.signed_in().office))
                       items.push_back(write(view_of(one)));
                     return ok(json::object{{"items", std::move(items)}});
                   }},
                   std::move(listing));
  out.emplace_back(
      "GET", "/api/v1/exports/{id}", Access::kOffice,
      ReadHandler{[](const Request& request, store::Tx& tx) { return ok(write(view_of(find(request, tx)))); }},
      std::move(reading));
  out.emplace_back("GET", "/api/v1/exports/{id}/file", Access::kOffice,
                   BlockingHandler{[parts, folder = std::move(folder)](const Request& request) {
                     return fetch(parts, folder, request);
                   }},
                   std::move(fetching));
  return out;
}

}  // namespace gh::http
