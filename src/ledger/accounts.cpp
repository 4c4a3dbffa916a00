// Movements between accounts, and balances counted again from entries.
#include "ledger/accounts.h"

#include <fmt/format.h>

#include <boost/describe/enum_to_string.hpp>

#include "base/assert.h"

namespace gh::ledger {
namespace {

const char* name_of(Account account) { return boost::describe::enum_to_string(account, "?"); }
const char* name_of(Booking booking) { return boost::describe::enum_to_string(booking, "?"); }

bool goes(const Movement& movement, Account from, Account to) { return movement.from == from && movement.to == to; }

}  // namespace

bool belongs_to_line(Account account) { return account == Account::treasury || account == Account::appropriation; }

bool is_lawful(const Movement& movement) {
  const bool may_be_nothing = movement.booking == Booking::accept || movement.booking == Booking::pay;
  if (movement.amount_fen < (may_be_nothing ? 0 : 1) || movement.amount_fen > kFenMax) return false;
  switch (movement.booking) {
    case Booking::appropriate:
    case Booking::increase:
      return goes(movement, Account::treasury, Account::appropriation);
    case Booking::decrease:
      return goes(movement, Account::appropriation, Account::treasury);
    case Booking::reserve:
      return goes(movement, Account::appropriation, Account::reserved);
    case Booking::commit:
      return goes(movement, Account::reserved, Account::committed);
    case Booking::release:
      return goes(movement, Account::reserved, Account::appropriation) ||
             goes(movement, Account::committed, Account::appropriation);
    case Booking::accept:
      return goes(movement, Account::committed, Account::accepted);
    case Booking::pay:
      return goes(movement, Account::accepted, Account::paid);
  }
  return false;
}

void apply(Balances& balances, const Movement& movement) {
  GH_ASSERT(is_lawful(movement));
  GH_ASSERT(movement.from == Account::treasury || balances[movement.from] >= movement.amount_fen);
  balances[movement.from] -= movement.amount_fen;
  balances[movement.to] += movement.amount_fen;
}

Totals totals_of(const Balances& balances) {
  Totals out;
  out.paid_fen = balances[Account::paid];
  out.accepted_fen = out.paid_fen + balances[Account::accepted];
  out.committed_fen = out.accepted_fen + balances[Account::committed];
  out.reserved_fen = out.committed_fen + balances[Account::reserved];
  return out;
}

void Recount::add(const Entry& entry) {
  const auto fault = [&](std::string_view says) {
    faults_.push_back(fmt::format("line {}: entry {} {}", line_, entry.ordinal, says));
  };
  if (entry.line_id != line_) fault("belongs to another line");
  if (entry.ordinal != last_ordinal_ + 1) fault(fmt::format("follows entry {}", last_ordinal_));
  last_ordinal_ = entry.ordinal;
  const Movement movement{entry.booking, entry.from_account, entry.to_account, entry.amount_fen};
  if (!is_lawful(movement)) {
    fault(fmt::format("can't be: {} of {} from {} to {}", name_of(movement.booking), movement.amount_fen,
                      name_of(movement.from), name_of(movement.to)));
    return;
  }
  const auto balance = [&](Account account) -> Fen& {
    return balances_[{belongs_to_line(account) ? line_ : entry.case_id, account}];
  };
  Fen& from = balance(movement.from);
  from -= movement.amount_fen;
  balance(movement.to) += movement.amount_fen;
  if (movement.from != Account::treasury && from < 0)
    fault(fmt::format("overdraws {} of case {} by {}", name_of(movement.from), entry.case_id, -from));
}

std::vector<std::string> Recount::compare(const std::map<AccountKey, Fen>& kept) const {
  std::vector<std::string> out = faults_;
  const auto differs = [&](const AccountKey& key, Fen counted, Fen stands) {
    out.push_back(fmt::format("line {}: {} of case {} is kept as {}, its entries give {}", line_, name_of(key.second),
                              key.first, stands, counted));
  };
  Fen sum = 0;
  for (const auto& [key, stands] : kept) {
    sum += stands;
    const auto counted = balances_.find(key);
    if (counted == balances_.end() ? stands != 0 : counted->second != stands)
      differs(key, counted == balances_.end() ? 0 : counted->second, stands);
  }
  for (const auto& [key, counted] : balances_)
    if (counted != 0 && !kept.contains(key)) differs(key, counted, 0);
  if (sum != 0) out.push_back(fmt::format("line {}: its balances add up to {} instead of nothing", line_, sum));
  return out;
}

}  // namespace gh::ledger
