// Contracts for services and their milestones (政府采购法46): registers that keep every version.
#pragma once
#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/money.h"
#include "purchase/basis.h"
#include "store/db.h"

namespace gh::purchase {

// Enumerators are spelled as they are stored and sent.
enum class ContractStatus { performing, completed, rescinded };
BOOST_DESCRIBE_ENUM(ContractStatus, performing, completed, rescinded)
enum class MilestoneStatus { open, reported, accepted, paid };
BOOST_DESCRIBE_ENUM(MilestoneStatus, open, reported, accepted, paid)

inline constexpr std::size_t kMilestonesMax = 100;  // of one contract

// One version of the contract of a purchase case.
struct Contract {
  Id case_id;
  std::int64_t version = 0;
  Id department_id;
  Id item_id;
  Id line_id;
  std::string method;
  Id supplier_id;
  Fen amount_fen = 0;
  Day starts_on{};
  Day ends_on{};
  ContractStatus status{};
  Instant signed_at{};
  Id begun_by_act;
  Instant begun_at{};
  std::optional<Id> ended_by_act;
  std::optional<Instant> ended_at;
};
BOOST_DESCRIBE_STRUCT(Contract, (),
                      (case_id, version, department_id, item_id, line_id, method, supplier_id, amount_fen, starts_on,
                       ends_on, status, signed_at, begun_by_act, begun_at, ended_by_act, ended_at))

struct Milestone {
  Id case_id;
  std::string milestone;  // its id within the contract
  std::int64_t version = 0;
  std::int64_t place = 0;  // 1, 2, …
  std::string title;
  std::int64_t share_permille = 0;
  Fen amount_fen = 0;
  Day due_on{};
  MilestoneStatus status{};
  Id begun_by_act;
  Instant begun_at{};
  std::optional<Id> ended_by_act;
  std::optional<Instant> ended_at;
};
BOOST_DESCRIBE_STRUCT(Milestone, (),
                      (case_id, milestone, version, place, title, share_permille, amount_fen, due_on, status,
                       begun_by_act, begun_at, ended_by_act, ended_at))

// As the procedure's form has it.
struct PlannedMilestone {
  std::string id;
  std::string title;
  std::int64_t share_permille = 0;
  Day due_on{};
};
BOOST_DESCRIBE_STRUCT(PlannedMilestone, (), (id, title, share_permille, due_on))

struct NewContract {
  Id case_id;
  Id supplier_id;
  Fen amount_fen = 0;
  Day starts_on{};
  Day ends_on{};
  std::vector<PlannedMilestone> milestones;
};

// The contract of a case whose plan is in force. Refusals: kConflict "no_plan", "contract_exists", "supplier_open" (the
// supplier isn't an active organisation); kInvalidForm "amount-range", "contract_period", "distinct_milestones",
// "milestone_shares" (see split_price).
void sign_contract(store::Tx& tx, const Basis& basis, const NewContract& contract);
// kConflict "contract_performing": it isn't, or there is none.
void end_contract(store::Tx& tx, const Basis& basis, const Id& case_id, ContractStatus outcome);

// open → reported → accepted → paid; rejected goes back to open. kConflict "milestone_state": the milestone isn't where
// that could happen, or there is none, or the contract isn't being performed.
void report_milestone(store::Tx& tx, const Basis& basis, const Id& case_id, std::string_view milestone);
void accept_milestone(store::Tx& tx, const Basis& basis, const Id& case_id, std::string_view milestone);
void reject_milestone(store::Tx& tx, const Basis& basis, const Id& case_id, std::string_view milestone);
void pay_milestone(store::Tx& tx, const Basis& basis, const Id& case_id, std::string_view milestone);

// The version in force at the instant; the newest when absent.
std::optional<Contract> find_contract(store::Tx& tx, const Id& case_id, std::optional<Instant> as_of = {});
// In their order, as they stood at the instant.
std::vector<Milestone> milestones_of(store::Tx& tx, const Id& case_id, std::optional<Instant> as_of = {});
std::optional<Milestone> find_milestone(store::Tx& tx, const Id& case_id, std::string_view milestone);

}  // namespace gh::purchase
