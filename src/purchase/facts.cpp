// What conditions ask of purchase.
#include <algorithm>

#include "purchase/catalogue.h"
#include "purchase/contracts.h"
#include "purchase/offer.h"
#include "purchase/plans.h"

namespace gh::purchase {
namespace {

using cases::FactContext;
using cases::integer_argument;
using cases::text_argument;

constexpr std::int64_t kAbsent = -1;

// purchase.item_open(item)
json::value item_open(const FactContext& ctx, const json::array& arguments) {
  const auto item = find_item(ctx.tx, text_argument(arguments, 0));
  return item && item->status == ItemStatus::open;
}

// purchase.item_name(item)
json::value item_name(const FactContext& ctx, const json::array& arguments) {
  const auto item = find_item(ctx.tx, text_argument(arguments, 0));
  return json::string(item ? item->name : "");
}

// purchase.item_department(item) → organisation id
json::value item_department(const FactContext& ctx, const json::array& arguments) {
  const auto item = find_item(ctx.tx, text_argument(arguments, 0));
  return json::string(item ? item->department_id : "");
}

// purchase.code_taken(code)
json::value is_code_taken(const FactContext& ctx, const json::array& arguments) {
  return code_taken(ctx.tx, text_argument(arguments, 0));
}

// purchase.planned(department, item, year) → 分
json::value sum_planned(const FactContext& ctx, const json::array& arguments) {
  return planned(ctx.tx, text_argument(arguments, 0), text_argument(arguments, 1), integer_argument(arguments, 2));
}

// purchase.next_milestone(case) → the first not paid, or "".
json::value next_milestone(const FactContext& ctx, const json::array& arguments) {
  for (const Milestone& milestone : milestones_of(ctx.tx, text_argument(arguments, 0)))
    if (milestone.status != MilestoneStatus::paid) return json::string(milestone.milestone);
  return "";
}

// purchase.milestone_amount(case, milestone) → 分
json::value milestone_amount(const FactContext& ctx, const json::array& arguments) {
  const auto milestone = find_milestone(ctx.tx, text_argument(arguments, 0), text_argument(arguments, 1));
  return milestone ? milestone->amount_fen : kAbsent;
}

// purchase.unpaid_milestones(case)
json::value unpaid_milestones(const FactContext& ctx, const json::array& arguments) {
  const Id case_id = text_argument(arguments, 0);
  if (!find_contract(ctx.tx, case_id)) return kAbsent;
  const auto milestones = milestones_of(ctx.tx, case_id);
  return std::count_if(milestones.begin(), milestones.end(),
                       [](const Milestone& one) { return one.status != MilestoneStatus::paid; });
}

}  // namespace

void offer_purchase_facts(cases::Offer& offer) {
  offer.fact("purchase.item_open", item_open);
  offer.fact("purchase.item_name", item_name);
  offer.fact("purchase.item_department", item_department);
  offer.fact("purchase.code_taken", is_code_taken);
  offer.fact("purchase.planned", sum_planned);
  offer.fact("purchase.next_milestone", next_milestone);
  offer.fact("purchase.milestone_amount", milestone_amount);
  offer.fact("purchase.unpaid_milestones", unpaid_milestones);
}

}  // namespace gh::purchase
