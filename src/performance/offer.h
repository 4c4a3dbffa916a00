// What performance offers to procedures.
#pragma once
#include "cases/offer.h"
#include "performance/basis.h"

namespace gh::performance {
// The act that an effect belongs to, as registers take it.
inline Basis basis_of(const cases::EffectContext& ctx) { return {ctx.the_case.id, ctx.act.id, ctx.now, ctx.today}; }

void offer_performance(cases::Offer& offer);
void offer_performance_facts(cases::Offer& offer);
void offer_panels(cases::Offer& offer);
}  // namespace gh::performance
