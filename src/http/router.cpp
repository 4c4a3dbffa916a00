// The tree of path parts.
#include "http/router.h"

#include <algorithm>
#include <array>
#include <map>

#include "base/assert.h"
#include "http/target.h"

namespace gh::http {

namespace {

std::string_view next_part(std::string_view& rest) {
  const std::size_t end = rest.find('/');
  const std::string_view part = rest.substr(0, end);
  rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
  return part;
}

bool is_upper(std::string_view method) {
  return !method.empty() && std::all_of(method.begin(), method.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

}  // namespace

struct Router::Node {
  std::map<std::string, std::unique_ptr<Node>, std::less<>> fixed;
  std::unique_ptr<Node> parameter;  // {name}: the name differs by route, so it is taken from the route
  std::unique_ptr<Node> rest;       // {name*}
  std::vector<std::size_t> routes;  // that end here, one a method
};

// Where a path ends in the tree, and the values of its parameters in the order of the path.
struct Router::Found {
  const Node* node = nullptr;
  std::array<std::string_view, kPathPartsMax> values;
  std::size_t values_count = 0;

  // Fixed parts first; goes back to a parameter where the fixed way ends nowhere. Depth is bounded by the path's parts.
  bool descend(const Node& at, std::string_view rest, bool ended) {
    if (ended) {
      if (at.routes.empty()) return false;
      node = &at;
      return true;
    }
    const std::string_view whole = rest;
    const bool last = rest.find('/') == std::string_view::npos;
    const std::string_view part = next_part(rest);
    if (const auto next = at.fixed.find(part); next != at.fixed.end() && descend(*next->second, rest, last))
      return true;
    if (part.empty() || values_count == kPathPartsMax) return false;
    values[values_count++] = part;
    if (at.parameter && descend(*at.parameter, rest, last)) return true;
    values[values_count - 1] = whole;
    if (at.rest && descend(*at.rest, {}, true)) return true;
    --values_count;
    return false;
  }
};

Router::Router(std::vector<Route> routes) : routes_(std::move(routes)), root_(std::make_unique<Node>()) {
  for (std::size_t i = 0; i < routes_.size(); ++i) insert(i);
}

Router::~Router() = default;

void Router::insert(std::size_t index) {
  const Route& route = routes_[index];
  GH_ASSERT(route.path.starts_with('/'));
  GH_ASSERT(is_upper(route.method) && route.method != "HEAD");
  GH_ASSERT(!std::holds_alternative<StreamHandler>(route.handler) || route.method == "GET");
  Node* node = root_.get();
  std::string_view rest = std::string_view(route.path).substr(1);
  for (bool more = true; more;) {
    more = rest.find('/') != std::string_view::npos;
    const std::string_view part = next_part(rest);
    std::unique_ptr<Node>* next = nullptr;
    if (part.starts_with('{')) {
      GH_ASSERT(part.ends_with('}'));
      const bool takes_rest = part.ends_with("*}");
      GH_ASSERT(!takes_rest || !more);
      next = takes_rest ? &node->rest : &node->parameter;
    } else {
      next = &node->fixed[std::string(part)];
    }
    if (!*next) *next = std::make_unique<Node>();
    node = next->get();
  }
  for (const std::size_t other : node->routes) GH_ASSERT(routes_[other].method != route.method);
  node->routes.push_back(index);
}

Router::Found Router::find(std::string_view path) const {
  Found found;
  if (path.starts_with('/')) found.descend(*root_, path.substr(1), false);
  return found;
}

Match Router::match(Request& request) const {
  Match match;
  const Found found = find(request.path);
  if (found.node == nullptr) return match;
  const std::string_view method = request.method == "HEAD" ? std::string_view("GET") : request.method;
  for (const std::size_t index : found.node->routes) {
    if (routes_[index].method != method) continue;
    match.route = &routes_[index];
    match.index = index;
    break;
  }
  if (match.route == nullptr) {
    match.allow = allowed(request.path);
    return match;
  }
  request.params.clear();
  std::size_t value = 0;
  for (std::string_view rest = std::string_view(match.route->path).substr(1); !rest.empty();) {
    std::string_view part = next_part(rest);
    if (!part.starts_with('{')) continue;
    part = part.substr(1, part.size() - 2);
    if (part.ends_with('*')) part.remove_suffix(1);
    GH_ASSERT(value < found.values_count);
    request.params.add(part, found.values[value++]);
  }
  return match;
}

std::string Router::allowed(std::string_view path) const {
  const Found found = find(path);
  if (found.node == nullptr) return {};
  std::vector<std::string_view> methods{"OPTIONS"};
  for (const std::size_t index : found.node->routes) {
    methods.push_back(routes_[index].method);
    if (routes_[index].method == "GET") methods.push_back("HEAD");
  }
  std::sort(methods.begin(), methods.end());
  std::string allow;
  for (const std::string_view method : methods) allow.append(allow.empty() ? "" : ", ").append(method);
  return allow;
}

bool Router::owns(std::string_view first_part) const { return root_->fixed.contains(first_part); }

}  // namespace gh::http
