// The abnormal and the serious list, open to everybody.
#include "cases/packs.h"
#include "http/as_of.h"
#include "http/register_query.h"
#include "http/registry_routes.h"
#include "registry/credit_lists.h"

namespace gh::http {
namespace {

constexpr std::string_view kCreditListsFile = "credit-lists.csv";

// Who stands on the lists on the day asked for; with `past` also who has left them.
registry::CreditListSearch search_of(const CaseParts& parts, const Request& request) {
  const auto at = as_of(request, *parts.packs);
  registry::CreditListSearch search{
      request.query_text("organisation"), query_enum<registry::CreditList>(request, "list"), {}, at};
  if (!query_flag(request, "past").value_or(false))
    search.on = local_day(at.value_or(request.now), parts.packs->newest()->utc_offset);
  return search;
}

auto searching_credit_lists(const CaseParts& parts, const Request& request, store::Tx& tx) {
  return [search = search_of(parts, request), &tx](std::size_t limit, const std::string& after) {
    auto page = registry::search_credit_lists(tx, search, limit, after);
    return std::pair(std::move(page.listings), std::move(page.next));
  };
}

std::vector<Parameter> credit_parameters() {
  return {query_parameter("organisation", string_schema(), {"组织", "the organisation's id"}),
          query_parameter("list", schema_of<registry::CreditList>(), {"名录", "list"}),
          query_parameter("past", flag_schema(), {"含已移出的", "also those who have left it"}), as_of_parameter()};
}

Route list(const CaseParts& parts) {
  auto about = describe("listCreditLists", "registry",
                        {"活动异常名录和严重违法失信名单", "The abnormal list and the serious list"});
  about.parameters = register_parameters(credit_parameters());
  about.response = page_schema(schema_of<registry::CreditListing>());
  about.problems = {ProblemCode::kTooLarge};
  return Route("GET", "/api/v1/credit-lists", Access::kPublic,
               ReadHandler{[parts](const Request& request, store::Tx& tx) {
                 return register_response(request, searching_credit_lists(parts, request, tx), kCreditListsFile);
               }},
               std::move(about));
}

Route file(const CaseParts& parts) {
  auto about = describe("downloadCreditLists", "open-data",
                        {"活动异常名录和严重违法失信名单（CSV）", "The abnormal list and the serious list as CSV"});
  about.parameters = credit_parameters();
  about.content_type = "text/csv";
  about.problems = {ProblemCode::kTooLarge};
  return Route("GET", "/open-data/credit-lists.csv", Access::kPublic,
               ReadHandler{[parts](const Request& request, store::Tx& tx) {
                 return register_file(request, searching_credit_lists(parts, request, tx), kCreditListsFile);
               }},
               std::move(about));
}

}  // namespace

std::vector<Route> credit_routes(const CaseParts& parts) { return {list(parts), file(parts)}; }

}  // namespace gh::http
