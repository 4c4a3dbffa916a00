// The register of associations, open to everybody.
#pragma once
#include "http/case_routes.h"

namespace gh::http {
std::vector<Route> registry_routes(const CaseParts& parts);
// Rolls of members, and links between associations.
std::vector<Route> member_routes(const CaseParts& parts);
}  // namespace gh::http
