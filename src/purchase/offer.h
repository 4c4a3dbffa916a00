// What purchase offers to procedures.
#pragma once
#include "cases/offer.h"

namespace gh::purchase {
void offer_purchase(cases::Offer& offer);
void offer_purchase_facts(cases::Offer& offer);
}  // namespace gh::purchase
