// The answer of `guildhall policy check`, for people.
#pragma once
#include <string>
#include <vector>

#include "policy/loader.h"

namespace gh::policy {

// One line a fault, as compilers write them: "procedures/grade.yaml:12: unknown-state: …"; empty without faults.
std::string report(const std::vector<Fault>& faults);

}  // namespace gh::policy
