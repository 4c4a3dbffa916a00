// Lists brought in as files: the template, bringing, looking how far it is, reading what is wrong, entering.
#pragma once
#include <filesystem>
#include <vector>

#include "http/case_routes.h"

namespace gh::http {

// `folder` is where the files lie until the background works on them.
std::vector<Route> import_routes(const CaseParts& parts, std::filesystem::path folder);

}  // namespace gh::http
