// For the administrators: how the log stands, backups.
#pragma once
#include <vector>

#include "app/installation.h"
#include "http/route.h"

namespace gh::app {

std::vector<http::Route> administration_routes(Installation& installation);

}  // namespace gh::app
