// Routes about the program itself: is it well, how is it doing, what does it offer.
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "http/metrics.h"
#include "http/openapi.h"
#include "http/route.h"

namespace gh::http {

// One thing that must hold for the program to be well, beside the database.
struct HealthCheck {
  std::string name;               // "log"
  std::function<bool()> is_well;  // quick; one that throws isn't well
};

struct SystemParts {
  ApiTitle title;
  std::vector<HealthCheck> checks;
  const Metrics* metrics = nullptr;  // outlives the routes
  Access metrics_access = Access::kPublic;
};

// Appends GET /healthz, /metrics, /api/v1/openapi.json, /api/v1/docs and its style sheet. After all other routes: the
// document and the page are made here, once, of what stands in `routes` then.
void add_system_routes(std::vector<Route>& routes, SystemParts parts);

}  // namespace gh::http
