// What procedures do about fines, and what conditions ask about them.
#include "registry/effect_steps.h"
#include "registry/fines.h"
#include "registry/offer.h"

namespace gh::registry {
namespace {

using cases::EffectContext;
using cases::FactContext;
using cases::text_argument;

// registry.impose_fine {organisation, fine_fen, served_on, limit, unit, late_permille, late_cap_permille}: nothing
// where the fine is 0. Packs from before counted the last day themselves and give {due_on} in place of the three.
void impose(EffectContext& ctx) {
  const Fen fine_fen = ctx.integer("fine_fen");
  if (fine_fen == 0) return;
  Fine fine;
  fine.case_id = ctx.the_case.id;
  fine.organisation_id = ctx.text("organisation");
  fine.fine_fen = fine_fen;
  fine.late_permille = ctx.integer("late_permille");
  fine.late_cap_permille = ctx.integer("late_cap_permille");
  fine.begun_by_act = ctx.act.id;
  if (ctx.value("served_on").is_null()) {
    fine.due_on = day_argument(ctx, "due_on");
  } else {
    fine.served_on = day_argument(ctx, "served_on");
    fine.limit_count = ctx.integer("limit");
    fine.unit = ctx.text("unit");
    count_due_day(fine, ctx.calendar);
  }
  add_fine(ctx.tx, fine);
}

// The last day to pay follows the days that are published, as clocks do; each that moves is an act of its case.
void recount_fines(const cases::CalendarNews& news) {
  for (Fine& fine : open_fines_due_from(news.tx, news.first)) {
    if (!count_due_day(fine, news.calendar)) continue;
    save_due_day(news.tx, fine);
    news.act.note_on(fine.case_id, "fine-recounted",
                     {{"due_on", text(fine.due_on)}, {"provisional", fine.provisional}});
  }
}

// registry.record_fine_payment {paid_on, fine_fen, late_fine_fen, receipt}
void record_payment(EffectContext& ctx) {
  const auto fine = fine_of(ctx.tx, ctx.the_case.id);
  if (!fine)
    ctx.refuse(ProblemCode::kConflict, "/form", "no_fine", std::string(kLateFineClause),
               {"本件没有罚款", "the case has no fine"});
  const FinePayment payment{ctx.act.id,
                            ctx.the_case.id,
                            day_argument(ctx, "paid_on"),
                            ctx.integer("fine_fen"),
                            ctx.integer("late_fine_fen"),
                            ctx.text("receipt")};
  const auto earlier = fine_payments(ctx.tx, ctx.the_case.id);
  // What time has added is counted from what was paid by each day: a payment put before another would change it.
  for (const FinePayment& one : earlier)
    if (payment.paid_on < one.paid_on)
      ctx.refuse(ProblemCode::kConflict, "/form/paid_on", "in_order_of_days", std::string(kLateFineClause),
                 {"不早于已登记的缴款日", "not before the day of a payment on record"});
  if (payment.fine_fen > unpaid(*fine, earlier))
    ctx.refuse(ProblemCode::kConflict, "/form/fine_fen", "more_than_unpaid", std::string(kLateFineClause),
               {"不多于尚未缴纳的罚款", "no more is paid than is left of the fine"});
  if (payment.late_fine_fen > added_unpaid(*fine, earlier, payment.paid_on))
    ctx.refuse(ProblemCode::kConflict, "/form/late_fine_fen", "more_than_added", std::string(kLateFineClause),
               {"不多于缴纳日已加处而未缴的罚款", "no more is paid than was added by that day"});
  add_fine_payment(ctx.tx, payment);
}

// registry.fine_unpaid(case) → fen of the fine itself, 0 without one.
json::value fine_unpaid(const FactContext& ctx, const json::array& arguments) {
  const Id case_id = text_argument(arguments, 0);
  const auto fine = fine_of(ctx.tx, case_id);
  return fine ? unpaid(*fine, fine_payments(ctx.tx, case_id)) : 0;
}

// registry.late_fine_unpaid(case) → fen that time has added by today and nobody has paid.
json::value late_fine_unpaid(const FactContext& ctx, const json::array& arguments) {
  const Id case_id = text_argument(arguments, 0);
  const auto fine = fine_of(ctx.tx, case_id);
  return fine ? added_unpaid(*fine, fine_payments(ctx.tx, case_id), ctx.today) : 0;
}

}  // namespace

void offer_fines(cases::Offer& offer) {
  offer.effect("registry.impose_fine", impose);
  offer.effect("registry.record_fine_payment", record_payment);
  offer.watch_calendar(recount_fines);
  offer.fact("registry.fine_unpaid", fine_unpaid);
  offer.fact("registry.late_fine_unpaid", late_fine_unpaid);
}

}  // namespace gh::registry
