// SQLite: many acts in one commit, each on its own feet; a disk that is full, failing, locked or corrupt.
#include "store/sqlite_db.h"

#include <gtest/gtest.h>
#include <sqlite3.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <future>
#include <set>

#include "base/problem.h"
#include "store/faulty_disk.h"
#include "store/testing.h"

namespace gh::store {
namespace {

ProblemCode code_of(const std::exception_ptr& outcome) {
  try {
    std::rethrow_exception(outcome);
  } catch (const Problem& problem) {
    return problem.code();
  }
}

template <class F>
ProblemCode problem_of(F work) {
  try {
    work();
  } catch (...) {
    return code_of(std::current_exception());
  }
  ADD_FAILURE() << "not refused";
  return ProblemCode::kInternal;
}

void create_acts(Db& db) {
  db.write([](Tx& tx) { tx.run_script("create table act (id bigint primary key, body text not null)"); });
}

void append(Tx& tx, std::int64_t id, const std::string& body = "办理") {
  tx.execute("insert into act (id, body) values (?, ?)", {id, body});
}

std::set<std::int64_t> acts(Db& db) {
  std::set<std::int64_t> out;
  db.read(
      [&out](Tx& tx) { tx.each("select id from act", {}, [&out](const Row& row) { out.insert(row.integer(0)); }); });
  return out;
}
using Acts = std::set<std::int64_t>;

// Keeps the writer busy, so that what is queued meanwhile goes into one batch.
class HeldWriter {
 public:
  explicit HeldWriter(Db& db) {
    std::promise<void> begun;
    db.submit(
        [this, &begun, first = true](Tx&) mutable {
          if (!std::exchange(first, false)) return;
          begun.set_value();
          let_go_.get_future().wait();
        },
        [](std::exception_ptr) {});
    begun.get_future().wait();
  }
  void let_go() { let_go_.set_value(); }

 private:
  std::promise<void> let_go_;
};

// The outcomes of writes that were queued, to be looked at once the database has stopped or told all of them.
class Outcomes {
 public:
  void submit(Db& db, std::int64_t id, std::function<void(Tx&)> work) {
    auto told = std::make_shared<std::promise<std::exception_ptr>>();
    waiting_.emplace_back(id, told->get_future());
    db.submit(std::move(work), [told](std::exception_ptr outcome) { told->set_value(std::move(outcome)); });
  }
  // Ids of the writes that were told "done"; each of the others must have been told `refusal`.
  Acts done_or(ProblemCode refusal) {
    Acts done;
    for (auto& [id, future] : waiting_) {
      const std::exception_ptr outcome = future.get();
      if (!outcome) {
        done.insert(id);
      } else {
        EXPECT_EQ(code_of(outcome), refusal) << id;
      }
    }
    return done;
  }

 private:
  std::vector<std::pair<std::int64_t, std::future<std::exception_ptr>>> waiting_;
};

class OtherProgram {
 public:
  explicit OtherProgram(const std::string& path) { EXPECT_EQ(sqlite3_open(path.c_str(), &connection_), SQLITE_OK); }
  ~OtherProgram() { sqlite3_close(connection_); }
  void run(const char* sql) { EXPECT_EQ(sqlite3_exec(connection_, sql, nullptr, nullptr, nullptr), SQLITE_OK) << sql; }

 private:
  sqlite3* connection_ = nullptr;
};

TEST(Sqlite, IsDurableAndChecksReferencesOnEveryConnection) {
  const auto db = temporary_sqlite();
  const auto check = [](Tx& tx) {
    EXPECT_EQ(tx.integer("pragma synchronous"), 2);
    EXPECT_EQ(tx.string("pragma journal_mode"), "wal");
    EXPECT_EQ(tx.integer("pragma foreign_keys"), 1);
  };
  db->write(check);
  db->read(check);
}

TEST(Sqlite, ActsQueuedTogetherShareACommit) {
  const TemporaryDirectory directory;
  FaultyDisk disk("counting");
  SqliteDb db(directory.path() + "/a.db", Options{.sqlite_vfs = disk.name()});
  create_acts(db);
  HeldWriter held(db);
  Outcomes outcomes;
  for (int id = 0; id < 100; ++id) outcomes.submit(db, id, [id](Tx& tx) { append(tx, id); });
  const std::int64_t before = disk.syncs();
  held.let_go();
  EXPECT_EQ(outcomes.done_or(ProblemCode::kInternal).size(), 100U);
  EXPECT_GE(disk.syncs() - before, 1);
  EXPECT_LE(disk.syncs() - before, 2);
}

TEST(Sqlite, EveryCommitOfItsOwnIsForcedToTheDisk) {
  const TemporaryDirectory directory;
  FaultyDisk disk("counting");
  SqliteDb db(directory.path() + "/a.db", Options{.sqlite_vfs = disk.name()});
  create_acts(db);
  const std::int64_t before = disk.syncs();
  for (int id = 0; id < 20; ++id) db.write([id](Tx& tx) { append(tx, id); });
  EXPECT_GE(disk.syncs() - before, 20);
}

TEST(Sqlite, ARefusedActOfABatchLeavesTheOthers) {
  const auto db = temporary_sqlite();
  create_acts(*db);
  HeldWriter held(*db);
  Outcomes outcomes;
  for (int id = 0; id < 30; ++id) {
    outcomes.submit(*db, id, [id](Tx& tx) {
      append(tx, id);
      if (id % 10 == 7) throw Problem(ProblemCode::kConditionFailed);
    });
  }
  held.let_go();
  const Acts done = outcomes.done_or(ProblemCode::kConditionFailed);
  EXPECT_EQ(done.size(), 27U);
  EXPECT_EQ(acts(*db), done);
}

TEST(Sqlite, ABatchIsDoneOnceAgainOnlyWhereARefusedActHadWritten) {
  const auto db = temporary_sqlite();
  create_acts(*db);
  int done = 0;
  const auto batch = [&](bool writes_first) {
    HeldWriter held(*db);
    Outcomes outcomes;
    outcomes.submit(*db, 1, [&](Tx& tx) {
      ++done;
      append(tx, done);
    });
    outcomes.submit(*db, 2, [writes_first](Tx& tx) {
      if (writes_first) append(tx, 100);
      throw Problem(ProblemCode::kConflict);
    });
    held.let_go();
    EXPECT_EQ(outcomes.done_or(ProblemCode::kConflict), Acts{1});
  };
  batch(false);
  EXPECT_EQ(done, 1);
  EXPECT_EQ(acts(*db), Acts{1});
  batch(true);
  EXPECT_EQ(done, 3);
  EXPECT_EQ(acts(*db), (Acts{1, 3}));
}

TEST(Sqlite, ATableThatARefusedActHadMadeIsGone) {
  const auto db = temporary_sqlite();
  EXPECT_EQ(problem_of([&] {
              db->write([](Tx& tx) {
                tx.run_script("create table half_done (id bigint primary key)");
                throw Problem(ProblemCode::kConflict);
              });
            }),
            ProblemCode::kConflict);
  create_acts(*db);
  db->read([](Tx& tx) { EXPECT_EQ(tx.integer("select count(*) from sqlite_master where name = 'half_done'"), 0); });
}

TEST(Sqlite, WritesHappenInTheOrderTheyWereQueued) {
  const auto db = temporary_sqlite(Options{.batch_max = 7});
  create_acts(*db);
  std::vector<int> order;
  for (int id = 0; id < 100; ++id) {
    db->submit([id](Tx& tx) { append(tx, id); }, [&order, id](std::exception_ptr) { order.push_back(id); });
  }
  db->stop();
  EXPECT_TRUE(std::is_sorted(order.begin(), order.end()));
  EXPECT_EQ(order.size(), 100U);
}

TEST(Sqlite, OneWriteMoreThanTheQueueHoldsIsRefusedAndMayComeAgain) {
  const auto db = temporary_sqlite(Options{.queue_max = 2});
  create_acts(*db);
  HeldWriter held(*db);
  Outcomes outcomes;
  for (int id = 0; id < 2; ++id) outcomes.submit(*db, id, [id](Tx& tx) { append(tx, id); });
  EXPECT_EQ(db->waiting(), 2U);
  try {
    db->write([](Tx& tx) { append(tx, 2); });
    FAIL() << "not refused";
  } catch (const Problem& problem) {
    EXPECT_EQ(problem.code(), ProblemCode::kOverloaded);
    EXPECT_GT(problem.retry_after_seconds(), 0);
  }
  held.let_go();
  EXPECT_EQ(outcomes.done_or(ProblemCode::kInternal), (Acts{0, 1}));
  db->write([](Tx& tx) { append(tx, 2); });
  EXPECT_EQ(acts(*db), (Acts{0, 1, 2}));
}

TEST(Sqlite, AReaderThatFindsNoSessionIsRefused) {
  const auto db = temporary_sqlite(Options{.readers = 1, .busy_timeout_ms = 20});
  create_acts(*db);
  db->read([&](Tx&) {
    std::thread([&] { EXPECT_EQ(problem_of([&] { db->read([](Tx&) {}); }), ProblemCode::kOverloaded); }).join();
  });
  EXPECT_EQ(acts(*db), Acts{});
}

TEST(Sqlite, AFullDiskRefusesTheActThatIsTooMuchAndKeepsTheOthers) {
  const auto db = temporary_sqlite();
  create_acts(*db);
  db->write([](Tx& tx) { tx.run_script("pragma max_page_count = 60"); });
  HeldWriter held(*db);
  Outcomes outcomes;
  for (int id = 0; id < 9; ++id) {
    outcomes.submit(*db, id, [id](Tx& tx) { append(tx, id, std::string(id == 4 ? 1'000'000 : 10, 'x')); });
  }
  held.let_go();
  const Acts done = outcomes.done_or(ProblemCode::kStorageUnavailable);
  EXPECT_EQ(done, (Acts{0, 1, 2, 3, 5, 6, 7, 8}));
  EXPECT_EQ(acts(*db), done);
  db->write([](Tx& tx) { tx.run_script("pragma max_page_count = 100000"); });
  db->write([](Tx& tx) { append(tx, 4, std::string(1'000'000, 'x')); });
  EXPECT_TRUE(acts(*db).contains(4));
}

TEST(Sqlite, AFileThatAnotherProgramHasLockedRefusesWritesUntilItIsFree) {
  const TemporaryDirectory directory;
  const std::string path = directory.path() + "/a.db";
  SqliteDb db(path, Options{.busy_timeout_ms = 20});
  create_acts(db);
  OtherProgram other(path);
  other.run("begin exclusive");
  EXPECT_EQ(problem_of([&] { db.write([](Tx& tx) { append(tx, 1); }); }), ProblemCode::kStorageUnavailable);
  EXPECT_EQ(acts(db), Acts{});
  other.run("rollback");
  db.write([](Tx& tx) { append(tx, 1); });
  EXPECT_EQ(acts(db), Acts{1});
}

TEST(Sqlite, WhatIsNoDatabaseIsRefusedWhenItIsOpened) {
  const TemporaryDirectory directory;
  std::ofstream(directory.path() + "/letter.txt") << std::string(5000, 'x');
  for (const std::string& path : {directory.path() + "/letter.txt", directory.path(), directory.path() + "/no/a.db"}) {
    EXPECT_EQ(problem_of([&] { Db::open("sqlite:" + path); }), ProblemCode::kStorageUnavailable) << path;
  }
}

TEST(Sqlite, APathWithSpacesAndChineseIsOpenedAsItIs) {
  const TemporaryDirectory directory;
  const std::string path = directory.path() + "/行会 guild=1 x.db";
  create_acts(*Db::open("sqlite:" + path));
  EXPECT_TRUE(std::filesystem::exists(path));
}

TEST(Sqlite, ACorruptFileRefusesReadsAndWrites) {
  const TemporaryDirectory directory;
  const std::string path = directory.path() + "/a.db";
  {
    SqliteDb db(path, {});
    create_acts(db);
    db.write([](Tx& tx) {
      for (int id = 0; id < 500; ++id) append(tx, id, std::string(500, 'x'));
    });
  }
  {
    std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(4096);
    file << std::string(60'000, '\xee');
  }
  SqliteDb db(path, {});
  EXPECT_EQ(problem_of([&] { acts(db); }), ProblemCode::kStorageUnavailable);
  EXPECT_EQ(problem_of([&] { db.write([](Tx& tx) { append(tx, 7'000); }); }), ProblemCode::kStorageUnavailable);
}

// What a program finds that starts on the files as they lie there now, without what is in memory.
Acts acts_after_a_crash(const std::string& directory) {
  const TemporaryDirectory elsewhere;
  for (const char* file : {"/a.db", "/a.db-wal"}) {
    std::filesystem::copy_file(directory + file, elsewhere.path() + file);
  }
  return acts(*Db::open("sqlite:" + elsewhere.path() + "/a.db"));
}

// Every call that changes the disk fails in turn, once or from then on, by error or for want of room.
class EachFault : public testing::TestWithParam<std::tuple<FaultyDisk::Fault, bool>> {};
INSTANTIATE_TEST_SUITE_P(Disk, EachFault,
                         testing::Combine(testing::Values(FaultyDisk::Fault::kFull, FaultyDisk::Fault::kInputOutput),
                                          testing::Bool()));

TEST_P(EachFault, WhatWasToldDoneStandsAndWhatWasRefusedLeftNothing) {
  constexpr int kCallsMax = 400;
  const auto [fault, once] = GetParam();
  bool failed = true;
  int calls = 1;
  for (; failed && calls < kCallsMax; ++calls) {
    const TemporaryDirectory directory;
    FaultyDisk disk("failing");
    const std::string path = directory.path() + "/a.db";
    Acts done;
    {
      SqliteDb db(path, Options{.batch_max = 3, .sqlite_vfs = disk.name()});
      create_acts(db);
      HeldWriter held(db);
      Outcomes outcomes;
      for (int id = 0; id < 9; ++id) {
        outcomes.submit(db, id, [id](Tx& tx) { append(tx, id, std::string(3'000, 'x')); });
      }
      disk.fail_from(calls, fault, once);
      held.let_go();
      done = outcomes.done_or(ProblemCode::kStorageUnavailable);
      failed = disk.has_failed();
      // A disk that failed once is well again when the refusal is told, so a crash now may bring nothing back.
      if (once) {
        EXPECT_EQ(acts_after_a_crash(directory.path()), done) << "call " << calls;
      }
      disk.heal();
      EXPECT_EQ(acts(db), done) << "call " << calls;
      db.write([](Tx& tx) { append(tx, 100); });
      done.insert(100);
      EXPECT_EQ(acts(db), done) << "call " << calls;
    }
    SqliteDb again(path, {});
    EXPECT_EQ(acts(again), done) << "call " << calls;
    again.read([](Tx& tx) { EXPECT_EQ(tx.string("pragma integrity_check"), "ok"); });
  }
  EXPECT_FALSE(failed) << "more calls than are tried";
  EXPECT_GT(calls, 10);
}

TEST(Sqlite, AnActThatEndsTheTransactionItRunsInIsABug) {
  const auto db = temporary_sqlite();
  create_acts(*db);
  EXPECT_THROW(db->write([](Tx& tx) { tx.execute("rollback"); }), Bug);
  db->write([](Tx& tx) { append(tx, 1); });
  EXPECT_EQ(acts(*db), Acts{1});
}

TEST(Sqlite, ABackupHoldsEverythingCommittedAndNeverOverwrites) {
  const TemporaryDirectory directory;
  const auto db = temporary_sqlite();
  create_acts(*db);
  db->write([](Tx& tx) { append(tx, 1); });
  const std::string path = directory.path() + "/backup.db";
  db->backup_to(path);
  EXPECT_EQ(acts(*Db::open("sqlite:" + path)), Acts{1});
  EXPECT_EQ(problem_of([&] { db->backup_to(path); }), ProblemCode::kStorageUnavailable);
}

TEST(Sqlite, AReceiverThatThrowsDoesNotStopTheWriter) {
  const auto db = temporary_sqlite();
  create_acts(*db);
  db->submit([](Tx& tx) { append(tx, 1); }, [](std::exception_ptr) { throw std::runtime_error("receiver"); });
  db->write([](Tx& tx) { append(tx, 2); });
  EXPECT_EQ(acts(*db), (Acts{1, 2}));
}

}  // namespace
}  // namespace gh::store
