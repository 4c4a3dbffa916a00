// The act that begins and ends versions in the registers of performance.
#pragma once
#include "base/ids.h"
#include "base/time.h"

namespace gh::performance {

struct Basis {
  Id case_id;
  Id act_id;
  Instant at{};
  Day today{};  // the division's local day of `at`
};

}  // namespace gh::performance
