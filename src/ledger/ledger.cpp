// Books on budget lines.
#include "ledger/ledger.h"

#include <fmt/format.h>

#include "base/assert.h"
#include "base/problem.h"
#include "ledger/bookings.h"

namespace gh::ledger {
namespace {

constexpr std::string_view kAmountField = "/form/amount_fen";

// What an entry says beside the movement.
struct Particulars {
  std::optional<std::string> reference{};
  std::optional<Id> payee{};
};

[[noreturn]] void refuse(ProblemCode code, std::string_view field, std::string_view rule, std::string_view clause,
                         Text says) {
  throw Problem(code, FieldError{std::string(field), std::string(rule), std::string(clause), std::move(says)});
}

Text says_of(const Shortfall& shortfall) {
  const auto says = [&](std::string_view zh, std::string_view en) {
    const std::string asked = yuan_grouped(shortfall.asked_fen);
    const std::string there = yuan_grouped(shortfall.there_fen);
    return Text{fmt::format(fmt::runtime(zh), asked, there), fmt::format(fmt::runtime(en), asked, there)};
  };
  if (shortfall.rule == "no_budget")
    return says("预算项目可用余额不足：需要{}元，可用{}元",
                "the budget line has not enough: {} yuan asked, {} available");
  if (shortfall.rule == "below_reserved")
    return says("调整后的金额{}元低于已预留的{}元", "{} yuan is below the {} yuan that are reserved");
  if (shortfall.rule == "above_reserved")
    return says("合同价{}元超过预留的{}元", "the price of {} yuan is above the {} yuan reserved");
  if (shortfall.rule == "above_commitment")
    return says("验收金额{}元超过尚未验收的合同金额{}元",
                "{} yuan is above the {} yuan committed and not accepted yet");
  GH_ASSERT(shortfall.rule == "above_accepted");
  return says("支付金额{}元超过已验收未支付的{}元", "{} yuan is above the {} yuan accepted and not paid yet");
}

std::vector<Movement> movements_of(Planned planned, std::string_view field, std::string_view clause) {
  if (const auto* shortfall = std::get_if<Shortfall>(&planned))
    refuse(ProblemCode::kNoBudget, field, shortfall->rule, clause, says_of(*shortfall));
  return std::get<std::vector<Movement>>(std::move(planned));
}

// Before anything of the line is read.
void take(store::Tx& tx, const Id& line_id) { tx.lock("budget:" + line_id); }

BudgetLine open_line(store::Tx& tx, const Id& line_id) {
  auto line = find_line(tx, line_id);
  if (!line) refuse(ProblemCode::kNotFound, "", "no_line", "预算法13", {"没有这个预算项目", "no such budget line"});
  if (!line->is_open())
    refuse(ProblemCode::kConflict, "", "line_closed", "预算法13", {"预算项目已关闭", "the budget line is closed"});
  return std::move(*line);
}

void keep_balance(store::Tx& tx, const Id& line_id, const Id& case_id, Account account, Fen balance) {
  const Id& owner = belongs_to_line(account) ? line_id : case_id;
  // Mostly it is there. To insert or else update would cost twice as much, in what nearly every booking does twice.
  const std::int64_t kept =
      tx.execute("update ledger_account set balance_fen = ? where line_id = ? and case_id = ? and account = ?",
                 {balance, line_id, owner, account});
  if (kept > 0) return;
  tx.execute("insert into ledger_account (line_id, case_id, account, balance_fen) values (?, ?, ?, ?)",
             {line_id, owner, account, balance});
}

Fen sum_of(const Balances& balances) {
  Fen sum = 0;
  for (const Fen one : balances.fen) sum += one;
  return sum;
}

// Writes the entries and what stands on the accounts afterwards, and checks that it holds as it was written.
void book(store::Tx& tx, const Basis& basis, const Id& line_id, const Id& case_id, Balances balances,
          const std::vector<Movement>& movements, const Particulars& particulars = {}) {
  const Fen sum = sum_of(balances);
  auto ordinal =
      tx.integer("select coalesce(max(ordinal), 0) from ledger_entry where line_id = ?", {line_id}).value_or(0);
  for (const Movement& movement : movements) {
    apply(balances, movement);
    // A release of the rest, booked beside a commitment, has no payee.
    const bool has_payee = movement.booking == Booking::commit;
    tx.execute(
        "insert into ledger_entry (line_id, ordinal, case_id, booking, from_account, to_account, amount_fen, "
        "reference, "
        "payee_id, act_id, at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        {line_id, ++ordinal, case_id, movement.booking, movement.from, movement.to, movement.amount_fen,
         particulars.reference, has_payee ? particulars.payee : std::nullopt, basis.act_id, basis.at});
    for (const Account account : {movement.from, movement.to})
      keep_balance(tx, line_id, case_id, account, balances[account]);
  }
  const Balances kept = balances_of(tx, line_id, case_id);
  GH_ASSERT(kept == balances);
  GH_ASSERT(sum_of(kept) == sum);
  const Totals totals = totals_of(kept);
  GH_ASSERT(totals.paid_fen >= 0 && totals.paid_fen <= totals.accepted_fen);
  GH_ASSERT(totals.accepted_fen <= totals.committed_fen && totals.committed_fen <= totals.reserved_fen);
  // What all cases have reserved is what the treasury gave less what is free.
  GH_ASSERT(kept[Account::appropriation] >= 0 && kept[Account::appropriation] <= -kept[Account::treasury]);
}

// The line of a case, under its lock; a case without money is short of all that is asked.
Id line_with_money(store::Tx& tx, const Id& case_id, Fen amount, std::string_view rule, std::string_view clause) {
  const auto line_id = line_of_case(tx, case_id);
  if (!line_id) refuse(ProblemCode::kNoBudget, "", rule, clause, says_of({rule, amount, 0}));
  take(tx, *line_id);
  return *line_id;
}

bool booked(store::Tx& tx, const Id& case_id, Booking booking, std::string_view reference) {
  return tx.integer("select count(*) from ledger_entry where case_id = ? and booking = ? and reference = ?",
                    {case_id, booking, reference})
             .value_or(0) > 0;
}

}  // namespace

void appropriate(store::Tx& tx, const Basis& basis, const Appropriation& appropriation) {
  const Id& line_id = appropriation.line_id;
  tx.lock(fmt::format("budget-item:{}/{}/{}", appropriation.department_id, appropriation.year, appropriation.item));
  take(tx, line_id);
  const std::vector<Movement> movements = plan_appropriate(appropriation.amount_fen);
  if (find_line(tx, line_id) || line_exists(tx, appropriation.department_id, appropriation.year, appropriation.item))
    refuse(ProblemCode::kConflict, "/form/item", "line_exists", "预算法13",
           {"该部门本年度已有同一科目的预算项目", "the department has a line for this item in this year already"});
  tx.execute(
      "insert into budget_line (id, department_id, year, item, opened_by_act, opened_at, closed_by_act, closed_at) "
      "values "
      "(?, ?, ?, ?, ?, ?, ?, ?)",
      {line_id, appropriation.department_id, appropriation.year, appropriation.item, basis.act_id, basis.at, nullptr,
       nullptr});
  book(tx, basis, line_id, line_id, {}, movements);
}

void adjust(store::Tx& tx, const Basis& basis, const Id& line_id, Fen amount) {
  take(tx, line_id);
  open_line(tx, line_id);
  const Balances balances = balances_of(tx, line_id, line_id);
  const auto movements = movements_of(plan_adjust(balances, amount), kAmountField, "预算法13");
  book(tx, basis, line_id, line_id, balances, movements);
}

void close_line(store::Tx& tx, const Basis& basis, const Id& line_id) {
  take(tx, line_id);
  open_line(tx, line_id);
  const Balances all = balances_of_line(tx, line_id);
  const Fen unpaid = all[Account::committed] + all[Account::accepted];
  if (unpaid > 0)
    refuse(ProblemCode::kConflict, "", "open_commitments", "预算法13",
           {fmt::format("尚有{}元已签合同未支付", yuan_grouped(unpaid)),
            fmt::format("{} yuan are committed and not paid yet", yuan_grouped(unpaid))});
  tx.execute("update budget_line set closed_by_act = ?, closed_at = ? where id = ?", {basis.act_id, basis.at, line_id});
}

void reserve(store::Tx& tx, const Basis& basis, const Id& line_id, const Id& case_id, Fen amount) {
  take(tx, line_id);
  open_line(tx, line_id);
  const auto has = line_of_case(tx, case_id);
  if (has && *has != line_id)
    refuse(ProblemCode::kConflict, "", "one_line", "政府采购法6",
           {"该办件已在另一预算项目预留资金", "the case has its money on another budget line"});
  const Balances balances = balances_of(tx, line_id, case_id);
  const auto movements = movements_of(plan_reserve(balances, amount), kAmountField, "政府采购法6");
  if (!has)
    tx.execute("insert into ledger_case (case_id, line_id, act_id) values (?, ?, ?)", {case_id, line_id, basis.act_id});
  book(tx, basis, line_id, case_id, balances, movements);
}

void commit(store::Tx& tx, const Basis& basis, const Id& case_id, Fen amount, const Id& payee) {
  const Id line_id = line_with_money(tx, case_id, amount, "above_reserved", "政府采购法6");
  const Balances balances = balances_of(tx, line_id, case_id);
  const auto movements = movements_of(plan_commit(balances, amount), kAmountField, "政府采购法6");
  book(tx, basis, line_id, case_id, balances, movements, {.payee = payee});
}

void accept(store::Tx& tx, const Basis& basis, const Id& case_id, std::string_view reference, Fen amount) {
  const Id line_id = line_with_money(tx, case_id, amount, "above_commitment", "政府采购法49");
  if (booked(tx, case_id, Booking::accept, reference))
    refuse(ProblemCode::kConflict, "", "accepted_twice", "政府采购法49",
           {"这一期已经验收", "this has been accepted already"});
  const Balances balances = balances_of(tx, line_id, case_id);
  const auto movements = movements_of(plan_accept(balances, amount), "", "政府采购法49");
  book(tx, basis, line_id, case_id, balances, movements, {.reference = std::string(reference)});
}

void pay(store::Tx& tx, const Basis& basis, const Id& case_id, std::string_view reference, Fen amount) {
  const Id line_id = line_with_money(tx, case_id, amount, "above_accepted", "");
  if (booked(tx, case_id, Booking::pay, reference))
    refuse(ProblemCode::kConflict, "", "paid_twice", "", {"这一期已经支付", "this has been paid already"});
  const Balances balances = balances_of(tx, line_id, case_id);
  const auto movements = movements_of(plan_pay(balances, amount), "", "");
  book(tx, basis, line_id, case_id, balances, movements, {.reference = std::string(reference)});
}

void release(store::Tx& tx, const Basis& basis, const Id& case_id) {
  const auto line_id = line_of_case(tx, case_id);
  if (!line_id) return;
  take(tx, *line_id);
  const Balances balances = balances_of(tx, *line_id, case_id);
  book(tx, basis, *line_id, case_id, balances, plan_release(balances));
}

std::optional<BudgetLine> find_line(store::Tx& tx, const Id& line_id) {
  return tx.one<BudgetLine>(
      "select id, department_id, year, item, opened_by_act, opened_at, closed_by_act, closed_at from budget_line where "
      "id = ?",
      {line_id});
}

bool line_exists(store::Tx& tx, const Id& department_id, std::int64_t year, std::string_view item) {
  return tx.integer("select count(*) from budget_line where department_id = ? and year = ? and item = ?",
                    {department_id, year, item})
             .value_or(0) > 0;
}

std::optional<Id> line_of_case(store::Tx& tx, const Id& case_id) {
  return tx.string("select line_id from ledger_case where case_id = ?", {case_id});
}

namespace {
struct AccountBalance {
  Account account{};
  Fen balance_fen = 0;
};
BOOST_DESCRIBE_STRUCT(AccountBalance, (), (account, balance_fen))
}  // namespace

Balances balances_of(store::Tx& tx, const Id& line_id, const Id& case_id) {
  Balances out;
  const auto read = [&](const Id& owner) {
    for (const auto& row : tx.all<AccountBalance>(
             "select account, balance_fen from ledger_account where line_id = ? and case_id = ?", {line_id, owner}))
      out[row.account] = row.balance_fen;
  };
  read(line_id);
  if (case_id != line_id) read(case_id);
  return out;
}

Totals totals_of_case(store::Tx& tx, const Id& case_id) {
  const auto line_id = line_of_case(tx, case_id);
  return line_id ? totals_of(balances_of(tx, *line_id, case_id)) : Totals{};
}

Balances balances_of_line(store::Tx& tx, const Id& line_id) {
  Balances out;
  for (const auto& row : tx.all<AccountBalance>("select account, cast(sum(balance_fen) as bigint) as balance_fen from "
                                                "ledger_account where line_id = ? group by "
                                                "account",
                                                {line_id}))
    out[row.account] = row.balance_fen;
  return out;
}

}  // namespace gh::ledger
