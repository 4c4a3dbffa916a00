// Windows for objections keep step with the case they were opened for: they stand still and go on with it, close when
// it moves on, and are counted again when the working days become known or change (民法典201–203).
#pragma once
#include "cases/offer.h"

namespace gh::gazette {

void watch_windows(cases::Offer& offer);

}  // namespace gh::gazette
