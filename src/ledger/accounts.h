// Double entry as values: the accounts of a budget line, the movements between them, and their recomputation from
// entries.
//
// Money of a line enters from the treasury (whose balance is what it has given, below zero), waits as appropriation,
// and goes on per case: reserved, committed, accepted, paid. A balance is what stands at that stage and has not gone
// further, so that "no balance below zero" is the same as paid <= accepted <= committed <= reserved of a case, and the
// reserved of all cases together <= the appropriation of the line (预算法13, 政府采购法6).
#pragma once
#include <array>
#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "base/ids.h"
#include "base/money.h"

namespace gh::ledger {

// Enumerators are spelled as they are stored and sent. The first two belong to the line, the others to a case on it.
enum class Account { treasury, appropriation, reserved, committed, accepted, paid };
BOOST_DESCRIBE_ENUM(Account, treasury, appropriation, reserved, committed, accepted, paid)
inline constexpr std::size_t kAccounts = 6;
bool belongs_to_line(Account account);

// Why money moved.
enum class Booking { appropriate, increase, decrease, reserve, commit, release, accept, pay };
BOOST_DESCRIBE_ENUM(Booking, appropriate, increase, decrease, reserve, commit, release, accept, pay)

// What stands on the accounts of a line and of one case on it, in 分.
struct Balances {
  std::array<Fen, kAccounts> fen{};
  Fen& operator[](Account account) { return fen[static_cast<std::size_t>(account)]; }
  Fen operator[](Account account) const { return fen[static_cast<std::size_t>(account)]; }
  bool operator==(const Balances&) const = default;
};

struct Movement {
  Booking booking{};
  Account from{};
  Account to{};
  Fen amount_fen = 0;
  bool operator==(const Movement&) const = default;
};
// Whether this booking moves money between these accounts at all, and the amount fits: above 0, or 0 too where
// something is accepted or paid.
bool is_lawful(const Movement& movement);
// Our bug when the movement isn't lawful or takes more than is there.
void apply(Balances& balances, const Movement& movement);

// What has come to a stage in all: reserved includes what was committed since, and so on.
struct Totals {
  Fen reserved_fen = 0;
  Fen committed_fen = 0;
  Fen accepted_fen = 0;
  Fen paid_fen = 0;
  bool operator==(const Totals&) const = default;
};
BOOST_DESCRIBE_STRUCT(Totals, (), (reserved_fen, committed_fen, accepted_fen, paid_fen))
Totals totals_of(const Balances& balances);

// One row of the ledger, as far as balances follow from it.
struct Entry {
  Id line_id;
  std::int64_t ordinal = 0;  // 1, 2, … within the line
  Id case_id;                // the line itself for the line's own bookings
  Booking booking{};
  Account from_account{};
  Account to_account{};
  Fen amount_fen = 0;
};
BOOST_DESCRIBE_STRUCT(Entry, (), (line_id, ordinal, case_id, booking, from_account, to_account, amount_fen))

using AccountKey = std::pair<Id, Account>;  // case (or the line itself), account

// Balances of one line counted again from its entries, and everything that can't be about them.
class Recount {
 public:
  explicit Recount(Id line) : line_(std::move(line)) {}
  // Entries in the order of their ordinals.
  void add(const Entry& entry);
  const std::map<AccountKey, Fen>& balances() const { return balances_; }
  // English sentences for the operator: gaps, movements that no booking allows, overdrawn accounts.
  const std::vector<std::string>& faults() const { return faults_; }
  // The faults, and every difference from the balances that were kept.
  std::vector<std::string> compare(const std::map<AccountKey, Fen>& kept) const;

 private:
  Id line_;
  std::int64_t last_ordinal_ = 0;
  std::map<AccountKey, Fen> balances_;
  std::vector<std::string> faults_;
};

}  // namespace gh::ledger
