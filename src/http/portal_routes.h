// The first page: what this place is, what it holds today, and where everything is. Complete HTML without script.
#pragma once
#include <vector>

#include "http/case_routes.h"

namespace gh::http {
std::vector<Route> portal_routes(const CaseParts& parts);
}
