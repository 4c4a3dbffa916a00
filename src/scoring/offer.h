// What scoring offers to procedures.
#pragma once
#include "cases/offer.h"

namespace gh::scoring {
void offer_scoring(cases::Offer& offer);
void offer_scoring_facts(cases::Offer& offer);
}  // namespace gh::scoring
