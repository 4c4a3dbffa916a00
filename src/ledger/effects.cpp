// What procedures do with the ledger.
#include "ledger/ledger.h"
#include "ledger/offer.h"

namespace gh::ledger {
namespace {

using cases::EffectContext;

Basis basis_of(const EffectContext& ctx) { return {ctx.act.id, ctx.now}; }

// ledger.appropriate {department, year, item, amount_fen}: the line of this case.
void appropriate_line(EffectContext& ctx) {
  appropriate(
      ctx.tx, basis_of(ctx),
      {ctx.the_case.id, ctx.text("department"), ctx.integer("year"), ctx.text("item"), ctx.integer("amount_fen")});
}

// ledger.adjust {line, amount_fen}
void adjust_line(EffectContext& ctx) { adjust(ctx.tx, basis_of(ctx), ctx.text("line"), ctx.integer("amount_fen")); }

// ledger.close_line {line}
void close(EffectContext& ctx) { close_line(ctx.tx, basis_of(ctx), ctx.text("line")); }

// ledger.reserve {line, amount_fen}: for this case.
void reserve_money(EffectContext& ctx) {
  reserve(ctx.tx, basis_of(ctx), ctx.text("line"), ctx.the_case.id, ctx.integer("amount_fen"));
}

// ledger.commit {amount_fen, payee}
void commit_money(EffectContext& ctx) {
  commit(ctx.tx, basis_of(ctx), ctx.the_case.id, ctx.integer("amount_fen"), ctx.text("payee"));
}

// ledger.accept {reference, amount_fen}
void accept_work(EffectContext& ctx) {
  accept(ctx.tx, basis_of(ctx), ctx.the_case.id, ctx.text("reference"), ctx.integer("amount_fen"));
}

// ledger.pay {reference, amount_fen}
void pay_money(EffectContext& ctx) {
  pay(ctx.tx, basis_of(ctx), ctx.the_case.id, ctx.text("reference"), ctx.integer("amount_fen"));
}

// ledger.release {}
void release_money(EffectContext& ctx) { release(ctx.tx, basis_of(ctx), ctx.the_case.id); }

}  // namespace

void offer_ledger(cases::Offer& offer) {
  offer.effect("ledger.appropriate", appropriate_line);
  offer.effect("ledger.adjust", adjust_line);
  offer.effect("ledger.close_line", close);
  offer.effect("ledger.reserve", reserve_money);
  offer.effect("ledger.commit", commit_money);
  offer.effect("ledger.accept", accept_work);
  offer.effect("ledger.pay", pay_money);
  offer.effect("ledger.release", release_money);
  offer_ledger_facts(offer);
}

}  // namespace gh::ledger
