// Agreements on functions and the three years of guided supervision (三(一)2): supervised years, checks of duties,
// orders to correct, take-back.
#pragma once
#include <boost/describe/class.hpp>
#include <optional>
#include <string>
#include <vector>

#include "store/db.h"
#include "transfer/basis.h"
#include "transfer/rules.h"

namespace gh::transfer {

// One version of an agreement, known by the id of its transfer case.
struct Agreement {
  Id case_id;
  std::int64_t version = 0;
  Id item_id;
  Id receiver_id;
  Day starts_on{};
  std::int64_t year = 0;  // the supervised year that runs; one past the last when regular
  AgreementStatus status{};
  std::optional<Day> ended_on;  // taken back
  Instant agreed_at{};
  Id begun_by_act;
  Instant begun_at{};
  std::optional<Id> ended_by_act;
  std::optional<Instant> ended_at;
};
BOOST_DESCRIBE_STRUCT(Agreement, (),
                      (case_id, version, item_id, receiver_id, starts_on, year, status, ended_on, agreed_at,
                       begun_by_act, begun_at, ended_by_act, ended_at))

struct Check {
  Id case_id;
  std::int64_t ordinal = 0;
  std::string duty;
  CheckKind kind{};
  Day checked_on{};
  bool met = false;
  Id act_id;
  Instant recorded_at{};
};
BOOST_DESCRIBE_STRUCT(Check, (), (case_id, ordinal, duty, kind, checked_on, met, act_id, recorded_at))

struct Order {
  Id case_id;
  std::int64_t ordinal = 0;
  std::string duties;  // JSON list of their ids
  Day deadline_on{};
  Day ordered_on{};
  OrderOutcome outcome{};
  std::optional<Day> ended_on;
  Id begun_by_act;
  Instant begun_at{};
  std::optional<Id> ended_by_act;
  std::optional<Instant> ended_at;
};
BOOST_DESCRIBE_STRUCT(Order, (),
                      (case_id, ordinal, duties, deadline_on, ordered_on, outcome, ended_on, begun_by_act, begun_at,
                       ended_by_act, ended_at))

// The agreement of the basis's case, in its first supervised year; the receiver holds the item. kConflict
// "item_reserved": the case hasn't reserved the item.
void agree(store::Tx& tx, const Basis& basis, const Id& item_id, const Id& receiver_id, Day starts_on);

// The agreement, that hasn't ended. kConflict "item_held".
Agreement running_agreement(store::Tx& tx, const Id& case_id);
// kInvalidForm "known_duty" for a duty that the agreement's item doesn't have.
void check_known_duty(store::Tx& tx, const Agreement& agreement, const std::string& duty);

struct NewCheck {
  CheckKind kind{};
  Day checked_on{};
  std::string duty;
  bool met = false;
};
// A check of one duty of the agreement of the transfer. kInvalidForm "known_duty"; kConflict "item_held": there is
// no agreement, or it has ended.
void record_check(store::Tx& tx, const Basis& basis, const Id& transfer_id, const NewCheck& check);
// Checks of the supervised year that runs, by the day they were made.
std::int64_t checks_in_year(store::Tx& tx, const Id& case_id);

// A written order to correct. kConflict "order_open": one is open; "unmet_duty": a duty's last check was met, or it has
// none; "item_held" as above.
void order_rectification(store::Tx& tx, const Basis& basis, Day deadline_on, const std::vector<std::string>& duties);
// Ends the open order; corrected counts its duties as met today. kConflict "no_order". `outcome` isn't open.
void close_order(store::Tx& tx, const Basis& basis, OrderOutcome outcome);

// The running year is passed; after the last of `supervised_years` and of those by which supervision was made longer
// the agreement and its item are regular. kConflict "item_held": no agreement under supervision.
void conclude_year(store::Tx& tx, const Basis& basis, std::int64_t supervised_years);
// The next year of an agreement that stays under supervision.
void begin_next_year(store::Tx& tx, const Basis& basis, const Agreement& agreement);

// The agreement on the item ends today, and the item is open again; so is who will carry it. kConflict "item_held":
// nobody holds it.
void take_back(store::Tx& tx, const Basis& basis, const Id& item_id);

// The version in force at the instant; the newest when absent. Nothing where there is no agreement.
std::optional<Agreement> find_agreement(store::Tx& tx, const Id& case_id, std::optional<Instant> as_of = {});
// In the order of recording; only what was recorded by the instant.
std::vector<Check> checks_of(store::Tx& tx, const Id& case_id, std::optional<Instant> as_of = {});
// In the order in which they were given, as they stood at the instant.
std::vector<Order> orders_of(store::Tx& tx, const Id& case_id, std::optional<Instant> as_of = {});
// The duties that an order names.
std::vector<std::string> ordered_duties(const Order& order);
// Duties of the case whose last check wasn't met, sorted.
std::vector<std::string> unmet_duties_of(store::Tx& tx, const Id& case_id);
std::int64_t failed_orders_of(store::Tx& tx, const Id& case_id);
// Transfers whose agreement the organisation carries, oldest first.
std::vector<Id> transfers_carried_by(store::Tx& tx, const Id& organisation_id);

}  // namespace gh::transfer
