#include "http/supervision_routes.h"

#include "cases/packs.h"
#include "http/register_query.h"
#include "http/sight.h"
#include "transfer/due.h"
#include "transfer/records.h"

namespace gh::http {
namespace {

constexpr std::int64_t kScoreMax = 1'000'000;

std::int64_t supervised_years(const CaseParts& parts, const Request& request) {
  const auto pack = parts.packs->newest();
  const json::value* years = pack->parameter("supervised_years", local_day(request.now, pack->utc_offset));
  return years == nullptr ? 0 : years->as_int64();
}

// Whose: what the query asks for, as far as the office sees. What stands between parties is theirs: who isn't of the
// state reads what his own organisation carries.
template <class Search>
void narrow(const CaseParts& parts, const Request& request, Search& search) {
  search.department_id = request.query_text("department");
  search.receiver_id = request.query_text("receiver");
  const auto seen = department_in_sight(*parts.packs, request);
  if (!seen)
    search.receiver_id = organisation_in_sight(*parts.packs, request).value_or("none");
  else
    search.department_id = narrowed_department(search.department_id, *seen);
}

auto due_asked(const CaseParts& parts, const Request& request, store::Tx& tx) {
  transfer::DueSearch search;
  narrow(parts, request, search);
  search.kind = query_enum<transfer::DueKind>(request, "kind");
  search.from = request.query_day("from");
  search.until = request.query_day("until");
  search.supervised_years = supervised_years(parts, request);
  return [search = std::move(search), &tx](std::size_t limit, const std::string& cursor) {
    return transfer::search_due(tx, search, limit, cursor);
  };
}

Route list_due(const CaseParts& parts) {
  auto about = describe("listSupervisionDue", "transfer",
                        {"监管指导期的待办：检查、评估、整改、差评、期满、收回",
                         "What falls due in the supervised period: checks, evaluations, orders, bad ratings, ends of "
                         "years and of supervision, take-backs"});
  about.parameters =
      register_parameters({query_parameter("department", string_schema(), {"部门", "id of the department"}),
                           query_parameter("receiver", string_schema(), {"承接方", "id of who carries the function"}),
                           query_parameter("kind", schema_of<transfer::DueKind>(), {"类别", "kind"}),
                           query_parameter("from", day_schema(), {"自此日起", "due on or after the day"}),
                           query_parameter("until", day_schema(), {"至此日止", "due on or before the day"})});
  about.response = page_schema(schema_of<transfer::DueView>());
  about.problems = {ProblemCode::kInvalidForm, ProblemCode::kTooLarge};
  return Route("GET", "/api/v1/supervision-due", Access::kOffice,
               ReadHandler{[parts](const Request& request, store::Tx& tx) {
                 return register_response(request, due_asked(parts, request, tx), "supervision-due.csv");
               }},
               std::move(about));
}

auto records_asked(const CaseParts& parts, const Request& request, store::Tx& tx) {
  transfer::RecordSearch search;
  narrow(parts, request, search);
  search.kind = query_enum<transfer::RecordKind>(request, "kind");
  search.from = request.query_day("from");
  search.until = request.query_day("until");
  return [search = std::move(search), &tx](std::size_t limit, const std::string& cursor) {
    return transfer::search_records(tx, search, limit, cursor);
  };
}

Route list_records(const CaseParts& parts) {
  auto about = describe("listSupervisionRecords", "transfer",
                        {"监管指导期已办的监管：检查结果和协调记录",
                         "What was done in the supervised period: checks with what was found, and coordination notes"});
  about.parameters =
      register_parameters({query_parameter("department", string_schema(), {"部门", "id of the department"}),
                           query_parameter("receiver", string_schema(), {"承接方", "id of who carries the function"}),
                           query_parameter("kind", schema_of<transfer::RecordKind>(), {"类别", "kind"}),
                           query_parameter("from", day_schema(), {"自此日起", "done on or after the day"}),
                           query_parameter("until", day_schema(), {"至此日止", "done on or before the day"})});
  about.response = page_schema(schema_of<transfer::RecordView>());
  about.problems = {ProblemCode::kInvalidForm, ProblemCode::kTooLarge};
  return Route("GET", "/api/v1/supervision-records", Access::kOffice,
               ReadHandler{[parts](const Request& request, store::Tx& tx) {
                 return register_response(request, records_asked(parts, request, tx), "supervision-records.csv");
               }},
               std::move(about));
}

auto evaluations_asked(const Request& request, store::Tx& tx) {
  transfer::EvaluationSearch search;
  search.department_id = request.query_text("department");
  search.receiver_id = request.query_text("receiver");
  search.passed = query_flag(request, "passed");
  search.score_from = request.query_int("score_from", 0, 0, kScoreMax);
  if (!request.query_text("score_below").empty())
    search.score_below = request.query_int("score_below", 0, 0, kScoreMax);
  return [search = std::move(search), &tx](std::size_t limit, const std::string& cursor) {
    return transfer::search_evaluations(tx, search, limit, cursor);
  };
}

Route list_evaluations() {
  auto about = describe("listFunctionEvaluations", "transfer",
                        {"职能承接的第三方评估结果", "What third parties found of functions that were handed over"});
  about.parameters =
      register_parameters({query_parameter("department", string_schema(), {"部门", "id of the department"}),
                           query_parameter("receiver", string_schema(), {"承接方", "id of who carries the function"}),
                           query_parameter("passed", flag_schema(), {"是否合格", "whether it was passed"}),
                           query_parameter("score_from", integer_schema(0, kScoreMax),
                                           {"得分不低于", "a score of at least, in the rubric's unit"}),
                           query_parameter("score_below", integer_schema(0, kScoreMax),
                                           {"得分低于", "a score below, in the rubric's unit"})});
  about.response = page_schema(schema_of<transfer::EvaluationRow>());
  about.problems = {ProblemCode::kInvalidForm, ProblemCode::kTooLarge};
  return Route("GET", "/api/v1/function-evaluations", Access::kPublic,
               ReadHandler{[](const Request& request, store::Tx& tx) {
                 return register_response(request, evaluations_asked(request, tx), "function-evaluations.csv");
               }},
               std::move(about));
}

}  // namespace

std::vector<Route> supervision_routes(const CaseParts& parts) {
  return {list_due(parts), list_records(parts), list_evaluations()};
}

}  // namespace gh::http
