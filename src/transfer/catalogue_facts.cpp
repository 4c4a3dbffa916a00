// What conditions ask of the inventory, the batches and the timetables of cultivation.
#include <algorithm>

#include "base/described.h"
#include "transfer/batches.h"
#include "transfer/cultivation.h"
#include "transfer/inventory.h"
#include "transfer/offer.h"

namespace gh::transfer {
namespace {

using cases::FactContext;
using cases::text_argument;

// The form of a proposal of that part: what the inventory knows isn't asked for again.
json::object proposal_of(const InventoryItem& item, const Part& part, const std::string& batch) {
  json::object form{{"name", part.name},
                    {"kind", write(part.kind)},
                    {"legal_basis", item.basis_document + " " + item.basis_clause},
                    {"disposal", write(*part.disposal)},
                    {"description", part.conditions.value_or("")},
                    {"yearly_workload", part.workload},
                    {"yearly_cost_fen", part.cost_fen},
                    {"risk", part.risk.value_or("") + "\n" + part.supervision.value_or("")},
                    {"inventory", item.inventory_id},
                    {"part", part.id},
                    {"batch", batch}};
  if (part.legal_basis_type) form["legal_basis_type"] = write(*part.legal_basis_type);
  if (part.competition_class) form["competition_class"] = write(*part.competition_class);
  if (part.duties && !part.duties->empty()) form["duties"] = write(*part.duties);
  return form;
}

// transfer.proposals_for(inventory, batch) → forms of the parts that have a disposal.
json::value proposals_for(const FactContext& ctx, const json::array& arguments) {
  json::array out;
  const auto item = find_function(ctx.tx, text_argument(arguments, 0));
  if (!item) return out;
  for (const Part& part : parts_of(ctx.tx, item->inventory_id))
    if (part.disposal) out.push_back(proposal_of(*item, part, text_argument(arguments, 1)));
  return out;
}

// transfer.batch_state(batch) → collecting, examining, published, discarded, or "".
json::value batch_state(const FactContext& ctx, const json::array& arguments) {
  const auto batch = find_batch(ctx.tx, text_argument(arguments, 0));
  return batch ? write(batch->state) : json::value("");
}

// transfer.proposals_in(batch, states) → how many.
json::value proposals_in(const FactContext& ctx, const json::array& arguments) {
  const auto states = read<std::vector<ProposalState>>(arguments.at(1));
  const auto all = proposals_of(ctx.tx, text_argument(arguments, 0));
  return static_cast<std::int64_t>(std::ranges::count_if(
      all, [&](const Proposal& one) { return std::ranges::find(states, one.state) != states.end(); }));
}

// transfer.batch_lines(batch, disposal) → list of {name, department} that were examined or published.
json::value batch_lines(const FactContext& ctx, const json::array& arguments) {
  json::array out;
  for (const Proposal& one : proposals_of(ctx.tx, text_argument(arguments, 0))) {
    if (one.state != ProposalState::examined && one.state != ProposalState::published) continue;
    if (write(one.disposal) != json::value(text_argument(arguments, 1))) continue;
    const auto department = ctx.tx.string("select name from organisation where id = ?", {one.department_id});
    out.push_back({{"name", one.name}, {"department", department.value_or("")}});
  }
  return out;
}

// transfer.milestones_left(case) → how many of the timetable aren't reached.
json::value left(const FactContext& ctx, const json::array& arguments) {
  return milestones_left(ctx.tx, text_argument(arguments, 0));
}

}  // namespace

void offer_transfer_catalogue_facts(cases::Offer& offer) {
  offer.fact("transfer.proposals_for", proposals_for);
  offer.fact("transfer.batch_state", batch_state);
  offer.fact("transfer.proposals_in", proposals_in);
  offer.fact("transfer.batch_lines", batch_lines);
  offer.fact("transfer.milestones_left", left);
}

}  // namespace gh::transfer
