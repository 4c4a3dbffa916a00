// Lists as files, made in the background: asking, looking how far they are, fetching.
#pragma once
#include <filesystem>
#include <vector>

#include "http/case_routes.h"
#include "http/list_reading.h"

namespace gh::http {

// `folder` is where the files lie.
std::vector<Route> export_routes(const CaseParts& parts, std::shared_ptr<const ListReading> lists,
                                 std::filesystem::path folder);

}  // namespace gh::http
