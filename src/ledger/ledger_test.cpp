#include "ledger/ledger.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <future>

#include "base/problem.h"
#include "ledger/invariants.h"
#include "ledger/migrations.h"
#include "store/testing.h"

namespace gh::ledger {
namespace {

using testing::IsEmpty;

const Instant kNow = instant_of(1'789'956'000'000);
const Basis kBasis{"act-1", kNow};
const Appropriation kLine{"line", "department", 2026, "2080299", 100'000};

class Ledger : public testing::TestWithParam<store::Dialect> {
 protected:
  void SetUp() override {
    db_ = store::migrated_db(GetParam(), {migrations()});
    if (!db_) GTEST_SKIP() << "GUILDHALL_TEST_POSTGRES isn't set";
  }
  void TearDown() override {
    if (!db_) return;
    EXPECT_THAT(faults(), IsEmpty());
  }
  // "" when it was booked, otherwise the rule and whether it was about money or about the state.
  std::string book(const std::function<void(store::Tx&)>& work) {
    try {
      db_->write(work);
    } catch (const Problem& problem) {
      return problem.errors().at(0).rule + " " + std::string(kind_of(problem.code()).name);
    }
    return "";
  }
  std::string open(const Appropriation& line = kLine) {
    return book([=](store::Tx& tx) { appropriate(tx, kBasis, line); });
  }
  std::string reserve_for(const Id& case_id, Fen amount, const Id& line = "line") {
    return book([=](store::Tx& tx) { reserve(tx, kBasis, line, case_id, amount); });
  }
  std::string commit_for(const Id& case_id, Fen amount) {
    return book([=](store::Tx& tx) { commit(tx, kBasis, case_id, amount, "payee"); });
  }
  std::string accept_for(const Id& case_id, std::string reference, Fen amount) {
    return book([=](store::Tx& tx) { accept(tx, kBasis, case_id, reference, amount); });
  }
  std::string pay_for(const Id& case_id, std::string reference, Fen amount) {
    return book([=](store::Tx& tx) { pay(tx, kBasis, case_id, reference, amount); });
  }
  std::string adjust_to(Fen amount, const Id& line = "line") {
    return book([=](store::Tx& tx) { adjust(tx, kBasis, line, amount); });
  }
  std::string close(const Id& line = "line") {
    return book([=](store::Tx& tx) { close_line(tx, kBasis, line); });
  }
  std::string release_of(const Id& case_id) {
    return book([=](store::Tx& tx) { release(tx, kBasis, case_id); });
  }
  Fen available(const Id& line = "line") {
    return db_->reading([&](store::Tx& tx) { return balances_of(tx, line, line)[Account::appropriation]; });
  }
  Totals totals(const Id& case_id) {
    return db_->reading([&](store::Tx& tx) { return totals_of_case(tx, case_id); });
  }
  std::int64_t entries() {
    return db_->reading([](store::Tx& tx) { return tx.integer("select count(*) from ledger_entry").value(); });
  }
  std::vector<std::string> faults() {
    return db_->reading([](store::Tx& tx) { return check_invariants(tx); });
  }

  std::unique_ptr<store::Db> db_;
};

TEST_P(Ledger, AContractIsBookedFromAppropriationToPayment) {
  EXPECT_EQ(open(), "");
  EXPECT_EQ(reserve_for("case", 60'000), "");
  EXPECT_EQ(available(), 40'000);
  EXPECT_EQ(commit_for("case", 54'321), "");
  EXPECT_EQ(available(), 45'679);
  EXPECT_EQ(accept_for("case", "m1", 20'000), "");
  EXPECT_EQ(pay_for("case", "m1", 20'000), "");
  EXPECT_EQ(accept_for("case", "m2", 34'321), "");
  EXPECT_EQ(pay_for("case", "m2", 34'321), "");
  EXPECT_EQ(totals("case"), (Totals{54'321, 54'321, 54'321, 54'321}));
  EXPECT_EQ(available(), 45'679);
  EXPECT_EQ(entries(), 8);
}

TEST_P(Ledger, ARefusalLeavesNoTrace) {
  open();
  EXPECT_EQ(reserve_for("case", 100'001), "no_budget no-budget");
  EXPECT_EQ(entries(), 1);
  EXPECT_EQ(totals("case"), Totals{});
  EXPECT_EQ(db_->reading([](store::Tx& tx) { return line_of_case(tx, "case"); }), std::nullopt);
}

TEST_P(Ledger, TheRefusalNamesBothAmountsAndTheClause) {
  open();
  try {
    db_->write([](store::Tx& tx) { reserve(tx, kBasis, "line", "case", 12'345'678); });
    FAIL();
  } catch (const Problem& problem) {
    EXPECT_EQ(problem.errors().at(0).clause, "政府采购法6");
    EXPECT_EQ(problem.errors().at(0).field, "/form/amount_fen");
    EXPECT_EQ(problem.errors().at(0).says.zh, "预算项目可用余额不足：需要123,456.78元，可用1,000.00元");
    EXPECT_EQ(problem.errors().at(0).says.en,
              "the budget line has not enough: 123,456.78 yuan asked, 1,000.00 available");
  }
}

TEST_P(Ledger, ADepartmentHasOneLineAnItemAndYear) {
  open();
  EXPECT_EQ(open({"line-2", "department", 2026, "2080299", 1}), "line_exists conflict");
  EXPECT_EQ(open({"line", "department", 2027, "2080299", 1}), "line_exists conflict");
  EXPECT_EQ(open({"line-2", "department", 2027, "2080299", 1}), "");
  EXPECT_EQ(open({"line-3", "other", 2026, "2080299", 1}), "");
}

TEST_P(Ledger, CasesShareALineAndNoneTakesTheOthersMoney) {
  open();
  EXPECT_EQ(reserve_for("a", 70'000), "");
  EXPECT_EQ(reserve_for("b", 30'001), "no_budget no-budget");
  EXPECT_EQ(reserve_for("b", 30'000), "");
  EXPECT_EQ(commit_for("b", 30'001), "above_reserved no-budget");
  EXPECT_EQ(totals("a"), (Totals{70'000, 0, 0, 0}));
}

TEST_P(Ledger, WhatACheaperAwardLeavesIsThereForTheNext) {
  open();
  reserve_for("a", 100'000);
  EXPECT_EQ(reserve_for("b", 1), "no_budget no-budget");
  commit_for("a", 80'000);
  EXPECT_EQ(reserve_for("b", 20'000), "");
  EXPECT_EQ(available(), 0);
}

TEST_P(Ledger, AMilestoneIsAcceptedAndPaidOnce) {
  open();
  reserve_for("case", 10'000);
  commit_for("case", 10'000);
  EXPECT_EQ(pay_for("case", "m1", 1'000), "above_accepted no-budget");
  EXPECT_EQ(accept_for("case", "m1", 4'000), "");
  EXPECT_EQ(accept_for("case", "m1", 4'000), "accepted_twice conflict");
  EXPECT_EQ(accept_for("case", "m2", 6'001), "above_commitment no-budget");
  EXPECT_EQ(pay_for("case", "m1", 4'000), "");
  EXPECT_EQ(pay_for("case", "m1", 4'000), "paid_twice conflict");
  EXPECT_EQ(pay_for("case", "m2", 1), "above_accepted no-budget");
  EXPECT_EQ(accept_for("case", "m2", 0), "");
  EXPECT_EQ(pay_for("case", "m2", 0), "");
}

TEST_P(Ledger, ACaseWithoutMoneyIsShortOfEverything) {
  open();
  EXPECT_EQ(commit_for("case", 1), "above_reserved no-budget");
  EXPECT_EQ(accept_for("case", "m1", 1), "above_commitment no-budget");
  EXPECT_EQ(pay_for("case", "m1", 1), "above_accepted no-budget");
  EXPECT_EQ(release_of("case"), "");
  EXPECT_EQ(entries(), 1);
}

TEST_P(Ledger, ARescindedContractKeepsWhatWasAccepted) {
  open();
  reserve_for("case", 50'000);
  commit_for("case", 50'000);
  accept_for("case", "m1", 20'000);
  EXPECT_EQ(release_of("case"), "");
  EXPECT_EQ(totals("case"), (Totals{20'000, 20'000, 20'000, 0}));
  EXPECT_EQ(available(), 80'000);
  EXPECT_EQ(release_of("case"), "");
  EXPECT_EQ(pay_for("case", "m1", 20'000), "");
}

TEST_P(Ledger, AnAdjustmentGoesUpAndDownButNotBelowWhatIsReserved) {
  open();
  reserve_for("case", 60'000);
  EXPECT_EQ(adjust_to(59'999), "below_reserved no-budget");
  EXPECT_EQ(adjust_to(60'000), "");
  EXPECT_EQ(available(), 0);
  EXPECT_EQ(adjust_to(150'000), "");
  EXPECT_EQ(available(), 90'000);
  EXPECT_EQ(adjust_to(150'000), "");
  EXPECT_EQ(entries(), 4);
  EXPECT_EQ(adjust_to(1, "nothing"), "no_line not-found");
}

TEST_P(Ledger, AClosedLineReservesNothingMore) {
  open();
  reserve_for("case", 60'000);
  commit_for("case", 60'000);
  EXPECT_EQ(close(), "open_commitments conflict");
  accept_for("case", "m1", 60'000);
  EXPECT_EQ(close(), "open_commitments conflict");
  pay_for("case", "m1", 60'000);
  EXPECT_EQ(close(), "");
  EXPECT_EQ(close(), "line_closed conflict");
  EXPECT_EQ(reserve_for("b", 1), "line_closed conflict");
  EXPECT_EQ(adjust_to(200'000), "line_closed conflict");
  EXPECT_EQ(close("nothing"), "no_line not-found");
}

TEST_P(Ledger, ACaseHasItsMoneyOnOneLine) {
  open();
  open({"line-2", "department", 2027, "2080299", 1'000});
  reserve_for("case", 100);
  EXPECT_EQ(reserve_for("case", 100, "line-2"), "one_line conflict");
  EXPECT_EQ(reserve_for("case", 100), "");
  EXPECT_EQ(totals("case").reserved_fen, 200);
  EXPECT_EQ(reserve_for("case", 100, "nothing"), "no_line not-found");
}

TEST_P(Ledger, EntriesAreNeitherChangedNorRemoved) {
  open();
  EXPECT_ANY_THROW(db_->write([](store::Tx& tx) { tx.execute("update ledger_entry set amount_fen = 1"); }));
  EXPECT_ANY_THROW(db_->write([](store::Tx& tx) { tx.execute("delete from ledger_entry"); }));
  EXPECT_EQ(entries(), 1);
}

TEST_P(Ledger, TheDatabaseItselfRefusesAnOverdrawnAccount) {
  open();
  EXPECT_ANY_THROW(db_->write(
      [](store::Tx& tx) { tx.execute("update ledger_account set balance_fen = -1 where account = 'appropriation'"); }));
}

TEST_P(Ledger, OfManyWhoWantTheLastFenOfALineOneGetsIt) {
  open({"line", "department", 2026, "2080299", 100});
  constexpr int kRivals = 12;
  std::vector<std::promise<std::exception_ptr>> answers(kRivals);
  for (int i = 0; i < kRivals; ++i)
    db_->submit([i](store::Tx& tx) { reserve(tx, kBasis, "line", "case-" + std::to_string(i), 100); },
                [&answers, i](std::exception_ptr trouble) { answers.at(i).set_value(trouble); });
  int winners = 0;
  for (auto& answer : answers) {
    try {
      if (const auto trouble = answer.get_future().get()) std::rethrow_exception(trouble);
      ++winners;
    } catch (const Problem& problem) {
      EXPECT_EQ(problem.errors().at(0).rule, "no_budget");
    }
  }
  EXPECT_EQ(winners, 1);
  EXPECT_EQ(available(), 0);
}

INSTANTIATE_TEST_SUITE_P(Databases, Ledger, testing::ValuesIn(store::kDialects));

}  // namespace
}  // namespace gh::ledger
