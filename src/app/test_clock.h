// The simulated clock of a test database over HTTP. Its routes exist in test mode only, and a database that began in
// production can't be opened in test mode.
#pragma once
#include <vector>

#include "app/clock.h"
#include "app/installation.h"
#include "http/route.h"

namespace gh::app {

// POST /api/v1/test/clock {"now": instant}: sets the clock (never back), fires what is due, integrates the log.
std::vector<http::Route> test_clock_routes(Installation& installation, SetTime& time);

}  // namespace gh::app
