// Keeps the catalogue of functions.
#include "transfer/items.h"

#include <set>

#include "base/assert.h"
#include "base/problem.h"

namespace gh::transfer {
namespace {

Problem conflict(std::string field, std::string rule, std::string clause, Text says) {
  return {ProblemCode::kConflict, FieldError{std::move(field), std::move(rule), std::move(clause), std::move(says)}};
}

void begin(store::Tx& tx, const Basis& basis, const FunctionItem& item) {
  tx.execute(
      "insert into transfer_item (item_id, version, department_id, name, legal_basis_type, competition_class, state, "
      "case_id, holder_id, begun_by_act, begun_at, ended_by_act, ended_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
      "?)",
      {item.item_id, item.version, item.department_id, item.name, item.legal_basis_type, item.competition_class,
       item.state, item.case_id, item.holder_id, basis.act_id, basis.at, nullptr, nullptr});
}

void keep_duties(store::Tx& tx, const Id& item_id, const std::vector<Duty>& duties) {
  std::set<std::string_view> known;
  std::int64_t place = 0;
  for (const Duty& duty : duties) {
    if (!known.insert(duty.id).second)
      throw conflict("/form/duties", "distinct_duties", "三(一)2",
                     {"职责编号重复：" + duty.id, "the duty stands there twice: " + duty.id});
    tx.execute("insert into transfer_duty (item_id, duty, place, says) values (?, ?, ?, ?)",
               {item_id, duty.id, ++place, duty.text});
  }
}

}  // namespace

void publish_item(store::Tx& tx, const Basis& basis, const NewItem& item) {
  if (item.legal_basis_type == LegalBasisType::licence)
    throw conflict("/form/legal_basis_type", "not_a_licence", "行政许可法24",
                   {"行政许可不得转移给行业协会商会", "a licence isn't handed to an association"});
  if (lock_item(tx, basis.case_id))
    throw conflict("", "item_exists", "三(一)3",
                   {"该办件的职能事项已列入目录", "this case has put its item into the catalogue already"});
  FunctionItem published;
  published.item_id = basis.case_id;
  published.version = 1;
  published.department_id = item.department_id;
  published.name = item.name;
  published.legal_basis_type = item.legal_basis_type;
  published.competition_class = item.competition_class;
  published.state = ItemState::open;
  begin(tx, basis, published);
  keep_duties(tx, basis.case_id, item.duties);
}

void withdraw_item(store::Tx& tx, const Basis& basis, const Id& item_id) {
  const auto item = lock_item(tx, item_id);
  if (!item || !after(item->state, ItemStep::withdraw))
    throw conflict("/form/item", "item_open", "三(一)3",
                   {"事项不在目录中，或正在转移、已有承接方", "the item isn't in the catalogue, or not free"});
  change_item(tx, basis, *item, ItemStep::withdraw, {}, {});
}

void reserve_item(store::Tx& tx, const Basis& basis, const Id& item_id) {
  const auto item = lock_item(tx, item_id);
  if (item && item->state == ItemState::in_transfer && item->case_id == basis.case_id) return;
  if (!item || !after(item->state, ItemStep::reserve))
    throw conflict("/form/item", "item_open", "三(一)2",
                   {"事项不在目录中，或正在转移、已有承接方", "the item isn't in the catalogue, or not free"});
  change_item(tx, basis, *item, ItemStep::reserve, basis.case_id, {});
}

void free_item(store::Tx& tx, const Basis& basis, const Id& item_id) {
  const auto item = lock_item(tx, item_id);
  if (!item || item->case_id != basis.case_id || !after(item->state, ItemStep::free))
    throw conflict("/form/item", "item_reserved", "三(一)2",
                   {"事项不是由本办件征集中", "this case isn't the one that has reserved the item"});
  change_item(tx, basis, *item, ItemStep::free, {}, {});
}

std::optional<FunctionItem> lock_item(store::Tx& tx, const Id& item_id) {
  tx.lock("function-item:" + item_id);
  return find_item(tx, item_id);
}

void change_item(store::Tx& tx, const Basis& basis, const FunctionItem& item, ItemStep step, std::optional<Id> case_id,
                 std::optional<Id> holder_id) {
  const auto next_state = after(item.state, step);
  GH_ASSERT(next_state.has_value());
  const auto ended =
      tx.execute("update transfer_item set ended_by_act = ?, ended_at = ? where item_id = ? and ended_at is null",
                 {basis.act_id, basis.at, item.item_id});
  GH_ASSERT(ended == 1);
  FunctionItem next = item;
  next.version = item.version + 1;
  next.state = *next_state;
  next.case_id = std::move(case_id);
  next.holder_id = std::move(holder_id);
  begin(tx, basis, next);
}

std::optional<FunctionItem> find_item(store::Tx& tx, const Id& item_id, std::optional<Instant> as_of) {
  if (!as_of)
    return tx.one<FunctionItem>("select * from transfer_item where item_id = ? and ended_at is null", {item_id});
  return tx.one<FunctionItem>(
      "select * from transfer_item where item_id = ? and begun_at <= ? and (ended_at is null or ended_at > ?)",
      {item_id, *as_of, *as_of});
}

std::vector<FunctionItem> versions_of_item(store::Tx& tx, const Id& item_id) {
  return tx.all<FunctionItem>("select * from transfer_item where item_id = ? order by version", {item_id});
}

std::vector<Duty> duties_of(store::Tx& tx, const Id& item_id) {
  return tx.all<Duty>("select duty as id, says as text from transfer_duty where item_id = ? order by place", {item_id});
}

}  // namespace gh::transfer
