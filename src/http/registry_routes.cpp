#include "http/registry_routes.h"

#include "cases/packs.h"
#include "http/as_of.h"
#include "http/register_query.h"
#include "registry/reading.h"

namespace gh::http {
namespace {

constexpr std::string_view kAssociationsFile = "associations.csv";
constexpr std::int64_t kOpenDataPage = 2'000;  // lines of a page of the JSON of the whole register

UtcOffset offset_of(const CaseParts& parts) { return parts.packs->newest()->utc_offset; }

registry::AssociationSearch search_of(const CaseParts& parts, const Request& request) {
  return {request.query_text("q"), request.query_text("industry"), request.query_text("division"),
          query_enum<registry::AssociationStatus>(request, "status"), as_of(request, *parts.packs)};
}

std::vector<Parameter> association_parameters() {
  return {
      query_parameter("q", string_schema(), {"名称或统一社会信用代码中的文字", "text in a name or the credit code"}),
      query_parameter("industry", string_schema(),
                      {"行业代码（GB/T 4754），含下级", "industry (GB/T 4754), with those below it"}),
      query_parameter("division", string_schema(), {"行政区划代码", "division (GB/T 2260)"}),
      query_parameter("status", schema_of<registry::AssociationStatus>(), {"状态", "status"}), as_of_parameter()};
}

// One page of what the request asks for, as register_response and register_file want it.
auto searching_associations(const CaseParts& parts, const Request& request, store::Tx& tx) {
  return [&parts, &request, &tx](std::size_t limit, const std::string& after) {
    auto page = registry::search_associations(tx, search_of(parts, request), offset_of(parts), limit, after);
    return std::pair(std::move(page.associations), std::move(page.next));
  };
}

Route list(const CaseParts& parts) {
  auto about = describe("listAssociations", "registry", {"行业协会商会登记簿", "The register of associations"});
  about.parameters = register_parameters(association_parameters());
  about.response = page_schema(schema_of<registry::AssociationView>());
  about.problems = {ProblemCode::kTooLarge};
  return Route("GET", "/api/v1/associations", Access::kPublic,
               ReadHandler{[parts](const Request& request, store::Tx& tx) {
                 return register_response(request, searching_associations(parts, request, tx), kAssociationsFile);
               }},
               std::move(about));
}

Route one(const CaseParts& parts) {
  auto about = describe("readAssociation", "registry",
                        {"一个行业协会商会：登记事项、历次版本、公开的信用信息",
                         "An association: its entry, all versions of it, and its public records"});
  about.parameters = {as_of_parameter()};
  about.response = schema_of<registry::OneAssociation>();
  about.problems = {ProblemCode::kNotFound};
  return Route(
      "GET", "/api/v1/associations/{id}", Access::kPublic, ReadHandler{[parts](const Request& request, store::Tx& tx) {
        const auto found = registry::read_association(tx, *parts.packs->newest(), Id(request.param("id")),
                                                      as_of(request, *parts.packs));
        if (!found)
          throw Problem(
              ProblemCode::kNotFound,
              FieldError{"", "association", "", {"登记簿中没有该组织", "the register has no such association"}});
        return ok_with_etag(request, write(*found));
      }},
      std::move(about));
}

Route file(const CaseParts& parts) {
  auto about = describe("downloadAssociations", "open-data",
                        {"行业协会商会登记簿（CSV）", "The register of associations as CSV"});
  about.parameters = association_parameters();
  for (Parameter& one : file_parts_parameters()) about.parameters.push_back(std::move(one));
  about.content_type = "text/csv";
  about.problems = {ProblemCode::kTooLarge};
  return Route("GET", "/open-data/associations.csv", Access::kPublic,
               ReadHandler{[parts](const Request& request, store::Tx& tx) {
                 return register_file_in_parts(request, searching_associations(parts, request, tx), kAssociationsFile);
               }},
               std::move(about));
}

// The whole register for programs: the same lines as the CSV, in pages that are large enough to take a city's in a few.
Route document(const CaseParts& parts) {
  auto about = describe("downloadAssociationsAsJson", "open-data",
                        {"行业协会商会登记簿（JSON，含已注销和撤销的）",
                         "The register of associations as JSON, deregistered and revoked ones among them"});
  about.parameters = association_parameters();
  about.parameters.push_back(query_parameter("limit", {{"type", "integer"}, {"minimum", 1}, {"maximum", kOpenDataPage}},
                                             {"每页行数", "lines of a page"}));
  about.parameters.push_back(page_cursor_parameter());
  about.response = page_schema(schema_of<registry::AssociationView>());
  return Route("GET", "/open-data/associations.json", Access::kPublic,
               ReadHandler{[parts](const Request& request, store::Tx& tx) {
                 const auto limit = request.query_int("limit", kOpenDataPage, 1, kOpenDataPage);
                 const auto [rows, next] = searching_associations(parts, request, tx)(static_cast<std::size_t>(limit),
                                                                                      request.query_text("cursor"));
                 json::object answer{{"items", write(rows)}};
                 if (next) answer["next"] = *next;
                 return ok_with_etag(request, answer);
               }},
               std::move(about));
}

// Names of people: for offices of the state, and for the association's own.
bool may_see_officers(const CaseParts& parts, const identity::Caller& caller, const Id& association) {
  if (caller.organisation == association) return true;
  const auto pack = parts.packs->newest();
  const auto role = pack->roles.find(caller.role);
  return role != pack->roles.end() && role->second.public_body;
}

Route officers(const CaseParts& parts) {
  auto about = describe(
      "listOfficers", "registry",
      {"行业协会商会的负责人：公职岗位和本会可读", "An association's officers: for offices of the state and its own"});
  about.response = list_schema(schema_of<registry::OfficerView>());
  about.problems = {ProblemCode::kNotFound, ProblemCode::kForbidden};
  return Route(
      "GET", "/api/v1/associations/{id}/officers", Access::kOffice,
      ReadHandler{[parts](const Request& request, store::Tx& tx) {
        const Id id(request.param("id"));
        if (!may_see_officers(parts, request.signed_in(), id))
          throw Problem(ProblemCode::kForbidden,
                        FieldError{"",
                                   "officers",
                                   "",
                                   {"负责人信息仅公职岗位和本会可读",
                                    "officers are read by offices of the state and the association's own"}});
        if (!registry::stand_of(tx, id, local_day(request.now, offset_of(parts))))
          throw Problem(
              ProblemCode::kNotFound,
              FieldError{"", "association", "", {"登记簿中没有该组织", "the register has no such association"}});
        return ok_with_etag(request, json::object{{"items", write(registry::read_officers(tx, id))}});
      }},
      std::move(about));
}

Route standing(const CaseParts& parts) {
  auto about = describe(
      "readStanding", "registry",
      {"状态、名录与事项对照表：各状态下哪些事项可办，不可办的附理由和条款",
       "The table of standing: which procedures are open in which state and on which list, and by which clause not"});
  about.response = list_schema(schema_of<registry::StandingCell>());
  return Route(
      "GET", "/api/v1/standing", Access::kPublic, PlainHandler{[parts](const Request& request) {
        return ok_with_etag(request, json::object{{"items", write(registry::standing_table(*parts.packs->newest()))}});
      }},
      std::move(about));
}

}  // namespace

std::vector<Route> registry_routes(const CaseParts& parts) {
  return {list(parts), one(parts), officers(parts), standing(parts), file(parts), document(parts)};
}

}  // namespace gh::http
