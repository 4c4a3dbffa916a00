// Reads the inventory and the batches.
#include "transfer/catalogue_reading.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/assert.h"
#include "store/sql_text.h"

namespace gh::transfer {
namespace {

constexpr std::int64_t kBatchesMax = 500;  // read at once

constexpr std::string_view kWholes =
    R"sql(select i.inventory_id as id, '' as part, coalesce(c.number, '') as number, i.name, i.department_id,
  coalesce(d.name, '') as department, i.kind, i.power, i.basis_document, i.basis_clause, i.workload, i.cost_fen, i.users,
  i.performed_by, i.state, '' as legal_basis_type, '' as disposal, '' as item_id, '' as proposal, '' as batch_id,
  '' as batch
from transfer_inventory i
left join case_file c on c.id = i.inventory_id
left join organisation d on d.id = i.department_id
where i.begun_at <= ? and (i.ended_at is null or i.ended_at > ?) and lower(i.name) like lower(?) escape '!'
  and (? = '' or i.department_id = ?) and (? = '' or i.kind = ?) and (? = '' or i.state = ?)
  and (? <> '' or i.state <> 'dropped')
  and (? = '' or exists (select 1 from transfer_part p where p.inventory_id = i.inventory_id and p.disposal = ?
    and p.begun_at <= ? and (p.ended_at is null or p.ended_at > ?)))
  and (? = '' or i.inventory_id < ?)
order by i.inventory_id desc limit ?)sql";

// Parts of items; {} are places for their ids. What is said of the whole alone stays empty.
constexpr std::string_view kParts =
    R"sql(select p.inventory_id as id, p.part, '' as number, p.name, '' as department_id, '' as department, p.kind, p.power,
  '' as basis_document, '' as basis_clause, p.workload, p.cost_fen, '' as users, '' as performed_by, 'split' as state,
  p.legal_basis_type, p.disposal, coalesce(o.item_id, '') as item_id, coalesce(o.state, '') as proposal,
  coalesce(o.batch_id, '') as batch_id, coalesce(b.title, '') as batch
from transfer_part p
left join transfer_proposal o on o.inventory_id = p.inventory_id and o.part = p.part and o.begun_at <= ?
  and (o.ended_at is null or o.ended_at > ?)
left join transfer_batch b on b.batch_id = o.batch_id and b.ended_at is null
where p.inventory_id in ({}) and p.begun_at <= ? and (p.ended_at is null or p.ended_at > ?)
order by p.inventory_id, p.place)sql";

constexpr std::string_view kProposals =
    R"sql(select o.item_id, coalesce(c.number, '') as number, o.name, o.department_id, coalesce(d.name, '') as department,
  o.kind, o.legal_basis_type, o.disposal, o.state, o.advice, coalesce(i.state, '') as item_state,
  coalesce(i.holder_id, '') as holder_id, coalesce(h.name, '') as holder
from transfer_proposal o
left join case_file c on c.id = o.item_id
left join organisation d on d.id = o.department_id
left join transfer_item i on i.item_id = o.item_id and i.ended_at is null
left join organisation h on h.id = i.holder_id
where o.batch_id = ? and o.ended_at is null
order by o.department_id, o.inventory_id, o.part, o.item_id limit ?)sql";

constexpr std::string_view kBatches =
    R"sql(select b.batch_id as id, coalesce(c.number, '') as number, b.title, b.year, b.pilot, b.proposals_until, b.state,
  b.published_on, b.catalogue,
  (select count(*) from transfer_proposal o where o.batch_id = b.batch_id and o.ended_at is null
    and o.state <> 'dropped') as proposals
from transfer_batch b
left join case_file c on c.id = b.batch_id
where b.ended_at is null and (? = '' or b.batch_id = ?)
order by b.batch_id desc limit ?)sql";

template <class Enum>
std::string word(const std::optional<Enum>& value) {
  return value ? boost::describe::enum_to_string(*value, "") : "";
}
template <class Enum>
std::string word(Enum value) {
  return boost::describe::enum_to_string(value, "");
}

std::vector<Counted> in_order(const std::map<std::string, Counted>& counted) {
  std::vector<Counted> out;
  for (const auto& [key, one] : counted) out.push_back(one);
  std::ranges::stable_sort(out, std::ranges::greater{}, &Counted::count);
  return out;
}

void count(std::map<std::string, Counted>& counted, const std::string& key, const std::string& title) {
  if (key.empty()) return;
  Counted& one = counted[key];
  one.key = key;
  one.title = title;
  ++one.count;
}

// A part belongs to the department of its whole, and follows its state.
void put_below(std::vector<InventoryLine>& out, const InventoryLine& whole, const std::vector<InventoryLine>& parts) {
  out.push_back(whole);
  for (InventoryLine part : parts) {
    if (part.id != whole.id) continue;
    part.department_id = whole.department_id;
    part.department = whole.department;
    part.number = whole.number;
    part.state = whole.state;
    out.push_back(std::move(part));
  }
}

}  // namespace

std::pair<std::vector<InventoryLine>, std::optional<Id>> search_inventory(store::Tx& tx, const InventorySearch& search,
                                                                          std::size_t limit, std::string_view after) {
  GH_ASSERT(limit >= 1);
  const std::string kind = word(search.kind);
  const std::string state = word(search.state);
  const std::string disposal = word(search.disposal);
  auto wholes =
      tx.all<InventoryLine>(kWholes, {search.as_of, search.as_of, store::like_pattern(search.text),
                                      search.department_id, search.department_id, kind, kind, state, state, state,
                                      disposal, disposal, search.as_of, search.as_of, after, after, limit + 1});
  std::optional<Id> next;
  if (wholes.size() > limit) {
    wholes.resize(limit);
    next = wholes.back().id;
  }
  std::vector<InventoryLine> out;
  if (wholes.empty()) return {out, next};
  std::vector<store::Value> values = {search.as_of, search.as_of};
  for (const InventoryLine& whole : wholes) values.emplace_back(whole.id);
  values.insert(values.end(), {search.as_of, search.as_of});
  const auto parts = tx.all<InventoryLine>(fmt::format(kParts, store::marks(wholes.size())), values);
  for (const InventoryLine& whole : wholes) {
    const auto [first, last] = std::ranges::equal_range(parts, whole.id, {}, &InventoryLine::id);
    put_below(out, whole, {first, last});
  }
  return {out, next};
}

BatchStatistics statistics_of(const std::vector<ProposalView>& proposals) {
  std::map<std::string, Counted> disposals;
  std::map<std::string, Counted> departments;
  std::map<std::string, Counted> states;
  std::map<std::string, Counted> item_states;
  BatchStatistics out;
  for (const ProposalView& one : proposals) {
    if (one.state == ProposalState::dropped) continue;
    ++out.total;
    count(disposals, word(one.disposal), "");
    count(departments, one.department_id, one.department);
    count(states, word(one.state), "");
    count(item_states, one.item_state, "");
  }
  out.by_disposal = in_order(disposals);
  out.by_department = in_order(departments);
  out.by_state = in_order(states);
  out.by_item_state = in_order(item_states);
  return out;
}

std::vector<BatchView> read_batches(store::Tx& tx) { return tx.all<BatchView>(kBatches, {"", "", kBatchesMax}); }

std::optional<OneBatch> read_batch(store::Tx& tx, const Id& batch_id) {
  const auto batch = tx.one<BatchView>(kBatches, {batch_id, batch_id, std::int64_t{1}});
  if (!batch) return {};
  OneBatch out{*batch, {}, tx.all<ProposalView>(kProposals, {batch_id, kProposalsMax})};
  std::erase_if(out.proposals, [](const ProposalView& one) { return one.state == ProposalState::dropped; });
  out.statistics = statistics_of(out.proposals);
  return out;
}

}  // namespace gh::transfer
