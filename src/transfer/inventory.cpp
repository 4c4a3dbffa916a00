// Keeps the inventory.
#include "transfer/inventory.h"

#include <boost/json/serialize.hpp>

#include "base/assert.h"
#include "base/described.h"

namespace gh::transfer {
namespace {

constexpr std::int64_t kPartsMax = 50;  // of one item; the form's limit is lower

// A row of transfer_part; what the catalogue isn't asked for stands in `details`, the part as JSON.
struct PartRow {
  std::string details;
};
BOOST_DESCRIBE_STRUCT(PartRow, (), (details))

Problem conflict(std::string rule, Text says) {
  return {ProblemCode::kConflict, FieldError{"", std::move(rule), "三(一)2", std::move(says)}};
}

void begin(store::Tx& tx, const Basis& basis, const InventoryItem& item) {
  tx.execute(
      "insert into transfer_inventory (inventory_id, version, department_id, name, kind, power, basis_document, "
      "basis_clause, workload, cost_fen, users, performed_by, state, begun_by_act, begun_at, ended_by_act, ended_at) "
      "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      {item.inventory_id, item.version, item.department_id, item.name, item.kind, item.power, item.basis_document,
       item.basis_clause, item.workload, item.cost_fen, item.users, item.performed_by, item.state, basis.act_id,
       basis.at, nullptr, nullptr});
}

void change(store::Tx& tx, const Basis& basis, InventoryItem item) {
  const auto ended = tx.execute(
      "update transfer_inventory set ended_by_act = ?, ended_at = ? where inventory_id = ? and ended_at is null",
      {basis.act_id, basis.at, item.inventory_id});
  GH_ASSERT(ended == 1);
  ++item.version;
  begin(tx, basis, item);
}

void end_parts(store::Tx& tx, const Basis& basis, const Id& inventory_id) {
  tx.execute("update transfer_part set ended_by_act = ?, ended_at = ? where inventory_id = ? and ended_at is null",
             {basis.act_id, basis.at, inventory_id});
}

InventoryItem locked(store::Tx& tx, const Id& inventory_id) {
  tx.lock("inventory:" + inventory_id);
  const auto item = find_function(tx, inventory_id);
  if (!item || item->state == InventoryState::dropped)
    throw conflict("inventory_item", {"清单中没有这项职能", "no such function in the inventory"});
  return *item;
}

std::string word(const std::optional<LegalBasisType>& type) {
  return type ? boost::describe::enum_to_string(*type, "") : "";
}
std::string word(const std::optional<Disposal>& disposal) {
  return disposal ? boost::describe::enum_to_string(*disposal, "") : "";
}

void begin_part(store::Tx& tx, const Basis& basis, const Part& part, std::int64_t place) {
  const auto version =
      tx.integer("select coalesce(max(version), 0) + 1 from transfer_part where inventory_id = ? and part = ?",
                 {basis.case_id, part.id});
  tx.execute(
      "insert into transfer_part (inventory_id, part, version, place, name, kind, power, legal_basis_type, workload, "
      "cost_fen, disposal, details, begun_by_act, begun_at, ended_by_act, ended_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, "
      "?, ?, ?, ?, ?, ?, ?)",
      {basis.case_id, part.id, version, place, part.name, part.kind, part.power, word(part.legal_basis_type),
       part.workload, part.cost_fen, word(part.disposal), json::serialize(write(part)), basis.act_id, basis.at, nullptr,
       nullptr});
}

}  // namespace

void enter_function(store::Tx& tx, const Basis& basis, const NewFunction& function) {
  tx.lock("inventory:" + basis.case_id);
  const auto before = find_function(tx, basis.case_id);
  if (before && (before->state == InventoryState::proposed || before->state == InventoryState::dropped))
    throw conflict("inventory_item", {"这项职能已报出处置意见", "its disposals are proposed already"});
  InventoryItem item;
  item.inventory_id = basis.case_id;
  item.version = before ? before->version : 1;
  item.department_id = function.department_id;
  item.name = function.name;
  item.kind = function.kind;
  item.power = function.power;
  item.basis_document = function.basis_document;
  item.basis_clause = function.basis_clause;
  item.workload = function.workload;
  item.cost_fen = function.cost_fen;
  item.users = function.users;
  item.performed_by = function.performed_by;
  item.state = InventoryState::entered;
  if (before) {
    end_parts(tx, basis, basis.case_id);
    change(tx, basis, item);
  } else {
    begin(tx, basis, item);
  }
}

void split_function(store::Tx& tx, const Basis& basis, const std::vector<Part>& parts) {
  InventoryItem item = locked(tx, basis.case_id);
  if (item.state == InventoryState::proposed)
    throw conflict("inventory_item", {"这项职能已报出处置意见", "its disposals are proposed already"});
  if (auto faults = faults_of({item.power, item.workload, item.cost_fen}, parts); !faults.empty())
    throw Problem(ProblemCode::kInvalidForm, std::move(faults));
  GH_ASSERT(std::ssize(parts) <= kPartsMax);
  end_parts(tx, basis, basis.case_id);
  std::int64_t place = 0;
  for (const Part& part : parts) begin_part(tx, basis, part, ++place);
  item.state = InventoryState::split;
  change(tx, basis, item);
}

void propose_disposals(store::Tx& tx, const Basis& basis) {
  InventoryItem item = locked(tx, basis.case_id);
  if (item.state != InventoryState::split)
    throw conflict("split_first", {"请先拆分并提出处置意见", "split it and propose its disposals first"});
  item.state = InventoryState::proposed;
  change(tx, basis, item);
}

void drop_function(store::Tx& tx, const Basis& basis) {
  InventoryItem item = locked(tx, basis.case_id);
  end_parts(tx, basis, basis.case_id);
  item.state = InventoryState::dropped;
  change(tx, basis, item);
}

std::optional<InventoryItem> find_function(store::Tx& tx, const Id& inventory_id) {
  return tx.one<InventoryItem>("select * from transfer_inventory where inventory_id = ? and ended_at is null",
                               {inventory_id});
}

std::vector<InventoryItem> versions_of_function(store::Tx& tx, const Id& inventory_id) {
  return tx.all<InventoryItem>("select * from transfer_inventory where inventory_id = ? order by version",
                               {inventory_id});
}

std::vector<Part> parts_of(store::Tx& tx, const Id& inventory_id, std::optional<Instant> as_of) {
  const auto rows = as_of ? tx.all<PartRow>(
                                "select details from transfer_part where inventory_id = ? and begun_at <= ? and "
                                "(ended_at is null or ended_at > ?) order by place",
                                {inventory_id, *as_of, *as_of})
                          : tx.all<PartRow>(
                                "select details from transfer_part where inventory_id = ? and ended_at is null order "
                                "by place",
                                {inventory_id});
  std::vector<Part> out;
  for (const PartRow& row : rows) out.push_back(read<Part>(parse_json(row.details)));
  return out;
}

}  // namespace gh::transfer
