#include "http/list_reading.h"

#include <algorithm>
#include <boost/json/array.hpp>

#include "base/assert.h"
#include "http/access.h"
#include "http/page.h"
#include "policy/list_shapes.h"

namespace gh::http {
namespace {

constexpr std::string_view kApi = "/api/v1";

[[noreturn]] void refuse_list(std::string field, std::string rule, Text says) {
  throw Problem(ProblemCode::kInvalidForm, FieldError{std::move(field), std::move(rule), "", std::move(says)});
}

const ReadHandler& handler_of(const Route& route) {
  const auto* handler = std::get_if<ReadHandler>(&route.handler);
  GH_ASSERT(handler != nullptr);
  return *handler;
}

void check_filters(const policy::ListShape& shape, const ListFilters& filters) {
  for (const auto& [name, value] : filters)
    if (std::ranges::count(shape.filters, name) == 0)
      refuse_list("/filters/" + name, "unknown-filter",
                  {"这个列表没有这项筛选条件", "the list can't be asked for this"});
}

}  // namespace

ListReading::ListReading(const std::vector<Route>& routes) {
  for (const policy::ListShape& shape : policy::list_shapes()) {
    const std::string path = std::string(kApi) + std::string(shape.path);
    const auto found =
        std::ranges::find_if(routes, [&](const Route& route) { return route.method == "GET" && route.path == path; });
    if (found != routes.end()) routes_.emplace(shape.name, *found);
  }
}

Request ListReading::request_for(const ListCaller& caller, const ListFilters& filters) {
  Request request;
  request.method = "GET";
  request.now = caller.now;
  request.caller = caller.caller;
  for (const auto& [name, value] : filters) request.query.add(name, value);
  return request;
}

void ListReading::each(store::Tx& tx, const ListCaller& caller, std::string_view list, const ListFilters& filters,
                       const std::function<bool(const json::object& line)>& take) const {
  const policy::ListShape* shape = policy::find_list_shape(list);
  const auto route = routes_.find(list);
  if (shape == nullptr || route == routes_.end())
    refuse_list("/list", "list", {"没有这个列表", "there is no such list"});
  check_filters(*shape, filters);
  if (!allows(route->second.access, "GET", caller.caller)) throw Problem(ProblemCode::kForbidden);
  std::string cursor;
  do {
    ListFilters asked = filters;
    asked["limit"] = std::to_string(kPageMax);
    if (!cursor.empty()) asked["cursor"] = cursor;
    const Response page = handler_of(route->second).answer(request_for(caller, asked), tx);
    const json::value content = parse_json(page.bytes());
    for (const json::value& line : at_or_null(content, "items").as_array())
      if (!take(line.as_object())) return;
    cursor = string_at(content, "next");
  } while (!cursor.empty());
}

}  // namespace gh::http
