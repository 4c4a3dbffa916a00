// What the draw offers to procedures.
#pragma once
#include "cases/offer.h"

namespace gh::draw {
void offer_draw(cases::Offer& offer);
}
