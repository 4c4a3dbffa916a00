// What a booking moves, worked out from the balances alone: the movements, or what is short.
#pragma once
#include <string_view>
#include <variant>
#include <vector>

#include "ledger/accounts.h"

namespace gh::ledger {

// The booking asks for more than there is.
struct Shortfall {
  std::string_view rule;  // "no_budget", "above_reserved" …
  Fen asked_fen = 0;
  Fen there_fen = 0;
};
using Planned = std::variant<std::vector<Movement>, Shortfall>;

// Amounts are 1..kFenMax; 0 too for plan_adjust, plan_accept and plan_pay. Anything else throws kInvalidForm, rule
// "amount-range".

// The first money of a line.
std::vector<Movement> plan_appropriate(Fen amount);
// The line has `amount` in all from now on. Short ("below_reserved") when more is reserved: asked and there are then
// the new appropriation and what is reserved of all cases.
Planned plan_adjust(const Balances& balances, Fen amount);
// "no_budget" above what the line has free.
Planned plan_reserve(const Balances& balances, Fen amount);
// The earmark becomes a commitment, the rest of it goes back. "above_reserved".
Planned plan_commit(const Balances& balances, Fen amount);
// "above_commitment" above what is committed and not accepted yet.
Planned plan_accept(const Balances& balances, Fen amount);
// "above_accepted" above what is accepted and not paid yet.
Planned plan_pay(const Balances& balances, Fen amount);
// All that is reserved or committed and not accepted goes back. May be no movement.
std::vector<Movement> plan_release(const Balances& balances);

}  // namespace gh::ledger
