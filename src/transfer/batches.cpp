// Keeps batches, proposals and the versions of the catalogue.
#include "transfer/batches.h"

#include <algorithm>

#include "base/assert.h"
#include "base/problem.h"
#include "transfer/inventory.h"

namespace gh::transfer {
namespace {

Problem conflict(std::string rule, Text says) {
  return {ProblemCode::kConflict, FieldError{"", std::move(rule), "三(一)2", std::move(says)}};
}

void begin(store::Tx& tx, const Basis& basis, const Batch& batch) {
  tx.execute(
      "insert into transfer_batch (batch_id, version, title, year, pilot, proposals_until, state, published_on, "
      "catalogue, begun_by_act, begun_at, ended_by_act, ended_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      {batch.batch_id, batch.version, batch.title, batch.year, batch.pilot, batch.proposals_until, batch.state,
       batch.published_on, batch.catalogue, basis.act_id, basis.at, nullptr, nullptr});
}

void change(store::Tx& tx, const Basis& basis, Batch batch) {
  const auto ended =
      tx.execute("update transfer_batch set ended_by_act = ?, ended_at = ? where batch_id = ? and ended_at is null",
                 {basis.act_id, basis.at, batch.batch_id});
  GH_ASSERT(ended == 1);
  ++batch.version;
  begin(tx, basis, batch);
}

Batch locked(store::Tx& tx, const Id& batch_id, BatchState state) {
  tx.lock("function-batch:" + batch_id);
  const auto batch = find_batch(tx, batch_id);
  if (!batch || batch->state != state)
    throw conflict("batch_state", {"批次当前阶段不能这样办理", "the batch isn't in a stage for this"});
  return *batch;
}

void begin(store::Tx& tx, const Basis& basis, const Proposal& proposal) {
  tx.execute(
      "insert into transfer_proposal (item_id, version, department_id, batch_id, inventory_id, part, name, kind, "
      "legal_basis_type, disposal, state, advice, begun_by_act, begun_at, ended_by_act, ended_at) values (?, ?, ?, ?, "
      "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      {proposal.item_id, proposal.version, proposal.department_id, proposal.batch_id, proposal.inventory_id,
       proposal.part, proposal.name, proposal.kind, proposal.legal_basis_type, proposal.disposal, proposal.state,
       proposal.advice, basis.act_id, basis.at, nullptr, nullptr});
}

void change(store::Tx& tx, const Basis& basis, Proposal proposal) {
  const auto ended =
      tx.execute("update transfer_proposal set ended_by_act = ?, ended_at = ? where item_id = ? and ended_at is null",
                 {basis.act_id, basis.at, proposal.item_id});
  GH_ASSERT(ended == 1);
  ++proposal.version;
  begin(tx, basis, proposal);
}

// What is new to a batch comes in while it collects, and by its last day; what was returned comes again until it is
// published.
void require_open_batch(store::Tx& tx, const Basis& basis, const Proposal& proposal,
                        const std::optional<Proposal>& before) {
  if (proposal.batch_id.empty()) return;
  tx.lock("function-batch:" + proposal.batch_id);
  const auto batch = find_batch(tx, proposal.batch_id);
  const bool again = before && before->batch_id == proposal.batch_id;
  const bool collects = batch && batch->state == BatchState::collecting && basis.today <= batch->proposals_until;
  const bool examines =
      batch && again && batch->state != BatchState::published && batch->state != BatchState::discarded;
  if (!collects && !examines)
    throw conflict("batch_collecting", {"本批次已截止申报", "the batch takes no more proposals"});
  const auto others =
      tx.integer("select count(*) from transfer_proposal where batch_id = ? and ended_at is null and item_id <> ?",
                 {proposal.batch_id, basis.case_id});
  if (others.value_or(0) >= static_cast<std::int64_t>(kProposalsMax))
    throw conflict("batch_full", {"本批次事项已满，请另设批次", "the batch is full; open another one"});
}

// A part of the inventory is its own department's, and proposed once.
void require_free_part(store::Tx& tx, const Basis& basis, const Proposal& proposal) {
  if (proposal.inventory_id.empty()) return;
  tx.lock("function-inventory:" + proposal.inventory_id);
  const auto whole = find_function(tx, proposal.inventory_id);
  const auto parts = parts_of(tx, proposal.inventory_id);
  const bool known = whole && whole->department_id == proposal.department_id &&
                     std::ranges::any_of(parts, [&](const Part& part) { return part.id == proposal.part; });
  if (!known)
    throw conflict("known_part", {"职能清单中没有本部门的这一部分", "the department's inventory has no such part"});
  const auto others = tx.integer(
      "select count(*) from transfer_proposal where inventory_id = ? and part = ? and ended_at is null and item_id <> "
      "? "
      "and state <> ?",
      {proposal.inventory_id, proposal.part, basis.case_id, ProposalState::dropped});
  if (others.value_or(0) > 0) throw conflict("part_proposed", {"该部分已经申报", "the part is proposed already"});
}

}  // namespace

void open_batch(store::Tx& tx, const Basis& basis, const NewBatch& batch) {
  Batch opened;
  opened.batch_id = basis.case_id;
  opened.version = 1;
  opened.title = batch.title;
  opened.year = batch.year;
  opened.pilot = batch.pilot;
  opened.proposals_until = batch.proposals_until;
  begin(tx, basis, opened);
}

void close_batch(store::Tx& tx, const Basis& basis) {
  Batch batch = locked(tx, basis.case_id, BatchState::collecting);
  batch.state = BatchState::examining;
  change(tx, basis, batch);
}

void discard_batch(store::Tx& tx, const Basis& basis) {
  Batch batch = locked(tx, basis.case_id, BatchState::examining);
  batch.state = BatchState::discarded;
  change(tx, basis, batch);
}

void publish_batch(store::Tx& tx, const Basis& basis, std::int64_t catalogue) {
  Batch batch = locked(tx, basis.case_id, BatchState::examining);
  const auto proposals = proposals_of(tx, basis.case_id);
  const auto are = [&](auto... states) {
    return std::ranges::count_if(proposals, [&](const Proposal& one) { return ((one.state == states) || ...); });
  };
  if (are(ProposalState::proposed, ProposalState::advised) > 0)
    throw conflict("all_examined", {"本批次尚有事项未审核", "an item of the batch isn't examined yet"});
  if (are(ProposalState::examined, ProposalState::published) == 0)
    throw conflict("nothing_examined", {"本批次没有审核通过的事项", "no item of the batch was examined"});
  batch.state = BatchState::published;
  batch.published_on = basis.today;
  batch.catalogue = catalogue;
  change(tx, basis, batch);
}

std::optional<Batch> find_batch(store::Tx& tx, const Id& batch_id) {
  return tx.one<Batch>("select * from transfer_batch where batch_id = ? and ended_at is null", {batch_id});
}

void propose(store::Tx& tx, const Basis& basis, Proposal proposal) {
  const auto before = find_proposal(tx, basis.case_id);
  require_open_batch(tx, basis, proposal, before);
  require_free_part(tx, basis, proposal);
  proposal.item_id = basis.case_id;
  proposal.version = before ? before->version : 1;
  proposal.state = ProposalState::proposed;
  proposal.advice.clear();
  if (before)
    change(tx, basis, proposal);
  else
    begin(tx, basis, proposal);
}

void advise(store::Tx& tx, const Basis& basis, bool favourable) {
  const auto before = find_proposal(tx, basis.case_id);
  GH_ASSERT(before.has_value());
  Proposal proposal = *before;
  proposal.state = ProposalState::advised;
  proposal.advice = favourable ? "favourable" : "unfavourable";
  change(tx, basis, proposal);
}

void settle(store::Tx& tx, const Basis& basis, ProposalState state) {
  const auto before = find_proposal(tx, basis.case_id);
  if (!before) return;
  if (!before->batch_id.empty()) tx.lock("function-batch:" + before->batch_id);
  Proposal proposal = *before;
  proposal.state = state;
  change(tx, basis, proposal);
}

std::optional<Proposal> find_proposal(store::Tx& tx, const Id& item_id) {
  return tx.one<Proposal>("select * from transfer_proposal where item_id = ? and ended_at is null", {item_id});
}

std::vector<Proposal> proposals_of(store::Tx& tx, const Id& batch_id) {
  return tx.all<Proposal>(
      "select * from transfer_proposal where batch_id = ? and ended_at is null order by item_id limit ?",
      {batch_id, kProposalsMax});
}

std::int64_t publish_version(store::Tx& tx, const Basis& basis, CatalogueCause cause) {
  tx.lock("function-catalogue");
  const std::int64_t number = tx.integer("select coalesce(max(number), 0) + 1 from transfer_catalogue").value_or(1);
  tx.execute(
      "insert into transfer_catalogue (number, cause, case_id, published_on, published_at, act_id) values (?, ?, ?, ?, "
      "?, ?)",
      {number, cause, basis.case_id, basis.today, basis.at, basis.act_id});
  return number;
}

std::optional<CatalogueVersion> find_version(store::Tx& tx, std::int64_t number) {
  return tx.one<CatalogueVersion>("select * from transfer_catalogue where number = ?", {number});
}

std::vector<CatalogueVersion> catalogue_versions(store::Tx& tx) {
  return tx.all<CatalogueVersion>("select * from transfer_catalogue order by number desc");
}

}  // namespace gh::transfer
