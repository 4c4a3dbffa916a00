// What the registry offers to procedures.
#pragma once
#include "cases/offer.h"

namespace gh::registry {
void offer_registry(cases::Offer& offer);
// Its parts, a file each.
void offer_registry_facts(cases::Offer& offer);
// Listings, penalties and what follows from them.
void offer_credit(cases::Offer& offer);
// Fines, what time adds to them, and their payment.
void offer_fines(cases::Offer& offer);
// Yearly reports and their rounds.
void offer_reports(cases::Offer& offer);
void offer_changes(cases::Offer& offer);   // corrections and changes of an entry
void offer_endings(cases::Offer& offer);   // liquidation, deregistration, merger and split
void offer_filings(cases::Offer& offer);   // charters, seals, officers, branches
void offer_standing(cases::Offer& offer);  // what an association's state and lists leave open to it
}  // namespace gh::registry
