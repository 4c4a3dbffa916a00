// What conditions ask of scoring.
#include "scoring/offer.h"
#include "scoring/rounds.h"

namespace gh::scoring {
namespace {

using cases::FactContext;
using cases::text_argument;

constexpr Score kNoScore = -1;

// scoring.applicants(case, procedure) → applicants of its open children of that procedure.
json::value applicants(const FactContext& ctx, const json::array& arguments) {
  json::array out;
  ctx.tx.each(
      "select distinct applicant_id from case_file where parent_id = ? and procedure = ? and closed_at is null and "
      "applicant_id is not null order by applicant_id",
      {text_argument(arguments, 0), text_argument(arguments, 1)},
      [&](const store::Row& row) { out.push_back(json::string(row.string(0))); });
  return out;
}

// scoring.first(case) → the candidate case ranked first, or "".
json::value first(const FactContext& ctx, const json::array& arguments) {
  const auto result = first_of(ctx.tx, text_argument(arguments, 0));
  return json::string(result ? result->candidate : "");
}

json::value first_organisation(const FactContext& ctx, const json::array& arguments) {
  const auto result = first_of(ctx.tx, text_argument(arguments, 0));
  return json::string(result ? result->organisation_id : "");
}

// scoring.first_price(case) → fen, -1 where there is none.
json::value first_price(const FactContext& ctx, const json::array& arguments) {
  const auto result = first_of(ctx.tx, text_argument(arguments, 0));
  return result ? result->price_fen.value_or(kNoScore) : kNoScore;
}

// scoring.total(case [, candidate]) → score; of the first without a candidate; -1 while there is none.
json::value total(const FactContext& ctx, const json::array& arguments) {
  const Id case_id = text_argument(arguments, 0);
  const Id candidate = text_argument(arguments, 1);
  if (candidate.empty()) {
    const auto result = first_of(ctx.tx, case_id);
    return result ? result->total : kNoScore;
  }
  const auto round = closed_round(ctx.tx, case_id);
  if (!round) return kNoScore;
  return ctx.tx.integer("select total from scoring_result where round_id = ? and candidate = ?", {round->id, candidate})
      .value_or(kNoScore);
}

// scoring.evaluation(case, period) → score, -1 while there is none.
json::value evaluation(const FactContext& ctx, const json::array& arguments) {
  return report_total(ctx.tx, text_argument(arguments, 0), text_argument(arguments, 1)).value_or(kNoScore);
}

}  // namespace

void offer_scoring_facts(cases::Offer& offer) {
  offer.fact("scoring.applicants", applicants);
  offer.fact("scoring.first", first);
  offer.fact("scoring.first_organisation", first_organisation);
  offer.fact("scoring.first_price", first_price);
  offer.fact("scoring.total", total);
  offer.fact("scoring.evaluation", evaluation);
}

}  // namespace gh::scoring
