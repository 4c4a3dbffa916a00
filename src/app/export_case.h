// One case as a file that stands by itself: its acts, the leaves and proofs of them, and the checkpoint they lead to.
#pragma once
#include <string>
#include <string_view>

#include "app/installation.h"

namespace gh::app {

// JSON: {"case", "acts": [{"act", "leaf", "proof"}], "materials": [sha256 …], "log_key", "checkpoint"}. `id_or_number`
// is the case's id or its human number. Problem kNotFound.
std::string export_case(Installation& installation, std::string_view id_or_number);

}  // namespace gh::app
