// What procedures do with transfer.
#include "base/assert.h"
#include "base/described.h"
#include "transfer/agreements.h"
#include "transfer/arguments.h"
#include "transfer/items.h"
#include "transfer/offer.h"

namespace gh::transfer {
namespace {

using cases::EffectContext;

// transfer.publish_item {department, name, disposal?, legal_basis_type, competition_class, duties}: the item of this
// case; nothing where it is disposed of otherwise than by transfer.
void publish(EffectContext& ctx) {
  if (ctx.text_or("disposal", "transfer") != "transfer") return;
  NewItem item{ctx.text("department"),
               ctx.text("name"),
               word_argument<LegalBasisType>(ctx, "legal_basis_type"),
               word_argument<CompetitionClass>(ctx, "competition_class"),
               {}};
  for (const json::value& duty : list_argument(ctx, "duties"))
    item.duties.push_back({std::string(string_at(duty, "id")), std::string(string_at(duty, "text"))});
  publish_item(ctx.tx, basis_of(ctx), item);
}

// transfer.withdraw_item, reserve_item, free_item {item}
void withdraw(EffectContext& ctx) { withdraw_item(ctx.tx, basis_of(ctx), ctx.text("item")); }
void reserve(EffectContext& ctx) { reserve_item(ctx.tx, basis_of(ctx), ctx.text("item")); }
void give_back(EffectContext& ctx) { free_item(ctx.tx, basis_of(ctx), ctx.text("item")); }

// transfer.agree {item, receiver, starts_on}: the agreement of this case.
void sign(EffectContext& ctx) {
  agree(ctx.tx, basis_of(ctx), ctx.text("item"), ctx.text("receiver"), day_argument(ctx, "starts_on"));
}

// transfer.record_check {transfer?, kind, checked_on, duty, met}
void check(EffectContext& ctx) {
  const json::value& met = ctx.value("met");
  GH_ASSERT(met.is_bool());
  record_check(
      ctx.tx, basis_of(ctx), transfer_argument(ctx),
      {word_argument<CheckKind>(ctx, "kind"), day_argument(ctx, "checked_on"), ctx.text("duty"), met.get_bool()});
}

// transfer.order_rectification {deadline_on, duties}
void order(EffectContext& ctx) {
  std::vector<std::string> duties;
  for (const json::value& duty : list_argument(ctx, "duties")) duties.emplace_back(duty.as_string());
  order_rectification(ctx.tx, basis_of(ctx), day_argument(ctx, "deadline_on"), duties);
}

// transfer.close_order {outcome: corrected|failed}
void close(EffectContext& ctx) { close_order(ctx.tx, basis_of(ctx), word_argument<OrderOutcome>(ctx, "outcome")); }

// transfer.conclude_year {}
void conclude(EffectContext& ctx) {
  const json::value& years = ctx.parameter("supervised_years");
  GH_ASSERT(years.is_int64());
  conclude_year(ctx.tx, basis_of(ctx), years.get_int64());
}

// transfer.take_back {item}
void end(EffectContext& ctx) { take_back(ctx.tx, basis_of(ctx), ctx.text("item")); }

}  // namespace

void offer_transfer(cases::Offer& offer) {
  offer.effect("transfer.publish_item", publish);
  offer.effect("transfer.withdraw_item", withdraw);
  offer.effect("transfer.reserve_item", reserve);
  offer.effect("transfer.free_item", give_back);
  offer.effect("transfer.agree", sign);
  offer.effect("transfer.record_check", check);
  offer.effect("transfer.order_rectification", order);
  offer.effect("transfer.close_order", close);
  offer.effect("transfer.conclude_year", conclude);
  offer.effect("transfer.take_back", end);
  offer_transfer_facts(offer);
  offer_choice(offer);
  offer_supervision(offer);
  offer_take_back(offer);
  offer_transfer_catalogue(offer);
}

}  // namespace gh::transfer
