// What procedures do with rounds of assessment, and what they ask of them.
#include <algorithm>

#include "base/assert.h"
#include "base/described.h"
#include "grading/offer.h"
#include "grading/rounds.h"
#include "grading/validity.h"

namespace gh::grading {
namespace {

using cases::EffectContext;
using cases::FactContext;
using cases::text_argument;

// Applications of the round: cases of that procedure below it. What its states and actions are called, the pack says.
std::vector<Application> asked_for(const FactContext& ctx, const json::array& arguments) {
  return applications_of(ctx.tx, text_argument(arguments, 0), text_argument(arguments, 1));
}

bool is_in(const Application& one, const json::array& arguments, std::size_t position) {
  GH_ASSERT(arguments.size() > position);
  const auto states = read<std::vector<std::string>>(arguments[position]);
  return std::ranges::find(states, one.state) != states.end();
}

// grading.call {rubric}
void call(EffectContext& ctx) {
  const auto rubric = ctx.pack.rubrics.find(ctx.text("rubric"));
  GH_ASSERT(rubric != ctx.pack.rubrics.end());
  call_round(ctx.tx, {ctx.the_case.id, ctx.act.id, ctx.now, ctx.today}, rubric->second);
}

// grading.same_rubric(round, rubric): the rubric of the pack in use scores as the one the round was called by.
json::value same_rubric(const FactContext& ctx, const json::array& arguments) {
  const auto called = find_call(ctx.tx, text_argument(arguments, 0));
  const auto rubric = ctx.pack.rubrics.find(text_argument(arguments, 1));
  return called && rubric != ctx.pack.rubrics.end() && called->rubric_digest == rubric_digest(rubric->second);
}

// grading.rules_stand(since, parameters): each of these parameters has today the value it had on that day.
json::value rules_stand(const FactContext& ctx, const json::array& arguments) {
  const auto since = parse_day(text_argument(arguments, 0));
  if (!since) throw Bug("grading.rules_stand: the first argument is no day");
  const auto* names = arguments.size() > 1 ? arguments[1].if_array() : nullptr;
  if (names == nullptr) throw Bug("grading.rules_stand: the second argument is no list");
  return std::ranges::all_of(*names, [&](const json::value& name) {
    const json::value* then = ctx.pack.parameter(name.as_string(), *since);
    const json::value* now = ctx.pack.parameter(name.as_string(), ctx.today);
    return then == now || (then != nullptr && now != nullptr && *then == *now);
  });
}

// grading.applied(round, procedure, organisation, states) → applications of the organisation that are in none of them.
json::value applied(const FactContext& ctx, const json::array& arguments) {
  const auto all = asked_for(ctx, arguments);
  return static_cast<std::int64_t>(std::ranges::count_if(all, [&](const Application& one) {
    return one.organisation_id == text_argument(arguments, 2) && !is_in(one, arguments, 3);
  }));
}

// grading.applications_in(round, procedure, states) → how many are in one of them.
json::value applications_in(const FactContext& ctx, const json::array& arguments) {
  const auto all = asked_for(ctx, arguments);
  return static_cast<std::int64_t>(
      std::ranges::count_if(all, [&](const Application& one) { return is_in(one, arguments, 2); }));
}

// grading.eligible(round, procedure, states) → list of {number, organisation}: those in none of the states.
json::value eligible(const FactContext& ctx, const json::array& arguments) {
  json::array out;
  for (const Application& one : asked_for(ctx, arguments))
    if (!is_in(one, arguments, 2)) out.push_back({{"number", one.number}, {"organisation", one.organisation}});
  return out;
}

// grading.excluded(round, procedure, states, action) → list of {number, organisation, reason}: those in one of the
// states, with the reason that the action gave.
json::value excluded(const FactContext& ctx, const json::array& arguments) {
  json::array out;
  for (const Application& one : asked_for(ctx, arguments)) {
    if (!is_in(one, arguments, 2)) continue;
    const json::value acts = parse_json(one.acts);
    const std::string reason(string_at(at_or_null(acts, text_argument(arguments, 3)), "reason"));
    out.push_back({{"number", one.number}, {"organisation", one.organisation}, {"reason", reason}});
  }
  return out;
}

// grading.results(round, procedure) → list of {number, organisation, grade}: those that got a grade.
json::value results(const FactContext& ctx, const json::array& arguments) {
  json::array out;
  for (const Application& one : asked_for(ctx, arguments))
    if (one.grade) out.push_back({{"number", one.number}, {"organisation", one.organisation}, {"grade", *one.grade}});
  return out;
}

// grading.to_report(authority, year, stars) → list of {number, organisation, grade}: announced in the year, with at
// least so many A.
json::value to_report(const FactContext& ctx, const json::array& arguments) {
  json::array out;
  const auto year = static_cast<int>(cases::integer_argument(arguments, 1));
  for (const AnnouncedGrade& one : announced_in(ctx.tx, text_argument(arguments, 0), year))
    if (stars_of(one.grade) >= cases::integer_argument(arguments, 2)) out.push_back(write(one));
  return out;
}

}  // namespace

void offer_rounds(cases::Offer& offer) {
  offer.effect("grading.call", call);
  offer.fact("grading.same_rubric", same_rubric);
  offer.fact("grading.rules_stand", rules_stand);
  offer.fact("grading.applied", applied);
  offer.fact("grading.applications_in", applications_in);
  offer.fact("grading.eligible", eligible);
  offer.fact("grading.excluded", excluded);
  offer.fact("grading.results", results);
  offer.fact("grading.to_report", to_report);
}

}  // namespace gh::grading
