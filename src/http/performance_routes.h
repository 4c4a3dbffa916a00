// Routes of performance: the register of results, certificates, the work of associations on their functions.
#pragma once
#include <vector>

#include "http/case_routes.h"

namespace gh::http {
std::vector<Route> performance_routes(const CaseParts& parts);
std::vector<Route> statistics_routes(const CaseParts& parts);
std::vector<Route> work_routes(const CaseParts& parts);
}  // namespace gh::http
