// PostgreSQL: concurrent acts end as if one after another, and a lost connection is told, not papered over.
#include "store/postgres_db.h"

#include <gtest/gtest.h>

#include <atomic>
#include <future>

#include "base/problem.h"
#include "store/postgres_pipeline.h"
#include "store/testing.h"

namespace gh::store {
namespace {

template <class F>
ProblemCode refusal_of(F work) {
  try {
    work();
  } catch (const Problem& problem) {
    return problem.code();
  }
  ADD_FAILURE() << "not refused";
  return ProblemCode::kInternal;
}

class Postgres : public testing::Test {
 protected:
  void SetUp() override {
    const auto url = test_postgres_url();
    if (!url) GTEST_SKIP() << "GUILDHALL_TEST_POSTGRES isn't set";
    url_ = *url;
    db_ = Db::open(url_, Options{.writers = 8, .busy_timeout_ms = 2000});
    db_->write([](Tx& tx) {
      tx.run_script(
          "create table budget (id text primary key, amount bigint not null);"
          "create table commitment (id text primary key, budget_id text not null, amount bigint not null);"
          "insert into budget (id, amount) values ('a', 0), ('b', 0)");
    });
  }
  std::int64_t amount(const std::string& id) {
    return *db_->reading([&](Tx& tx) { return tx.integer("select amount from budget where id = ?", {id}); });
  }
  std::int64_t commitments() {
    return *db_->reading([](Tx& tx) { return tx.integer("select count(*) from commitment"); });
  }
  // Queues the same kind of act many times and answers how many were told "done".
  int done_of(int acts, const std::function<void(Tx&, int)>& act) {
    std::atomic<int> done = 0;
    std::vector<std::promise<void>> told(static_cast<std::size_t>(acts));
    for (int number = 0; number < acts; ++number) {
      db_->submit([&act, number](Tx& tx) { act(tx, number); },
                  [&done, &told, number](std::exception_ptr refusal) {
                    if (!refusal) ++done;
                    told[static_cast<std::size_t>(number)].set_value();
                  });
    }
    for (std::promise<void>& one : told) one.get_future().wait();
    return done;
  }

  std::string url_;
  std::unique_ptr<Db> db_;
};

void kill_own_connection(Tx& tx) { tx.string("select pg_terminate_backend(pg_backend_pid())"); }

void set_amount(Tx& tx, const std::string& id, std::int64_t amount) {
  tx.execute("update budget set amount = ? where id = ?", {amount, id});
}
std::int64_t amount_in(Tx& tx, const std::string& id) {
  return *tx.integer("select amount from budget where id = ?", {id});
}

TEST_F(Postgres, WhatIsReadAndWrittenBackIsNeverLost) {
  EXPECT_EQ(done_of(60, [](Tx& tx, int) { set_amount(tx, "a", amount_in(tx, "a") + 1); }), 60);
  EXPECT_EQ(amount("a"), 60);
}

TEST_F(Postgres, TwoWhoLookedAtTheSameSumCannotBothSpendIt) {
  // Each act looks at both budgets and takes from one: the skew that snapshots alone let through.
  db_->write([](Tx& tx) { set_amount(tx, "a", 10); });
  const int done = done_of(20, [](Tx& tx, int number) {
    const std::string own = number % 2 == 0 ? "a" : "b";
    if (amount_in(tx, "a") + amount_in(tx, "b") < 1) throw Problem(ProblemCode::kNoBudget);
    set_amount(tx, own, amount_in(tx, own) - 1);
  });
  EXPECT_EQ(done, 10);
  EXPECT_EQ(amount("a") + amount("b"), 0);
}

TEST_F(Postgres, WhoeverHoldsTheLockSeesWhatTheLastHolderWrote) {
  const int done = done_of(40, [](Tx& tx, int number) {
    tx.lock("budget:a");
    const auto spent = tx.integer("select coalesce(sum(amount), 0) from commitment where budget_id = ?", {"a"});
    if (*spent >= 15) throw Problem(ProblemCode::kNoBudget);
    tx.execute("insert into commitment (id, budget_id, amount) values (?, ?, ?)", {std::to_string(number), "a", 1});
  });
  EXPECT_EQ(done, 15);
  EXPECT_EQ(commitments(), 15);
}

TEST_F(Postgres, LocksTakenInOppositeOrderDoNotHoldEachOtherUp) {
  const int done = done_of(40, [](Tx& tx, int number) {
    tx.lock(number % 2 == 0 ? "budget:a" : "budget:b");
    tx.lock(number % 2 == 0 ? "budget:b" : "budget:a");
    set_amount(tx, "a", amount_in(tx, "a") + 1);
    set_amount(tx, "b", amount_in(tx, "b") + 1);
  });
  EXPECT_EQ(done, 40);
  EXPECT_EQ(amount("a"), 40);
  EXPECT_EQ(amount("b"), 40);
}

TEST_F(Postgres, TheSameLockTwiceIsTheSameLock) {
  db_->write([](Tx& tx) {
    tx.lock("budget:a");
    tx.lock("budget:a");
  });
  db_->write([](Tx& tx) { tx.lock("budget:a"); });
}

TEST_F(Postgres, WhoLooksFirstAndThenWritesIsRefusedByItsOwnLook) {
  std::atomic<int> refused = 0;
  const int done = done_of(20, [&refused](Tx& tx, int) {
    if (tx.integer("select count(*) from commitment where id = ?", {"one"}) != 0) {
      ++refused;
      throw Problem(ProblemCode::kConflict);
    }
    tx.execute("insert into commitment (id, budget_id, amount) values (?, ?, ?)", {"one", "a", 1});
  });
  EXPECT_EQ(done, 1);
  EXPECT_GE(refused, 19);
}

TEST_F(Postgres, AWriteThatAlwaysMeetsAConflictIsRefusedInTheEnd) {
  const auto other = Db::open(url_);
  int runs = 0;
  EXPECT_EQ(refusal_of([&] {
              db_->write([&](Tx& tx) {
                ++runs;
                const std::int64_t before = amount_in(tx, "a");
                other->write([](Tx& beside) { set_amount(beside, "a", amount_in(beside, "a") + 1); });
                set_amount(tx, "a", before + 1000);
              });
            }),
            ProblemCode::kOverloaded);
  EXPECT_EQ(runs, kConflictsMax + 1);
  EXPECT_EQ(amount("a"), runs);
}

TEST_F(Postgres, AConflictThatTheWorkSwallowsIsStillOne) {
  const auto other = Db::open(url_);
  int runs = 0;
  db_->write([&](Tx& tx) {
    const std::int64_t before = amount_in(tx, "a");
    if (++runs == 1) other->write([](Tx& beside) { set_amount(beside, "a", 5); });
    try {
      set_amount(tx, "a", before + 1);
    } catch (const std::exception&) {
      return;
    }
  });
  EXPECT_EQ(runs, 2);
  EXPECT_EQ(amount("a"), 6);
}

TEST_F(Postgres, ARowThatSomebodyHoldsTooLongRefusesTheWrite) {
  const auto other = Db::open(url_, Options{.busy_timeout_ms = 50});
  db_->write([&](Tx& tx) {
    set_amount(tx, "a", 1);
    EXPECT_EQ(refusal_of([&] { other->write([](Tx& beside) { set_amount(beside, "a", 2); }); }),
              ProblemCode::kStorageUnavailable);
  });
  EXPECT_EQ(amount("a"), 1);
}

TEST_F(Postgres, AConnectionLostInAnActRefusesItAndTheNextOneWorks) {
  EXPECT_EQ(refusal_of([&] {
              db_->write([](Tx& tx) {
                set_amount(tx, "a", 1);
                kill_own_connection(tx);
              });
            }),
            ProblemCode::kStorageUnavailable);
  EXPECT_EQ(amount("a"), 0);
  for (int act = 0; act < 20; ++act) db_->write([](Tx& tx) { set_amount(tx, "a", amount_in(tx, "a") + 1); });
  EXPECT_EQ(amount("a"), 20);
}

TEST_F(Postgres, AConnectionLostInAViewRefusesItAndTheNextOneWorks) {
  EXPECT_EQ(refusal_of([&] { db_->read(kill_own_connection); }), ProblemCode::kStorageUnavailable);
  EXPECT_EQ(amount("a"), 0);
}

TEST_F(Postgres, ConnectionsLostWhileIdleAreReplacedUnnoticed) {
  const std::string name = url_.substr(url_.rfind("test_"));
  db_ = Db::open(url_ + "&application_name=" + name, Options{.writers = 8});
  const auto add_one = [](Tx& tx, int) { set_amount(tx, "a", amount_in(tx, "a") + 1); };
  EXPECT_EQ(amount("a"), 0);
  EXPECT_EQ(done_of(16, add_one), 16);
  std::int64_t ended = 0;
  Db::open(url_)->read([&](Tx& tx) {
    tx.each("select pg_terminate_backend(pid) from pg_stat_activity where application_name = ?", {name},
            [&ended](const Row&) { ++ended; });
  });
  EXPECT_GE(ended, 2);
  EXPECT_EQ(amount("a"), 16);
  EXPECT_EQ(done_of(16, add_one), 16);
}

TEST_F(Postgres, AConnectionLostInTheCommitIsToldAsWhatTheServerDid) {
  db_->write([](Tx& tx) {
    tx.run_script(
        "create function die() returns trigger language plpgsql as"
        " $$ begin perform pg_terminate_backend(pg_backend_pid()); return null; end $$;"
        "create constraint trigger die after insert on commitment deferrable initially deferred"
        " for each row execute function die()");
  });
  const auto commit = [](Tx& tx) {
    tx.execute("insert into commitment (id, budget_id, amount) values (?, ?, ?)", {"one", "a", 1});
  };
  EXPECT_EQ(refusal_of([&] { db_->write(commit); }), ProblemCode::kStorageUnavailable);
  EXPECT_EQ(commitments(), 0);
}

TEST_F(Postgres, TheServerTellsWhatBecameOfATransaction) {
  PostgresSession session(url_, {});
  PostgresSession other(url_, {});
  session.begin();
  const std::string kept = session.transaction_id();
  EXPECT_EQ(other.was_committed(kept), std::nullopt);
  session.commit();
  EXPECT_EQ(other.was_committed(kept), true);
  session.begin();
  const std::string undone = session.transaction_id();
  session.rollback();
  EXPECT_EQ(other.was_committed(undone), false);
}

TEST_F(Postgres, AViolationDoesNotSurviveAsACommit) {
  db_->write([](Tx& tx) { set_amount(tx, "a", 3); });
  const auto twice = [](Tx& tx) {
    set_amount(tx, "a", 4);
    tx.execute("insert into budget (id, amount) values (?, ?)", {"a", 1});
  };
  EXPECT_THROW(db_->write(twice), UniqueViolation);
  EXPECT_EQ(amount("a"), 3);
}

TEST_F(Postgres, CommitsAreForcedToTheDiskWhateverTheServersDefault) {
  db_->write([](Tx& tx) { EXPECT_EQ(tx.string("select current_setting('synchronous_commit')"), "on"); });
}

void commit_later(Tx& tx, const std::string& id) {
  tx.execute("/* later */ insert into commitment (id, budget_id, amount) values (?, ?, ?)", {id, "a", 1});
}

TEST_F(Postgres, WhatIsSentWithoutWaitingIsThereForTheNextLook) {
  db_->write([](Tx& tx) {
    commit_later(tx, "one");
    tx.execute("/* later */ update budget set amount = ? where id = ?", {7, "a"});
    EXPECT_EQ(tx.integer("select count(*) from commitment"), 1);
    EXPECT_EQ(tx.integer("select amount from budget where id = ?", {"a"}), 7);
    for (int number = 0; number < 3 * static_cast<int>(kPipelinedMax); ++number)
      commit_later(tx, "more " + std::to_string(number));
  });
  EXPECT_EQ(commitments(), 1 + 3 * static_cast<int>(kPipelinedMax));
}

TEST_F(Postgres, WhatIsWrongWithItIsToldByTheNextStatementOrTheCommit) {
  db_->write([](Tx& tx) { commit_later(tx, "one"); });
  EXPECT_THROW(db_->write([](Tx& tx) {
    commit_later(tx, "two");
    commit_later(tx, "one");
    commit_later(tx, "three");
  }),
               UniqueViolation);
  bool went_on = false;
  EXPECT_THROW(db_->write([&](Tx& tx) {
    commit_later(tx, "one");
    tx.integer("select 1");
    went_on = true;
  }),
               UniqueViolation);
  EXPECT_FALSE(went_on);
  EXPECT_THROW(db_->write([](Tx& tx) {
    tx.execute("/* later */ insert into commitment (id, budget_id, amount) values (?, ?, ?)", {"two", "a", nullptr});
  }),
               Bug);
  EXPECT_EQ(commitments(), 1);
  db_->write([](Tx& tx) { commit_later(tx, "two"); });
  EXPECT_EQ(commitments(), 2);
}

TEST_F(Postgres, ARefusalUndoesWhatWasSentWithoutWaiting) {
  db_->write([](Tx& tx) {
    commit_later(tx, "kept");
    const auto refusal = tx.attempt([&] {
      commit_later(tx, "undone");
      throw Problem(ProblemCode::kConflict);
    });
    EXPECT_TRUE(refusal.has_value());
    EXPECT_FALSE(tx.attempt([&] { commit_later(tx, "kept too"); }).has_value());
  });
  EXPECT_EQ(commitments(), 2);
  EXPECT_EQ(refusal_of([&] {
              db_->write([](Tx& tx) {
                commit_later(tx, "lost");
                throw Problem(ProblemCode::kConflict);
              });
            }),
            ProblemCode::kConflict);
  EXPECT_EQ(commitments(), 2);
}

TEST_F(Postgres, AnActThatLostARaceRunsAgainThoughNobodyLooksAtItsInsert) {
  const int done = done_of(40, [](Tx& tx, int number) {
    const auto spent = tx.integer("select count(*) from commitment");
    if (*spent >= 15) throw Problem(ProblemCode::kNoBudget);
    commit_later(tx, std::to_string(number));
  });
  EXPECT_EQ(done, 15);
  EXPECT_EQ(commitments(), 15);
}

TEST_F(Postgres, AConnectionLostWhileAnswersAreOutRefusesTheAct) {
  EXPECT_EQ(refusal_of([&] {
              db_->write([](Tx& tx) {
                commit_later(tx, "one");
                kill_own_connection(tx);
                commit_later(tx, "two");
              });
            }),
            ProblemCode::kStorageUnavailable);
  EXPECT_EQ(commitments(), 0);
}

TEST_F(Postgres, IsNotBackedUpByTheProgram) {
  EXPECT_EQ(refusal_of([&] { db_->backup_to("anywhere"); }), ProblemCode::kStorageUnavailable);
}

TEST(PostgresServer, ThatIsNotThereRefusesToOpen) {
  EXPECT_EQ(refusal_of([] { Db::open("postgresql://nobody@127.0.0.1:1/nothing"); }), ProblemCode::kStorageUnavailable);
}

TEST(Gate, LetsOneInAloneAndTheOthersBesideEachOther) {
  Gate gate;
  std::atomic<int> inside = 0;
  std::vector<std::thread> threads;
  for (int number = 0; number < 8; ++number) {
    threads.emplace_back([&, alone = number % 4 == 0] {
      for (int round = 0; round < 200; ++round) {
        gate.enter(alone);
        const int now = ++inside;
        if (alone) {
          EXPECT_EQ(now, 1);
        }
        --inside;
        gate.leave(alone);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
}

}  // namespace
}  // namespace gh::store
