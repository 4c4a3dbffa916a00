// The act that begins and ends versions in the registers of purchase.
#pragma once
#include "base/ids.h"
#include "base/time.h"

namespace gh::purchase {

struct Basis {
  Id act_id;
  Instant at{};
};

}  // namespace gh::purchase
