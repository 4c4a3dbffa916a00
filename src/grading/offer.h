// What grading offers to procedures.
#pragma once
#include "cases/offer.h"

namespace gh::grading {
void offer_grading(cases::Offer& offer);
void offer_grading_facts(cases::Offer& offer);
void offer_committees(cases::Offer& offer);
void offer_committee_facts(cases::Offer& offer);
void offer_rounds(cases::Offer& offer);
}  // namespace gh::grading
