// Numbers for Prometheus: requests by route and status, how long they took, and whatever other modules let be asked.
#pragma once
#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "http/route.h"

namespace gh::http {

class Metrics {
 public:
  using Labels = std::map<std::string, std::string>;

  Metrics();
  ~Metrics();
  Metrics(const Metrics&) = delete;
  Metrics& operator=(const Metrics&) = delete;

  // Gives each route its series; a request that meets no route counts under the route "none", files under "file".
  // Once, before the first request.
  void take_routes(const std::vector<Route>& routes);
  std::size_t no_route() const;
  std::size_t file() const;
  // One answered request. `route` is an index of take_routes, no_route() or file(). Any thread.
  void answered(std::size_t route, int status, double seconds);

  // A number asked for at each scrape, for other modules: "guildhall_log_size". `ask` is called on any thread and must
  // be quick. A gauge goes up and down, a counter only up. Once for each name with its labels; otherwise a Bug.
  void gauge(std::string name, std::string help, std::function<double()> ask, Labels labels = {});
  void counter(std::string name, std::string help, std::function<double()> ask, Labels labels = {});

  // Everything in the text format 0.0.4.
  std::string text() const;

 private:
  struct Series;
  std::unique_ptr<Series> series_;
};

}  // namespace gh::http
