// When and from where something is done: what every change of identity needs besides who does it.
#pragma once
#include <string>

#include "base/time.h"

namespace gh::identity {

struct Occasion {
  Instant now{};
  UtcOffset utc_offset{0};  // of the division, for days
  std::string remote;       // peer address; empty on the command line and in acts

  Day today() const { return local_day(now, utc_offset); }
};

}  // namespace gh::identity
