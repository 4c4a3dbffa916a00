// What conditions ask of performance.
#include "performance/offer.h"
#include "performance/results.h"
#include "performance/rivals.h"
#include "performance/scale.h"
#include "performance/terms.h"
#include "performance/work.h"

namespace gh::performance {
namespace {

using cases::FactContext;
using cases::text_argument;

Day day_argument(const json::array& arguments, std::size_t position) {
  return parse_day(text_argument(arguments, position)).value_or(Day{});
}

// performance.price(item, kind) → fen, as published; -1 while nothing is.
json::value price(const FactContext& ctx, const json::array& arguments) {
  const auto terms = find_terms(ctx.tx, text_argument(arguments, 0), text_argument(arguments, 1));
  return terms ? terms->price_fen : -1;
}

// performance.terms_by(item, kind) → who has published the conditions in force, or "".
json::value terms_by(const FactContext& ctx, const json::array& arguments) {
  const auto terms = find_terms(ctx.tx, text_argument(arguments, 0), text_argument(arguments, 1));
  return json::string(terms ? terms->holder_id : "");
}

// performance.promised_days(item, kind) → working days, as published; -1 while nothing is.
json::value promised_days(const FactContext& ctx, const json::array& arguments) {
  const auto terms = find_terms(ctx.tx, text_argument(arguments, 0), text_argument(arguments, 1));
  return terms ? terms->promised_days : -1;
}

// performance.running(applicant, kind) → how many of its cases are under way.
json::value running(const FactContext& ctx, const json::array& arguments) {
  return running_of(ctx.tx, text_argument(arguments, 0), text_argument(arguments, 1));
}

// performance.performer(case) → who works on it, or "".
json::value performer(const FactContext& ctx, const json::array& arguments) {
  const auto work = find_work(ctx.tx, text_argument(arguments, 0));
  return json::string(work ? work->performer_id : "");
}

// performance.unmoved(item, to) → cases that aren't closed and are still with somebody else.
json::value unmoved(const FactContext& ctx, const json::array& arguments) {
  return still_elsewhere(ctx.tx, text_argument(arguments, 0), text_argument(arguments, 1));
}

// performance.handed_over(transfer) → how many cases changed hands under the transfer.
json::value handed_over(const FactContext& ctx, const json::array& arguments) {
  return ctx.tx
      .integer("select count(*) from performance_handover where transfer_id = ?", {text_argument(arguments, 0)})
      .value_or(0);
}

// performance.work_in(organisation, state …) → how many of the cases it works on stand in one of the states.
json::value work_in(const FactContext& ctx, const json::array& arguments) {
  std::vector<std::string> states;
  for (std::size_t at = 1; at < arguments.size(); ++at) states.push_back(text_argument(arguments, at));
  return work_in_states(ctx.tx, text_argument(arguments, 0), states);
}

// performance.finished(department, from, to) → ids of finished cases that may still be looked at again.
json::value finished(const FactContext& ctx, const json::array& arguments) {
  json::array out;
  for (const Id& id :
       finished_between(ctx.tx, text_argument(arguments, 0), day_argument(arguments, 1), day_argument(arguments, 2)))
    out.push_back(json::string(id));
  return out;
}

// performance.rivals(organisation, digits) → itself and the companies of its industry group, by so many digits of
// GB/T 4754, that experts of the pool are tied to: from them reviewers stand aside.
json::value rivals(const FactContext& ctx, const json::array& arguments) {
  const auto digits = static_cast<std::size_t>(cases::integer_argument(arguments, 1));
  json::array out;
  for (const Id& id : rivals_of(ctx.tx, text_argument(arguments, 0), digits, ctx.today))
    out.push_back(json::string(id));
  return out;
}

// How many accounts stand one after another from the year back, newest first; of `earning` ones only.
std::int64_t years_in_a_row(const json::value& accounts, std::int64_t year, bool earning) {
  std::int64_t count = 0;
  if (const auto* list = accounts.if_array())
    for (const json::value& one : *list) {
      if (at_or_null(one, "year") != json::value(year - count)) break;
      const json::value& income = at_or_null(one, "income_fen");
      if (earning && (!income.is_int64() || income.get_int64() <= 0)) break;
      ++count;
    }
  return count;
}

// performance.years_back(accounts, year), performance.earning_years_back(accounts, year) → accounts {year, income_fen}
// from the year back without a gap, and those of them before the first one without income.
json::value years_back(const FactContext& /*ctx*/, const json::array& arguments) {
  return years_in_a_row(arguments.at(0), cases::integer_argument(arguments, 1), false);
}
json::value earning_years_back(const FactContext& /*ctx*/, const json::array& arguments) {
  return years_in_a_row(arguments.at(0), cases::integer_argument(arguments, 1), true);
}

// performance.grade(organisation, kind) → of the result that holds today, or "".
json::value grade(const FactContext& ctx, const json::array& arguments) {
  const auto result = result_in_force(ctx.tx, text_argument(arguments, 0), text_argument(arguments, 1), ctx.today);
  return json::string(result ? result->grade : "");
}

// performance.result_number(case) → of the certificate, or "".
json::value result_number(const FactContext& ctx, const json::array& arguments) {
  const auto result = find_result(ctx.tx, text_argument(arguments, 0));
  return json::string(result ? result->number : "");
}

// performance.valid_to(case) → last day of the case's result, or "".
json::value valid_to(const FactContext& ctx, const json::array& arguments) {
  const auto result = find_result(ctx.tx, text_argument(arguments, 0));
  return json::string(result && result->valid_to ? text(*result->valid_to) : "");
}

// performance.holds(case) → whether the case's own result holds today.
json::value holds(const FactContext& ctx, const json::array& arguments) {
  const auto result = find_result(ctx.tx, text_argument(arguments, 0));
  return result && holds_on(*result, ctx.today);
}

// performance.finished_on(case) → the day its work was done, or "".
json::value finished_on(const FactContext& ctx, const json::array& arguments) {
  const auto work = find_work(ctx.tx, text_argument(arguments, 0));
  return json::string(work && work->finished_on ? text(*work->finished_on) : "");
}

// performance.grade_place(grade) → 1 for the best of the scale of credit grades, 0 for none of it.
json::value grade_place(const FactContext& ctx, const json::array& arguments) {
  return place_in(scale_of(ctx.pack), text_argument(arguments, 0));
}

}  // namespace

void offer_performance_facts(cases::Offer& offer) {
  offer.fact("performance.price", price);
  offer.fact("performance.terms_by", terms_by);
  offer.fact("performance.promised_days", promised_days);
  offer.fact("performance.running", running);
  offer.fact("performance.performer", performer);
  offer.fact("performance.unmoved", unmoved);
  offer.fact("performance.handed_over", handed_over);
  offer.fact("performance.work_in", work_in);
  offer.fact("performance.finished", finished);
  offer.fact("performance.rivals", rivals);
  offer.fact("performance.years_back", years_back);
  offer.fact("performance.earning_years_back", earning_years_back);
  offer.fact("performance.grade", grade);
  offer.fact("performance.result_number", result_number);
  offer.fact("performance.valid_to", valid_to);
  offer.fact("performance.holds", holds);
  offer.fact("performance.finished_on", finished_on);
  offer.fact("performance.grade_place", grade_place);
}

}  // namespace gh::performance
