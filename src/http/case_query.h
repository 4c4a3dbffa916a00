// What is asked of lists of cases in a query.
#pragma once
#include "cases/case_search.h"
#include "http/route.h"

namespace gh::http {

// The search that the query members ask for. Throws kInvalidForm on /query/<name>.
cases::CaseSearch case_search_of(const Request& request);

}  // namespace gh::http
