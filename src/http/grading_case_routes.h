// One grading case from within: why it got its score and what is missing to the next grade, how the committee voted,
// and who sits on the committees.
#pragma once
#include <vector>

#include "http/case_routes.h"

namespace gh::http {
std::vector<Route> grading_case_routes(const CaseParts& parts);
}
