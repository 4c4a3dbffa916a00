// The inventory of the departments' functions for the offices of the state; batches, plans, timetables of cultivation
// and versions of the catalogue for everybody.
#include <algorithm>

#include "cases/packs.h"
#include "http/as_of.h"
#include "http/register_query.h"
#include "http/sight.h"
#include "http/transfer_routes.h"
#include "transfer/catalogue_reading.h"
#include "transfer/cultivation.h"
#include "transfer/plans.h"

namespace gh::http {
namespace {

constexpr std::string_view kInventoryFile = "function-inventory.csv";

[[noreturn]] void not_found(std::string rule, Text says) {
  throw Problem(ProblemCode::kNotFound, FieldError{"", std::move(rule), "", std::move(says)});
}

// Which department's functions the caller reads: all (empty) where the role sees the division, otherwise its own.
// Throws kForbidden for offices outside the state.
Id department_seen(const CaseParts& parts, const Request& request) {
  const auto seen = department_in_sight(*parts.packs, request);
  if (!seen)
    throw Problem(
        ProblemCode::kForbidden,
        FieldError{"", "public-body", "三(一)2", {"职能清单供机关使用", "the inventory is for offices of the state"}});
  return *seen;
}

transfer::InventorySearch inventory_search(const CaseParts& parts, const Request& request) {
  transfer::InventorySearch search;
  search.text = request.query_text("q");
  search.department_id = department_seen(parts, request);
  if (search.department_id.empty()) search.department_id = request.query_text("department");
  search.kind = query_enum<transfer::FunctionKind>(request, "kind");
  search.disposal = query_enum<transfer::Disposal>(request, "disposal");
  search.state = query_enum<transfer::InventoryState>(request, "state");
  search.as_of = as_of(request, *parts.packs).value_or(request.now);
  return search;
}

std::vector<Parameter> inventory_parameters() {
  return {query_parameter("q", string_schema(), {"名称中的文字", "text in the name"}),
          query_parameter("department", string_schema(), {"部门", "the department's id"}),
          query_parameter("kind", schema_of<transfer::FunctionKind>(), {"职能类别", "kind"}),
          query_parameter("disposal", schema_of<transfer::Disposal>(), {"处置方式", "disposal of a part"}),
          query_parameter("state", schema_of<transfer::InventoryState>(), {"状态", "state"}),
          as_of_parameter()};
}

Route list_inventory(const CaseParts& parts) {
  auto about = describe("listFunctionInventory", "transfer",
                        {"职能清单：整项与各部分（本部门的；改革、法制等机构看全部）",
                         "The inventory of functions, each with its parts: one's own department's, or all for offices "
                         "that see the division"});
  about.parameters = register_parameters(inventory_parameters());
  about.response = page_schema(schema_of<transfer::InventoryLine>());
  about.problems = {ProblemCode::kTooLarge};
  return Route("GET", "/api/v1/function-inventory", Access::kOffice,
               ReadHandler{[parts](const Request& request, store::Tx& tx) {
                 return register_response(
                     request,
                     [&, search = inventory_search(parts, request)](std::size_t limit, const std::string& after) {
                       return transfer::search_inventory(tx, search, limit, after);
                     },
                     kInventoryFile);
               }},
               std::move(about));
}

// An item with all its versions and the parts in force.
struct OneInventoryItem {
  transfer::InventoryItem item;
  std::vector<transfer::Part> parts;
  std::vector<transfer::InventoryItem> versions;  // oldest first
};
BOOST_DESCRIBE_STRUCT(OneInventoryItem, (), (item, parts, versions))

Route one_inventory_item(const CaseParts& parts) {
  auto about = describe("readInventoryItem", "transfer",
                        {"一项职能：各部分的处置意见和历次版本",
                         "A function of the inventory: what becomes of its parts, and all its versions"});
  about.parameters = {as_of_parameter()};
  about.response = schema_of<OneInventoryItem>();
  about.problems = {ProblemCode::kNotFound};
  return Route("GET", "/api/v1/function-inventory/{id}", Access::kOffice,
               ReadHandler{[parts](const Request& request, store::Tx& tx) {
                 const Id department = department_seen(parts, request);
                 const Instant at = as_of(request, *parts.packs).value_or(request.now);
                 OneInventoryItem one;
                 one.versions = transfer::versions_of_function(tx, Id(request.param("id")));
                 std::erase_if(one.versions, [&](const auto& version) { return version.begun_at > at; });
                 if (one.versions.empty() || (!department.empty() && one.versions.back().department_id != department))
                   not_found("inventory", {"清单中没有这项职能", "no such function in the inventory"});
                 one.item = one.versions.back();
                 one.parts = transfer::parts_of(tx, one.item.inventory_id, at);
                 return ok_with_etag(request, write(one));
               }},
               std::move(about));
}

Route list_batches() {
  auto about = describe("listFunctionBatches", "transfer",
                        {"职能转移目录的批次与试点", "Batches and pilots of the function catalogue"});
  about.response = list_schema(schema_of<transfer::BatchView>());
  return Route("GET", "/api/v1/function-batches", Access::kPublic,
               ReadHandler{[](const Request& request, store::Tx& tx) {
                 return ok_with_etag(request, json::object{{"items", write(transfer::read_batches(tx))}});
               }},
               std::move(about));
}

// Before a batch is published its proposals are the offices' business.
bool may_see_proposals(const CaseParts& parts, const Request& request, const transfer::OneBatch& one) {
  if (one.batch.state == transfer::BatchState::published) return true;
  const auto pack = parts.packs->newest();
  const auto role = pack->roles.find(request.caller ? request.caller->role : std::string());
  return role != pack->roles.end() && role->second.public_body;
}

Route one_batch(const CaseParts& parts) {
  auto about = describe("readFunctionBatch", "transfer",
                        {"一个批次：统计（按处置方式、部门、状态）和事项；未公布批次的事项只给机关",
                         "A batch: its numbers by disposal, department and state, and its items; those of a batch that "
                         "isn't published are for offices of the state"});
  about.response = schema_of<transfer::OneBatch>();
  about.problems = {ProblemCode::kNotFound};
  return Route("GET", "/api/v1/function-batches/{id}", Access::kPublic,
               ReadHandler{[parts](const Request& request, store::Tx& tx) {
                 auto one = transfer::read_batch(tx, Id(request.param("id")));
                 if (!one) not_found("function-batch", {"没有这个批次", "no such batch"});
                 if (!may_see_proposals(parts, request, *one)) one->proposals.clear();
                 return ok_with_etag(request, write(*one));
               }},
               std::move(about));
}

Route list_versions() {
  auto about = describe("listCatalogueVersions", "transfer",
                        {"职能转移目录的公布版本", "The published versions of the function catalogue"});
  about.response = list_schema(schema_of<transfer::CatalogueVersion>());
  return Route("GET", "/api/v1/function-catalogue-versions", Access::kPublic,
               ReadHandler{[](const Request& request, store::Tx& tx) {
                 return ok_with_etag(request, json::object{{"items", write(transfer::catalogue_versions(tx))}});
               }},
               std::move(about));
}

Route list_plans(const CaseParts& parts) {
  auto about = describe("listFunctionPlans", "transfer",
                        {"各部门具体方案及进度", "Plans of the departments, against what happened"});
  about.parameters = {query_parameter("department", string_schema(), {"部门", "the department's id"}),
                      query_parameter("batch", string_schema(), {"批次", "the batch's id"})};
  about.response = list_schema(schema_of<transfer::PlanView>());
  return Route(
      "GET", "/api/v1/function-plans", Access::kPublic, ReadHandler{[parts](const Request& request, store::Tx& tx) {
        const UtcOffset offset = parts.packs->newest()->utc_offset;
        return ok_with_etag(
            request, json::object{{"items", write(transfer::read_plans(tx, request.query_text("department"),
                                                                       request.query_text("batch"),
                                                                       local_day(request.now, offset), offset))}});
      }},
      std::move(about));
}

Route list_cultivations() {
  auto about = describe("listFunctionCultivations", "transfer",
                        {"培育时间表", "Timetables of cultivation, with their milestones"});
  about.parameters = {query_parameter("department", string_schema(), {"部门", "the department's id"})};
  about.response = list_schema(schema_of<transfer::CultivationView>());
  return Route(
      "GET", "/api/v1/function-cultivations", Access::kPublic, ReadHandler{[](const Request& request, store::Tx& tx) {
        return ok_with_etag(
            request, json::object{{"items", write(transfer::read_cultivations(tx, request.query_text("department")))}});
      }},
      std::move(about));
}

}  // namespace

std::vector<Route> function_catalogue_routes(const CaseParts& parts) {
  return {list_inventory(parts), one_inventory_item(parts), list_batches(),     one_batch(parts),
          list_versions(),       list_plans(parts),         list_cultivations()};
}

}  // namespace gh::http
