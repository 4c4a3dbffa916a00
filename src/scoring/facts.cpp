// What conditions ask of scoring.
#include "base/json.h"
#include "base/money.h"
#include "scoring/offer.h"
#include "scoring/points.h"
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

// scoring.criteria(case, candidate) → list of {criterion, criterion_en, points, most}: what the panel gave the
// candidate on average for each leaf, in the newest closed round.
json::value criteria(const FactContext& ctx, const json::array& arguments) {
  const auto round = closed_round(ctx.tx, text_argument(arguments, 0));
  if (!round || !ctx.pack.rubrics.contains(round->rubric)) return json::array();
  const policy::Rubric& rubric = ctx.pack.rubrics.at(round->rubric);
  std::vector<json::object> sheets;
  for (const KeptSheet& sheet : sheets_of(ctx.tx, round->id))
    if (sheet.candidate == text_argument(arguments, 1)) sheets.push_back(parse_json(sheet.scores).as_object());
  json::array out;
  for (const policy::Indicator* leaf : leaves_of(rubric)) {
    Score sum = 0;
    std::int64_t given = 0;
    for (const json::object& sheet : sheets)
      if (const auto* score = sheet.if_contains(leaf->id)) {
        sum += score->as_int64();
        ++given;
      }
    if (given == 0) continue;
    out.push_back({{"criterion", leaf->title.zh},
                   {"criterion_en", leaf->title.en},
                   {"points", points_text(multiply(sum, 1, given), rubric.denominator)},
                   {"most", points_text(leaf->points, rubric.denominator)}});
  }
  return out;
}

// scoring.points(case, candidate) → the total as people write it, "" for none.
json::value points(const FactContext& ctx, const json::array& arguments) {
  const json::value score = total(ctx, arguments);
  const auto round = closed_round(ctx.tx, text_argument(arguments, 0));
  if (!round || score == json::value(kNoScore) || !ctx.pack.rubrics.contains(round->rubric)) return "";
  return json::string(points_text(score.as_int64(), ctx.pack.rubrics.at(round->rubric).denominator));
}

// scoring.place(case, candidate) → 1 for the best of the newest closed round; -1 for none.
json::value place(const FactContext& ctx, const json::array& arguments) {
  const auto round = closed_round(ctx.tx, text_argument(arguments, 0));
  if (!round) return kNoScore;
  return ctx.tx
      .integer("select place from scoring_result where round_id = ? and candidate = ?",
               {round->id, text_argument(arguments, 1)})
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
  offer.fact("scoring.criteria", criteria);
  offer.fact("scoring.points", points);
  offer.fact("scoring.place", place);
  offer.fact("scoring.evaluation", evaluation);
}

}  // namespace gh::scoring
