// The inventory, the batches and what is proposed for them as people read them, with the names behind the ids.
#pragma once
#include <boost/describe/class.hpp>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "store/db.h"
#include "transfer/batches.h"
#include "transfer/inventory.h"

namespace gh::transfer {

// A line of the inventory: a whole function (`part` empty) or one of its parts, which stand below it.
struct InventoryLine {
  Id id;             // of the inventory case
  std::string part;  // empty for the whole
  std::string number;
  std::string name;
  Id department_id;
  std::string department;
  FunctionKind kind{};
  FunctionPower power{};
  std::string basis_document;
  std::string basis_clause;
  std::int64_t workload = 0;
  std::int64_t cost_fen = 0;
  std::string users;
  std::string performed_by;
  InventoryState state{};
  std::string legal_basis_type;  // of a part
  std::string disposal;          // of a part; empty where it stays
  std::string item_id;           // of what was proposed for it
  std::string proposal;          // ProposalState of it
  std::string batch_id;
  std::string batch;
};
BOOST_DESCRIBE_STRUCT(InventoryLine, (),
                      (id, part, number, name, department_id, department, kind, power, basis_document, basis_clause,
                       workload, cost_fen, users, performed_by, state, legal_basis_type, disposal, item_id, proposal,
                       batch_id, batch))

struct InventorySearch {
  std::string text{};           // part of the name; empty = all
  std::string department_id{};  // empty = all
  std::optional<FunctionKind> kind{};
  std::optional<Disposal> disposal{};  // a part has it
  std::optional<InventoryState> state{};
  Instant as_of{};
};
// Whole functions, newest first, each with its parts below; `limit` counts functions.
std::pair<std::vector<InventoryLine>, std::optional<Id>> search_inventory(store::Tx& tx, const InventorySearch& search,
                                                                          std::size_t limit,
                                                                          std::string_view after = {});

// What was proposed, and what has become of it in the catalogue.
struct ProposalView {
  Id item_id;
  std::string number;
  std::string name;
  Id department_id;
  std::string department;
  std::string kind;
  std::string legal_basis_type;
  Disposal disposal{};
  ProposalState state{};
  std::string advice;
  std::string item_state;  // ItemState of the catalogue, or empty
  std::string holder_id;
  std::string holder;
};
BOOST_DESCRIBE_STRUCT(ProposalView, (),
                      (item_id, number, name, department_id, department, kind, legal_basis_type, disposal, state,
                       advice, item_state, holder_id, holder))

struct Counted {
  std::string key;
  std::string title;  // where the key is an id
  std::int64_t count = 0;
};
BOOST_DESCRIBE_STRUCT(Counted, (), (key, title, count))

// The numbers of a batch: by disposal, by department, by the state of the proposal and of the item; the highest first,
// equal ones by key.
struct BatchStatistics {
  std::int64_t total = 0;
  std::vector<Counted> by_disposal;
  std::vector<Counted> by_department;
  std::vector<Counted> by_state;
  std::vector<Counted> by_item_state;
};
BOOST_DESCRIBE_STRUCT(BatchStatistics, (), (total, by_disposal, by_department, by_state, by_item_state))
BatchStatistics statistics_of(const std::vector<ProposalView>& proposals);

struct BatchView {
  Id id;
  std::string number;
  std::string title;
  std::int64_t year = 0;
  bool pilot = false;
  Day proposals_until{};
  BatchState state{};
  std::optional<Day> published_on;
  std::optional<std::int64_t> catalogue;
  std::int64_t proposals = 0;
};
BOOST_DESCRIBE_STRUCT(BatchView, (),
                      (id, number, title, year, pilot, proposals_until, state, published_on, catalogue, proposals))

struct OneBatch {
  BatchView batch;
  BatchStatistics statistics;
  std::vector<ProposalView> proposals;
};
BOOST_DESCRIBE_STRUCT(OneBatch, (), (batch, statistics, proposals))

// Newest first.
std::vector<BatchView> read_batches(store::Tx& tx);
std::optional<OneBatch> read_batch(store::Tx& tx, const Id& batch_id);

}  // namespace gh::transfer
