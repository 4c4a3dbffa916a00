// Registers as they stood at the end of a day: the query member that asks for it.
#pragma once
#include <optional>

#include "http/route.h"

namespace gh::cases {
class Packs;
}

namespace gh::http {

// `as_of` (YYYY-MM-DD), for Documentation::parameters.
Parameter as_of_parameter();
// The last moment of the local day that the request names; nothing when it names none. Throws kInvalidForm.
std::optional<Instant> as_of(const Request& request, const cases::Packs& packs);

}  // namespace gh::http
