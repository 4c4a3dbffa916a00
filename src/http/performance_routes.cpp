#include "http/performance_routes.h"

#include "cases/packs.h"
#include "cases/view.h"
#include "http/as_of.h"
#include "http/register_query.h"
#include "performance/reading.h"
#include "performance/scale.h"

namespace gh::http {
namespace {

constexpr std::string_view kResultsFile = "results.csv";
constexpr int kBoardDays = 365;  // finished work of so many days back counts

Instant instant_asked(const CaseParts& parts, const Request& request) {
  return as_of(request, *parts.packs).value_or(request.now);
}
Day day_of_moment(const CaseParts& parts, Instant at) { return local_day(at, parts.packs->newest()->utc_offset); }

auto results_asked(const CaseParts& parts, const Request& request, store::Tx& tx) {
  const Instant at = instant_asked(parts, request);
  performance::ResultSearch search{request.query_text("kind"),
                                   request.query_text("organisation"),
                                   request.query_text("number"),
                                   request.query_text("q"),
                                   at,
                                   day_of_moment(parts, at)};
  return [search = std::move(search), &tx](std::size_t limit, const std::string& cursor) {
    auto page = performance::search_results(tx, search, limit, cursor);
    return std::pair(std::move(page.results), std::move(page.next));
  };
}

std::vector<Parameter> result_parameters() {
  return {query_parameter("kind", string_schema(), {"事项（程序编号）", "the procedure that gave it"}),
          query_parameter("organisation", string_schema(), {"单位", "the organisation's id"}),
          query_parameter("number", string_schema(), {"证书编号", "number of the certificate"}),
          query_parameter("q", string_schema(), {"单位名称中的文字", "text in the organisation's name"}),
          as_of_parameter()};
}

Route list_results(const CaseParts& parts) {
  auto about = describe("listResults", "performance",
                        {"履职结果登记册：信用等级、资质、鉴定和评优结果",
                         "The register of results: credit grades, qualifications, appraisals and selections"});
  about.parameters = register_parameters(result_parameters());
  about.response = page_schema(schema_of<performance::ResultView>());
  about.problems = {ProblemCode::kTooLarge};
  return Route("GET", "/api/v1/results", Access::kPublic, ReadHandler{[parts](const Request& request, store::Tx& tx) {
                 return register_response(request, results_asked(parts, request, tx), kResultsFile);
               }},
               std::move(about));
}

Route results_file(const CaseParts& parts) {
  auto about = describe("downloadResults", "open-data", {"履职结果登记册（CSV）", "The register of results as CSV"});
  about.parameters = result_parameters();
  about.content_type = "text/csv";
  about.problems = {ProblemCode::kTooLarge};
  return Route("GET", "/open-data/results.csv", Access::kPublic,
               ReadHandler{[parts](const Request& request, store::Tx& tx) {
                 return register_file(request, results_asked(parts, request, tx), kResultsFile);
               }},
               std::move(about));
}

// A certificate's number taken apart, and what stands in the register under it.
struct CertificateParts {
  std::int64_t year = 0;
  std::int64_t association = 0;
  std::string grade;
  std::int64_t serial = 0;
};
BOOST_DESCRIBE_STRUCT(CertificateParts, (), (year, association, grade, serial))
struct CertificateView {
  CertificateParts number;
  std::optional<performance::ResultView> result;
};
BOOST_DESCRIBE_STRUCT(CertificateView, (), (number, result))

Route certificate(const CaseParts& parts) {
  auto about = describe("readCreditCertificate", "performance",
                        {"按编号核验企业信用等级证书：年份、协会、等级、企业序号，及登记册中的结果",
                         "A credit certificate by its number: year, association, grade, serial of the firm, and the "
                         "result in the register"});
  about.response = schema_of<CertificateView>();
  about.problems = {ProblemCode::kNotFound};
  return Route(
      "GET", "/api/v1/credit-certificates/{number}", Access::kPublic,
      ReadHandler{[parts](const Request& request, store::Tx& tx) {
        const std::string text(request.param("number"));
        const auto number = performance::parse_certificate(text, performance::scale_of(*parts.packs->newest()));
        if (!number)
          throw Problem(
              ProblemCode::kNotFound,
              FieldError{"", "certificate", "", {"不是信用等级证书编号", "no number of a credit certificate"}});
        CertificateView view{{number->year, number->association, number->grade, number->serial}, {}};
        performance::ResultSearch search;
        search.number = text;
        search.as_of = request.now;
        search.on = day_of_moment(parts, request.now);
        auto found = performance::search_results(tx, search, 1).results;
        if (!found.empty()) view.result = std::move(found.front());
        return ok_with_etag(request, write(view));
      }},
      std::move(about));
}

Route board(const CaseParts& parts) {
  auto about = describe("readWorkBoard", "performance",
                        {"部门职能的办件情况：按职能和承接方的在办、超期、近一年办结和按时率",
                         "Work on a department's functions: running, late, finished within a year and on time, by "
                         "function and performer"});
  about.parameters = {query_parameter("department", string_schema(), {"部门", "the department's id"})};
  about.response = page_schema(schema_of<performance::WorkLine>());
  return Route("GET", "/api/v1/work-board", Access::kPublic,
               ReadHandler{[parts](const Request& request, store::Tx& tx) {
                 const Day today = day_of_moment(parts, request.now);
                 const auto lines = performance::work_board(tx, Id(request.query_text("department")), today,
                                                            today - std::chrono::days{kBoardDays});
                 return ok_with_etag(request, json::object{{"items", write(lines)}});
               }},
               std::move(about));
}

Route handover_list(const CaseParts& parts) {
  auto about =
      describe("listHandedOver", "performance",
               {"随职能收回或重新承接移交的办件清单", "The list of cases that changed hands under a transfer"});
  about.response = page_schema(schema_of<performance::HandedOver>());
  about.problems = {ProblemCode::kNotFound};
  return Route("GET", "/api/v1/cases/{id}/handed-over", Access::kOffice,
               ReadHandler{[parts](const Request& request, store::Tx& tx) {
                 const auto opened = cases::read_whole_case(tx, *parts.packs, {request.caller, request.now},
                                                            std::string(request.param("id")));
                 return ok_with_etag(
                     request, json::object{{"items", write(performance::handed_over_under(tx, opened.file.id))}});
               }},
               std::move(about));
}

}  // namespace

std::vector<Route> performance_routes(const CaseParts& parts) {
  return {list_results(parts), results_file(parts), certificate(parts), board(parts), handover_list(parts)};
}

}  // namespace gh::http
