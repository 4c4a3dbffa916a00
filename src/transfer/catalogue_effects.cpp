// What procedures do with the inventory, the batches of the catalogue, plans and timetables of cultivation.
#include "base/described.h"
#include "transfer/arguments.h"
#include "transfer/batches.h"
#include "transfer/cultivation.h"
#include "transfer/inventory.h"
#include "transfer/offer.h"
#include "transfer/plans.h"

namespace gh::transfer {
namespace {

using cases::EffectContext;

bool flag(const EffectContext& ctx, std::string_view name) {
  return ctx.value(name).is_bool() && ctx.value(name).get_bool();
}

// transfer.enter_function {department, function}: the function as the form of the inventory has it.
void enter(EffectContext& ctx) {
  json::object function = ctx.value("function").as_object();
  function["department_id"] = ctx.text("department");
  enter_function(ctx.tx, basis_of(ctx), read<NewFunction>(function));
}

// transfer.split_function {parts}
void split(EffectContext& ctx) { split_function(ctx.tx, basis_of(ctx), read<std::vector<Part>>(ctx.value("parts"))); }

// transfer.propose_disposals, drop_function {}
void confirm(EffectContext& ctx) { propose_disposals(ctx.tx, basis_of(ctx)); }
void drop(EffectContext& ctx) { drop_function(ctx.tx, basis_of(ctx)); }

// transfer.open_batch {title, year, pilot?, proposals_until}
void open_one_batch(EffectContext& ctx) {
  open_batch(ctx.tx, basis_of(ctx),
             {ctx.text("title"), ctx.integer("year"), flag(ctx, "pilot"), day_argument(ctx, "proposals_until")});
}

// transfer.close_batch, discard_batch {}
void close_collecting(EffectContext& ctx) { close_batch(ctx.tx, basis_of(ctx)); }
void discard(EffectContext& ctx) { discard_batch(ctx.tx, basis_of(ctx)); }

// transfer.publish_batch {action}: a version of the catalogue; every examined proposal of the batch takes the action.
void publish_collected(EffectContext& ctx) {
  const Basis basis = basis_of(ctx);
  for (const Proposal& proposal : proposals_of(ctx.tx, ctx.the_case.id))
    if (proposal.state == ProposalState::examined) ctx.act_on(proposal.item_id, ctx.text("action"), {});
  publish_batch(ctx.tx, basis, publish_version(ctx.tx, basis, CatalogueCause::batch));
}

// transfer.propose {department, batch?, inventory?, part?, name, kind?, legal_basis_type?, disposal}
void put_forward(EffectContext& ctx) {
  Proposal proposal;
  proposal.department_id = ctx.text("department");
  proposal.batch_id = ctx.text_or("batch", "");
  proposal.inventory_id = ctx.text_or("inventory", "");
  proposal.part = ctx.text_or("part", "");
  proposal.name = ctx.text("name");
  proposal.kind = ctx.text_or("kind", "");
  proposal.legal_basis_type = ctx.text_or("legal_basis_type", "");
  proposal.disposal = word_argument<Disposal>(ctx, "disposal");
  propose(ctx.tx, basis_of(ctx), std::move(proposal));
}

// transfer.advise {favourable}
void give_advice(EffectContext& ctx) { advise(ctx.tx, basis_of(ctx), flag(ctx, "favourable")); }

// transfer.settle {state: examined|published|returned|dropped}
void become(EffectContext& ctx) { settle(ctx.tx, basis_of(ctx), word_argument<ProposalState>(ctx, "state")); }

// transfer.publish_version {cause: single|withdrawal}
void version(EffectContext& ctx) {
  publish_version(ctx.tx, basis_of(ctx), word_argument<CatalogueCause>(ctx, "cause"));
}

// transfer.check_plan, publish_plan {department, batch?, year, lines}
NewPlan plan_of(const EffectContext& ctx) {
  return {ctx.text("department"), ctx.text_or("batch", ""), ctx.integer("year"),
          read<std::vector<NewPlanLine>>(ctx.value("lines"))};
}
void check_plan(EffectContext& ctx) {
  const NewPlan plan = plan_of(ctx);
  if (auto faults = faults_of(ctx.tx, plan.department_id, plan.lines); !faults.empty())
    throw Problem(ProblemCode::kInvalidForm, std::move(faults));
}
void plan(EffectContext& ctx) { publish_plan(ctx.tx, basis_of(ctx), plan_of(ctx)); }

// transfer.cultivate {item, department, until, milestones}
void cultivate(EffectContext& ctx) {
  begin_cultivation(ctx.tx, basis_of(ctx),
                    {ctx.text("item"), ctx.text("department"), day_argument(ctx, "until"),
                     read<std::vector<NewMilestone>>(ctx.value("milestones"))});
}
// transfer.reach_milestone {milestone}
void reach(EffectContext& ctx) { reach_milestone(ctx.tx, basis_of(ctx), ctx.text("milestone")); }
// transfer.end_cultivation {state: succeeded|failed}
void end_growing(EffectContext& ctx) {
  end_cultivation(ctx.tx, basis_of(ctx), word_argument<CultivationState>(ctx, "state"));
}

}  // namespace

void offer_transfer_catalogue(cases::Offer& offer) {
  offer.effect("transfer.enter_function", enter);
  offer.effect("transfer.split_function", split);
  offer.effect("transfer.propose_disposals", confirm);
  offer.effect("transfer.drop_function", drop);
  offer.effect("transfer.open_batch", open_one_batch);
  offer.effect("transfer.close_batch", close_collecting);
  offer.effect("transfer.discard_batch", discard);
  offer.effect("transfer.publish_batch", publish_collected);
  offer.effect("transfer.propose", put_forward);
  offer.effect("transfer.advise", give_advice);
  offer.effect("transfer.settle", become);
  offer.effect("transfer.publish_version", version);
  offer.effect("transfer.check_plan", check_plan);
  offer.effect("transfer.publish_plan", plan);
  offer.effect("transfer.cultivate", cultivate);
  offer.effect("transfer.reach_milestone", reach);
  offer.effect("transfer.end_cultivation", end_growing);
  offer_transfer_catalogue_facts(offer);
}

}  // namespace gh::transfer
