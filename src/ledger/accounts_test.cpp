#include "ledger/accounts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/assert.h"

namespace gh::ledger {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

Entry entry(std::int64_t ordinal, std::string case_id, Booking booking, Account from, Account to, Fen amount) {
  return {"line", ordinal, std::move(case_id), booking, from, to, amount};
}
Entry first() { return entry(1, "line", Booking::appropriate, Account::treasury, Account::appropriation, 1000); }

TEST(Movement, GoesOnlyBetweenTheAccountsOfItsBooking) {
  EXPECT_TRUE(is_lawful({Booking::reserve, Account::appropriation, Account::reserved, 1}));
  EXPECT_FALSE(is_lawful({Booking::reserve, Account::treasury, Account::reserved, 1}));
  EXPECT_FALSE(is_lawful({Booking::pay, Account::committed, Account::paid, 1}));
  EXPECT_FALSE(is_lawful({Booking::release, Account::accepted, Account::appropriation, 1}));
  EXPECT_FALSE(is_lawful({Booking::release, Account::paid, Account::appropriation, 1}));
  EXPECT_TRUE(is_lawful({Booking::release, Account::committed, Account::appropriation, 1}));
}

TEST(Movement, OfNothingIsLawfulOnlyWhereAMilestoneMayBeWorthNothing) {
  EXPECT_TRUE(is_lawful({Booking::accept, Account::committed, Account::accepted, 0}));
  EXPECT_TRUE(is_lawful({Booking::pay, Account::accepted, Account::paid, 0}));
  EXPECT_FALSE(is_lawful({Booking::reserve, Account::appropriation, Account::reserved, 0}));
  EXPECT_FALSE(is_lawful({Booking::pay, Account::accepted, Account::paid, -1}));
  EXPECT_FALSE(is_lawful({Booking::increase, Account::treasury, Account::appropriation, kFenMax + 1}));
}

TEST(Movement, BeyondWhatIsThereIsOurBug) {
  Balances balances;
  apply(balances, {Booking::appropriate, Account::treasury, Account::appropriation, 100});
  EXPECT_THROW(apply(balances, {Booking::reserve, Account::appropriation, Account::reserved, 101}), Bug);
  apply(balances, {Booking::reserve, Account::appropriation, Account::reserved, 100});
  EXPECT_EQ(balances[Account::treasury], -100);
  EXPECT_EQ(balances[Account::appropriation], 0);
  EXPECT_EQ(balances[Account::reserved], 100);
}

TEST(Totals, CountWhatHasGoneFurtherToo) {
  Balances balances;
  balances[Account::reserved] = 1;
  balances[Account::committed] = 20;
  balances[Account::accepted] = 300;
  balances[Account::paid] = 4000;
  EXPECT_EQ(totals_of(balances), (Totals{4321, 4320, 4300, 4000}));
}

TEST(Recount, GivesTheBalanceOfEachCase) {
  Recount recount("line");
  recount.add(first());
  recount.add(entry(2, "a", Booking::reserve, Account::appropriation, Account::reserved, 400));
  recount.add(entry(3, "b", Booking::reserve, Account::appropriation, Account::reserved, 600));
  recount.add(entry(4, "a", Booking::commit, Account::reserved, Account::committed, 300));
  EXPECT_THAT(recount.faults(), IsEmpty());
  EXPECT_EQ(recount.balances(), (std::map<AccountKey, Fen>{{{"line", Account::treasury}, -1000},
                                                           {{"line", Account::appropriation}, 0},
                                                           {{"a", Account::reserved}, 100},
                                                           {{"a", Account::committed}, 300},
                                                           {{"b", Account::reserved}, 600}}));
  EXPECT_THAT(recount.compare(recount.balances()), IsEmpty());
}

TEST(Recount, NoticesAnEntryThatIsMissing) {
  Recount recount("line");
  recount.add(first());
  recount.add(entry(3, "a", Booking::reserve, Account::appropriation, Account::reserved, 400));
  EXPECT_THAT(recount.faults(), ElementsAre(HasSubstr("entry 3 follows entry 1")));
}

TEST(Recount, NoticesThatACaseOverdrewEvenIfItWasMendedLater) {
  Recount recount("line");
  recount.add(first());
  recount.add(entry(2, "a", Booking::reserve, Account::appropriation, Account::reserved, 1001));
  recount.add(entry(3, "a", Booking::release, Account::reserved, Account::appropriation, 1001));
  EXPECT_THAT(recount.faults(), ElementsAre(HasSubstr("entry 2 overdraws appropriation of case a by 1")));
}

TEST(Recount, NoticesMoneyThatOneCaseTookFromAnother) {
  Recount recount("line");
  recount.add(first());
  recount.add(entry(2, "a", Booking::reserve, Account::appropriation, Account::reserved, 400));
  recount.add(entry(3, "b", Booking::commit, Account::reserved, Account::committed, 400));
  EXPECT_THAT(recount.faults(), ElementsAre(HasSubstr("overdraws reserved of case b by 400")));
}

TEST(Recount, NoticesAMovementThatNoBookingAllows) {
  Recount recount("line");
  recount.add(first());
  recount.add(entry(2, "a", Booking::pay, Account::appropriation, Account::paid, 400));
  EXPECT_THAT(recount.faults(), ElementsAre(HasSubstr("can't be: pay of 400 from appropriation to paid")));
}

TEST(Recount, NoticesBalancesThatWereChangedBesideTheEntries) {
  Recount recount("line");
  recount.add(first());
  const std::map<AccountKey, Fen> good = recount.balances();
  auto changed = good;
  changed[{"line", Account::appropriation}] = 900;
  EXPECT_THAT(recount.compare(changed), ElementsAre(HasSubstr("is kept as 900, its entries give 1000"),
                                                    HasSubstr("add up to -100 instead of nothing")));
  auto invented = good;
  invented[{"a", Account::paid}] = 1;
  EXPECT_THAT(recount.compare(invented),
              ElementsAre(HasSubstr("paid of case a is kept as 1, its entries give 0"), HasSubstr("add up to 1")));
  EXPECT_THAT(recount.compare({}), testing::SizeIs(2));
}

}  // namespace
}  // namespace gh::ledger
