// What grading offers to procedures.
#pragma once
#include "cases/offer.h"
#include "grading/basis.h"

namespace gh::grading {
// The act that an effect belongs to, as registers take it.
inline Basis basis_of(const cases::EffectContext& ctx) { return {ctx.the_case.id, ctx.act.id, ctx.now, ctx.today}; }

void offer_grading(cases::Offer& offer);
void offer_grading_facts(cases::Offer& offer);
void offer_committees(cases::Offer& offer);
void offer_committee_facts(cases::Offer& offer);
void offer_rounds(cases::Offer& offer);
}  // namespace gh::grading
