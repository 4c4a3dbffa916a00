// What panels did: rounds of scoring with their rankings, and the draw that seated them, so that anybody can compute
// both again once they are over.
#pragma once
#include <vector>

#include "http/case_routes.h"

namespace gh::http {
std::vector<Route> scoring_routes(const CaseParts& parts);
}
