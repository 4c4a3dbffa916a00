// What procedures do with signed opinions, statistics and second looks, and what conditions ask of them.
#include "base/assert.h"
#include "base/described.h"
#include "performance/offer.h"
#include "performance/opinions.h"
#include "performance/publication.h"
#include "performance/returns.h"

namespace gh::performance {
namespace {

using cases::EffectContext;
using cases::FactContext;
using cases::text_argument;

// performance.begin_opinions {}: a new panel.
void begin_panel(EffectContext& ctx) { begin_opinions(ctx.tx, basis_of(ctx)); }

// performance.record_opinion {favourable, opinion}: signed by the acting office.
void record(EffectContext& ctx) {
  GH_ASSERT(ctx.value("favourable").is_bool());
  keep_opinion(ctx.tx, basis_of(ctx), ctx.act.office_id, ctx.value("favourable").get_bool(), ctx.text("opinion"));
}

// performance.act_on_work {work, action, reason}: an act on a case that this one looks into.
void act_on_work(EffectContext& ctx) {
  const Id work = ctx.text("work");
  ctx.tx.lock("case:" + work);
  ctx.act_on(work, ctx.text("action"), {{"reason", ctx.text("reason")}});
}

Figures figures_of(EffectContext& ctx, const std::vector<Indicator>& set) {
  Figures out;
  const auto* object = ctx.value("figures").if_object();
  for (const Indicator& indicator : set) {
    const auto* value = object == nullptr ? nullptr : object->if_contains(indicator.id);
    if (value == nullptr || !value->is_int64())
      ctx.refuse(ProblemCode::kInvalidForm, "/form/figures/" + indicator.id, "every_indicator", "三(一)1",
                 {"指标未填报：" + indicator.title.zh, "a figure is missing: " + indicator.title.en});
    const std::int64_t figure = value->get_int64();
    if (figure > kFigureMax || figure < -kFigureMax)
      ctx.refuse(ProblemCode::kInvalidForm, "/form/figures/" + indicator.id, "figure_range", "三(一)1",
                 {"数值超出范围：" + indicator.title.zh, "out of range: " + indicator.title.en});
    out[indicator.id] = figure;
  }
  if (object != nullptr && object->size() > out.size())
    ctx.refuse(ProblemCode::kInvalidForm, "/form/figures", "known_indicator", "三(一)1",
               {"填报了指标体系以外的指标", "a figure that the set doesn't have"});
  return out;
}

// performance.record_return {round, set, period, organisation, division, figures, late}. Refusals (kInvalidForm):
// every_indicator, known_indicator, figure_range.
void record_return(EffectContext& ctx) {
  const auto set = indicators_of(ctx.pack, ctx.text("set"));
  NewReturn kept{ctx.text("round"),
                 ctx.text("organisation"),
                 ctx.text("division"),
                 ctx.text("set"),
                 ctx.text("period"),
                 figures_of(ctx, set),
                 ctx.value("late").is_bool() && ctx.value("late").get_bool(),
                 {}};
  kept.flags = implausible(set, kept.figures, last_return(ctx.tx, kept.organisation_id, kept.set, kept.period));
  keep_return(ctx.tx, basis_of(ctx), kept);
}

// performance.publish_statistics {set, least_firms}: the sums of this round, cells of too few firms hidden.
void publish_statistics(EffectContext& ctx) {
  publish_sums(ctx.tx, basis_of(ctx), indicators_of(ctx.pack, ctx.text("set")), ctx.integer("least_firms"));
}

// performance.take_down_statistics {}: the sums of this round, where it has any.
void take_down(EffectContext& ctx) { take_down_sums(ctx.tx, basis_of(ctx)); }

// performance.opinions(case) → how many have signed; performance.favourable_opinions(case) → of them in favour.
json::value opinions(const FactContext& ctx, const json::array& arguments) {
  return static_cast<std::int64_t>(opinions_of(ctx.tx, text_argument(arguments, 0)).size());
}
json::value favourable(const FactContext& ctx, const json::array& arguments) {
  std::int64_t count = 0;
  for (const Opinion& opinion : opinions_of(ctx.tx, text_argument(arguments, 0))) count += opinion.favourable;
  return count;
}

// performance.returns(round) → returns; performance.late_returns(round), performance.flagged_returns(round) → of them.
json::value returns(const FactContext& ctx, const json::array& arguments) {
  return count_returns(ctx.tx, text_argument(arguments, 0)).returns;
}
json::value late(const FactContext& ctx, const json::array& arguments) {
  return count_returns(ctx.tx, text_argument(arguments, 0)).late;
}
json::value flagged(const FactContext& ctx, const json::array& arguments) {
  return count_returns(ctx.tx, text_argument(arguments, 0)).flagged;
}

// performance.indicator_set_known(set) → the pack has such a set of indicators.
json::value set_known(const FactContext& ctx, const json::array& arguments) {
  return !indicators_of(ctx.pack, text_argument(arguments, 0)).empty();
}

}  // namespace

void offer_panels(cases::Offer& offer) {
  offer.effect("performance.begin_opinions", begin_panel);
  offer.effect("performance.record_opinion", record);
  offer.effect("performance.act_on_work", act_on_work);
  offer.effect("performance.record_return", record_return);
  offer.effect("performance.publish_statistics", publish_statistics);
  offer.effect("performance.take_down_statistics", take_down);
  offer.fact("performance.opinions", opinions);
  offer.fact("performance.favourable_opinions", favourable);
  offer.fact("performance.returns", returns);
  offer.fact("performance.late_returns", late);
  offer.fact("performance.flagged_returns", flagged);
  offer.fact("performance.indicator_set_known", set_known);
}

}  // namespace gh::performance
