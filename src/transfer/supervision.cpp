// Keeps checks of duties and orders to correct them.
#include <algorithm>
#include <boost/json/serialize.hpp>

#include "base/assert.h"
#include "base/json.h"
#include "base/problem.h"
#include "transfer/agreements.h"
#include "transfer/items.h"

namespace gh::transfer {
namespace {

Problem conflict(std::string field, std::string rule, Text says) {
  return {ProblemCode::kConflict, FieldError{std::move(field), std::move(rule), "三(一)2", std::move(says)}};
}

void add_check(store::Tx& tx, const Basis& basis, const Id& transfer_id, const NewCheck& check) {
  const auto ordinal =
      tx.integer("select coalesce(max(ordinal), 0) + 1 from transfer_check where case_id = ?", {transfer_id});
  tx.execute(
      "insert into transfer_check (case_id, ordinal, duty, kind, checked_on, met, act_id, recorded_at) values (?, ?, "
      "?, "
      "?, ?, ?, ?, ?)",
      {transfer_id, ordinal, check.duty, check.kind, check.checked_on, check.met, basis.act_id, basis.at});
}

std::optional<Order> open_order(store::Tx& tx, const Id& case_id) {
  return tx.one<Order>("select * from transfer_order where case_id = ? and ended_at is null", {case_id});
}

}  // namespace

Agreement running_agreement(store::Tx& tx, const Id& case_id) {
  const auto agreement = find_agreement(tx, case_id);
  if (!agreement || agreement->status == AgreementStatus::taken_back)
    throw conflict("", "item_held", {"该职能没有承接方", "nobody holds the function"});
  return *agreement;
}

void check_known_duty(store::Tx& tx, const Agreement& agreement, const std::string& duty) {
  const auto duties = duties_of(tx, agreement.item_id);
  if (std::ranges::find(duties, duty, &Duty::id) == duties.end())
    throw Problem(ProblemCode::kInvalidForm,
                  FieldError{"/form/duty",
                             "known_duty",
                             "三(一)2",
                             {"该事项没有编号为“" + duty + "”的职责", "the item has no duty " + duty}});
}

void record_check(store::Tx& tx, const Basis& basis, const Id& transfer_id, const NewCheck& check) {
  check_known_duty(tx, running_agreement(tx, transfer_id), check.duty);
  add_check(tx, basis, transfer_id, check);
}

std::int64_t checks_in_year(store::Tx& tx, const Id& case_id) {
  const auto agreement = find_agreement(tx, case_id);
  if (!agreement) return 0;
  const Day begins = year_begins(agreement->starts_on, agreement->year);
  return tx.integer("select count(*) from transfer_check where case_id = ? and checked_on >= ?", {case_id, begins})
      .value_or(0);
}

void order_rectification(store::Tx& tx, const Basis& basis, Day deadline_on, const std::vector<std::string>& duties) {
  running_agreement(tx, basis.case_id);
  if (open_order(tx, basis.case_id))
    throw conflict("", "order_open", {"已有未结的整改通知", "an order to correct is open already"});
  const auto unmet = unmet_duties_of(tx, basis.case_id);
  json::array listed;
  for (const std::string& duty : duties) {
    if (!std::ranges::binary_search(unmet, duty))
      throw conflict(
          "/form/duties", "unmet_duty",
          {"职责“" + duty + "”最近一次检查没有未履行", "the last check of duty " + duty + " found nothing unmet"});
    listed.emplace_back(duty);
  }
  GH_ASSERT(!listed.empty());
  const auto ordinal =
      tx.integer("select coalesce(max(ordinal), 0) + 1 from transfer_order where case_id = ?", {basis.case_id});
  tx.execute(
      "insert into transfer_order (case_id, ordinal, duties, deadline_on, ordered_on, outcome, ended_on, begun_by_act, "
      "begun_at, ended_by_act, ended_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      {basis.case_id, ordinal, json::serialize(listed), deadline_on, basis.today, OrderOutcome::open, nullptr,
       basis.act_id, basis.at, nullptr, nullptr});
}

void close_order(store::Tx& tx, const Basis& basis, OrderOutcome outcome) {
  GH_ASSERT(outcome != OrderOutcome::open);
  const auto order = open_order(tx, basis.case_id);
  if (!order) throw conflict("", "no_order", {"没有未结的整改通知", "no order to correct is open"});
  tx.execute(
      "update transfer_order set outcome = ?, ended_on = ?, ended_by_act = ?, ended_at = ? where case_id = ? and "
      "ordinal = ?",
      {outcome, basis.today, basis.act_id, basis.at, basis.case_id, order->ordinal});
  if (outcome != OrderOutcome::corrected) return;
  for (const std::string& duty : ordered_duties(*order))
    add_check(tx, basis, basis.case_id, {CheckKind::correction, basis.today, duty, true});
}

std::vector<std::string> ordered_duties(const Order& order) {
  const json::value listed = parse_json(order.duties);
  std::vector<std::string> out;
  for (const json::value& duty : listed.as_array()) out.emplace_back(duty.as_string());
  return out;
}

std::vector<Check> checks_of(store::Tx& tx, const Id& case_id, std::optional<Instant> as_of) {
  if (!as_of) return tx.all<Check>("select * from transfer_check where case_id = ? order by ordinal", {case_id});
  return tx.all<Check>("select * from transfer_check where case_id = ? and recorded_at <= ? order by ordinal",
                       {case_id, *as_of});
}

std::vector<Order> orders_of(store::Tx& tx, const Id& case_id, std::optional<Instant> as_of) {
  auto orders = tx.all<Order>("select * from transfer_order where case_id = ? order by ordinal", {case_id});
  if (!as_of) return orders;
  std::erase_if(orders, [&](const Order& order) { return order.begun_at > *as_of; });
  for (Order& order : orders) {
    if (!order.ended_at || *order.ended_at <= *as_of) continue;
    order.outcome = OrderOutcome::open;
    order.ended_on.reset();
    order.ended_by_act.reset();
    order.ended_at.reset();
  }
  return orders;
}

std::vector<std::string> unmet_duties_of(store::Tx& tx, const Id& case_id) {
  std::vector<CheckedDuty> checked;
  for (const Check& check : checks_of(tx, case_id))
    checked.push_back({check.ordinal, check.duty, check.checked_on, check.met});
  return unmet_duties(checked);
}

std::int64_t failed_orders_of(store::Tx& tx, const Id& case_id) {
  std::vector<OrderOutcome> outcomes;
  for (const Order& order : orders_of(tx, case_id)) outcomes.push_back(order.outcome);
  return failed_since_corrected(outcomes);
}

}  // namespace gh::transfer
