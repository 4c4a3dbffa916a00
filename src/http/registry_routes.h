// The register of associations, open to everybody.
#pragma once
#include "http/case_routes.h"

namespace gh::http {
std::vector<Route> registry_routes(const CaseParts& parts);
}
