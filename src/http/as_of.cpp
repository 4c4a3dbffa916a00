// Reads `as_of`.
#include "http/as_of.h"

#include "cases/packs.h"

namespace gh::http {

Parameter as_of_parameter() {
  return {"as_of",
          "query",
          false,
          {{"type", "string"}, {"format", "date"}},
          {"截至该日终了的情况", "As it stood at the end of that day"}};
}

std::optional<Instant> as_of(const Request& request, const cases::Packs& packs) {
  const auto day = request.query_day("as_of");
  if (!day) return {};
  return start_of(*day + std::chrono::days{1}, packs.newest()->utc_offset) - std::chrono::milliseconds{1};
}

}  // namespace gh::http
