// The catalogue of services that may be bought (三(一)3, 财政部令102号11): a register that keeps every version.
#pragma once
#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "purchase/basis.h"
#include "store/db.h"

namespace gh::purchase {

// Enumerators are spelled as they are stored and sent.
enum class ItemStatus { open, withdrawn };
BOOST_DESCRIBE_ENUM(ItemStatus, open, withdrawn)

// One version of an item, known by the id of its service-item case.
struct ServiceItem {
  Id item_id;
  std::int64_t version = 0;
  Id department_id;
  std::string code;
  std::string name;
  std::string service_class;
  ItemStatus status{};
  Id begun_by_act;
  Instant begun_at{};
  std::optional<Id> ended_by_act;
  std::optional<Instant> ended_at;
};
BOOST_DESCRIBE_STRUCT(ServiceItem, (),
                      (item_id, version, department_id, code, name, service_class, status, begun_by_act, begun_at,
                       ended_by_act, ended_at))

struct NewItem {
  Id item_id;
  Id department_id;
  std::string code;
  std::string name;
  std::string service_class;
};

// Puts an item into the catalogue, open. kConflict "code_taken": an open item has this code; "item_exists": this case
// has published one before.
void publish_item(store::Tx& tx, const Basis& basis, const NewItem& item);
// kConflict "item_open": it isn't, or there is none.
void withdraw_item(store::Tx& tx, const Basis& basis, const Id& item_id);

// The version in force at the instant; the newest when absent.
std::optional<ServiceItem> find_item(store::Tx& tx, const Id& item_id, std::optional<Instant> as_of = {});
// Every version, oldest first.
std::vector<ServiceItem> versions_of_item(store::Tx& tx, const Id& item_id);
// Whether an open item has it.
bool code_taken(store::Tx& tx, std::string_view code);

}  // namespace gh::purchase
