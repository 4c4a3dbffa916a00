// How associations end: liquidation, deregistration, revocation; and what becomes of them in mergers and splits.
#include "base/assert.h"
#include "identity/offices.h"
#include "identity/organisations.h"
#include "registry/branches.h"
#include "registry/credit.h"
#include "registry/effect_steps.h"
#include "registry/offer.h"
#include "registry/officers.h"
#include "registry/records.h"
#include "registry/successions.h"

namespace gh::registry {
namespace {

using cases::EffectContext;

constexpr std::string_view kEndClause = "社会团体登记管理条例19";
constexpr std::string_view kLiquidationClause = "社会团体登记管理条例20";
constexpr std::string_view kRevocation = "revocation";  // ground of what is struck off after it
constexpr std::size_t kPartiesMax = 50;

// registry.begin_liquidation {organisation, ground}
void begin_liquidation(EffectContext& ctx) {
  Entry next = locked_entry(ctx, ctx.text("organisation"));
  if (has_ended(next) || next.status == entry_status::kLiquidating)
    ctx.refuse(ProblemCode::kConflict, "/form", "liquidates_already", std::string(kLiquidationClause),
               {"该组织已在清算或已终止", "the association liquidates already, or has ended"});
  next.status = entry_status::kLiquidating;
  next.status_ground = ctx.text("ground");
  write_version(ctx, std::move(next));
}

// registry.end_liquidation {organisation}: it goes on as before.
void end_liquidation(EffectContext& ctx) {
  Entry next = locked_entry(ctx, ctx.text("organisation"));
  if (next.status != entry_status::kLiquidating)
    ctx.refuse(ProblemCode::kConflict, "/form", "not_liquidating_now", std::string(kLiquidationClause),
               {"该组织不在清算中", "the association doesn't liquidate"});
  const bool suspended = suspended_on(ctx.tx, next.organisation_id, ctx.today);
  next.status = suspended ? entry_status::kSuspended : entry_status::kActive;
  next.status_ground.clear();
  write_version(ctx, std::move(next));
}

// Offices, officers and branches end, the organisation closes, nobody is on its roll any more.
void close(EffectContext& ctx, Entry next, std::string_view status, std::string ground) {
  const Id organisation = next.organisation_id;
  next.status = status;
  next.status_ground = std::move(ground);
  next.ended_on = ctx.today;
  write_version(ctx, std::move(next));
  close_roll(ctx.tx, organisation, ctx.today, by_act(ctx));
  close_branches(ctx.tx, organisation, ctx.today, by_act(ctx));
  unseat_officers(ctx.tx, organisation, ctx.today, by_act(ctx));
  identity::revoke_offices_of(ctx.tx, organisation, ctx.now, ctx.act.id);
  auto row = identity::find_organisation(ctx.tx, organisation);
  GH_ASSERT(row.has_value());
  row->status = identity::OrganisationStatus::closed;
  row->act_id = ctx.act.id;
  identity::update_organisation(ctx.tx, *row);
}

void end_of(EffectContext& ctx, Entry next, std::string_view status, std::string ground) {
  if (has_ended(next))
    ctx.refuse(ProblemCode::kConflict, "/form", "ended_already", std::string(kEndClause),
               {"该组织已经终止", "the association has ended already"});
  close(ctx, std::move(next), status, std::move(ground));
}

// registry.remove_revoked {organisation}: struck off once what was left of it is liquidated.
void remove_revoked(EffectContext& ctx) {
  Entry next = locked_entry(ctx, ctx.text("organisation"));
  if (next.status != entry_status::kRevoked)
    ctx.refuse(ProblemCode::kConflict, "/form/organisation", "registration_revoked", std::string(kEndClause),
               {"该组织的登记未被撤销或已经注销", "its registration isn't revoked, or it is struck off already"});
  close(ctx, std::move(next), entry_status::kDeregistered, std::string(kRevocation));
}

// registry.end_entry {organisation, status: deregistered|revoked, ground}
void end_entry(EffectContext& ctx) {
  const std::string status = ctx.text("status");
  GH_ASSERT(status == entry_status::kDeregistered || status == entry_status::kRevoked);
  end_of(ctx, locked_entry(ctx, ctx.text("organisation")), status, ctx.text("ground"));
}

std::vector<Id> ids_argument(const EffectContext& ctx, std::string_view name) {
  const auto* list = ctx.value(name).if_array();
  GH_ASSERT(list != nullptr && list->size() <= kPartiesMax);
  std::vector<Id> out;
  for (const auto& element : *list) out.emplace_back(element.as_string());
  return out;
}

void succeed(EffectContext& ctx, const Id& predecessor, const Id& successor, std::string_view kind) {
  add_succession(ctx.tx, {ctx.the_case.id, predecessor, successor, std::string(kind), ctx.today, ctx.act.id, ctx.now});
}

// registry.merge {into, ended: list of ids}
void merge(EffectContext& ctx) {
  const Id into = ctx.text("into");
  const Entry survivor = locked_entry(ctx, into);
  if (survivor.status != entry_status::kActive)
    ctx.refuse(ProblemCode::kConflict, "/form/into", "survivor_active", std::string(kEndClause),
               {"合并后存续的组织须正常存续", "the association that goes on is active"});
  for (const Id& ended : ids_argument(ctx, "ended")) {
    GH_ASSERT(ended != into);
    for (const Id& member : roll_of(ctx.tx, ended))
      if (member != into) admit_member(ctx.tx, ctx.new_id(), into, member, ctx.today, by_act(ctx));
    end_of(ctx, locked_entry(ctx, ended), entry_status::kDeregistered, "merger");
    succeed(ctx, ended, into, "merger");
  }
}

// registry.split {from, into: list of ids, ends: bool}
void split(EffectContext& ctx) {
  const Id from = ctx.text("from");
  Entry before = locked_entry(ctx, from);
  for (const Id& into : ids_argument(ctx, "into")) {
    GH_ASSERT(into != from);
    const Entry successor = locked_entry(ctx, into);
    if (successor.status != entry_status::kActive)
      ctx.refuse(ProblemCode::kConflict, "/form/into", "successor_active", std::string(kEndClause),
                 {"分立后的组织须已登记并正常存续", "what comes out of the split is registered and active"});
    succeed(ctx, from, into, "split");
  }
  if (ctx.value("ends") == json::value(true)) end_of(ctx, std::move(before), entry_status::kDeregistered, "split");
}

}  // namespace

void offer_endings(cases::Offer& offer) {
  offer.effect("registry.begin_liquidation", begin_liquidation);
  offer.effect("registry.end_liquidation", end_liquidation);
  offer.effect("registry.end_entry", end_entry);
  offer.effect("registry.remove_revoked", remove_revoked);
  offer.effect("registry.merge", merge);
  offer.effect("registry.split", split);
}

}  // namespace gh::registry
