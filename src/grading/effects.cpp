// What procedures do with grading.
#include <algorithm>
#include <boost/describe/enum_from_string.hpp>

#include "base/assert.h"
#include "grading/adjustments.h"
#include "grading/grades.h"
#include "grading/listings.h"
#include "grading/offer.h"

namespace gh::grading {
namespace {

using cases::EffectContext;

bool is_a_band(const policy::Pack& pack, std::string_view grade) {
  return std::ranges::any_of(pack.rubrics, [&](const auto& rubric) {
    return std::ranges::find(rubric.second.bands, grade, &policy::Band::grade) != rubric.second.bands.end();
  });
}

// grading.grant {organisation, grade, score, validity?}: announced today.
void grant(EffectContext& ctx) {
  const std::string grade = ctx.text("grade");
  if (!is_a_band(ctx.pack, grade))
    ctx.refuse(ProblemCode::kConflict, "", "no_grade", "社会组织评估管理办法",
               {"得分未达到任何等级", "the score comes to no grade"});
  grant_grade(
      ctx.tx, basis_of(ctx), {ctx.text("organisation"), grade, ctx.integer("score")},
      validity_years(ctx.value("validity").is_null() ? ctx.parameter("grade_validity") : ctx.value("validity")));
}

// grading.adjust {organisation, kind: downgrade|cancel, ground, to_grade?}: from today.
void adjust(EffectContext& ctx) {
  NewAdjustment adjustment{ctx.text("organisation"), {}, ctx.text("ground"), ctx.text_or("to_grade", "")};
  GH_ASSERT(boost::describe::enum_from_string(ctx.text("kind").c_str(), adjustment.kind));
  adjust_grade(ctx.tx, basis_of(ctx), adjustment);
}

// grading.settle_certificate {outcome: returned|void}
void settle(EffectContext& ctx) { settle_certificate(ctx.tx, basis_of(ctx), ctx.text("outcome") == "returned"); }

// grading.list, suspend_listing, reinstate_listing, remove_listing {organisation}
void list(EffectContext& ctx) { take_step(ctx.tx, basis_of(ctx), ctx.text("organisation"), ListingStep::list); }
void suspend(EffectContext& ctx) { take_step(ctx.tx, basis_of(ctx), ctx.text("organisation"), ListingStep::suspend); }
void reinstate(EffectContext& ctx) {
  take_step(ctx.tx, basis_of(ctx), ctx.text("organisation"), ListingStep::reinstate);
}
void remove(EffectContext& ctx) { take_step(ctx.tx, basis_of(ctx), ctx.text("organisation"), ListingStep::remove); }

}  // namespace

void offer_grading(cases::Offer& offer) {
  offer.effect("grading.grant", grant);
  offer.effect("grading.adjust", adjust);
  offer.effect("grading.settle_certificate", settle);
  offer.effect("grading.list", list);
  offer.effect("grading.suspend_listing", suspend);
  offer.effect("grading.reinstate_listing", reinstate);
  offer.effect("grading.remove_listing", remove);
  offer_grading_facts(offer);
  offer_committees(offer);
  offer_rounds(offer);
}

}  // namespace gh::grading
