// The public log: C2SP files under /log, proofs and the change feed under /api/v1.
#pragma once
#include <string>
#include <vector>

#include "http/route.h"

namespace gh::http {

// `verifier_key` is the log's public key as text (name+id+base64), for those who have no copy of it yet.
std::vector<Route> log_routes(const std::string& verifier_key);

}  // namespace gh::http
