#include "log/pending.h"

#include "base/assert.h"
#include "log/log_fixture.h"

namespace gh::log {
namespace {

class LogPending : public LogOnEachDatabase {
 protected:
  std::int64_t in_line() {
    return reading([](store::Tx& tx) { return waiting(tx); });
  }
};

TEST_P(LogPending, TheLongestLeafPassesAndOneByteMoreIsRefusedWithItsAct) {
  const std::string longest(kLeafMaxBytes, 'x');
  db->write([&](store::Tx& tx) { enqueue(tx, act_id(1), longest); });
  const std::string rule = rule_of_refusal([&] {
    db->write([&](store::Tx& tx) {
      enqueue(tx, act_id(2), leaf_text(2));
      enqueue(tx, act_id(3), longest + "x");
    });
  });
  EXPECT_EQ(rule, "leaf-size");
  EXPECT_EQ(in_line(), 1);
  EXPECT_EQ(round(), 1U);
  const auto bundle = reading([](store::Tx& tx) { return tile(tx, {true, 0, 0, 1}); });
  EXPECT_EQ(bundle, "\xFF\xFF" + longest);
}

TEST_P(LogPending, ARefusedLeafIsTooLarge) {
  db->write([](store::Tx& tx) {
    try {
      enqueue(tx, act_id(1), std::string(kLeafMaxBytes + 1, 'x'));
      ADD_FAILURE() << "taken";
    } catch (const Problem& problem) {
      EXPECT_EQ(problem.code(), ProblemCode::kTooLarge);
      EXPECT_FALSE(problem.errors().at(0).says.zh.empty());
    }
  });
}

TEST_P(LogPending, AnActHasOneLeaf) {
  enqueue_acts(1, 2);
  EXPECT_THROW(enqueue_acts(1, 2), store::UniqueViolation);
}

TEST_P(LogPending, AnActThatWasRolledBackIsNotInLine) {
  EXPECT_THROW(db->write([](store::Tx& tx) {
    enqueue(tx, act_id(1), leaf_text(1));
    throw Problem(ProblemCode::kConditionFailed);
  }),
               Problem);
  EXPECT_EQ(in_line(), 0);
  EXPECT_EQ(round(), 0U);
}

TEST_P(LogPending, WhatIsNoTextIsOurBug) {
  EXPECT_THROW(db->write([](store::Tx& tx) { enqueue(tx, act_id(1), ""); }), Bug);
  EXPECT_THROW(db->write([](store::Tx& tx) { enqueue(tx, act_id(1), "\xFF"); }), Bug);
}

INSTANTIATE_TEST_SUITE_P(Databases, LogPending, testing::ValuesIn(store::kDialects), [](const auto& dialect) {
  return dialect.param == store::Dialect::kSqlite ? "Sqlite" : "Postgres";
});

}  // namespace
}  // namespace gh::log
