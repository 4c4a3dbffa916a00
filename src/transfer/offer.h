// What transfer offers to procedures.
#pragma once
#include "cases/offer.h"

namespace gh::transfer {
void offer_transfer(cases::Offer& offer);
void offer_transfer_facts(cases::Offer& offer);
// From the call to the agreement.
void offer_choice(cases::Offer& offer);
// The supervised period.
void offer_supervision(cases::Offer& offer);
void offer_take_back(cases::Offer& offer);
// The inventory, the batches of the catalogue, plans, cultivation.
void offer_transfer_catalogue(cases::Offer& offer);
void offer_transfer_catalogue_facts(cases::Offer& offer);
}  // namespace gh::transfer
