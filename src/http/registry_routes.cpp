#include "http/registry_routes.h"

#include "cases/packs.h"
#include "http/as_of.h"
#include "http/csv.h"
#include "http/page.h"
#include "http/schema_of.h"
#include "registry/reading.h"

namespace gh::http {
namespace {

UtcOffset offset_of(const CaseParts& parts) { return parts.packs->newest()->utc_offset; }

std::optional<registry::AssociationStatus> status_of(const Request& request) {
  const std::string text = request.query_text("status");
  if (text.empty()) return {};
  registry::AssociationStatus status{};
  if (!boost::describe::enum_from_string(text.c_str(), status))
    throw Problem(ProblemCode::kInvalidForm,
                  FieldError{"/query/status", "enum", "", {"不是允许的取值", "not one of the allowed values"}});
  return status;
}

registry::AssociationSearch search_of(const CaseParts& parts, const Request& request) {
  return {request.query_text("q"), request.query_text("industry"), request.query_text("division"), status_of(request),
          as_of(request, *parts.packs)};
}

std::vector<Parameter> search_parameters() {
  return {
      query_parameter("q", string_schema(), {"名称或统一社会信用代码中的文字", "text in a name or the credit code"}),
      query_parameter("industry", string_schema(),
                      {"行业代码（GB/T 4754），含下级", "industry (GB/T 4754), with those below it"}),
      query_parameter("division", string_schema(), {"行政区划代码", "division (GB/T 2260)"}),
      query_parameter("status", schema_of<registry::AssociationStatus>(), {"状态", "status"}), as_of_parameter()};
}

Route list(const CaseParts& parts) {
  auto about = describe("listAssociations", "registry", {"行业协会商会登记簿", "The register of associations"});
  about.parameters = search_parameters();
  about.parameters.push_back(page_limit_parameter());
  about.parameters.push_back(page_cursor_parameter());
  about.response = page_schema(schema_of<registry::AssociationView>());
  return Route("GET", "/api/v1/associations", Access::kPublic,
               ReadHandler{[parts](const Request& request, store::Tx& tx) {
                 const auto limit = static_cast<std::size_t>(request.query_int("limit", kPageDefault, 1, kPageMax));
                 const auto page = registry::search_associations(tx, search_of(parts, request), offset_of(parts), limit,
                                                                 request.query_text("cursor"));
                 json::object answer{{"items", write(page.associations)}};
                 if (page.next) answer["next"] = *page.next;
                 return ok_with_etag(request, answer);
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
        const auto found =
            registry::read_association(tx, Id(request.param("id")), as_of(request, *parts.packs), offset_of(parts));
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
  about.parameters = search_parameters();
  about.content_type = "text/csv";
  about.problems = {ProblemCode::kTooLarge};
  return Route("GET", "/open-data/associations.csv", Access::kPublic,
               ReadHandler{[parts](const Request& request, store::Tx& tx) {
                 const auto page =
                     registry::search_associations(tx, search_of(parts, request), offset_of(parts), kCsvRowsMax);
                 if (page.next) too_many_rows();
                 return csv_response(request, csv_of(page.associations), "associations.csv");
               }},
               std::move(about));
}

}  // namespace

std::vector<Route> registry_routes(const CaseParts& parts) { return {list(parts), one(parts), file(parts)}; }

}  // namespace gh::http
