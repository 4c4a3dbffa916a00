// What conditions ask of transfer.
#include "base/described.h"
#include "transfer/agreements.h"
#include "transfer/items.h"
#include "transfer/offer.h"

namespace gh::transfer {
namespace {

using cases::FactContext;
using cases::text_argument;

// transfer.item_state(item) → open, in_transfer, transferred, regular, withdrawn, or "".
json::value item_state(const FactContext& ctx, const json::array& arguments) {
  const auto item = find_item(ctx.tx, text_argument(arguments, 0));
  return item ? write(item->state) : json::value("");
}

// transfer.item_department(item) → organisation id
json::value item_department(const FactContext& ctx, const json::array& arguments) {
  const auto item = find_item(ctx.tx, text_argument(arguments, 0));
  return json::string(item ? item->department_id : "");
}

// transfer.item_basis(item) → cancelled_self_regulation, authorised_by_law, service_or_support_work, or "".
json::value item_basis(const FactContext& ctx, const json::array& arguments) {
  const auto item = find_item(ctx.tx, text_argument(arguments, 0));
  return item ? write(item->legal_basis_type) : json::value("");
}

// transfer.item_name(item)
json::value item_name(const FactContext& ctx, const json::array& arguments) {
  const auto item = find_item(ctx.tx, text_argument(arguments, 0));
  return json::string(item ? item->name : "");
}

// transfer.holder(item) → organisation id, or "".
json::value holder(const FactContext& ctx, const json::array& arguments) {
  const auto item = find_item(ctx.tx, text_argument(arguments, 0));
  return json::string(item ? item->holder_id.value_or("") : "");
}

// transfer.year(case) → the supervised year that runs; 0 before the agreement.
json::value year(const FactContext& ctx, const json::array& arguments) {
  const auto agreement = find_agreement(ctx.tx, text_argument(arguments, 0));
  return agreement ? agreement->year : 0;
}

// transfer.unmet(case) → how many duties.
json::value unmet(const FactContext& ctx, const json::array& arguments) {
  return static_cast<std::int64_t>(unmet_duties_of(ctx.tx, text_argument(arguments, 0)).size());
}

}  // namespace

void offer_transfer_facts(cases::Offer& offer) {
  offer.fact("transfer.item_state", item_state);
  offer.fact("transfer.item_department", item_department);
  offer.fact("transfer.item_basis", item_basis);
  offer.fact("transfer.item_name", item_name);
  offer.fact("transfer.holder", holder);
  offer.fact("transfer.year", year);
  offer.fact("transfer.unmet", unmet);
}

}  // namespace gh::transfer
