// The catalogue and the contracts as everybody reads them, with the names of who stands behind the ids.
#pragma once
#include <boost/describe/class.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "purchase/catalogue.h"
#include "purchase/contracts.h"

namespace gh::purchase {

struct ItemView {
  Id id;
  std::int64_t version = 0;
  std::string number;  // of the service-item case
  std::string code;
  std::string name;
  std::string service_class;
  Id department_id;
  std::string department;
  ItemStatus status{};
  Instant since{};  // when this version began
  std::optional<Instant> until;
};
BOOST_DESCRIBE_STRUCT(ItemView, (),
                      (id, version, number, code, name, service_class, department_id, department, status, since, until))

struct ItemSearch {
  std::string text{};           // part of code or name; empty = all
  std::string service_class{};  // empty = all
  std::string department_id{};
  std::optional<ItemStatus> status{};
  std::optional<Instant> as_of{};  // as it stood then; now when absent
};
struct ItemPage {
  std::vector<ItemView> items;  // newest first
  std::optional<Id> next;       // pass as `after` for the next page
};
ItemPage search_items(store::Tx& tx, const ItemSearch& search, std::size_t limit, std::string_view after = {});
// Every version, oldest first; empty where there is no such item.
std::vector<ItemView> item_history(store::Tx& tx, const Id& item_id);

struct ContractView {
  Id id;               // of the purchase case
  std::string number;  // of the purchase case
  std::string title;
  Id department_id;
  std::string department;
  Id supplier_id;
  std::string supplier;
  Id item_id;
  std::string item_code;
  std::string item_name;
  std::string method;
  Fen amount_fen = 0;
  Day starts_on{};
  Day ends_on{};
  ContractStatus status{};
  Instant signed_at{};
  std::optional<Instant> ended_at;  // completed or rescinded
  Fen paid_fen = 0;                 // of its milestones
};
BOOST_DESCRIBE_STRUCT(ContractView, (),
                      (id, number, title, department_id, department, supplier_id, supplier, item_id, item_code,
                       item_name, method, amount_fen, starts_on, ends_on, status, signed_at, ended_at, paid_fen))

struct MilestoneView {
  std::string id;
  std::string title;
  std::int64_t share_permille = 0;
  Fen amount_fen = 0;
  Day due_on{};
  MilestoneStatus status{};
  Instant since{};  // in this status
};
BOOST_DESCRIBE_STRUCT(MilestoneView, (), (id, title, share_permille, amount_fen, due_on, status, since))

struct OneContract {
  ContractView contract;
  std::vector<MilestoneView> milestones;
};
BOOST_DESCRIBE_STRUCT(OneContract, (), (contract, milestones))

struct ContractSearch {
  std::string text{};  // part of number or title
  std::string department_id{};
  std::string supplier_id{};
  std::optional<ContractStatus> status{};
  std::optional<Instant> as_of{};
};
struct ContractPage {
  std::vector<ContractView> contracts;  // newest case first
  std::optional<Id> next;
};
ContractPage search_contracts(store::Tx& tx, const ContractSearch& search, std::size_t limit,
                              std::string_view after = {});
// Nothing where the case has no contract, or hadn't one then.
std::optional<OneContract> read_contract(store::Tx& tx, const Id& case_id, std::optional<Instant> as_of = {});

}  // namespace gh::purchase
