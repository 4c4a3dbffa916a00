// What enterprises can apply for, published statistics of industries, and the signed opinions of panels.
#include "cases/packs.h"
#include "cases/view.h"
#include "http/as_of.h"
#include "http/performance_routes.h"
#include "http/register_query.h"
#include "performance/opinions.h"
#include "performance/publication.h"
#include "performance/published.h"
#include "performance/reading.h"

namespace gh::http {
namespace {

Route list_terms(const CaseParts& parts) {
  auto about = describe("listWorkTerms", "performance",
                        {"企业可以向承接方申请办理的事项和条件",
                         "What enterprises can apply for at the holders of functions, and on which conditions"});
  about.parameters = {query_parameter("function", string_schema(), {"职能", "the function's id"}), as_of_parameter()};
  about.response = page_schema(schema_of<performance::TermsView>());
  return Route("GET", "/api/v1/work-terms", Access::kPublic,
               ReadHandler{[parts](const Request& request, store::Tx& tx) {
                 const auto terms = performance::terms_in_force(tx, request.query_text("function"),
                                                                as_of(request, *parts.packs).value_or(request.now));
                 return ok_with_etag(request, json::object{{"items", write(terms)}});
               }},
               std::move(about));
}

Route list_statistics() {
  auto about = describe("listStatistics", "performance",
                        {"已公布的行业统计", "Rounds of industry statistics that have been published"});
  about.parameters = register_parameters({query_parameter("function", string_schema(), {"职能", "the function's id"})});
  about.response = page_schema(schema_of<performance::PublishedRound>());
  about.problems = {ProblemCode::kTooLarge};
  return Route("GET", "/api/v1/statistics", Access::kPublic, ReadHandler{[](const Request& request, store::Tx& tx) {
                 return register_response(
                     request,
                     [&](std::size_t limit, const std::string& cursor) {
                       auto page = performance::published_rounds(tx, request.query_text("function"), limit, cursor);
                       return std::pair(std::move(page.rounds), std::move(page.next));
                     },
                     "statistics-rounds.csv");
               }},
               std::move(about));
}

Route statistics_file() {
  auto about =
      describe("downloadStatistics", "open-data",
               {"行业统计汇总数（CSV）：不公布的为空", "Sums of industry statistics as CSV: empty where hidden"});
  about.parameters = {query_parameter("round", string_schema(),
                                      {"一期统计（办件），空为全部", "one round (its case); all without it"})};
  for (Parameter& part : file_parts_parameters()) about.parameters.push_back(std::move(part));
  about.content_type = "text/csv";
  about.problems = {ProblemCode::kInvalidForm, ProblemCode::kTooLarge};
  return Route("GET", "/open-data/statistics.csv", Access::kPublic,
               ReadHandler{[](const Request& request, store::Tx& tx) {
                 return register_file_in_parts(
                     request,
                     [&](std::size_t limit, const std::string& cursor) {
                       auto page = performance::search_sums(tx, request.query_text("round"), limit, cursor);
                       return std::pair(std::move(page.sums), std::move(page.next));
                     },
                     "statistics.csv");
               }},
               std::move(about));
}

struct RoundView {
  performance::PublishedRound round;
  std::vector<performance::PublishedCell> sums;
};
BOOST_DESCRIBE_STRUCT(RoundView, (), (round, sums))

Route one_round() {
  auto about = describe("readStatistics", "performance",
                        {"一期行业统计的汇总数：企业数过少的不公布",
                         "The sums of a round of statistics: those of too few firms are hidden"});
  about.response = schema_of<RoundView>();
  about.problems = {ProblemCode::kNotFound};
  return Route("GET", "/api/v1/statistics/{id}", Access::kPublic,
               ReadHandler{[](const Request& request, store::Tx& tx) {
                 const Id id(request.param("id"));
                 if (auto round = performance::published_round(tx, id))
                   return ok_with_etag(request, write(RoundView{*round, performance::published_sums(tx, id)}));
                 throw Problem(ProblemCode::kNotFound,
                               FieldError{"/id", "round", "", {"没有这期已公布的统计", "no such published round"}});
               }},
               std::move(about));
}

Route opinions(const CaseParts& parts) {
  auto about = describe("listPanelOpinions", "performance",
                        {"专家签署的意见，含少数意见", "The opinions that a panel has signed, the minority's too"});
  about.response = page_schema(schema_of<performance::Opinion>());
  about.problems = {ProblemCode::kNotFound};
  return Route("GET", "/api/v1/cases/{id}/opinions", Access::kOffice,
               ReadHandler{[parts](const Request& request, store::Tx& tx) {
                 const auto opened = cases::read_whole_case(tx, *parts.packs, {request.caller, request.now},
                                                            std::string(request.param("id")));
                 // Closed until the last member has signed.
                 const auto& signing =
                     opened.pack->procedure(opened.file.procedure).states.at(opened.file.state).signing;
                 const bool open = signing && signing->closed;
                 const auto signed_by = performance::opinions_of(tx, opened.file.id);
                 return ok_with_etag(
                     request, json::object{{"items", write(open ? std::vector<performance::Opinion>{} : signed_by)}});
               }},
               std::move(about));
}

}  // namespace

std::vector<Route> statistics_routes(const CaseParts& parts) {
  return {list_terms(parts), list_statistics(), statistics_file(), one_round(), opinions(parts)};
}

}  // namespace gh::http
