#include "http/import_routes.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "base/described.h"
#include "base/digest.h"
#include "cases/packs.h"
#include "http/page.h"
#include "http/schema_of.h"
#include "opendata/imports.h"
#include "opendata/row_forms.h"

namespace gh::http {
namespace {

constexpr std::size_t kFileMaxBytes = 16U << 20U;
constexpr std::int64_t kFaultsMax = 1'000;  // of one page
constexpr std::string_view kAllowed = "import_procedures";
constexpr std::string_view kXlsxType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
constexpr std::string_view kCsvType = "text/csv; charset=utf-8; header=present";

struct ImportView {
  Id id;
  std::string procedure;
  std::string file_name;
  std::string digest;
  opendata::ImportState state{};
  std::optional<std::string> rule;  // why it failed
  std::optional<std::int64_t> rows;
  std::int64_t done = 0;  // rows worked through in this state
  std::int64_t good = 0;
  std::int64_t known = 0;  // entered before
  std::int64_t faulty = 0;
  Instant asked_at{};
  std::optional<Instant> ended_at;
  std::optional<Instant> expires_at;
};
BOOST_DESCRIBE_STRUCT(ImportView, (),
                      (id, procedure, file_name, digest, state, rule, rows, done, good, known, faulty, asked_at,
                       ended_at, expires_at))

struct FaultView {
  std::int64_t line = 0;  // of the file, from 1
  Text column;            // empty for the whole line
  std::string field;
  std::string rule;
  std::string clause;
  Text says;
};
BOOST_DESCRIBE_STRUCT(FaultView, (), (line, column, field, rule, clause, says))

struct StartBody {
  std::optional<bool> skip_faulty;
};
BOOST_DESCRIBE_STRUCT(StartBody, (), (skip_faulty))

ImportView view_of(const opendata::Import& one) {
  return {one.id,           one.procedure, one.file_name,  one.digest,     one.state,
          one.rule,         one.row_count, one.done_count, one.good_count, one.known_count,
          one.faulty_count, one.asked_at,  one.ended_at,   one.expires_at};
}

// The procedure, where its cases may come in as a list and the caller's role opens them.
const policy::Procedure& importable(const policy::Pack& pack, const std::string& id, const Request& request) {
  const policy::Procedure& procedure = pack.procedure(id);
  const json::value* allowed = pack.parameter(kAllowed, local_day(request.now, pack.utc_offset));
  if (allowed == nullptr || at_or_null(*allowed, id).is_null())
    throw Problem(
        ProblemCode::kConflict,
        FieldError{
            "/query/procedure", "not-importable", "", {"该事项不能成批导入", "its cases don't come in as lists"}});
  const auto& by = procedure.opened_by;
  if (std::find(by.begin(), by.end(), request.signed_in().role) == by.end())
    throw Problem(ProblemCode::kForbidden,
                  FieldError{"", "opened-by", "", {"本岗位不能办理该事项", "this office doesn't open such cases"}});
  return procedure;
}

std::string bytes_at(const std::filesystem::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

// The columns of the procedure's form, and one line of examples.
Response template_file(const CaseParts& parts, const std::filesystem::path& folder, const Request& request) {
  const auto pack = parts.packs->newest();
  const policy::Procedure& procedure = importable(*pack, std::string(request.param("procedure")), request);
  const auto columns = opendata::form_columns(pack->forms.at(procedure.form)->schema());
  const bool csv = request.query_text("format") == "csv";
  std::filesystem::create_directories(folder);
  const auto path = folder / ("template-" + new_id(request.now, parts.random));
  opendata::write_template(path, columns, csv ? opendata::ExportFormat::csv : opendata::ExportFormat::xlsx,
                           request.wants_english());
  Response out = text_response(bytes_at(path), std::string(csv ? kCsvType : kXlsxType));
  std::filesystem::remove(path);
  out.headers.emplace_back("Content-Disposition",
                           "attachment; filename=\"" + procedure.id + (csv ? ".csv\"" : ".xlsx\""));
  return out;
}

Response bring(const CaseParts& parts, const std::filesystem::path& folder, const Request& request) {
  const auto pack = parts.packs->newest();
  const identity::Caller& caller = request.signed_in();
  opendata::Import asked;
  asked.procedure = importable(*pack, request.query_text("procedure"), request).id;
  asked.id = new_id(request.now, parts.random);
  asked.office_id = *caller.office;
  asked.account_id = caller.account;
  asked.file_name = request.query_text("name", 255);
  asked.digest = hex(bytes_of(sha256(request.body)));
  asked.asked_at = request.now;
  // The bytes are there before the row is; a file without a row is harmless.
  std::filesystem::create_directories(folder);
  std::ofstream stream(folder / asked.id, std::ios::binary | std::ios::trunc);
  stream << request.body;
  stream.close();
  if (stream.fail())
    throw Problem(ProblemCode::kStorageUnavailable, std::vector<FieldError>{}, "can't write the file of an import");
  parts.db->write([&](store::Tx& tx) { opendata::ask_for_import(tx, asked); });
  Response out = created("/api/v1/imports/" + asked.id, write(view_of(asked)));
  out.status = 202;
  return out;
}

opendata::Import find(const Request& request, store::Tx& tx) {
  const auto found = opendata::find_import(tx, *request.signed_in().office, Id(request.param("id")));
  if (!found)
    throw Problem(ProblemCode::kNotFound, FieldError{"/id", "import", "", {"没有这次导入", "there is no such import"}});
  return *found;
}

Response faults(const Request& request, store::Tx& tx) {
  const opendata::Import found = find(request, tx);
  const auto limit = request.query_int("limit", kFaultsMax, 1, kFaultsMax);
  const auto after = request.query_int("after", 0, 0, INT64_MAX);
  const auto listed = opendata::faults_of(tx, found.id, after, static_cast<std::size_t>(limit));
  json::array items;
  for (const auto& one : listed)
    items.push_back(write(FaultView{
        one.line, {one.column_zh, one.column_en}, one.field, one.rule, one.clause, {one.says_zh, one.says_en}}));
  json::object answer{{"items", std::move(items)}};
  if (std::ssize(listed) == limit) answer["next"] = std::to_string(listed.back().ordinal);
  return ok(answer);
}

Route template_route(const CaseParts& parts, const std::filesystem::path& folder) {
  auto about = describe("downloadImportTemplate", "imports",
                        {"成批导入的模板（XLSX 或 CSV）", "Template of a list that can be brought in, XLSX or CSV"});
  about.parameters = {query_parameter("format", {{"type", "string"}, {"enum", json::array{"xlsx", "csv"}}},
                                      {"xlsx（默认）或 csv", "xlsx, the default, or csv"})};
  about.content_type = kXlsxType;
  about.problems = {ProblemCode::kNotFound, ProblemCode::kConflict};
  return Route(
      "GET", "/api/v1/import-templates/{procedure}", Access::kOffice,
      BlockingHandler{[parts, folder](const Request& request) { return template_file(parts, folder, request); }},
      std::move(about));
}

Route bring_route(const CaseParts& parts, const std::filesystem::path& folder) {
  auto about = describe("bringList", "imports",
                        {"上传清单文件，后台逐行校验（不写入登记簿）",
                         "Bring a list as a file; each row is checked in the background, nothing is entered yet"});
  about.parameters = {{"procedure", "query", true, string_schema(), {"事项", "procedure whose cases the rows are"}},
                      {"name", "query", true, string_schema(), {"文件名", "file name"}}};
  about.request = json::object{{"type", "string"}, {"format", "binary"}};
  about.response = schema_of<ImportView>();
  about.success = 202;
  about.problems = {ProblemCode::kNotFound, ProblemCode::kConflict, ProblemCode::kTooLarge};
  return Route("POST", "/api/v1/imports", Access::kOffice,
               BlockingHandler{[parts, folder](const Request& request) { return bring(parts, folder, request); }},
               std::move(about))
      .with_body_max(kFileMaxBytes);
}

Route start_route() {
  auto about = describe("enterList", "imports",
                        {"录入已校验的清单，每行一个办理动作", "Enter a list that is checked, each row an act"});
  about.request = schema_of<StartBody>();
  about.response = schema_of<ImportView>();
  about.success = 202;
  about.problems = {ProblemCode::kNotFound, ProblemCode::kConflict};
  return Route("POST", "/api/v1/imports/{id}/entry", Access::kOffice,
               WriteHandler{[](const Request& request, store::Tx& tx) {
                 const auto body = read<StartBody>(request.json_body());
                 opendata::start_import(tx, find(request, tx), body.skip_faulty.value_or(false));
                 Response out = ok(write(view_of(find(request, tx))));
                 out.status = 202;
                 return out;
               }},
               std::move(about));
}

}  // namespace

std::vector<Route> import_routes(const CaseParts& parts, std::filesystem::path folder) {
  auto listing = describe("listImports", "imports", {"本岗位的导入", "Lists that the office in use has brought in"});
  listing.response = list_schema(schema_of<ImportView>());
  auto reading = describe("readImport", "imports", {"导入进度", "How far an import is"});
  reading.response = schema_of<ImportView>();
  reading.problems = {ProblemCode::kNotFound};
  auto wrong = describe("listImportFaults", "imports",
                        {"导入文件的逐行错误", "What is wrong with the file, line by line, each with rule and clause"});
  wrong.parameters = {
      query_parameter("limit", {{"type", "integer"}, {"minimum", 1}, {"maximum", kFaultsMax}}, {"条数", "how many"}),
      query_parameter("after", {{"type", "integer"}, {"minimum", 0}},
                      {"上一页给出的 next", "`next` of a page before"})};
  wrong.response = page_schema(schema_of<FaultView>());
  wrong.problems = {ProblemCode::kNotFound};

  std::vector<Route> out;
  out.push_back(template_route(parts, folder));
  out.push_back(bring_route(parts, folder));
  out.push_back(start_route());
  out.emplace_back("GET", "/api/v1/imports", Access::kOffice, ReadHandler{[](const Request& request, store::Tx& tx) {
                     json::array items;
                     for (const auto& one : opendata::imports_of(tx, *request.signed_in().office))
                       items.push_back(write(view_of(one)));
                     return ok(json::object{{"items", std::move(items)}});
                   }},
                   std::move(listing));
  out.emplace_back(
      "GET", "/api/v1/imports/{id}", Access::kOffice,
      ReadHandler{[](const Request& request, store::Tx& tx) { return ok(write(view_of(find(request, tx)))); }},
      std::move(reading));
  out.emplace_back("GET", "/api/v1/imports/{id}/faults", Access::kOffice, ReadHandler{faults}, std::move(wrong));
  return out;
}

}  // namespace gh::http
