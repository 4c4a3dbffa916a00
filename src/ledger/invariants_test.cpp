#include "ledger/invariants.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "base/problem.h"
#include "ledger/ledger.h"
#include "ledger/migrations.h"
#include "store/testing.h"

namespace gh::ledger {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;

const Basis kBooked{"act-1", instant_of(1'789'956'000'000)};

std::unique_ptr<store::Db> fresh(store::Dialect dialect) { return store::migrated_db(dialect, {migrations()}); }

std::vector<std::string> faults_in(store::Db& db) {
  return db.reading([](store::Tx& tx) { return check_invariants(tx); });
}

class Invariants : public testing::TestWithParam<store::Dialect> {
 protected:
  void SetUp() override {
    db_ = fresh(GetParam());
    if (!db_) GTEST_SKIP() << "GUILDHALL_TEST_POSTGRES isn't set";
    db_->write([](store::Tx& tx) {
      appropriate(tx, kBooked, {"line", "department", 2026, "item", 1'000});
      reserve(tx, kBooked, "line", "case", 600);
    });
  }
  void tamper(std::string sql) {
    db_->write([sql](store::Tx& tx) { tx.execute(sql); });
  }
  std::unique_ptr<store::Db> db_;
};

TEST_P(Invariants, HoldForAnHonestLedger) { EXPECT_THAT(faults_in(*db_), IsEmpty()); }

TEST_P(Invariants, NoticeABalanceThatWasRaised) {
  tamper("update ledger_account set balance_fen = 700 where account = 'reserved'");
  EXPECT_THAT(faults_in(*db_), Contains(HasSubstr("reserved of case case is kept as 700, its entries give 600")));
}

TEST_P(Invariants, NoticeMoreReservedThanAppropriated) {
  tamper("update ledger_account set balance_fen = 1001 where account = 'reserved'");
  EXPECT_THAT(faults_in(*db_), Contains(HasSubstr("1001 is reserved of 1000")));
}

TEST_P(Invariants, NoticeAnEntryThatWasSlippedIn) {
  tamper(
      "insert into ledger_entry (line_id, ordinal, case_id, booking, from_account, to_account, amount_fen, act_id, at) "
      "values ('line', 3, 'stranger', 'reserve', 'appropriation', 'reserved', 400, 'act-2', 0)");
  const auto faults = faults_in(*db_);
  EXPECT_THAT(faults, Contains(HasSubstr("reserved of case stranger is kept as 0, its entries give 400")));
  EXPECT_THAT(faults, Contains(HasSubstr("case stranger: has entries on line line")));
}

TEST_P(Invariants, NoticeAnAccountThatIsGone) {
  tamper("delete from ledger_account where account = 'reserved'");
  EXPECT_THAT(faults_in(*db_), Contains(HasSubstr("add up to -600 instead of nothing")));
}

INSTANTIATE_TEST_SUITE_P(Databases, Invariants, testing::ValuesIn(store::kDialects));

// One random booking; what isn't there is refused and leaves everything as it was.
void book_at_random(store::Db& db, int turn) {
  const Id line = *rc::gen::element<std::string>("line-1", "line-2");
  const Id case_id = *rc::gen::element<std::string>("a", "b", "c");
  const Fen amount = *rc::gen::inRange<Fen>(0, 800);
  const std::string reference = "m" + std::to_string(turn / 2);
  const int what = *rc::gen::inRange(0, 8);
  try {
    db.write([=](store::Tx& tx) {
      if (what == 0)
        adjust(tx, kBooked, line, amount * 2);
      else if (what <= 2)
        reserve(tx, kBooked, line, case_id, amount);
      else if (what == 3)
        commit(tx, kBooked, case_id, amount, "payee");
      else if (what == 4)
        accept(tx, kBooked, case_id, reference, amount);
      else if (what == 5)
        pay(tx, kBooked, case_id, reference, amount);
      else if (what == 6)
        release(tx, kBooked, case_id);
      else if (turn > 40)
        close_line(tx, kBooked, line);
    });
  } catch (const Problem&) {
  }
}

TEST(InvariantsProperty, HoldAfterAnyBookings) {
  const bool held = rc::check([] {
    const auto own = fresh(store::Dialect::kSqlite);
    own->write([](store::Tx& tx) {
      appropriate(tx, kBooked, {"line-1", "department", 2026, "item", 1'000});
      appropriate(tx, kBooked, {"line-2", "department", 2027, "item", 500});
    });
    const int turns = *rc::gen::inRange(1, 60);
    for (int turn = 0; turn < turns; ++turn) book_at_random(*own, turn);
    RC_ASSERT(faults_in(*own).empty());
  });
  EXPECT_TRUE(held);
}

}  // namespace
}  // namespace gh::ledger
