// The functions of the departments, item by item, and the parts they are split into (职能梳理, 三(一)2): a register
// that keeps every version.
#pragma once
#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <optional>
#include <string>
#include <vector>

#include "store/db.h"
#include "transfer/basis.h"
#include "transfer/splitting.h"

namespace gh::transfer {

// entered: not yet split; proposed: confirmed by the head, its parts are on their way into the catalogue; dropped:
// taken out of the inventory.
enum class InventoryState { entered, split, proposed, dropped };
BOOST_DESCRIBE_ENUM(InventoryState, entered, split, proposed, dropped)

// What a department enters.
struct NewFunction {
  Id department_id;
  std::string name;
  FunctionKind kind{};
  FunctionPower power{};
  std::string basis_document;
  std::string basis_clause;
  std::int64_t workload = 0;  // a year
  std::int64_t cost_fen = 0;  // a year
  std::string users;          // who uses it
  std::string performed_by;   // who does it now
};
BOOST_DESCRIBE_STRUCT(NewFunction, (),
                      (department_id, name, kind, power, basis_document, basis_clause, workload, cost_fen, users,
                       performed_by))

// One version of an item, known by the id of its function-inventory case.
struct InventoryItem {
  Id inventory_id;
  std::int64_t version = 0;
  Id department_id;
  std::string name;
  FunctionKind kind{};
  FunctionPower power{};
  std::string basis_document;
  std::string basis_clause;
  std::int64_t workload = 0;
  std::int64_t cost_fen = 0;
  std::string users;
  std::string performed_by;
  InventoryState state{};
  Id begun_by_act;
  Instant begun_at{};
  std::optional<Id> ended_by_act;
  std::optional<Instant> ended_at;
};
BOOST_DESCRIBE_STRUCT(InventoryItem, (),
                      (inventory_id, version, department_id, name, kind, power, basis_document, basis_clause, workload,
                       cost_fen, users, performed_by, state, begun_by_act, begun_at, ended_by_act, ended_at))

// Enters the item of the basis's case, or changes what was entered; parts that no longer add up are taken away.
void enter_function(store::Tx& tx, const Basis& basis, const NewFunction& function);
// Puts these parts in the place of those before. kInvalidForm with every fault of faults_of; kConflict
// "inventory_item" where the case has entered nothing, or what it entered is proposed already or dropped.
void split_function(store::Tx& tx, const Basis& basis, const std::vector<Part>& parts);
// Confirms the splitting. kConflict "split_first" unless it is split.
void propose_disposals(store::Tx& tx, const Basis& basis);
// Takes the item out of the inventory. kConflict "inventory_item".
void drop_function(store::Tx& tx, const Basis& basis);

// The version in force; nothing where there is none.
std::optional<InventoryItem> find_function(store::Tx& tx, const Id& inventory_id);
// Every version, oldest first.
std::vector<InventoryItem> versions_of_function(store::Tx& tx, const Id& inventory_id);
// In force at the instant (now when absent), in the order in which they were proposed.
std::vector<Part> parts_of(store::Tx& tx, const Id& inventory_id, std::optional<Instant> as_of = {});

}  // namespace gh::transfer
