// The list of work cases, for those who have it done, do it or watch it.
#include "cases/packs.h"
#include "http/performance_routes.h"
#include "http/register_query.h"
#include "http/sight.h"
#include "http/work_query.h"

namespace gh::http {
namespace {

Id own_organisation(cases::Packs& packs, const Request& request) {
  auto own = organisation_in_sight(packs, request);
  if (!own)
    throw Problem(ProblemCode::kForbidden,
                  FieldError{"", "organisation", "", {"须以单位的岗位查看", "look with an office of an organisation"}});
  return std::move(*own);
}

Route list_work(const CaseParts& parts) {
  auto about = describe("listWork", "performance",
                        {"履职办件：本部门职能的、本单位承办的，监管岗位可见全部",
                         "Work cases: of one's department's functions, that one works on, or of all whom one watches"});
  about.parameters = register_parameters(
      {query_parameter("department", string_schema(), {"部门", "id of the department"}),
       query_parameter("function", string_schema(), {"职能", "the function's id"}),
       query_parameter("performer", string_schema(), {"承办方", "who works on it"}),
       query_parameter("kind", string_schema(), {"事项（程序编号）", "the procedure"}),
       query_parameter("finished", flag_schema(), {"已办结", "finished"}),
       query_parameter("on_time", flag_schema(),
                       {"true：按时办结；false：超期办结或在办超期",
                        "true: done within every limit; false: done late, or running past its limit"}),
       query_parameter("since", day_schema(), {"不含此日以前办结的", "without what was done before the day"})});
  about.response = page_schema(schema_of<performance::WorkView>());
  about.problems = {ProblemCode::kTooLarge};
  return Route("GET", "/api/v1/work", Access::kOffice, ReadHandler{[parts](const Request& request, store::Tx& tx) {
                 return register_response(
                     request,
                     [&, search = work_search_of(*parts.packs, request)](std::size_t limit, const std::string& cursor) {
                       auto page = performance::search_work(tx, search, limit, cursor);
                       return std::pair(std::move(page.works), std::move(page.next));
                     },
                     "work.csv");
               }},
               std::move(about));
}

}  // namespace

performance::WorkSearch work_search_of(cases::Packs& packs, const Request& request) {
  performance::WorkSearch search;
  search.department = request.query_text("department");
  const auto seen = department_in_sight(packs, request);
  if (!seen)
    search.organisation = own_organisation(packs, request);
  else
    search.department = narrowed_department(search.department, *seen);
  search.item = request.query_text("function");
  search.performer = request.query_text("performer");
  search.kind = request.query_text("kind");
  search.finished = query_flag(request, "finished");
  search.on_time = query_flag(request, "on_time");
  search.since = request.query_day("since");
  search.today = local_day(request.now, packs.newest()->utc_offset);
  return search;
}

std::vector<Route> work_routes(const CaseParts& parts) { return {list_work(parts)}; }

}  // namespace gh::http
