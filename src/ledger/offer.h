// What the ledger offers to procedures.
#pragma once
#include "cases/offer.h"

namespace gh::ledger {
void offer_ledger(cases::Offer& offer);
void offer_ledger_facts(cases::Offer& offer);
}  // namespace gh::ledger
