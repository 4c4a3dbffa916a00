// What performance offers to procedures.
#pragma once
#include "cases/offer.h"

namespace gh::performance {
void offer_performance(cases::Offer& offer);
void offer_performance_facts(cases::Offer& offer);
void offer_panels(cases::Offer& offer);
}  // namespace gh::performance
