// The catalogue of functions that are handed over, who carries them and what the checks found: public, also as it stood
// on a day.
#pragma once
#include <vector>

#include "http/case_routes.h"

namespace gh::http {
std::vector<Route> transfer_routes(const CaseParts& parts);
// The inventory, the batches, plans, cultivation and versions of the catalogue.
std::vector<Route> function_catalogue_routes(const CaseParts& parts);
}  // namespace gh::http
