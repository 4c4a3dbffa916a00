// What procedures do with purchase.
#include "base/assert.h"
#include "base/described.h"
#include "purchase/catalogue.h"
#include "purchase/contracts.h"
#include "purchase/offer.h"
#include "purchase/plans.h"

namespace gh::purchase {
namespace {

using cases::EffectContext;

Basis basis_of(const EffectContext& ctx) { return {ctx.act.id, ctx.now}; }

Day day(const EffectContext& ctx, std::string_view name) {
  const auto found = parse_day(ctx.text(name));
  GH_ASSERT(found.has_value());
  return *found;
}

// purchase.publish_item {department, code, name, class}: the item of this case.
void publish(EffectContext& ctx) {
  publish_item(ctx.tx, basis_of(ctx),
               {ctx.the_case.id, ctx.text("department"), ctx.text("code"), ctx.text("name"), ctx.text("class")});
}

// purchase.withdraw_item {item}
void withdraw(EffectContext& ctx) { withdraw_item(ctx.tx, basis_of(ctx), ctx.text("item")); }

// purchase.file_plan {department, item, line, year, method, amount_fen}: the plan of this case.
void file(EffectContext& ctx) {
  file_plan(ctx.tx, basis_of(ctx),
            {ctx.the_case.id, ctx.text("department"), ctx.text("item"), ctx.text("line"), ctx.integer("year"),
             ctx.text("method"), ctx.integer("amount_fen")});
}

// purchase.drop_plan {}
void drop(EffectContext& ctx) { drop_plan(ctx.tx, basis_of(ctx), ctx.the_case.id); }

std::vector<PlannedMilestone> milestones(const EffectContext& ctx) {
  const json::value& value = ctx.value("milestones");
  const auto* list = value.if_array();
  if (list == nullptr) return {};  // an empty Lua table may come as an object
  std::vector<PlannedMilestone> out;
  for (const json::value& one : *list) {
    const auto due_on = parse_day(string_at(one, "due_on"));
    const json::value& share = at_or_null(one, "share_permille");
    GH_ASSERT(due_on.has_value() && share.is_int64());
    out.push_back(
        {std::string(string_at(one, "id")), std::string(string_at(one, "title")), share.get_int64(), *due_on});
  }
  return out;
}

// purchase.contract {supplier, amount_fen, starts_on, ends_on, milestones}: the contract of this case.
void contract(EffectContext& ctx) {
  sign_contract(ctx.tx, basis_of(ctx),
                {ctx.the_case.id, ctx.text("supplier"), ctx.integer("amount_fen"), day(ctx, "starts_on"),
                 day(ctx, "ends_on"), milestones(ctx)});
}

// purchase.end_contract {outcome: completed|rescinded}
void end(EffectContext& ctx) {
  ContractStatus outcome{};
  GH_ASSERT(boost::describe::enum_from_string(ctx.text("outcome").c_str(), outcome));
  end_contract(ctx.tx, basis_of(ctx), ctx.the_case.id, outcome);
}

// purchase.report_milestone, accept_milestone, reject_milestone, pay_milestone {milestone}
void report(EffectContext& ctx) { report_milestone(ctx.tx, basis_of(ctx), ctx.the_case.id, ctx.text("milestone")); }
void accept(EffectContext& ctx) { accept_milestone(ctx.tx, basis_of(ctx), ctx.the_case.id, ctx.text("milestone")); }
void reject(EffectContext& ctx) { reject_milestone(ctx.tx, basis_of(ctx), ctx.the_case.id, ctx.text("milestone")); }
void pay(EffectContext& ctx) { pay_milestone(ctx.tx, basis_of(ctx), ctx.the_case.id, ctx.text("milestone")); }

}  // namespace

void offer_purchase(cases::Offer& offer) {
  offer.effect("purchase.publish_item", publish);
  offer.effect("purchase.withdraw_item", withdraw);
  offer.effect("purchase.file_plan", file);
  offer.effect("purchase.drop_plan", drop);
  offer.effect("purchase.contract", contract);
  offer.effect("purchase.report_milestone", report);
  offer.effect("purchase.accept_milestone", accept);
  offer.effect("purchase.reject_milestone", reject);
  offer.effect("purchase.pay_milestone", pay);
  offer.effect("purchase.end_contract", end);
  offer_purchase_facts(offer);
}

}  // namespace gh::purchase
