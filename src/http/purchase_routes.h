// The catalogue of services that may be bought, and the contracts that were made: public, also as they stood on a day.
#pragma once
#include <vector>

#include "http/case_routes.h"

namespace gh::http {
std::vector<Route> purchase_routes(const CaseParts& parts);
}
