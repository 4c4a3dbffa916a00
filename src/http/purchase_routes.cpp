#include "http/purchase_routes.h"

#include "cases/packs.h"
#include "http/as_of.h"
#include "http/csv.h"
#include "http/page.h"
#include "http/register_query.h"
#include "http/schema_of.h"
#include "purchase/reading.h"

namespace gh::http {
namespace {

struct OneItem {
  purchase::ItemView item;                   // as it stands now
  std::vector<purchase::ItemView> versions;  // oldest first
};
BOOST_DESCRIBE_STRUCT(OneItem, (), (item, versions))

std::size_t limit_of(const Request& request) {
  return static_cast<std::size_t>(request.query_int("limit", kPageDefault, 1, kPageMax));
}

template <class View>
Response page_of(const Request& request, const std::vector<View>& items, const std::optional<Id>& next) {
  json::object answer{{"items", write(items)}};
  if (next) answer["next"] = *next;
  return ok_with_etag(request, answer);
}

purchase::ItemSearch item_search(const CaseParts& parts, const Request& request) {
  return {request.query_text("q"), request.query_text("class"), request.query_text("department"),
          query_enum<purchase::ItemStatus>(request, "status"), as_of(request, *parts.packs)};
}

std::vector<Parameter> item_parameters() {
  return {query_parameter("q", string_schema(), {"编码或名称中的文字", "text in code or name"}),
          query_parameter("class", string_schema(), {"类别", "class of services"}),
          query_parameter("department", string_schema(), {"提出部门", "id of the department that proposed it"}),
          query_parameter("status", schema_of<purchase::ItemStatus>(), {"状态", "status"}), as_of_parameter()};
}

purchase::ContractSearch contract_search(const CaseParts& parts, const Request& request) {
  return {request.query_text("q"), request.query_text("department"), request.query_text("supplier"),
          query_enum<purchase::ContractStatus>(request, "status"), as_of(request, *parts.packs)};
}

std::vector<Parameter> contract_parameters() {
  return {query_parameter("q", string_schema(), {"编号或标题中的文字", "text in number or title"}),
          query_parameter("department", string_schema(), {"购买主体", "id of the purchaser"}),
          query_parameter("supplier", string_schema(), {"承接方", "id of the supplier"}),
          query_parameter("status", schema_of<purchase::ContractStatus>(), {"状态", "status"}), as_of_parameter()};
}

std::vector<Parameter> paged(std::vector<Parameter> parameters) {
  parameters.push_back(page_limit_parameter());
  parameters.push_back(page_cursor_parameter());
  return parameters;
}

Route list_items(const CaseParts& parts) {
  auto about =
      describe("listServiceItems", "purchase", {"购买服务目录", "The catalogue of services that may be bought"});
  about.parameters = paged(item_parameters());
  about.response = page_schema(schema_of<purchase::ItemView>());
  return Route(
      "GET", "/api/v1/service-items", Access::kPublic, ReadHandler{[parts](const Request& request, store::Tx& tx) {
        const auto page =
            purchase::search_items(tx, item_search(parts, request), limit_of(request), request.query_text("cursor"));
        return page_of(request, page.items, page.next);
      }},
      std::move(about));
}

Route one_item() {
  auto about = describe("readServiceItem", "purchase",
                        {"购买服务事项及其历次版本", "An item of the catalogue with all its versions"});
  about.response = schema_of<OneItem>();
  about.problems = {ProblemCode::kNotFound};
  return Route(
      "GET", "/api/v1/service-items/{id}", Access::kPublic, ReadHandler{[](const Request& request, store::Tx& tx) {
        auto versions = purchase::item_history(tx, Id(request.param("id")));
        if (versions.empty())
          throw Problem(ProblemCode::kNotFound,
                        FieldError{"", "service-item", "", {"目录中没有该事项", "no such item in the catalogue"}});
        return ok_with_etag(request, write(OneItem{versions.back(), versions}));
      }},
      std::move(about));
}

Route items_csv(const CaseParts& parts) {
  auto about =
      describe("downloadServiceItems", "open-data", {"购买服务目录（CSV）", "The catalogue of services as CSV"});
  about.parameters = item_parameters();
  about.content_type = "text/csv";
  about.problems = {ProblemCode::kTooLarge};
  return Route("GET", "/open-data/service-items.csv", Access::kPublic,
               ReadHandler{[parts](const Request& request, store::Tx& tx) {
                 const auto page = purchase::search_items(tx, item_search(parts, request), kCsvRowsMax);
                 if (page.next) too_many_rows();
                 return csv_response(request, csv_of(page.items), "service-items.csv");
               }},
               std::move(about));
}

Route list_contracts(const CaseParts& parts) {
  auto about = describe("listContracts", "purchase", {"购买服务合同", "Contracts for services"});
  about.parameters = paged(contract_parameters());
  about.response = page_schema(schema_of<purchase::ContractView>());
  return Route("GET", "/api/v1/contracts", Access::kPublic, ReadHandler{[parts](const Request& request, store::Tx& tx) {
                 const auto page = purchase::search_contracts(tx, contract_search(parts, request), limit_of(request),
                                                              request.query_text("cursor"));
                 return page_of(request, page.contracts, page.next);
               }},
               std::move(about));
}

Route one_contract(const CaseParts& parts) {
  auto about = describe("readContract", "purchase", {"一份合同及其分期目标", "A contract with its milestones"});
  about.parameters = {as_of_parameter()};
  about.response = schema_of<purchase::OneContract>();
  about.problems = {ProblemCode::kNotFound};
  return Route(
      "GET", "/api/v1/contracts/{id}", Access::kPublic, ReadHandler{[parts](const Request& request, store::Tx& tx) {
        const auto contract = purchase::read_contract(tx, Id(request.param("id")), as_of(request, *parts.packs));
        if (!contract)
          throw Problem(ProblemCode::kNotFound, FieldError{"", "contract", "", {"没有这份合同", "no such contract"}});
        return ok_with_etag(request, write(*contract));
      }},
      std::move(about));
}

Route contracts_csv(const CaseParts& parts) {
  auto about = describe("downloadContracts", "open-data", {"购买服务合同（CSV）", "Contracts for services as CSV"});
  about.parameters = contract_parameters();
  about.content_type = "text/csv";
  about.problems = {ProblemCode::kTooLarge};
  return Route("GET", "/open-data/contracts.csv", Access::kPublic,
               ReadHandler{[parts](const Request& request, store::Tx& tx) {
                 const auto page = purchase::search_contracts(tx, contract_search(parts, request), kCsvRowsMax);
                 if (page.next) too_many_rows();
                 return csv_response(request, csv_of(page.contracts), "contracts.csv");
               }},
               std::move(about));
}

}  // namespace

std::vector<Route> purchase_routes(const CaseParts& parts) {
  return {list_items(parts),     one_item(),          items_csv(parts),
          list_contracts(parts), one_contract(parts), contracts_csv(parts)};
}

}  // namespace gh::http
