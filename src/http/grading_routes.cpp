#include "http/grading_routes.h"

#include "cases/packs.h"
#include "grading/conditions.h"
#include "grading/reading.h"
#include "http/as_of.h"
#include "http/register_query.h"

namespace gh::http {
namespace {

grading::Moment moment_of(const CaseParts& parts, const Request& request) {
  const Instant at = as_of(request, *parts.packs).value_or(request.now);
  return {at, local_day(at, parts.packs->newest()->utc_offset)};
}

// Searches of a register, as register_response and register_file want them.
auto grades_asked(const CaseParts& parts, const Request& request, store::Tx& tx) {
  grading::GradeSearch search{request.query_text("organisation"), request.query_text("grade"),
                              query_enum<grading::GradeState>(request, "state"), moment_of(parts, request)};
  return [search = std::move(search), &tx](std::size_t limit, const std::string& cursor) {
    return grading::search_grades(tx, search, limit, cursor);
  };
}

auto listings_asked(const CaseParts& parts, const Request& request, store::Tx& tx) {
  grading::ListingSearch search{request.query_text("organisation"), query_enum<grading::ListingState>(request, "state"),
                                moment_of(parts, request)};
  return [search = std::move(search), &tx](std::size_t limit, const std::string& cursor) {
    return grading::search_listings(tx, search, limit, cursor);
  };
}

std::vector<Parameter> grade_parameters() {
  return {query_parameter("organisation", string_schema(), {"组织", "the organisation's id"}),
          query_parameter("grade", string_schema(), {"等级，如 4A", "grade, such as 4A"}),
          query_parameter("state", schema_of<grading::GradeState>(),
                          {"已公告未生效、有效或已终止", "announced and not yet begun, valid, or ended"}),
          as_of_parameter()};
}

std::vector<Parameter> listing_parameters() {
  return {
      query_parameter("organisation", string_schema(), {"组织", "the organisation's id"}),
      query_parameter("state", schema_of<grading::ListingState>(),
                      {"状态；不填为在目录内的（含暂停）", "state; absent: who is on the list, suspended ones too"}),
      as_of_parameter()};
}

Documentation file_documentation(std::string id, Text summary, std::vector<Parameter> parameters) {
  auto about = describe(std::move(id), "open-data", std::move(summary));
  about.parameters = std::move(parameters);
  about.content_type = "text/csv";
  about.problems = {ProblemCode::kTooLarge};
  return about;
}

Route list_grades(const CaseParts& parts) {
  auto about = describe("listGrades", "grading", {"评估等级名录", "The register of grades"});
  about.parameters = register_parameters(grade_parameters());
  about.response = page_schema(schema_of<grading::GradeView>());
  about.problems = {ProblemCode::kTooLarge};
  return Route("GET", "/api/v1/grades", Access::kPublic, ReadHandler{[parts](const Request& request, store::Tx& tx) {
                 return register_response(request, grades_asked(parts, request, tx), "grades.csv");
               }},
               std::move(about));
}

Route grades_file(const CaseParts& parts) {
  return Route("GET", "/open-data/grades.csv", Access::kPublic,
               ReadHandler{[parts](const Request& request, store::Tx& tx) {
                 return register_file(request, grades_asked(parts, request, tx), "grades.csv");
               }},
               file_documentation("downloadGrades", {"评估等级名录（CSV）", "The register of grades as CSV"},
                                  grade_parameters()));
}

Route list_listings(const CaseParts& parts) {
  auto about = describe("listEligible", "grading", {"具备承接资质的社会组织目录", "The eligibility list"});
  about.parameters = register_parameters(listing_parameters());
  about.response = page_schema(schema_of<grading::ListingView>());
  about.problems = {ProblemCode::kTooLarge};
  return Route("GET", "/api/v1/eligibility-list", Access::kPublic,
               ReadHandler{[parts](const Request& request, store::Tx& tx) {
                 return register_response(request, listings_asked(parts, request, tx), "eligibility-list.csv");
               }},
               std::move(about));
}

Route listings_file(const CaseParts& parts) {
  return Route(
      "GET", "/open-data/eligibility-list.csv", Access::kPublic,
      ReadHandler{[parts](const Request& request, store::Tx& tx) {
        return register_file(request, listings_asked(parts, request, tx), "eligibility-list.csv");
      }},
      file_documentation("downloadEligible", {"具备承接资质的社会组织目录（CSV）", "The eligibility list as CSV"},
                         listing_parameters()));
}

Route conditions(const CaseParts& parts) {
  auto about =
      describe("readEligibilityConditions", "grading",
               {"承接资质条件：依据、确信程度、核查方式，以及列入目录的效力",
                "The conditions of the eligibility list: clause, how sure, how checked; and what standing on it "
                "does"});
  about.parameters = {as_of_parameter()};
  about.response = schema_of<grading::EligibilityTerms>();
  return Route("GET", "/api/v1/eligibility-conditions", Access::kPublic,
               ReadHandler{[parts](const Request& request, store::Tx&) {
                 return ok_with_etag(
                     request, write(grading::eligibility_terms(*parts.packs->newest(), moment_of(parts, request).on)));
               }},
               std::move(about));
}

}  // namespace

std::vector<Route> grading_routes(const CaseParts& parts) {
  return {list_grades(parts), grades_file(parts), list_listings(parts), listings_file(parts), conditions(parts)};
}

}  // namespace gh::http
