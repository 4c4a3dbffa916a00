// Public notices, and official documents as PDF.
#pragma once
#include "http/case_routes.h"

namespace gh::http {
std::vector<Route> gazette_routes(const CaseParts& parts);
}
