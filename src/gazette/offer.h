// What the gazette offers to procedures.
#pragma once
#include "cases/offer.h"

namespace gh::gazette {
void offer_gazette(cases::Offer& offer);
}  // namespace gh::gazette
