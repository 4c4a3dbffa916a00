// A registry's round of annual reports, line by line: for its own offices.
#include "cases/packs.h"
#include "http/register_query.h"
#include "http/registry_routes.h"
#include "registry/names.h"
#include "registry/report_rounds.h"

namespace gh::http {
namespace {

constexpr std::string_view kReportsFile = "annual-reports.csv";

// The registry that asks; who holds no office of one that sees the whole body is refused.
Id registry_of_caller(const policy::Pack& pack, const Request& request, store::Tx& tx) {
  const auto& caller = request.caller;
  const auto role = pack.roles.find(caller ? caller->role : std::string());
  if (role == pack.roles.end() || !role->second.public_body || role->second.sees < policy::Sight::kDepartment ||
      !caller->organisation || registry::registry_of(tx, pack, caller->division) != *caller->organisation)
    throw Problem(ProblemCode::kForbidden, FieldError{"",
                                                      "registry",
                                                      "",
                                                      {"年度报告工作情况由登记管理机关查阅",
                                                       "the round is read by the registry's own offices"}});
  return *caller->organisation;
}

auto searching_reports(const CaseParts& parts, const Request& request, store::Tx& tx) {
  const auto pack = parts.packs->newest();
  const Day today = local_day(request.now, pack->utc_offset);
  const Id authority = registry_of_caller(*pack, request, tx);
  const std::int64_t last = registry::newest_round_year(tx, authority).value_or(year_of(today) - 1);
  registry::ReportSearch search{authority, request.query_int("year", last, 2000, 2100),
                                query_enum<registry::ReportState>(request, "state"), query_flag(request, "late")};
  return [search = std::move(search), pack, today, &tx](std::size_t limit, const std::string& after) {
    auto page = registry::search_reports(tx, *pack, search, today, limit, after);
    return std::pair(std::move(page.lines), std::move(page.next));
  };
}

}  // namespace

std::vector<Route> report_routes(const CaseParts& parts) {
  auto about = describe("listAnnualReports", "registry",
                        {"本机关年度报告工作逐户情况", "The registry's round of annual reports, line by line"});
  about.parameters =
      register_parameters({query_parameter("year", {{"type", "integer"}},
                                           {"报告年度，默认最近一次", "year of the reports; the newest round's"}),
                           query_parameter("state", schema_of<registry::ReportState>(), {"状态", "state"}),
                           query_parameter("late", flag_schema(), {"逾期报送", "handed in after the last day"})});
  about.response = page_schema(schema_of<registry::ReportLine>());
  about.problems = {ProblemCode::kForbidden, ProblemCode::kTooLarge};
  return {Route("GET", "/api/v1/annual-reports", Access::kOffice,
                ReadHandler{[parts](const Request& request, store::Tx& tx) {
                  return register_response(request, searching_reports(parts, request, tx), kReportsFile);
                }},
                std::move(about))};
}

}  // namespace gh::http
