// What conditions ask of grading.
#include <algorithm>

#include "base/assert.h"
#include "base/described.h"
#include "grading/adjustments.h"
#include "grading/grades.h"
#include "grading/listings.h"
#include "grading/offer.h"

namespace gh::grading {
namespace {

using cases::FactContext;
using cases::integer_argument;
using cases::text_argument;

std::string grade_today(const FactContext& ctx, const json::array& arguments) {
  const auto grade = grade_on(ctx.tx, text_argument(arguments, 0), ctx.today);
  return grade ? grade->grade : "";
}

// grading.grade(organisation) → "5A" … "1A", or "".
json::value grade(const FactContext& ctx, const json::array& arguments) {
  return json::string(grade_today(ctx, arguments));
}

// grading.stars(organisation) → 5 … 1, or 0.
json::value stars(const FactContext& ctx, const json::array& arguments) {
  return stars_of(grade_today(ctx, arguments));
}

// grading.graded(list of organisations, stars) → those of them whose grade has at least so many A today.
json::value graded(const FactContext& ctx, const json::array& arguments) {
  GH_ASSERT(!arguments.empty());
  json::array out;
  if (!arguments[0].is_array()) return out;
  for (const Id& organisation : read<std::vector<Id>>(arguments[0])) {
    const auto held = grade_on(ctx.tx, organisation, ctx.today);
    if (held && stars_of(held->grade) >= integer_argument(arguments, 1)) out.push_back(json::string(organisation));
  }
  return out;
}

// grading.announced(organisation): there is a grade that hasn't ended.
json::value announced(const FactContext& ctx, const json::array& arguments) {
  return announced_grade(ctx.tx, text_argument(arguments, 0), ctx.today).has_value();
}

// grading.valid_from(organisation), grading.valid_to(organisation): of the grade announced last, or "".
json::value valid_from(const FactContext& ctx, const json::array& arguments) {
  const auto found = announced_grade(ctx.tx, text_argument(arguments, 0), ctx.today);
  return json::string(found ? text(found->valid_from) : "");
}
json::value valid_to(const FactContext& ctx, const json::array& arguments) {
  const auto found = announced_grade(ctx.tx, text_argument(arguments, 0), ctx.today);
  return json::string(found ? text(found->valid_to) : "");
}

// grading.validity_began(organisation) → day on which that grade began before it was lowered, or "".
json::value began(const FactContext& ctx, const json::array& arguments) {
  const auto day = validity_began(ctx.tx, text_argument(arguments, 0), ctx.today);
  return json::string(day ? text(*day) : "");
}
// grading.barred(organisation, kind, months): a grade was lowered or taken away less than so many months ago.
json::value barred(const FactContext& ctx, const json::array& arguments) {
  const std::string kind = text_argument(arguments, 1);
  const int months = static_cast<int>(integer_argument(arguments, 2));
  return std::ranges::any_of(adjustments_of(ctx.tx, text_argument(arguments, 0)), [&](const Adjustment& one) {
    return write(one.kind).as_string() == kind && !bar_over(one.decided_on, months, ctx.today);
  });
}

// grading.grade_for(rubric, score, party_organisation, cap) → grade, or "". The cap is handed in, so that the procedure
// says by which day's rules it goes.
json::value grade_for(const FactContext& ctx, const json::array& arguments) {
  const auto rubric = ctx.pack.rubrics.find(text_argument(arguments, 0));
  GH_ASSERT(rubric != ctx.pack.rubrics.end());
  const std::string cap = party_cap(text_argument(arguments, 2), arguments.size() > 3 ? &arguments[3] : nullptr);
  return json::string(capped_grade(rubric->second, integer_argument(arguments, 1), cap));
}

// grading.listing_state(organisation) → listed, suspended, removed, or "".
json::value listing_state(const FactContext& ctx, const json::array& arguments) {
  const auto listing = find_listing(ctx.tx, text_argument(arguments, 0));
  return listing ? write(listing->state) : json::value("");
}

// grading.listed(organisation): and not suspended.
json::value listed(const FactContext& ctx, const json::array& arguments) {
  const auto listing = find_listing(ctx.tx, text_argument(arguments, 0));
  return listing && listing->state == ListingState::listed;
}

// grading.removed_on(organisation) → day of the last removal, or "".
json::value removed_on(const FactContext& ctx, const json::array& arguments) {
  std::string day;
  for (const Listing& version : versions_of_listing(ctx.tx, text_argument(arguments, 0)))
    if (version.state == ListingState::removed) day = text(version.from_day);
  return json::string(day);
}

// grading.listed_by(authority) → ids of those on the list, listed or suspended, that this registry registered.
json::value listed_by(const FactContext& ctx, const json::array& arguments) {
  json::array out;
  for (const Id& organisation : listed_organisations(ctx.tx)) {
    const json::value authority = (*ctx.ask)("registry.authority_of", {json::string(organisation)});
    if (authority == arguments.at(0)) out.push_back(json::string(organisation));
  }
  return out;
}

}  // namespace

void offer_grading_facts(cases::Offer& offer) {
  offer.fact("grading.grade", grade);
  offer.fact("grading.stars", stars);
  offer.fact("grading.graded", graded);
  offer.fact("grading.announced", announced);
  offer.fact("grading.valid_from", valid_from);
  offer.fact("grading.valid_to", valid_to);
  offer.fact("grading.validity_began", began);
  offer.fact("grading.barred", barred);
  offer.fact("grading.grade_for", grade_for);
  offer.fact("grading.listing_state", listing_state);
  offer.fact("grading.listed", listed);
  offer.fact("grading.removed_on", removed_on);
  offer.fact("grading.listed_by", listed_by);
}

}  // namespace gh::grading
