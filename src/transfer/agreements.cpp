// Keeps agreements and ends them.
#include "transfer/agreements.h"

#include "base/assert.h"
#include "base/problem.h"
#include "transfer/evaluations.h"
#include "transfer/items.h"
#include "transfer/take_backs.h"

namespace gh::transfer {
namespace {

void begin(store::Tx& tx, const Basis& basis, const Agreement& agreement) {
  tx.execute(
      "insert into transfer_agreement (case_id, version, item_id, receiver_id, starts_on, year, status, ended_on, "
      "agreed_at, begun_by_act, begun_at, ended_by_act, ended_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      {agreement.case_id, agreement.version, agreement.item_id, agreement.receiver_id, agreement.starts_on,
       agreement.year, agreement.status, agreement.ended_on, agreement.agreed_at, basis.act_id, basis.at, nullptr,
       nullptr});
}

// Ends the version and begins the next as it is given.
void follow(store::Tx& tx, const Basis& basis, Agreement next) {
  const auto ended =
      tx.execute("update transfer_agreement set ended_by_act = ?, ended_at = ? where case_id = ? and ended_at is null",
                 {basis.act_id, basis.at, next.case_id});
  GH_ASSERT(ended == 1);
  ++next.version;
  begin(tx, basis, next);
}

[[noreturn]] void refuse_not_held() {
  throw Problem(ProblemCode::kConflict,
                FieldError{"/form/item", "item_held", "三(一)2", {"该职能没有承接方", "nobody holds the function"}});
}

}  // namespace

void agree(store::Tx& tx, const Basis& basis, const Id& item_id, const Id& receiver_id, Day starts_on) {
  const auto item = lock_item(tx, item_id);
  if (!item || item->case_id != basis.case_id || !after(item->state, ItemStep::agree))
    throw Problem(ProblemCode::kConflict,
                  FieldError{"/form/item",
                             "item_reserved",
                             "三(一)2",
                             {"事项不是由本办件征集中", "this case isn't the one that has reserved the item"}});
  change_item(tx, basis, *item, ItemStep::agree, basis.case_id, receiver_id);
  Agreement agreement;
  agreement.case_id = basis.case_id;
  agreement.version = 1;
  agreement.item_id = item_id;
  agreement.receiver_id = receiver_id;
  agreement.starts_on = starts_on;
  agreement.year = 1;
  agreement.status = AgreementStatus::supervised;
  agreement.agreed_at = basis.at;
  begin(tx, basis, agreement);
}

void conclude_year(store::Tx& tx, const Basis& basis, std::int64_t supervised_years) {
  const auto agreement = find_agreement(tx, basis.case_id);
  if (!agreement || agreement->status != AgreementStatus::supervised) refuse_not_held();
  conclude_evaluation(tx, basis, Conclusion::passed);
  Agreement next = *agreement;
  ++next.year;
  next.status = status_in(next.year, supervised_years + extensions_of(tx, basis.case_id));
  follow(tx, basis, next);
  if (next.status != AgreementStatus::regular) return;
  const auto item = lock_item(tx, agreement->item_id);
  GH_ASSERT(item.has_value());
  change_item(tx, basis, *item, ItemStep::pass_supervision, item->case_id, item->holder_id);
}

void begin_next_year(store::Tx& tx, const Basis& basis, const Agreement& agreement) {
  if (agreement.status != AgreementStatus::supervised) refuse_not_held();
  Agreement next = agreement;
  ++next.year;
  follow(tx, basis, next);
}

void take_back(store::Tx& tx, const Basis& basis, const Id& item_id) {
  const auto item = lock_item(tx, item_id);
  if (!item || !item->case_id || !after(item->state, ItemStep::take_back)) refuse_not_held();
  const auto agreement = find_agreement(tx, *item->case_id);
  GH_ASSERT(agreement.has_value() && agreement->item_id == item_id);
  Agreement next = *agreement;
  next.status = AgreementStatus::taken_back;
  next.ended_on = basis.today;
  follow(tx, basis, next);
  change_item(tx, basis, *item, ItemStep::take_back, {}, {});
  const auto decided = take_backs_of(tx, basis.case_id);
  if (!decided.empty() && decided.back().stage == TakeBackStage::decided)
    advance_take_back(tx, basis, TakeBackStage::taken_back);
}

std::optional<Agreement> find_agreement(store::Tx& tx, const Id& case_id, std::optional<Instant> as_of) {
  if (!as_of)
    return tx.one<Agreement>("select * from transfer_agreement where case_id = ? and ended_at is null", {case_id});
  return tx.one<Agreement>(
      "select * from transfer_agreement where case_id = ? and begun_at <= ? and (ended_at is null or ended_at > ?)",
      {case_id, *as_of, *as_of});
}

std::vector<Id> transfers_carried_by(store::Tx& tx, const Id& organisation_id) {
  std::vector<Id> out;
  tx.each(
      "select case_id from transfer_agreement where receiver_id = ? and ended_at is null and status <> ? order by "
      "case_id",
      {organisation_id, AgreementStatus::taken_back}, [&](const store::Row& row) { out.emplace_back(row.string(0)); });
  return out;
}

}  // namespace gh::transfer
