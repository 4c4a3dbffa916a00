// The boards of the pack for the role in use, and their charts as CSV.
#pragma once
#include <vector>

#include "http/case_routes.h"
#include "http/list_reading.h"

namespace gh::http {

std::vector<Route> board_routes(const CaseParts& parts, std::shared_ptr<const ListReading> lists);

}  // namespace gh::http
