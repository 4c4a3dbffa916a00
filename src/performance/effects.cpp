// What procedures do with performance: published conditions, work cases, results.
#include "base/assert.h"
#include "base/described.h"
#include "base/periods.h"
#include "performance/offer.h"
#include "performance/results.h"
#include "performance/scale.h"
#include "performance/terms.h"
#include "performance/work.h"

namespace gh::performance {
namespace {

using cases::EffectContext;

// performance.publish_terms {item, kind, holder, price_fen, promised_days, conditions}
void publish(EffectContext& ctx) {
  publish_terms(ctx.tx, basis_of(ctx),
                {ctx.text("item"), ctx.text("kind"), ctx.text("holder"), ctx.integer("price_fen"),
                 ctx.integer("promised_days"), ctx.text("conditions")});
}

// performance.begin_work {item, performer}: the case takes its place in the queue; the performer is its party.
void begin(EffectContext& ctx) {
  GH_ASSERT(ctx.the_case.authority_id.has_value());
  const Id performer = ctx.text("performer");
  begin_work(ctx.tx, basis_of(ctx), {ctx.text("item"), ctx.the_case.procedure, *ctx.the_case.authority_id, performer});
  ctx.add_party("performer", performer, {});
}

// performance.finish_work {outcome}
void finish(EffectContext& ctx) { finish_work(ctx.tx, basis_of(ctx), ctx.text("outcome")); }

// performance.reopen_work {}
void reopen(EffectContext& ctx) { reopen_work(ctx.tx, basis_of(ctx)); }

// performance.hand_over {item, to}: the conditions that others published end, and every case of the function that isn't
// closed goes to the organisation, by an act of its own, in the state, place and time it is in.
void hand_over_all(EffectContext& ctx) {
  const Id item = ctx.text("item");
  const Id to = ctx.text("to");
  ctx.tx.lock("function-work:" + item);
  end_terms(ctx.tx, basis_of(ctx), item, to);
  for (const WorkCase& work : to_hand_over(ctx.tx, item, to)) {
    ctx.tx.lock("case:" + work.case_id);
    hand_over(ctx.tx, basis_of(ctx), work, to);
    ctx.act_on(work.case_id, "hand_over", {{"from", work.performer_id}, {"to", to}, {"place", work.place}});
  }
}

// performance.grant {item, organisation, reviewer, grade, number?, years?, reason, replaces?}: the result of this case;
// after a second look it is decided again.
void grant_result(EffectContext& ctx) {
  NewResult result;
  result.kind = ctx.the_case.procedure;
  result.item_id = ctx.text("item");
  result.organisation_id = ctx.text("organisation");
  result.reviewer_id = ctx.text("reviewer");
  result.grade = ctx.text("grade");
  result.number = ctx.text_or("number", ctx.the_case.number);
  if (const auto years = ctx.integer_or("years", 0); years > 0) result.valid_to = last_day_of_years(ctx.today, years);
  result.reason = ctx.text_or("reason", "");
  result.replaces = ctx.value("replaces").is_bool() && ctx.value("replaces").get_bool();
  if (const auto before = find_result(ctx.tx, ctx.the_case.id); before && holds_on(*before, ctx.today))
    decide_again(ctx.tx, basis_of(ctx), result.grade, before->number, result.reason);
  else
    grant(ctx.tx, basis_of(ctx), result);
}

// The number of the certificate with another grade's code in it.
std::string with_grade(std::string_view number, const std::string& grade, const std::vector<GradeCode>& scale) {
  auto parsed = parse_certificate(number, scale);
  GH_ASSERT(parsed.has_value());
  parsed->grade = grade;
  return certificate_text(*parsed, scale).value();
}

// performance.grant_rating {item, organisation, reviewer, grade, years, reason}: with the next certificate number; an
// earlier rating ends with it. After a second look the case's own certificate is decided again.
void grant_rating(EffectContext& ctx) {
  const std::string grade = ctx.text("grade");
  const auto scale = scale_of(ctx.pack);
  const auto before = find_result(ctx.tx, ctx.the_case.id);
  if (before && holds_on(*before, ctx.today)) {
    decide_again(ctx.tx, basis_of(ctx), grade, with_grade(before->number, grade, scale), ctx.text("reason"));
    return;
  }
  grant(ctx.tx, basis_of(ctx),
        {ctx.the_case.procedure, ctx.text("item"), ctx.text("organisation"), ctx.text("reviewer"), grade,
         next_certificate(ctx.tx, basis_of(ctx), ctx.text("reviewer"), grade, scale),
         last_day_of_years(ctx.today, ctx.integer("years")), ctx.text("reason"), true});
}

// performance.downgrade {grade, reason}: the certificate keeps its serial, its number says the lower grade. Refusal:
// lower_grade.
void lower(EffectContext& ctx) {
  const std::string grade = ctx.text("grade");
  const auto scale = scale_of(ctx.pack);
  const auto held = find_result(ctx.tx, ctx.the_case.id);
  if (held && place_in(scale, grade) <= place_in(scale, held->grade))
    ctx.refuse(ProblemCode::kConflict, "/form/grade", "lower_grade", "三(一)1",
               {"降级后的等级应低于现有等级", "the new grade is lower than the one held"});
  downgrade(ctx.tx, basis_of(ctx), grade, held ? with_grade(held->number, grade, scale) : "", ctx.text("reason"));
}

// performance.withdraw {reason}
void take_away(EffectContext& ctx) { withdraw(ctx.tx, basis_of(ctx), ctx.text("reason")); }

// performance.end_result {reason}: of a case that was looked at again and is refused at last.
void end_result(EffectContext& ctx) { end_if_held(ctx.tx, basis_of(ctx), ctx.text("reason")); }

}  // namespace

void offer_performance(cases::Offer& offer) {
  offer.effect("performance.publish_terms", publish);
  offer.effect("performance.begin_work", begin);
  offer.effect("performance.finish_work", finish);
  offer.effect("performance.reopen_work", reopen);
  offer.effect("performance.hand_over", hand_over_all);
  offer.effect("performance.grant", grant_result);
  offer.effect("performance.grant_rating", grant_rating);
  offer.effect("performance.downgrade", lower);
  offer.effect("performance.withdraw", take_away);
  offer.effect("performance.end_result", end_result);
  offer_performance_facts(offer);
  offer_panels(offer);
}

}  // namespace gh::performance
