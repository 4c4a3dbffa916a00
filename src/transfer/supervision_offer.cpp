// What procedures do and ask in the supervised period: plan of checks, notes, ratings, evaluations, extensions.
#include <algorithm>

#include "base/described.h"
#include "transfer/agreements.h"
#include "transfer/arguments.h"
#include "transfer/evaluations.h"
#include "transfer/items.h"
#include "transfer/offer.h"
#include "transfer/plan.h"
#include "transfer/ratings.h"

namespace gh::transfer {
namespace {

using cases::EffectContext;
using cases::FactContext;
using cases::integer_argument;
using cases::text_argument;

// transfer.plan_check {transfer, duty, kind: visit|report, planned_on}: the check of this case.
void plan_one(EffectContext& ctx) {
  plan_check(ctx.tx, basis_of(ctx), ctx.text("transfer"), ctx.text("duty"), word_argument<CheckKind>(ctx, "kind"),
             day_argument(ctx, "planned_on"));
}

// transfer.settle_planned_check {outcome: recorded|dropped}
void settle_check(EffectContext& ctx) {
  settle_planned_check(ctx.tx, basis_of(ctx), word_argument<PlanOutcome>(ctx, "outcome"));
}

// transfer.note {held_on, present, matter, settled}
void note(EffectContext& ctx) {
  Note one;
  one.held_on = day_argument(ctx, "held_on");
  one.present = ctx.text("present");
  one.matter = ctx.text("matter");
  one.settled = ctx.text("settled");
  add_note(ctx.tx, basis_of(ctx), one);
}

// transfer.rate {transfer, served_case?, grade, bad}: the rating of this case.
void give_grade(EffectContext& ctx) {
  const std::string served = ctx.text_or("served_case", "");
  rate(ctx.tx, basis_of(ctx), ctx.text("transfer"), served.empty() ? std::nullopt : std::optional<Id>(served),
       word_argument<ServiceGrade>(ctx, "grade"), ctx.value("bad") == json::value(true));
}

// transfer.answer_rating {}
void answer(EffectContext& ctx) { answer_rating(ctx.tx, basis_of(ctx)); }

// transfer.settle_rating {confirmed}
void settle_one_rating(EffectContext& ctx) {
  const json::value& confirmed = ctx.value("confirmed");
  GH_ASSERT(confirmed.is_bool());
  settle_rating(ctx.tx, basis_of(ctx), confirmed.get_bool());
}

// transfer.record_evaluation {evaluator, score, pass_score}
void evaluate(EffectContext& ctx) {
  record_evaluation(ctx.tx, basis_of(ctx), ctx.text("evaluator"), ctx.integer("score"), ctx.integer("pass_score"));
}

// transfer.extend {reason}
void extend(EffectContext& ctx) { extend_supervision(ctx.tx, basis_of(ctx), ctx.text("reason")); }

// transfer.unplanned(item, list of {duty, planned_on}) → duties of the item that the plan leaves out.
json::value unplanned(const FactContext& ctx, const json::array& arguments) {
  GH_ASSERT(arguments.size() > 1);
  std::vector<CheckToPlan> asked;
  if (const auto* list = arguments[1].if_array())
    for (const json::value& line : *list)
      asked.push_back({std::string(string_at(line, "duty")), parse_day(string_at(line, "planned_on")).value_or(Day{})});
  std::vector<std::string> duties;
  for (const Duty& duty : duties_of(ctx.tx, text_argument(arguments, 0))) duties.push_back(duty.id);
  return write(unplanned_duties(duties, asked));
}

// transfer.checks(case) → checks recorded in the supervised year that runs.
json::value checks(const FactContext& ctx, const json::array& arguments) {
  return checks_in_year(ctx.tx, text_argument(arguments, 0));
}

// transfer.year_begins(case) → first day of the supervised year that runs, or, once the agreement is regular, of the
// year that today lies in; "" before the agreement.
json::value first_day_of_year(const FactContext& ctx, const json::array& arguments) {
  const auto agreement = find_agreement(ctx.tx, text_argument(arguments, 0));
  if (!agreement) return "";
  const bool regular = agreement->status == AgreementStatus::regular;
  const auto year = regular ? year_of_agreement(agreement->starts_on, ctx.today) : agreement->year;
  return json::string(text(year_begins(agreement->starts_on, year)));
}

// transfer.plan_within(list of {planned_on}, from, before) → every day lies from the one on and before the other.
json::value plan_within(const FactContext&, const json::array& arguments) {
  const std::string from = text_argument(arguments, 1);
  const std::string before = text_argument(arguments, 2);
  const auto* list = arguments.at(0).if_array();
  return list != nullptr && std::ranges::all_of(*list, [&](const json::value& line) {
           const std::string_view day = string_at(line, "planned_on");
           return day >= from && day < before;
         });
}

// transfer.extensions(case) → years by which supervision was made longer.
json::value extensions(const FactContext& ctx, const json::array& arguments) {
  return extensions_of(ctx.tx, text_argument(arguments, 0));
}

// transfer.is_regular(case) → bool
json::value is_regular(const FactContext& ctx, const json::array& arguments) {
  const auto agreement = find_agreement(ctx.tx, text_argument(arguments, 0));
  return agreement && agreement->status == AgreementStatus::regular;
}

// transfer.receiver(case) → who carries the function under the agreement of this transfer; "" for none.
json::value receiver(const FactContext& ctx, const json::array& arguments) {
  const auto agreement = find_agreement(ctx.tx, text_argument(arguments, 0));
  const bool carried = agreement && agreement->status != AgreementStatus::taken_back;
  return json::string(carried ? agreement->receiver_id : "");
}

// transfer.rated(served_case) → bool
json::value rated(const FactContext& ctx, const json::array& arguments) {
  return is_rated(ctx.tx, text_argument(arguments, 0));
}

// transfer.rated_since(transfer, account, day) → bool: without naming a case.
json::value rated_lately(const FactContext& ctx, const json::array& arguments) {
  const auto day = parse_day(text_argument(arguments, 2));
  GH_ASSERT(day.has_value());
  return rated_since(ctx.tx, text_argument(arguments, 0), text_argument(arguments, 1), *day);
}

// transfer.served(served_case, transfer, organisation, account, list of procedures that are no service) → bool
json::value served(const FactContext& ctx, const json::array& arguments) {
  Served asked{text_argument(arguments, 0),
               text_argument(arguments, 1),
               text_argument(arguments, 2),
               text_argument(arguments, 3),
               {}};
  if (const auto* list = arguments.at(4).if_array())
    for (const json::value& procedure : *list) asked.not_service.emplace_back(procedure.as_string());
  return was_served(ctx.tx, asked);
}

}  // namespace

void offer_supervision(cases::Offer& offer) {
  offer.effect("transfer.plan_check", plan_one);
  offer.effect("transfer.settle_planned_check", settle_check);
  offer.effect("transfer.note", note);
  offer.effect("transfer.rate", give_grade);
  offer.effect("transfer.answer_rating", answer);
  offer.effect("transfer.settle_rating", settle_one_rating);
  offer.effect("transfer.record_evaluation", evaluate);
  offer.effect("transfer.extend", extend);
  offer.fact("transfer.unplanned", unplanned);
  offer.fact("transfer.checks", checks);
  offer.fact("transfer.year_begins", first_day_of_year);
  offer.fact("transfer.plan_within", plan_within);
  offer.fact("transfer.extensions", extensions);
  offer.fact("transfer.is_regular", is_regular);
  offer.fact("transfer.receiver", receiver);
  offer.fact("transfer.rated", rated);
  offer.fact("transfer.rated_since", rated_lately);
  offer.fact("transfer.served", served);
}

}  // namespace gh::transfer
