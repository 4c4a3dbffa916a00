// What procedures do about listings and penalties, and what conditions ask about them.
#include "base/assert.h"
#include "base/described.h"
#include "registry/credit.h"
#include "registry/offer.h"

namespace gh::registry {
namespace {

using cases::EffectContext;
using cases::FactContext;
using cases::text_argument;

constexpr std::string_view kCreditClause = "社会组织信用信息管理办法";

ByAct by_act(const EffectContext& ctx) { return {ctx.act.id, ctx.now}; }

// registry.turn_serious {}: the abnormal listing of this case ends today and a serious one begins, for the time that it
// has lasted.
void turn_serious(EffectContext& ctx) {
  auto listing =
      ctx.tx.one<Record>("select * from registry_record where case_id = ? and kind = ? and ended_by_act is null",
                         {ctx.the_case.id, kAbnormal});
  if (!listing || !end_record(ctx.tx, ctx.the_case.id, ctx.today, by_act(ctx)))
    ctx.refuse(ProblemCode::kConflict, "", "no_open_record", std::string(kCreditClause),
               {"本件没有在列的活动异常记录", "the case has no abnormal listing in force"});
  listing->id = ctx.new_id();
  listing->kind = kSerious;
  listing->cause = "abnormal_two_years";
  listing->on_day = ctx.today;
  GH_ASSERT(add_record(ctx.tx, std::move(*listing), by_act(ctx)));
}

void change_status(EffectContext& ctx, Entry entry, std::string_view status) {
  entry.id = ctx.new_id();
  entry.status = status;
  if (has_ended(entry)) entry.ended_on = ctx.today;
  change_entry(ctx.tx, std::move(entry), by_act(ctx));
}

// registry.suspend_activity {organisation}: from today; registry.resume_activity {organisation}: unless another
// suspension still lasts; registry.revoke_certificate {organisation}. What has left the register stays as it is.
void suspend_activity(EffectContext& ctx) {
  const auto entry = entry_of(ctx.tx, ctx.text("organisation"));
  if (entry && entry->status == entry_status::kActive) change_status(ctx, *entry, entry_status::kSuspended);
}
void resume_activity(EffectContext& ctx) {
  const auto entry = entry_of(ctx.tx, ctx.text("organisation"));
  if (!entry || entry->status != entry_status::kSuspended) return;
  if (!suspended_on(ctx.tx, entry->organisation_id, ctx.today)) change_status(ctx, *entry, entry_status::kActive);
}
void revoke_certificate(EffectContext& ctx) {
  const auto entry = entry_of(ctx.tx, ctx.text("organisation"));
  if (!entry || (entry->status != entry_status::kActive && entry->status != entry_status::kSuspended))
    ctx.refuse(ProblemCode::kConflict, "", "still_registered", "社会团体登记管理条例30",
               {"该组织已注销或已被撤销登记", "the organisation has left the register already"});
  change_status(ctx, *entry, entry_status::kRevoked);
}

json::value day_or_empty(const std::optional<Day>& day) { return json::string(day ? text(*day) : ""); }

std::string_view kind_argument(const json::array& arguments) {
  return text_argument(arguments, 1) == "serious" ? kSerious : kAbnormal;
}

// registry.list_status(organisation) → none, abnormal, serious.
json::value status_on_lists(const FactContext& ctx, const json::array& arguments) {
  return json::string(list_status_of(ctx.tx, ctx.pack, text_argument(arguments, 0), ctx.today));
}

// registry.listed_since(organisation, list) → first day of the unbroken time on it, or "".
json::value since(const FactContext& ctx, const json::array& arguments) {
  return day_or_empty(listed_since(stays_of(ctx.tx, text_argument(arguments, 0)), kind_argument(arguments), ctx.today));
}

// registry.listing_period_from(organisation, list) → day from which the time before a removal counts, or "".
json::value period(const FactContext& ctx, const json::array& arguments) {
  return day_or_empty(period_from(stays_of(ctx.tx, text_argument(arguments, 0)), kind_argument(arguments), ctx.today));
}

// registry.penalty_cause(case) → the cause of a listing that the penalty recorded by the case is, by parameter
// penalty_listing of its day; "" for none.
json::value penalty_cause(const FactContext& ctx, const json::array& arguments) {
  const auto penalty = ctx.tx.one<Record>("select * from registry_record where case_id = ? and kind = 'penalty'",
                                          {text_argument(arguments, 0)});
  const json::value* thresholds = penalty ? ctx.pack.parameter("penalty_listing", penalty->on_day) : nullptr;
  if (thresholds == nullptr) return json::string("");
  const auto number = [&](std::string_view name) { return at_or_null(*thresholds, name).to_number<std::int64_t>(); };
  const PenaltyRules rules{number("grave_fine_fen"), number("small_count"), number("small_months")};
  const auto earlier = ctx.tx.all<Penalty>(
      "select measures, fine_fen, on_day from registry_record where organisation_id = ? and kind = 'penalty' and id <> "
      "? and begun_at <= ? order by on_day, id",
      {penalty->organisation_id, penalty->id, penalty->begun_at});
  return json::string(cause_of({penalty->measures, penalty->fine_fen, penalty->on_day}, earlier, rules));
}

}  // namespace

void offer_credit(cases::Offer& offer) {
  offer.effect("registry.turn_serious", turn_serious);
  offer.effect("registry.suspend_activity", suspend_activity);
  offer.effect("registry.resume_activity", resume_activity);
  offer.effect("registry.revoke_certificate", revoke_certificate);
  offer.fact("registry.list_status", status_on_lists);
  offer.fact("registry.listed_since", since);
  offer.fact("registry.listing_period_from", period);
  offer.fact("registry.penalty_cause", penalty_cause);
}

}  // namespace gh::registry
