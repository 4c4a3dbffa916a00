// What the registry offers to procedures.
#pragma once
#include "cases/offer.h"

namespace gh::registry {
void offer_registry(cases::Offer& offer);
void offer_registry_facts(cases::Offer& offer);
// Listings, penalties and what follows from them.
void offer_credit(cases::Offer& offer);
// Yearly reports and their rounds.
void offer_reports(cases::Offer& offer);
}  // namespace gh::registry
