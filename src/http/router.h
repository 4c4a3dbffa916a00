// Finds the route of a method and a path: a tree of path parts, no regular expressions.
#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "http/route.h"

namespace gh::http {

// What a path leads to.
struct Match {
  const Route* route = nullptr;  // null: no route (404), or none of this method (405) when `allow` is set
  std::size_t index = 0;         // of the route, in the order given
  std::string allow;             // "GET, HEAD, POST": filled only when the path exists and the method doesn't
};

class Router {
 public:
  // Keeps the routes. A fixed part goes before a {parameter} of the same place, that before a {rest*}.
  // Bug when two routes answer the same method and path, a path doesn't begin with "/", a method isn't upper case, or a
  // stream route isn't GET.
  explicit Router(std::vector<Route> routes);
  ~Router();
  Router(const Router&) = delete;
  Router& operator=(const Router&) = delete;

  // Fills request.params when a route is found. HEAD finds GET. `method` and `path` as in the request.
  Match match(Request& request) const;
  // The methods of the path, as an Allow header; empty when it doesn't exist.
  std::string allowed(std::string_view path) const;
  // True when some route begins with this first part ("api"), so that no page is served in its place.
  bool owns(std::string_view first_part) const;

  const std::vector<Route>& routes() const { return routes_; }

 private:
  struct Node;
  struct Found;
  void insert(std::size_t index);
  Found find(std::string_view path) const;

  std::vector<Route> routes_;
  std::unique_ptr<Node> root_;
};

}  // namespace gh::http
