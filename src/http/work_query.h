// What is asked of lists of work cases in a query, as far as the office in use sees.
#pragma once
#include "http/route.h"
#include "performance/work_search.h"

namespace gh::cases {
class Packs;
}

namespace gh::http {

// The search that the query members ask for. An office that sees the division finds everybody's work, one of a
// department that of its functions, anybody else what his organisation works on. Throws kInvalidForm on /query/<name>,
// kForbidden for an office of no organisation.
performance::WorkSearch work_search_of(cases::Packs& packs, const Request& request);

}  // namespace gh::http
