// The movements of each booking.
#include "ledger/bookings.h"

#include "base/problem.h"

namespace gh::ledger {
namespace {

void require_amount(Fen amount, Fen min) {
  if (amount < min || amount > kFenMax)
    throw Problem(
        ProblemCode::kInvalidForm,
        FieldError{"/form/amount_fen", "amount-range", "", {"金额超出允许范围", "the amount is out of range"}});
}

Planned move_on(const Balances& balances, const Movement& movement, std::string_view rule) {
  if (movement.amount_fen > balances[movement.from])
    return Shortfall{rule, movement.amount_fen, balances[movement.from]};
  return std::vector<Movement>{movement};
}

}  // namespace

std::vector<Movement> plan_appropriate(Fen amount) {
  require_amount(amount, 1);
  return {{Booking::appropriate, Account::treasury, Account::appropriation, amount}};
}

Planned plan_adjust(const Balances& balances, Fen amount) {
  require_amount(amount, 0);
  const Fen appropriated = -balances[Account::treasury];
  const Fen reserved = appropriated - balances[Account::appropriation];
  if (amount < reserved) return Shortfall{"below_reserved", amount, reserved};
  if (amount > appropriated)
    return std::vector<Movement>{{Booking::increase, Account::treasury, Account::appropriation, amount - appropriated}};
  if (amount < appropriated)
    return std::vector<Movement>{{Booking::decrease, Account::appropriation, Account::treasury, appropriated - amount}};
  return std::vector<Movement>{};
}

Planned plan_reserve(const Balances& balances, Fen amount) {
  require_amount(amount, 1);
  return move_on(balances, {Booking::reserve, Account::appropriation, Account::reserved, amount}, "no_budget");
}

Planned plan_commit(const Balances& balances, Fen amount) {
  require_amount(amount, 1);
  Planned planned =
      move_on(balances, {Booking::commit, Account::reserved, Account::committed, amount}, "above_reserved");
  const Fen rest = balances[Account::reserved] - amount;
  if (auto* movements = std::get_if<std::vector<Movement>>(&planned); movements != nullptr && rest > 0)
    movements->push_back({Booking::release, Account::reserved, Account::appropriation, rest});
  return planned;
}

Planned plan_accept(const Balances& balances, Fen amount) {
  require_amount(amount, 0);
  return move_on(balances, {Booking::accept, Account::committed, Account::accepted, amount}, "above_commitment");
}

Planned plan_pay(const Balances& balances, Fen amount) {
  require_amount(amount, 0);
  return move_on(balances, {Booking::pay, Account::accepted, Account::paid, amount}, "above_accepted");
}

std::vector<Movement> plan_release(const Balances& balances) {
  std::vector<Movement> out;
  for (const Account from : {Account::reserved, Account::committed})
    if (balances[from] > 0) out.push_back({Booking::release, from, Account::appropriation, balances[from]});
  return out;
}

}  // namespace gh::ledger
