// The table of standing as the engine and conditions ask it, and ties between organisations.
#include "registry/offer.h"
#include "registry/standing.h"
#include "registry/ties.h"

namespace gh::registry {
namespace {

// Why an association that takes part may not have this case.
std::vector<FieldError> objections(const cases::Opening& opening) {
  std::vector<FieldError> out;
  const auto look_at = [&](const std::optional<Id>& organisation) {
    if (!organisation) return;
    const auto stand = stand_of(opening.tx, *organisation, opening.today);
    if (!stand) return;
    const auto rules = standing_rules(opening.pack);
    if (const auto* refusal = refusal_of(rules, stand->state, stand->list, opening.procedure.id))
      out.push_back({"/procedure", refusal->rule, refusal->clause, refusal->says});
  };
  look_at(opening.the_case.subject_id);
  if (out.empty() && opening.the_case.applicant_id != opening.the_case.subject_id)
    look_at(opening.the_case.applicant_id);
  return out;
}

// registry.standing_allows(organisation, procedure): of others than applicant and subject, whom the engine looks at.
json::value standing_allows(const cases::FactContext& ctx, const json::array& arguments) {
  const auto stand = stand_of(ctx.tx, cases::text_argument(arguments, 0), ctx.today);
  if (!stand) return false;
  const auto rules = standing_rules(ctx.pack);
  return refusal_of(rules, stand->state, stand->list, cases::text_argument(arguments, 1)) == nullptr;
}

// registry.tie(organisation, other) → same, member, officer, works_for_both, or "".
json::value tie(const cases::FactContext& ctx, const json::array& arguments) {
  return json::string(
      tie_between(ctx.tx, cases::text_argument(arguments, 0), cases::text_argument(arguments, 1), ctx.today));
}

}  // namespace

void offer_standing(cases::Offer& offer) {
  offer.guard_opening(objections);
  offer.fact("registry.standing_allows", standing_allows);
  offer.fact("registry.tie", tie);
}

}  // namespace gh::registry
