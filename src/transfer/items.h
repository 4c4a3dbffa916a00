// The catalogue of functions that are handed over (三(一)2, 三(一)3): a register that keeps every version.
#pragma once
#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/db.h"
#include "transfer/basis.h"
#include "transfer/rules.h"

namespace gh::transfer {

enum class LegalBasisType { cancelled_self_regulation, authorised_by_law, service_or_support_work, licence };
BOOST_DESCRIBE_ENUM(LegalBasisType, cancelled_self_regulation, authorised_by_law, service_or_support_work, licence)

enum class CompetitionClass { full, moderate, none };
BOOST_DESCRIBE_ENUM(CompetitionClass, full, moderate, none)

// One version of an item, known by the id of its function-item case.
struct FunctionItem {
  Id item_id;
  std::int64_t version = 0;
  Id department_id;
  std::string name;
  LegalBasisType legal_basis_type{};
  CompetitionClass competition_class{};
  ItemState state{};
  std::optional<Id> case_id;    // the transfer that has reserved or handed it over
  std::optional<Id> holder_id;  // who carries it
  Id begun_by_act;
  Instant begun_at{};
  std::optional<Id> ended_by_act;
  std::optional<Instant> ended_at;
};
BOOST_DESCRIBE_STRUCT(FunctionItem, (),
                      (item_id, version, department_id, name, legal_basis_type, competition_class, state, case_id,
                       holder_id, begun_by_act, begun_at, ended_by_act, ended_at))

struct Duty {
  std::string id;
  std::string text;
};
BOOST_DESCRIBE_STRUCT(Duty, (), (id, text))

struct NewItem {
  Id department_id;
  std::string name;
  LegalBasisType legal_basis_type{};
  CompetitionClass competition_class{};
  std::vector<Duty> duties;
};

// Puts the item of the basis's case into the catalogue, open. kConflict "not_a_licence": a licence isn't handed to an
// association (行政许可法24); "item_exists": the case has published one before; "distinct_duties": a duty stands there
// twice.
void publish_item(store::Tx& tx, const Basis& basis, const NewItem& item);
// kConflict "item_open" unless it is open.
void withdraw_item(store::Tx& tx, const Basis& basis, const Id& item_id);
// Keeps an open item for the basis's case; again for the same case: no change. kConflict "item_open".
void reserve_item(store::Tx& tx, const Basis& basis, const Id& item_id);
// Gives back what the basis's case has reserved. kConflict "item_reserved" when it hasn't.
void free_item(store::Tx& tx, const Basis& basis, const Id& item_id);

// The item, locked, in its version in force; nothing where there is none.
std::optional<FunctionItem> lock_item(store::Tx& tx, const Id& item_id);
// Ends the version of a locked item and begins the next, in the state that the step leads to; our bug when it can't be
// taken. The case and the holder are the new version's.
void change_item(store::Tx& tx, const Basis& basis, const FunctionItem& item, ItemStep step, std::optional<Id> case_id,
                 std::optional<Id> holder_id);

// The version in force at the instant; the newest when absent.
std::optional<FunctionItem> find_item(store::Tx& tx, const Id& item_id, std::optional<Instant> as_of = {});
// Every version, oldest first.
std::vector<FunctionItem> versions_of_item(store::Tx& tx, const Id& item_id);
// In the order in which they were published.
std::vector<Duty> duties_of(store::Tx& tx, const Id& item_id);

}  // namespace gh::transfer
