#include "ledger/bookings.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <set>

#include "base/problem.h"

namespace gh::ledger {
namespace {

Balances after(const std::vector<Movement>& movements, Balances balances = {}) {
  for (const Movement& movement : movements) apply(balances, movement);
  return balances;
}
Balances after(const Planned& planned, const Balances& balances) {
  return after(std::get<std::vector<Movement>>(planned), balances);
}
const Shortfall& shortfall(const Planned& planned) { return std::get<Shortfall>(planned); }

TEST(Bookings, ACaseGoesFromEarmarkToPayment) {
  Balances balances = after(plan_appropriate(1000));
  balances = after(plan_reserve(balances, 600), balances);
  balances = after(plan_commit(balances, 500), balances);
  EXPECT_EQ(totals_of(balances), (Totals{500, 500, 0, 0}));
  EXPECT_EQ(balances[Account::appropriation], 500);  // the difference of 100 went back at once
  balances = after(plan_accept(balances, 200), balances);
  balances = after(plan_pay(balances, 200), balances);
  EXPECT_EQ(totals_of(balances), (Totals{500, 500, 200, 200}));
}

TEST(Bookings, TheLastFenCanBeReservedAndNotOneMore) {
  const Balances balances = after(plan_appropriate(1000));
  EXPECT_EQ(after(plan_reserve(balances, 1000), balances)[Account::appropriation], 0);
  const Planned refused = plan_reserve(balances, 1001);
  EXPECT_EQ(shortfall(refused).rule, "no_budget");
  EXPECT_EQ(shortfall(refused).asked_fen, 1001);
  EXPECT_EQ(shortfall(refused).there_fen, 1000);
}

TEST(Bookings, APriceAboveTheEarmarkIsShort) {
  Balances balances = after(plan_appropriate(1000));
  balances = after(plan_reserve(balances, 600), balances);
  EXPECT_EQ(shortfall(plan_commit(balances, 601)).rule, "above_reserved");
  EXPECT_EQ(std::get<std::vector<Movement>>(plan_commit(balances, 600)).size(), 1u);  // nothing to give back
}

TEST(Bookings, NothingIsAcceptedBeyondTheContractNorPaidBeyondWhatIsAccepted) {
  Balances balances = after(plan_appropriate(1000));
  balances = after(plan_reserve(balances, 600), balances);
  balances = after(plan_commit(balances, 600), balances);
  EXPECT_EQ(shortfall(plan_accept(balances, 601)).rule, "above_commitment");
  EXPECT_EQ(shortfall(plan_pay(balances, 1)).rule, "above_accepted");
  balances = after(plan_accept(balances, 600), balances);
  EXPECT_EQ(shortfall(plan_pay(balances, 601)).rule, "above_accepted");
}

TEST(Bookings, AnAdjustmentCannotGoBelowWhatIsReserved) {
  Balances balances = after(plan_appropriate(1000));
  balances = after(plan_reserve(balances, 600), balances);
  const Planned refused = plan_adjust(balances, 599);
  EXPECT_EQ(shortfall(refused).rule, "below_reserved");
  EXPECT_EQ(shortfall(refused).there_fen, 600);
  EXPECT_EQ(after(plan_adjust(balances, 600), balances)[Account::appropriation], 0);
  EXPECT_EQ(after(plan_adjust(balances, 1500), balances)[Account::appropriation], 900);
  EXPECT_EQ(std::get<std::vector<Movement>>(plan_adjust(balances, 1000)), std::vector<Movement>{});
}

TEST(Bookings, AReleaseLeavesWhatIsAcceptedAndPaid) {
  Balances balances = after(plan_appropriate(1000));
  balances = after(plan_reserve(balances, 600), balances);
  balances = after(plan_commit(balances, 500), balances);
  balances = after(plan_accept(balances, 200), balances);
  balances = after(plan_pay(balances, 150), balances);
  balances = after(plan_reserve(balances, 40), balances);
  balances = after(plan_release(balances), balances);
  EXPECT_EQ(totals_of(balances), (Totals{200, 200, 200, 150}));
  EXPECT_EQ(balances[Account::appropriation], 800);
  EXPECT_EQ(plan_release(balances), std::vector<Movement>{});
}

TEST(Bookings, AmountsOutOfRangeAreRefused) {
  const Balances balances = after(plan_appropriate(kFenMax));
  for (const Fen amount : {Fen{0}, Fen{-1}, kFenMax + 1}) {
    EXPECT_THROW(plan_appropriate(amount), Problem);
    EXPECT_THROW(plan_reserve(balances, amount), Problem);
    EXPECT_THROW(plan_commit(balances, amount), Problem);
  }
  for (const Fen amount : {Fen{-1}, kFenMax + 1}) {
    EXPECT_THROW(plan_adjust(balances, amount), Problem);
    EXPECT_THROW(plan_accept(balances, amount), Problem);
    EXPECT_THROW(plan_pay(balances, amount), Problem);
  }
}

// A line with a few cases, booked at random: what a real one keeps in its tables.
struct Book {
  std::map<Id, Balances> of_cases;  // of each case; the line's own accounts stand in `line`
  Balances line;
  std::vector<Entry> entries;

  Balances of(const Id& case_id) {
    Balances out = of_cases[case_id];
    out[Account::treasury] = line[Account::treasury];
    out[Account::appropriation] = line[Account::appropriation];
    return out;
  }
  void keep(const Id& case_id, const std::vector<Movement>& movements) {
    Balances balances = of(case_id);
    for (const Movement& movement : movements) {
      apply(balances, movement);
      entries.push_back({"line", static_cast<std::int64_t>(entries.size()) + 1, case_id, movement.booking,
                         movement.from, movement.to, movement.amount_fen});
    }
    for (const Account account : {Account::treasury, Account::appropriation}) {
      line[account] = balances[account];
      balances[account] = 0;
    }
    of_cases[case_id] = balances;
  }
  std::map<AccountKey, Fen> kept() const {
    std::map<AccountKey, Fen> out;
    for (const Account account : {Account::treasury, Account::appropriation}) out[{"line", account}] = line[account];
    for (const auto& [case_id, balances] : of_cases)
      for (const Account account : {Account::reserved, Account::committed, Account::accepted, Account::paid})
        out[{case_id, account}] = balances[account];
    return out;
  }
};

Planned random_plan(const Balances& balances, Booking booking) {
  const Fen amount = *rc::gen::inRange<Fen>(1, 2000);
  switch (booking) {
    case Booking::reserve:
      return plan_reserve(balances, amount);
    case Booking::commit:
      return plan_commit(balances, amount);
    case Booking::accept:
      return plan_accept(balances, amount - 1);
    case Booking::pay:
      return plan_pay(balances, amount - 1);
    case Booking::release:
      return plan_release(balances);
    default:
      return plan_adjust(balances, amount);
  }
}

TEST(BookingsProperty, RandomBookingsNeverOverdrawAndTheSumStaysNothing) {
  const bool held = rc::check([] {
    Book book;
    book.keep("line", plan_appropriate(*rc::gen::inRange<Fen>(1, 5000)));
    const int bookings = *rc::gen::inRange(1, 60);
    for (int i = 0; i < bookings; ++i) {
      const Id case_id = *rc::gen::element<std::string>("a", "b", "c");
      const auto booking = *rc::gen::element(Booking::reserve, Booking::commit, Booking::accept, Booking::pay,
                                             Booking::release, Booking::increase);
      const bool on_line = booking == Booking::increase;
      const Balances before = on_line ? book.line : book.of(case_id);
      const Planned planned = random_plan(before, booking);
      if (const auto* movements = std::get_if<std::vector<Movement>>(&planned))
        book.keep(on_line ? "line" : case_id, *movements);
      else
        RC_ASSERT(shortfall(planned).asked_fen != shortfall(planned).there_fen);

      Fen sum = 0;
      Fen reserved = 0;
      for (const auto& [key, balance] : book.kept()) {
        sum += balance;
        RC_ASSERT(key.second == Account::treasury || balance >= 0);
      }
      for (const auto& [id, balances] : book.of_cases) {
        const Totals totals = totals_of(balances);
        RC_ASSERT(totals.paid_fen <= totals.accepted_fen);
        RC_ASSERT(totals.accepted_fen <= totals.committed_fen);
        RC_ASSERT(totals.committed_fen <= totals.reserved_fen);
        reserved += totals.reserved_fen;
      }
      RC_ASSERT(sum == 0);
      RC_ASSERT(reserved <= -book.line[Account::treasury]);
    }
    Recount recount("line");
    for (const Entry& entry : book.entries) recount.add(entry);
    RC_ASSERT(recount.compare(book.kept()).empty());
  });
  EXPECT_TRUE(held);
}

TEST(BookingsProperty, OneEntryChangedOrLeftOutIsAlwaysNoticed) {
  const bool held = rc::check([] {
    Book book;
    book.keep("line", plan_appropriate(5000));
    for (int i = 0; i < 10; ++i) {
      const Id case_id = *rc::gen::element<std::string>("a", "b");
      const auto booking = *rc::gen::element(Booking::reserve, Booking::commit, Booking::accept, Booking::pay);
      const Planned planned = random_plan(book.of(case_id), booking);
      if (const auto* movements = std::get_if<std::vector<Movement>>(&planned)) book.keep(case_id, *movements);
    }
    const auto wounded = *rc::gen::inRange<std::size_t>(0, book.entries.size());
    auto entries = book.entries;
    if (*rc::gen::arbitrary<bool>()) {
      // An acceptance of nothing at the very end leaves neither a gap nor another balance; only its act tells of it.
      RC_PRE(entries[wounded].amount_fen != 0 || wounded + 1 < entries.size());
      entries.erase(entries.begin() + static_cast<std::ptrdiff_t>(wounded));
    } else {
      entries[wounded].amount_fen += *rc::gen::element<Fen>(-1, 1);
    }
    Recount recount("line");
    for (const Entry& entry : entries) recount.add(entry);
    RC_ASSERT(!recount.compare(book.kept()).empty());
  });
  EXPECT_TRUE(held);
}

}  // namespace
}  // namespace gh::ledger
