// What procedures do and ask when a function is taken back.
#include <algorithm>

#include "transfer/agreements.h"
#include "transfer/arguments.h"
#include "transfer/evaluations.h"
#include "transfer/offer.h"
#include "transfer/take_backs.h"

namespace gh::transfer {
namespace {

using cases::EffectContext;
using cases::FactContext;
using cases::text_argument;

// transfer.propose_take_back {ground}
void propose(EffectContext& ctx) { propose_take_back(ctx.tx, basis_of(ctx), ctx.text("ground")); }

// transfer.advance_take_back {stage: refused|decided|re_assigned|kept_by_department, interim_care?}
void advance(EffectContext& ctx) {
  const auto stage = word_argument<TakeBackStage>(ctx, "stage");
  if (stage == TakeBackStage::decided) conclude_evaluation(ctx.tx, basis_of(ctx), Conclusion::taken_back);
  advance_take_back(ctx.tx, basis_of(ctx), stage, ctx.text_or("interim_care", ""));
}

// transfer.settle_take_back {item, action}: performs the action on the transfer from which the item was taken back,
// where one waits for somebody to carry it.
void settle_end(EffectContext& ctx) {
  if (const auto pending = pending_take_back(ctx.tx, ctx.text("item")))
    ctx.act_on(pending->case_id, ctx.text("action"), {});
}

// transfer.question {organisation: id or list of ids, action}: performs the action on every transfer whose agreement
// one of them carries, where its state has the action.
void question(EffectContext& ctx) {
  std::vector<Id> transfers;
  const auto add = [&](const json::value& organisation) {
    const auto carried = transfers_carried_by(ctx.tx, Id(organisation.as_string()));
    transfers.insert(transfers.end(), carried.begin(), carried.end());
  };
  const json::value& whom = ctx.value("organisation");
  if (const auto* list = whom.if_array()) std::ranges::for_each(*list, add);
  if (whom.is_string()) add(whom);
  for (const Id& transfer : transfers)
    if (ctx.has_action(transfer, ctx.text("action"))) ctx.act_on(transfer, ctx.text("action"), {});
}

bool not_passed(store::Tx& tx, const Agreement& agreement) {
  const auto evaluations = evaluations_of(tx, agreement.case_id);
  return std::ranges::any_of(
      evaluations, [&](const Evaluation& one) { return one.year == agreement.year && one.score < one.pass_score; });
}

bool has_lapsed(const FactContext& ctx, const Id& organisation) {
  const json::array whom{json::string(organisation)};
  GH_ASSERT(ctx.ask != nullptr);
  return (*ctx.ask)("registry.status", whom) != json::value("active") ||
         (*ctx.ask)("registry.list_status", whom) != json::value("none");
}

bool is_ineligible(const FactContext& ctx, const Id& organisation) {
  const json::value listing = (*ctx.ask)("grading.listing_state", {json::string(organisation)});
  return listing == json::value("suspended") || listing == json::value("removed");
}

// Since the last take-back that was begun: what was asked for and refused is settled.
bool was_requested(store::Tx& tx, const Id& case_id, std::string_view action) {
  const auto before = take_backs_of(tx, case_id);
  const Instant since = before.empty() ? Instant{} : before.back().begun_at;
  return tx.integer("select count(*) from act where case_id = ? and action = ? and at > ?", {case_id, action, since})
             .value_or(0) > 0;
}

// transfer.ground_shown(case, ground, action) → bool: what catalogue take-back-grounds asks for is on record. `action`
// is the one by which a receiver asks to be released.
json::value ground_shown(const FactContext& ctx, const json::array& arguments) {
  const auto agreement = find_agreement(ctx.tx, text_argument(arguments, 0));
  const auto test = ground_test(ctx.pack, text_argument(arguments, 1));
  if (!agreement || !test) return false;
  switch (*test) {
    case GroundTest::failed_order:
      return !unmet_duties_of(ctx.tx, agreement->case_id).empty() && failed_orders_of(ctx.tx, agreement->case_id) > 0;
    case GroundTest::evaluation:
      return not_passed(ctx.tx, *agreement);
    case GroundTest::lapse:
      return has_lapsed(ctx, agreement->receiver_id);
    case GroundTest::ineligible:
      return is_ineligible(ctx, agreement->receiver_id);
    case GroundTest::requested:
      return was_requested(ctx.tx, agreement->case_id, text_argument(arguments, 2));
    case GroundTest::stated:
      return true;
  }
  return false;
}

// transfer.ground_title(ground, zh|en) → what the catalogue calls it; "" for none.
json::value title_of_ground(const FactContext& ctx, const json::array& arguments) {
  const Text title = ground_title(ctx.pack, text_argument(arguments, 0));
  return json::string(text_argument(arguments, 1) == "en" ? title.en : title.zh);
}

// transfer.ground_clause(ground) → the clause it rests on; "" for none.
json::value clause_of_ground(const FactContext& ctx, const json::array& arguments) {
  return json::string(ground_clause(ctx.pack, text_argument(arguments, 0)));
}

// transfer.taken_back_from(item) → number of the transfer it was taken back from and that waits for somebody to carry
// it; "" for none.
json::value taken_back_from(const FactContext& ctx, const json::array& arguments) {
  const auto pending = pending_take_back(ctx.tx, text_argument(arguments, 0));
  if (!pending) return "";
  return json::string(ctx.tx.string("select number from case_file where id = ?", {pending->case_id}).value_or(""));
}

}  // namespace

void offer_take_back(cases::Offer& offer) {
  offer.effect("transfer.propose_take_back", propose);
  offer.effect("transfer.advance_take_back", advance);
  offer.effect("transfer.settle_take_back", settle_end);
  offer.effect("transfer.question", question);
  offer.fact("transfer.ground_shown", ground_shown);
  offer.fact("transfer.ground_title", title_of_ground);
  offer.fact("transfer.ground_clause", clause_of_ground);
  offer.fact("transfer.taken_back_from", taken_back_from);
}

}  // namespace gh::transfer
