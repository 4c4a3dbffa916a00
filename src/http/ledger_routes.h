// Budget lines with what has become of their money, for everybody; and the entries behind it, for who may read the
// line's case in full and for the department whose money it is.
#pragma once
#include <vector>

#include "http/case_routes.h"

namespace gh::http {
std::vector<Route> ledger_routes(const CaseParts& parts);
}
