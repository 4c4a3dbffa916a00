// Opening, finding and reading cases.
#include "http/case_routes.h"

#include "base/described.h"
#include "cases/case_search.h"
#include "cases/engine.h"
#include "cases/progress.h"
#include "cases/view.h"
#include "http/case_query.h"
#include "http/case_schemas.h"
#include "http/done_body.h"
#include "http/page.h"
#include "http/register_query.h"
#include "http/schema_of.h"
#include "http/seen.h"

namespace gh::http {
namespace {

constexpr std::size_t kCursorMaxBytes = 1'000;  // a title stands in it

struct OpenBody {
  std::string procedure;
  json::object form;
  std::optional<Id> parent;
  std::optional<Id> applicant;
};
BOOST_DESCRIBE_STRUCT(OpenBody, (), (procedure, form, parent, applicant))

cases::Reader reader_of(const Request& request) { return {request.caller, request.now}; }

cases::Opened opened_of(const CaseParts& parts, const Request& request, store::Tx& tx) {
  return cases::read_case(tx, *parts.packs, reader_of(request), std::string(request.param("id")));
}

struct OpenedBody {
  Id act;
  Id case_id;
  std::string number;
  std::string state;
  std::int64_t version = 0;
  std::string progress_code;  // with the number, tells anybody how far the case has come
};
BOOST_DESCRIBE_STRUCT(OpenedBody, (), (act, case_id, number, state, version, progress_code))

// Who applied and who opened it: they may hand the code on.
bool is_applicant(const Request& request, const cases::CaseFile& file) {
  const auto& caller = request.caller;
  if (!caller || !caller->office) return false;
  return caller->office == file.opened_by_office || (caller->organisation && caller->organisation == file.applicant_id);
}

Route open_case(const CaseParts& parts) {
  auto about = describe("openCase", "cases", {"发起办件", "Open a case"});
  about.request = schema_of<OpenBody>();
  about.response = schema_of<OpenedBody>();
  about.success = 201;
  about.parameters = {idempotency_key_parameter()};
  about.problems = {ProblemCode::kConditionFailed, ProblemCode::kConflict, ProblemCode::kIdempotencyMismatch,
                    ProblemCode::kNoBudget};
  return Route(
      "POST", "/api/v1/cases", Access::kOffice, prepared([parts](const Request& request) -> WriteHandler::Work {
        auto body = read<OpenBody>(request.json_body());
        cases::OpenRequest asked{std::move(body.procedure), std::move(body.form), body.parent, body.applicant, {}};
        if (const auto key = request.header("idempotency-key"); !key.empty()) asked.idempotency_key = key;
        asked.digest = cases::digest_of(asked);
        const auto stamp = cases::new_stamp(request.now, parts.random);
        return [parts, &request, asked = std::move(asked), stamp](store::Tx& tx) {
          const auto done = parts.engine->open(tx, request.signed_in(), asked, stamp);
          return created("/api/v1/cases/" + done.case_id,
                         write(OpenedBody{done.act, done.case_id, done.number, done.state, done.version,
                                          cases::progress_code(parts.progress_secret, done.case_id)}));
        };
      }),
      std::move(about));
}

// Newest first, and otherwise from the smallest on, unless the query says which way.
cases::CaseSorting sorting_of(const Request& request) {
  cases::CaseSorting sorting;
  sorting.by = query_enum<cases::CaseOrder>(request, "sort").value_or(cases::CaseOrder::opened_at);
  const auto usual = sorting.by == cases::CaseOrder::opened_at ? cases::Direction::desc : cases::Direction::asc;
  sorting.direction = query_enum<cases::Direction>(request, "order").value_or(usual);
  return sorting;
}

std::vector<Parameter> case_list_parameters() {
  return {
      query_parameter("q", string_schema(), {"编号或标题中的文字", "text in number or title"}),
      query_parameter("procedure", string_schema(), {"事项", "procedure"}),
      query_parameter("state", string_schema(), {"环节", "state"}),
      query_parameter("parent", string_schema(), {"所从属的办件", "parent case"}),
      query_parameter("organisation", string_schema(), {"申请人或相对人", "applicant or subject"}),
      query_parameter("card", {{"type", "string"}, {"enum", json::array{"yellow", "red"}}},
                      {"黄牌或红牌", "yellow or red card"}),
      query_parameter("authority", string_schema(), {"承办单位", "organisation that handles it"}),
      query_parameter("clause", string_schema(), {"所依据的条款", "clause that its procedure rests on"}),
      query_parameter("opened_from", day_schema(), {"发起日期自", "opened on this day or later"}),
      query_parameter("opened_to", day_schema(), {"发起日期至", "opened on this day or earlier"}),
      query_parameter("closed", flag_schema(), {"是否已办结", "closed or not"}),
      query_parameter("on_time", flag_schema(), {"各时限均未超期为 true", "true: no limit was broken or has run out"}),
      query_parameter("sort", schema_of<cases::CaseOrder>(),
                      {"排序项，默认发起时间", "what it is sorted by; opened_at when absent"}),
      query_parameter(
          "order", schema_of<cases::Direction>(),
          {"升序或降序；发起时间默认降序，其余默认升序", "desc when absent and sorted by opened_at, otherwise asc"}),
      page_limit_parameter(),
      page_cursor_parameter()};
}

Route list_cases(const CaseParts& parts) {
  auto about = describe("listCases", "cases", {"查询办件", "Find cases"});
  about.parameters = case_list_parameters();
  about.response = counted_page_schema(case_line_schema());
  return Route("GET", "/api/v1/cases", Access::kPublic, ReadHandler{[parts](const Request& request, store::Tx& tx) {
                 const auto limit = request.query_int("limit", kPageDefault, 1, cases::kCasePageMax);
                 return ok(cases::search_cases(tx, *parts.packs, reader_of(request), case_search_of(request),
                                               sorting_of(request), static_cast<std::size_t>(limit),
                                               request.query_text("cursor", kCursorMaxBytes)));
               }},
               std::move(about));
}

Route read_one(const CaseParts& parts) {
  auto about = describe("readCase", "cases", {"查看办件", "Read a case"});
  about.response = case_schema();
  about.problems = {ProblemCode::kNotFound};
  return Route("GET", "/api/v1/cases/{id}", Access::kPublic,
               ReadHandler{[parts](const Request& request, store::Tx& tx) {
                 const auto opened = opened_of(parts, request, tx);
                 json::object view = cases::case_view(tx, *parts.packs, reader_of(request), opened);
                 if (is_applicant(request, opened.file))
                   view["progress_code"] = cases::progress_code(parts.progress_secret, opened.file.id);
                 return seen(ok_with_etag(request, view), opened);
               }},
               std::move(about));
}

Route read_trace(const CaseParts& parts) {
  auto about = describe("readTrace", "cases", {"时限逐日说明", "Why the limit ends when it does, day by day"});
  about.response = json::object{
      {"type", "object"},
      {"properties", json::object{{"clocks", json::object{{"type", "array"}, {"items", clock_trace_schema()}}}}},
      {"required", json::array{"clocks"}}};
  about.problems = {ProblemCode::kNotFound};
  return Route("GET", "/api/v1/cases/{id}/trace", Access::kPublic,
               ReadHandler{[parts](const Request& request, store::Tx& tx) {
                 const auto opened = opened_of(parts, request, tx);
                 return ok(json::object{{"clocks", cases::trace_view(tx, *parts.packs, opened, request.now)}});
               }},
               std::move(about));
}

}  // namespace

cases::CaseSearch case_search_of(const Request& request) {
  cases::CaseSearch search;
  search.text = request.query_text("q");
  search.procedure = request.query_text("procedure");
  search.state = request.query_text("state");
  search.parent = request.query_text("parent");
  search.organisation = request.query_text("organisation");
  search.card = request.query_text("card");
  search.authority = request.query_text("authority");
  search.clause = request.query_text("clause");
  search.opened_from = request.query_day("opened_from");
  search.opened_to = request.query_day("opened_to");
  search.closed = query_flag(request, "closed");
  search.on_time = query_flag(request, "on_time");
  return search;
}

std::vector<Route> case_routes(const CaseParts& parts) {
  return {open_case(parts), list_cases(parts), read_one(parts), read_trace(parts)};
}

}  // namespace gh::http
