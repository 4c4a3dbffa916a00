// Grades of associations and the eligibility list: public, also as they stood on a day.
#pragma once
#include <vector>

#include "http/case_routes.h"

namespace gh::http {
std::vector<Route> grading_routes(const CaseParts& parts);
}
