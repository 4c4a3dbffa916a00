#include "http/grading_routes.h"

#include "cases/packs.h"
#include "grading/conditions.h"
#include "grading/reading.h"
#include "grading/roster.h"
#include "http/as_of.h"
#include "http/asked_pack.h"
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
  about.parameters = {as_of_parameter(), pack_version_parameter()};
  about.response = schema_of<grading::EligibilityTerms>();
  about.problems = {ProblemCode::kNotFound};
  return Route("GET", "/api/v1/eligibility-conditions", Access::kPublic,
               ReadHandler{[parts](const Request& request, store::Tx& tx) {
                 const auto pack = asked_pack(*parts.packs, tx, request);
                 return ok_with_etag(request, write(grading::eligibility_terms(*pack, moment_of(parts, request).on)));
               }},
               std::move(about));
}

struct Roster {
  std::vector<grading::RosterSeat> items;
};
BOOST_DESCRIBE_STRUCT(Roster, (), (items))

// Members' names are for the registry's own offices.
Response committee_seats(const CaseParts& parts, const Request& request, store::Tx& tx) {
  const grading::RosterSearch search{request.query_text("authority"),
                                     query_enum<grading::CommitteeKind>(request, "committee"),
                                     query_flag(request, "current").value_or(false), moment_of(parts, request)};
  Roster out{grading::roster(tx, search, parts.packs->newest()->utc_offset)};
  for (auto& seat : out.items)
    if (!request.caller || request.caller->organisation != seat.authority_id) seat.name.clear();
  return ok_with_etag(request, write(out));
}

Route list_committee_seats(const CaseParts& parts) {
  auto about = describe("listCommitteeSeats", "grading",
                        {"评估委员会和复核委员会名录：任期、推荐单位和来源；姓名只对登记管理机关显示",
                         "Who sits on the assessment and review committees: term, unit and sector; names for the "
                         "registry's own offices alone"});
  about.parameters = {
      query_parameter("authority", string_schema(), {"登记管理机关；不填为全部", "the registry's id; absent: all"}),
      query_parameter("committee", schema_of<grading::CommitteeKind>(), {"委员会", "which committee"}),
      query_parameter("current", flag_schema(), {"只列当日在任的", "only who sits on the day"}), as_of_parameter()};
  about.response = schema_of<Roster>();
  return Route(
      "GET", "/api/v1/committee-seats", Access::kPublic,
      ReadHandler{[parts](const Request& request, store::Tx& tx) { return committee_seats(parts, request, tx); }},
      std::move(about));
}

}  // namespace

std::vector<Route> grading_routes(const CaseParts& parts) {
  return {list_grades(parts),   grades_file(parts), list_listings(parts),
          listings_file(parts), conditions(parts),  list_committee_seats(parts)};
}

}  // namespace gh::http
