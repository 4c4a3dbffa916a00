// Keeps contracts and milestones.
#include "purchase/contracts.h"

#include <fmt/format.h>

#include <set>

#include "base/assert.h"
#include "base/problem.h"
#include "identity/organisations.h"
#include "purchase/plans.h"
#include "purchase/shares.h"

namespace gh::purchase {
namespace {

[[noreturn]] void refuse(ProblemCode code, std::string_view field, std::string_view rule, std::string_view clause,
                         Text says) {
  throw Problem(code, FieldError{std::string(field), std::string(rule), std::string(clause), std::move(says)});
}

void begin(store::Tx& tx, const Basis& basis, const Contract& contract) {
  tx.execute(
      "insert into purchase_contract (case_id, version, department_id, item_id, line_id, method, supplier_id, "
      "amount_fen, "
      "starts_on, ends_on, status, signed_at, begun_by_act, begun_at, ended_by_act, ended_at) values "
      "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      {contract.case_id, contract.version, contract.department_id, contract.item_id, contract.line_id, contract.method,
       contract.supplier_id, contract.amount_fen, contract.starts_on, contract.ends_on, contract.status,
       contract.signed_at, basis.act_id, basis.at, nullptr, nullptr});
}

void begin(store::Tx& tx, const Basis& basis, const Milestone& milestone) {
  tx.execute(
      "insert into purchase_milestone (case_id, milestone, version, place, title, share_permille, amount_fen, due_on, "
      "status, begun_by_act, begun_at, ended_by_act, ended_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      {milestone.case_id, milestone.milestone, milestone.version, milestone.place, milestone.title,
       milestone.share_permille, milestone.amount_fen, milestone.due_on, milestone.status, basis.act_id, basis.at,
       nullptr, nullptr});
}

std::vector<Fen> amounts_of(const NewContract& contract) {
  if (contract.amount_fen < 1 || contract.amount_fen > kFenMax)
    refuse(ProblemCode::kInvalidForm, "/form/amount_fen", "amount-range", "",
           {"金额超出允许范围", "the amount is out of range"});
  if (contract.ends_on < contract.starts_on)
    refuse(ProblemCode::kInvalidForm, "/form/ends_on", "contract_period", "政府采购法46",
           {"终止日不得早于起始日", "the contract doesn't end before it starts"});
  std::set<std::string_view> ids;
  std::vector<std::int64_t> shares;
  for (const PlannedMilestone& milestone : contract.milestones) {
    ids.insert(milestone.id);
    shares.push_back(milestone.share_permille);
  }
  if (ids.size() != contract.milestones.size() || ids.size() > kMilestonesMax)
    refuse(ProblemCode::kInvalidForm, "/form/milestones", "distinct_milestones", "三(一)3",
           {"分期编号不得重复，期数不得过多", "no milestone stands there twice, nor are there too many"});
  auto amounts = split_price(contract.amount_fen, shares);
  if (!amounts)
    refuse(ProblemCode::kInvalidForm, "/form/milestones", "milestone_shares", "三(一)3",
           {"各期占比合计应为千分之一千，且每期金额不得为负",
            "the shares add up to 1000 permille and leave no milestone below zero"});
  return std::move(*amounts);
}

void require_active(store::Tx& tx, const Id& supplier_id) {
  const auto supplier = identity::find_organisation(tx, supplier_id);
  if (!supplier || supplier->status != identity::OrganisationStatus::active)
    refuse(ProblemCode::kConflict, "", "supplier_open", "政府采购法22",
           {"承接方已不是有效存续的单位", "the supplier isn't an active organisation"});
}

void move_milestone(store::Tx& tx, const Basis& basis, const Id& case_id, std::string_view id, MilestoneStatus from,
                    MilestoneStatus to) {
  const auto contract = find_contract(tx, case_id);
  auto milestone = find_milestone(tx, case_id, id);
  if (!contract || contract->status != ContractStatus::performing || !milestone || milestone->status != from)
    refuse(ProblemCode::kConflict, "/form/milestone", "milestone_state", "三(一)3",
           {"该期目标当前不能这样办理", "that can't be done with this milestone now"});
  const auto ended = tx.execute(
      "update purchase_milestone set ended_by_act = ?, ended_at = ? where case_id = ? and milestone = ? and ended_at "
      "is null",
      {basis.act_id, basis.at, case_id, id});
  GH_ASSERT(ended == 1);
  ++milestone->version;
  milestone->status = to;
  begin(tx, basis, *milestone);
}

}  // namespace

void sign_contract(store::Tx& tx, const Basis& basis, const NewContract& contract) {
  tx.lock("contract:" + contract.case_id);
  const std::vector<Fen> amounts = amounts_of(contract);
  const auto plan = find_plan(tx, contract.case_id);
  if (!plan)
    refuse(ProblemCode::kConflict, "", "no_plan", "政府采购法实施条例29",
           {"没有已备案的采购计划", "no plan has been filed for it"});
  if (find_contract(tx, contract.case_id))
    refuse(ProblemCode::kConflict, "", "contract_exists", "政府采购法46",
           {"合同已签订", "the contract has been signed"});
  require_active(tx, contract.supplier_id);
  begin(tx, basis,
        Contract{contract.case_id,
                 1,
                 plan->department_id,
                 plan->item_id,
                 plan->line_id,
                 plan->method,
                 contract.supplier_id,
                 contract.amount_fen,
                 contract.starts_on,
                 contract.ends_on,
                 ContractStatus::performing,
                 basis.at,
                 {},
                 {},
                 {},
                 {}});
  Fen sum = 0;
  for (std::size_t i = 0; i < amounts.size(); ++i) {
    const PlannedMilestone& planned = contract.milestones[i];
    begin(tx, basis,
          Milestone{contract.case_id,
                    planned.id,
                    1,
                    static_cast<std::int64_t>(i) + 1,
                    planned.title,
                    planned.share_permille,
                    amounts[i],
                    planned.due_on,
                    MilestoneStatus::open,
                    {},
                    {},
                    {},
                    {}});
    sum += amounts[i];
  }
  GH_ASSERT(sum == contract.amount_fen);
}

void end_contract(store::Tx& tx, const Basis& basis, const Id& case_id, ContractStatus outcome) {
  GH_ASSERT(outcome != ContractStatus::performing);
  tx.lock("contract:" + case_id);
  auto contract = find_contract(tx, case_id);
  if (!contract || contract->status != ContractStatus::performing)
    refuse(ProblemCode::kConflict, "", "contract_performing", "政府采购法50",
           {"没有正在履行的合同", "no contract is being performed"});
  const auto ended =
      tx.execute("update purchase_contract set ended_by_act = ?, ended_at = ? where case_id = ? and ended_at is null",
                 {basis.act_id, basis.at, case_id});
  GH_ASSERT(ended == 1);
  ++contract->version;
  contract->status = outcome;
  begin(tx, basis, *contract);
}

void report_milestone(store::Tx& tx, const Basis& basis, const Id& case_id, std::string_view milestone) {
  move_milestone(tx, basis, case_id, milestone, MilestoneStatus::open, MilestoneStatus::reported);
}
void accept_milestone(store::Tx& tx, const Basis& basis, const Id& case_id, std::string_view milestone) {
  move_milestone(tx, basis, case_id, milestone, MilestoneStatus::reported, MilestoneStatus::accepted);
}
void reject_milestone(store::Tx& tx, const Basis& basis, const Id& case_id, std::string_view milestone) {
  move_milestone(tx, basis, case_id, milestone, MilestoneStatus::reported, MilestoneStatus::open);
}
void pay_milestone(store::Tx& tx, const Basis& basis, const Id& case_id, std::string_view milestone) {
  move_milestone(tx, basis, case_id, milestone, MilestoneStatus::accepted, MilestoneStatus::paid);
}

std::optional<Contract> find_contract(store::Tx& tx, const Id& case_id, std::optional<Instant> as_of) {
  if (!as_of)
    return tx.one<Contract>("select * from purchase_contract where case_id = ? and ended_at is null", {case_id});
  return tx.one<Contract>(
      "select * from purchase_contract where case_id = ? and begun_at <= ? and (ended_at is null or ended_at > ?)",
      {case_id, *as_of, *as_of});
}

std::vector<Milestone> milestones_of(store::Tx& tx, const Id& case_id, std::optional<Instant> as_of) {
  if (!as_of)
    return tx.all<Milestone>("select * from purchase_milestone where case_id = ? and ended_at is null order by place",
                             {case_id});
  return tx.all<Milestone>(
      "select * from purchase_milestone where case_id = ? and begun_at <= ? and (ended_at is null or ended_at > ?) "
      "order "
      "by place",
      {case_id, *as_of, *as_of});
}

std::optional<Milestone> find_milestone(store::Tx& tx, const Id& case_id, std::string_view milestone) {
  return tx.one<Milestone>("select * from purchase_milestone where case_id = ? and milestone = ? and ended_at is null",
                           {case_id, milestone});
}

}  // namespace gh::purchase
