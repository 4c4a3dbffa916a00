// Organisations as everybody sees them: found by name, kind and division, or by id.
#include "base/described.h"
#include "http/identity_state.h"
#include "http/register_query.h"
#include "http/schema_of.h"
#include "identity/organisations.h"

namespace gh::http {

namespace {

constexpr std::size_t kChildrenMax = 100;

// The public part.
struct OrganisationView {
  Id id;
  identity::OrganisationKind kind{};
  std::string name;
  std::string name_en;
  std::string division;
  identity::OrganisationStatus status{};
  std::optional<Id> parent_id;
  std::optional<std::string> body_key;
};
BOOST_DESCRIBE_STRUCT(OrganisationView, (), (id, kind, name, name_en, division, status, parent_id, body_key))

struct OneOrganisation {
  OrganisationView organisation;
  std::vector<OrganisationView> below;  // those it is the parent of
};
BOOST_DESCRIBE_STRUCT(OneOrganisation, (), (organisation, below))

OrganisationView public_part(const identity::Organisation& organisation) {
  return {organisation.id,       organisation.kind,   organisation.name,      organisation.name_en,
          organisation.division, organisation.status, organisation.parent_id, organisation.body_key};
}

Response search(const Request& request, store::Tx& tx) {
  identity::OrganisationSearch search;
  search.text = request.query_text("q");
  search.kind = query_enum<identity::OrganisationKind>(request, "kind");
  search.status = query_enum<identity::OrganisationStatus>(request, "status");
  search.division = request.query_text("division");
  const auto limit = static_cast<std::size_t>(request.query_int("limit", kPageDefault, 1, kPageMax));
  const auto found = identity::search_organisations(tx, search, limit, request.query_text("cursor"));
  json::array items;
  for (const auto& organisation : found.organisations) items.push_back(write(public_part(organisation)));
  json::object page{{"items", std::move(items)}};
  if (found.next) page.emplace("next", *found.next);
  return ok_with_etag(request, page);
}

Response one(const Request& request, store::Tx& tx) {
  const Id id(request.param("id"));
  const auto organisation = identity::find_organisation(tx, id);
  if (!organisation)
    throw Problem(ProblemCode::kNotFound, FieldError{"", "organisation", "", {"没有该单位", "No such organisation"}});
  OneOrganisation view{public_part(*organisation), {}};
  for (const auto& child : identity::organisations_below(tx, id, kChildrenMax))
    view.below.push_back(public_part(child));
  return ok_with_etag(request, write(view));
}

}  // namespace

std::vector<Route> organisation_routes() {
  const auto query = [](std::string name, json::object schema, Text says) {
    return Parameter{std::move(name), "query", false, std::move(schema), std::move(says)};
  };
  Documentation searching;
  searching.id = "searchOrganisations";
  searching.tag = "organisations";
  searching.summary = {"查询单位：机关、行业协会商会、企业、评估机构", "Find organisations by name, kind and division"};
  searching.parameters = {query("q", {{"type", "string"}}, {"名称中的文字", "Text of the name, in either language"}),
                          query("kind", schema_of<identity::OrganisationKind>(), {"单位类别", "Kind"}),
                          query("status", schema_of<identity::OrganisationStatus>(), {"状态", "Status"}),
                          query("division", {{"type", "string"}}, {"行政区划代码", "Division (GB/T 2260)"}),
                          page_limit_parameter(),
                          page_cursor_parameter()};
  searching.response = page_schema(schema_of<OrganisationView>());
  Documentation getting;
  getting.id = "getOrganisation";
  getting.tag = "organisations";
  getting.summary = {"单位的公开信息", "What is public of an organisation"};
  getting.response = schema_of<OneOrganisation>();
  getting.problems = {ProblemCode::kNotFound};

  std::vector<Route> routes;
  routes.emplace_back("GET", "/api/v1/organisations", Access::kPublic, ReadHandler{search}, searching);
  routes.emplace_back("GET", "/api/v1/organisations/{id}", Access::kPublic, ReadHandler{one}, getting);
  return routes;
}

}  // namespace gh::http
