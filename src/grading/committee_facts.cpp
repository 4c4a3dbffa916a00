// What conditions ask of committees and their votes.
#include "base/assert.h"
#include "base/described.h"
#include "grading/offer.h"
#include "grading/sittings.h"

namespace gh::grading {
namespace {

using cases::FactContext;
using cases::text_argument;

// grading.committee_size(authority, committee) → seats in force today.
json::value committee_size(const FactContext& ctx, const json::array& arguments) {
  CommitteeKind committee{};
  GH_ASSERT(boost::describe::enum_from_string(text_argument(arguments, 1).c_str(), committee));
  return static_cast<std::int64_t>(seats_on(ctx.tx, text_argument(arguments, 0), committee, ctx.today).size());
}

// grading.succeeded(case) → earlier appointments of the same committee.
json::value succeeded(const FactContext& ctx, const json::array& arguments) {
  return write(succeeded_by(ctx.tx, text_argument(arguments, 0)));
}

Tally tally(const FactContext& ctx, const json::array& arguments) {
  const auto sitting = newest_sitting(ctx.tx, text_argument(arguments, 0));
  return sitting ? tally_of(ctx.tx, *sitting) : Tally{};
}

// grading.voters(case), grading.votes_cast(case), grading.votes_in_favour(case): of the newest sitting.
json::value voters(const FactContext& ctx, const json::array& arguments) { return tally(ctx, arguments).members; }
json::value votes_cast(const FactContext& ctx, const json::array& arguments) { return tally(ctx, arguments).present; }
json::value votes_in_favour(const FactContext& ctx, const json::array& arguments) {
  return tally(ctx, arguments).in_favour;
}

// grading.vote_outcome(case, rule) → no_quorum, carried or not_carried.
json::value vote_outcome(const FactContext& ctx, const json::array& arguments) {
  GH_ASSERT(arguments.size() > 1);
  return write(outcome_of(tally(ctx, arguments), voting_rule(arguments[1])));
}

// grading.chairs(case, office): the office has the chair's seat in the newest sitting.
json::value chairs(const FactContext& ctx, const json::array& arguments) {
  const auto sitting = newest_sitting(ctx.tx, text_argument(arguments, 0));
  if (!sitting) return false;
  for (const auto& member : members_of(ctx.tx, sitting->id))
    if (member.office_id == text_argument(arguments, 1)) return member.seat == write(Seat::chair).as_string();
  return false;
}

}  // namespace

void offer_committee_facts(cases::Offer& offer) {
  offer.fact("grading.committee_size", committee_size);
  offer.fact("grading.succeeded", succeeded);
  offer.fact("grading.chairs", chairs);
  offer.fact("grading.voters", voters);
  offer.fact("grading.votes_cast", votes_cast);
  offer.fact("grading.votes_in_favour", votes_in_favour);
  offer.fact("grading.vote_outcome", vote_outcome);
}

}  // namespace gh::grading
