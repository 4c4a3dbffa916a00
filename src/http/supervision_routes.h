// What falls due in the supervised period of functions, and what evaluations found.
#pragma once
#include "http/case_routes.h"

namespace gh::http {
std::vector<Route> supervision_routes(const CaseParts& parts);
}
