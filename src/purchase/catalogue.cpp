// Keeps the catalogue of services.
#include "purchase/catalogue.h"

#include "base/assert.h"
#include "base/problem.h"

namespace gh::purchase {
namespace {

void begin(store::Tx& tx, const Basis& basis, const NewItem& item, std::int64_t version, ItemStatus status) {
  tx.execute(
      "insert into purchase_item (item_id, version, department_id, code, name, service_class, status, begun_by_act, "
      "begun_at, ended_by_act, ended_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      {item.item_id, version, item.department_id, item.code, item.name, item.service_class, status, basis.act_id,
       basis.at, nullptr, nullptr});
}

}  // namespace

void publish_item(store::Tx& tx, const Basis& basis, const NewItem& item) {
  tx.lock("service-code:" + item.code);
  if (find_item(tx, item.item_id))
    throw Problem(ProblemCode::kConflict,
                  FieldError{"",
                             "item_exists",
                             "财政部令102号11",
                             {"该办件的服务事项已列入目录", "this case has put its item into the catalogue already"}});
  if (code_taken(tx, item.code))
    throw Problem(ProblemCode::kConflict,
                  FieldError{"/form/code",
                             "code_taken",
                             "财政部令102号11",
                             {"目录中已有事项使用该编码", "an item of the catalogue has this code already"}});
  begin(tx, basis, item, 1, ItemStatus::open);
}

void withdraw_item(store::Tx& tx, const Basis& basis, const Id& item_id) {
  tx.lock("service-item:" + item_id);
  const auto item = find_item(tx, item_id);
  if (!item || item->status != ItemStatus::open)
    throw Problem(
        ProblemCode::kConflict,
        FieldError{"/form/item", "item_open", "三(一)3", {"该服务事项不在目录中", "the item isn't in the catalogue"}});
  const auto ended =
      tx.execute("update purchase_item set ended_by_act = ?, ended_at = ? where item_id = ? and ended_at is null",
                 {basis.act_id, basis.at, item_id});
  GH_ASSERT(ended == 1);
  begin(tx, basis, {item_id, item->department_id, item->code, item->name, item->service_class}, item->version + 1,
        ItemStatus::withdrawn);
}

std::optional<ServiceItem> find_item(store::Tx& tx, const Id& item_id, std::optional<Instant> as_of) {
  if (!as_of)
    return tx.one<ServiceItem>("select * from purchase_item where item_id = ? and ended_at is null", {item_id});
  return tx.one<ServiceItem>(
      "select * from purchase_item where item_id = ? and begun_at <= ? and (ended_at is null or ended_at > ?)",
      {item_id, *as_of, *as_of});
}

std::vector<ServiceItem> versions_of_item(store::Tx& tx, const Id& item_id) {
  return tx.all<ServiceItem>("select * from purchase_item where item_id = ? order by version", {item_id});
}

bool code_taken(store::Tx& tx, std::string_view code) {
  return tx.integer("select count(*) from purchase_item where code = ? and status = ? and ended_at is null",
                    {code, ItemStatus::open})
             .value_or(0) > 0;
}

}  // namespace gh::purchase
