#include "http/ledger_routes.h"

#include <limits>

#include "cases/packs.h"
#include "cases/view.h"
#include "http/as_of.h"
#include "http/csv.h"
#include "http/page.h"
#include "http/schema_of.h"
#include "ledger/reading.h"

namespace gh::http {
namespace {

constexpr std::int64_t kYearMin = 2000;
constexpr std::int64_t kYearMax = 2999;
constexpr std::size_t kCaseEntriesMax = 1000;

[[noreturn]] void no_line() {
  throw Problem(ProblemCode::kNotFound, FieldError{"", "no_line", "", {"没有这个预算项目", "no such budget line"}});
}

ledger::LineSearch search_of(const Request& request) {
  ledger::LineSearch search;
  search.department_id = request.query_text("department");
  if (request.query.has("year")) search.year = request.query_int("year", kYearMin, kYearMin, kYearMax);
  const std::string open = request.query_text("open");
  if (!open.empty() && open != "true" && open != "false")
    throw Problem(ProblemCode::kInvalidForm,
                  FieldError{"/query/open", "enum", "", {"应为 true 或 false", "must be true or false"}});
  if (!open.empty()) search.open = open == "true";
  return search;
}

std::vector<Parameter> budget_parameters() {
  return {query_parameter("department", string_schema(), {"部门", "the department's id"}),
          query_parameter("year", integer_schema(kYearMin, kYearMax), {"年度", "year"}),
          query_parameter("open", {{"type", "string"}, {"enum", json::array{"true", "false"}}},
                          {"是否执行中", "whether it is in force"})};
}

// Full readers of the line's case (finance, audit, supervision, as the pack's roles have it), and its own department.
void require_full(const CaseParts& parts, const Request& request, store::Tx& tx, const Id& case_id,
                  const std::optional<Id>& department) {
  const auto& caller = request.signed_in();
  if (department && caller.organisation == department) return;
  const auto opened = cases::read_case(tx, *parts.packs, {request.caller, request.now}, case_id);
  if (opened.reading != cases::Reading::kFull)
    throw Problem(
        ProblemCode::kForbidden,
        FieldError{"", "full-reader", "", {"您使用的岗位不能查看账目明细", "your office may not read the entries"}});
}

Route list_lines() {
  auto about = describe("listBudgetLines", "ledger", {"预算项目及执行总额", "Budget lines with their totals"});
  about.parameters = budget_parameters();
  about.parameters.push_back(page_limit_parameter());
  about.parameters.push_back(page_cursor_parameter());
  about.response = page_schema(schema_of<ledger::LineView>());
  return Route("GET", "/api/v1/budget-lines", Access::kPublic, ReadHandler{[](const Request& request, store::Tx& tx) {
                 const auto limit = static_cast<std::size_t>(request.query_int("limit", kPageDefault, 1, kPageMax));
                 const auto page = ledger::search_lines(tx, search_of(request), limit, request.query_text("cursor"));
                 json::object answer{{"items", write(page.lines)}};
                 if (page.next) answer["next"] = *page.next;
                 return ok_with_etag(request, answer);
               }},
               std::move(about));
}

Route one_line(const CaseParts& parts) {
  auto about =
      describe("readBudgetLine", "ledger", {"一个预算项目", "One budget line, also as it stood at the end of a day"});
  about.parameters = {as_of_parameter()};
  about.response = schema_of<ledger::LineView>();
  about.problems = {ProblemCode::kNotFound};
  return Route("GET", "/api/v1/budget-lines/{id}", Access::kPublic,
               ReadHandler{[parts](const Request& request, store::Tx& tx) {
                 const auto line = ledger::read_line(tx, Id(request.param("id")), as_of(request, *parts.packs));
                 if (!line) no_line();
                 return ok_with_etag(request, write(*line));
               }},
               std::move(about));
}

Route line_entries(const CaseParts& parts) {
  auto about = describe("listBudgetEntries", "ledger", {"预算项目账目明细", "The entries of a budget line, in order"});
  about.parameters = {page_limit_parameter(), page_cursor_parameter()};
  about.response = page_schema(schema_of<ledger::EntryView>());
  about.problems = {ProblemCode::kNotFound, ProblemCode::kForbidden};
  return Route("GET", "/api/v1/budget-lines/{id}/entries", Access::kOffice,
               ReadHandler{[parts](const Request& request, store::Tx& tx) {
                 const Id id(request.param("id"));
                 const auto line = ledger::find_line(tx, id);
                 if (!line) no_line();
                 require_full(parts, request, tx, id, line->department_id);
                 const auto limit = static_cast<std::size_t>(request.query_int("limit", kPageDefault, 1, kPageMax));
                 const auto after = request.query_int("cursor", 0, 0, std::numeric_limits<std::int64_t>::max());
                 auto entries = ledger::entries_of_line(tx, id, after, limit + 1);
                 json::object answer;
                 if (entries.size() > limit) {
                   entries.pop_back();
                   answer["next"] = std::to_string(entries.back().ordinal);
                 }
                 answer["items"] = write(entries);
                 return ok(answer);
               }},
               std::move(about));
}

Route case_entries(const CaseParts& parts) {
  auto about = describe("listCaseEntries", "ledger", {"办件的账目明细", "What was booked for a case, in order"});
  about.response = list_schema(schema_of<ledger::EntryView>());
  about.problems = {ProblemCode::kNotFound, ProblemCode::kForbidden};
  return Route("GET", "/api/v1/cases/{id}/entries", Access::kOffice,
               ReadHandler{[parts](const Request& request, store::Tx& tx) {
                 const Id id(request.param("id"));
                 require_full(parts, request, tx, id, {});
                 return ok(json::object{{"items", write(ledger::entries_of_case(tx, id, kCaseEntriesMax))}});
               }},
               std::move(about));
}

Route lines_csv() {
  auto about =
      describe("downloadBudgetLines", "open-data", {"预算项目（CSV）", "Budget lines with their totals as CSV"});
  about.parameters = budget_parameters();
  about.content_type = "text/csv";
  about.problems = {ProblemCode::kTooLarge};
  return Route("GET", "/open-data/budget-lines.csv", Access::kPublic,
               ReadHandler{[](const Request& request, store::Tx& tx) {
                 const auto page = ledger::search_lines(tx, search_of(request), kCsvRowsMax);
                 if (page.next) too_many_rows();
                 return csv_response(request, csv_of(page.lines), "budget-lines.csv");
               }},
               std::move(about));
}

}  // namespace

std::vector<Route> ledger_routes(const CaseParts& parts) {
  return {list_lines(), one_line(parts), line_entries(parts), case_entries(parts), lines_csv()};
}

}  // namespace gh::http
