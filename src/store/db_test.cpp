// What every database of the house does in the same way: values, rows, views, writes, refusals.
#include "store/db.h"

#include <gtest/gtest.h>

#include <atomic>
#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <thread>

#include "base/problem.h"
#include "store/testing.h"

namespace gh::store {
namespace {

enum class Grade { kNone, k3A };
BOOST_DESCRIBE_ENUM(Grade, kNone, k3A)

struct Association {
  std::string id;
  std::string name;
  std::int64_t members = 0;
  std::optional<std::string> grade;
};
BOOST_DESCRIBE_STRUCT(Association, (), (id, name, members, grade))

struct Listing {
  Grade grade = Grade::kNone;
  Day listed_on;
  Instant listed_at;
  bool open = false;
};
BOOST_DESCRIBE_STRUCT(Listing, (), (grade, listed_on, listed_at, open))

struct Nameless {
  std::string id;
};
BOOST_DESCRIBE_STRUCT(Nameless, (), (id))

class EachDatabase : public testing::TestWithParam<Dialect> {
 protected:
  void SetUp() override {
    db_ = temporary_db(GetParam());
    if (!db_) GTEST_SKIP() << "GUILDHALL_TEST_POSTGRES isn't set";
    db_->write([](Tx& tx) {
      tx.run_script(
          "create table association (id text primary key, name text not null unique, members bigint not null,"
          " grade text, check (members >= 0));"
          "create table office (id text primary key, association_id text not null references association (id))");
    });
  }

  void register_association(const std::string& id, const std::string& name, std::int64_t members = 30) {
    db_->write([&](Tx& tx) { insert(tx, id, name, members); });
  }
  static void insert(Tx& tx, const std::string& id, const std::string& name, std::int64_t members = 30) {
    tx.execute("insert into association (id, name, members) values (?, ?, ?)", {id, name, members});
  }
  std::int64_t registered() {
    return *db_->reading([](Tx& tx) { return tx.integer("select count(*) from association"); });
  }

  std::unique_ptr<Db> db_;
};
INSTANTIATE_TEST_SUITE_P(Databases, EachDatabase, testing::ValuesIn(kDialects),
                         [](const auto& the) { return the.param == Dialect::kSqlite ? "sqlite" : "postgresql"; });

TEST_P(EachDatabase, AnEmptyRegisterHasNoFirstRow) {
  EXPECT_EQ(db_->reading([](Tx& tx) { return tx.one<Association>("select id, name, members, grade from association"); })
                .has_value(),
            false);
}

TEST_P(EachDatabase, ALookThatTakesTooLongIsEndedAndTheNextOneIsAnswered) {
  const auto hurried = temporary_db(GetParam(), Options{.look_max_ms = 50});
  const auto count_to = [&](std::int64_t most) {
    return hurried->reading([&](Tx& tx) {
      return tx.integer(
          "with recursive n (i) as (select 1 union all select i + 1 from n where i < ?) select count(*) from n",
          {most});
    });
  };
  try {
    count_to(std::int64_t{1} << 40);
    ADD_FAILURE() << "counted to the end";
  } catch (const Problem& problem) {
    EXPECT_EQ(problem.code(), ProblemCode::kStorageUnavailable);
  }
  EXPECT_EQ(count_to(3), 3);
}

TEST_P(EachDatabase, ARefusedAttemptUndoesItsOwnRowsAndNoOthers) {
  const auto refused = db_->writing([](Tx& tx) {
    insert(tx, "a", "甲协会");
    const auto refusal = tx.attempt([&] {
      insert(tx, "b", "乙协会");
      EXPECT_FALSE(tx.attempt([&] { insert(tx, "c", "丙协会"); }).has_value());
      throw Problem(ProblemCode::kConflict, FieldError{"", "second-thoughts", "", {}});
    });
    insert(tx, "d", "丁协会");
    return refusal;
  });
  ASSERT_TRUE(refused.has_value());
  EXPECT_EQ(refused->errors().front().rule, "second-thoughts");
  EXPECT_EQ(registered(), 2);
}

TEST_P(EachDatabase, AnAttemptThatMeetsTroubleOfTheStorageEndsTheWholeWrite) {
  EXPECT_THROW(db_->write([](Tx& tx) {
    insert(tx, "a", "甲协会");
    tx.attempt([] { throw Problem(ProblemCode::kStorageUnavailable); });
  }),
               Problem);
  EXPECT_EQ(registered(), 0);
}

TEST_P(EachDatabase, RowsComeBackAsTheyWereWrittenWhateverTheirText) {
  const std::string text = "佛山'\"%\\ :name $1 ? \n\t\x7f 陶瓷🏺";
  register_association("a", text, std::numeric_limits<std::int64_t>::max());
  const auto row = db_->reading([](Tx& tx) {
    return tx.one<Association>("select id, name, members, grade from association where id = ?", {"a"});
  });
  ASSERT_TRUE(row);
  EXPECT_EQ(row->name, text);
  EXPECT_EQ(row->members, std::numeric_limits<std::int64_t>::max());
  EXPECT_EQ(row->grade, std::nullopt);
}

TEST_P(EachDatabase, ColumnsInAnotherOrderFindTheirMembers) {
  register_association("a", "陶瓷行业协会", 31);
  const auto rows =
      db_->reading([](Tx& tx) { return tx.all<Association>("select grade, members, name, id from association"); });
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].id, "a");
  EXPECT_EQ(rows[0].members, 31);
}

TEST_P(EachDatabase, AMemberWithoutAColumnAndAColumnWithoutAMemberAreBugs) {
  register_association("a", "陶瓷行业协会");
  EXPECT_THROW(db_->read([](Tx& tx) { tx.all<Association>("select id, name, members from association"); }), Bug);
  EXPECT_THROW(db_->read([](Tx& tx) { tx.all<Nameless>("select id, name from association"); }), Bug);
}

TEST_P(EachDatabase, DaysInstantsFlagsAndEnumeratorsKeepTheirMeaning) {
  db_->write([](Tx& tx) {
    tx.run_script("create table listing (grade text, listed_on text, listed_at bigint, open bigint)");
    tx.execute("insert into listing (grade, listed_on, listed_at, open) values (?, ?, ?, ?)",
               {Grade::k3A, day_of(2026, 9, 21), instant_of(1'790'000'000'123), true});
  });
  const auto row = db_->reading([](Tx& tx) { return tx.one<Listing>("select * from listing"); });
  ASSERT_TRUE(row);
  EXPECT_EQ(row->grade, Grade::k3A);
  EXPECT_EQ(text(row->listed_on), "2026-09-21");
  EXPECT_EQ(utc_ms(row->listed_at), 1'790'000'000'123);
  EXPECT_TRUE(row->open);
}

TEST_P(EachDatabase, AnAbsentValueIsNullAndAComparisonWithItTakesEitherType) {
  register_association("a", "陶瓷行业协会");
  const std::optional<std::string> nobody;
  db_->read([&](Tx& tx) {
    EXPECT_EQ(tx.integer("select count(*) from association where (? is null or grade = ?)", {nobody, nobody}), 1);
    EXPECT_EQ(tx.integer("select count(*) from association where (? is null or members = ?)", {30, 30}), 1);
    EXPECT_EQ(tx.integer("select count(*) from association where (? is null or members = ?)", {nullptr, nullptr}), 1);
    EXPECT_EQ(tx.integer("select count(*) from association where (? is not null and id = ?)", {"a", "a"}), 1);
  });
}

TEST_P(EachDatabase, LargeNumbersCountInExpressionsAndLimits) {
  register_association("a", "陶瓷行业协会");
  db_->read([](Tx& tx) {
    EXPECT_EQ(tx.integer("select ? + 1", {5'000'000'000}), 5'000'000'001);
    EXPECT_EQ(tx.integer("select coalesce(max(members), ?) from association where id = ?", {7, "nobody"}), 7);
    EXPECT_EQ(tx.integer("select sum(members) from association limit ?", {10}), 30);
    EXPECT_EQ(tx.string("select id from association where name like ?", {"陶瓷%"}), "a");
    EXPECT_EQ(tx.string("select '?' from association where id = ? -- why?", {"a"}), "?");
  });
}

TEST_P(EachDatabase, AnInsertThatTakesItsValuesFromASelectKeepsTheirTypes) {
  db_->write([](Tx& tx) {
    insert(tx, "a", "陶瓷行业协会");
    EXPECT_EQ(tx.execute("insert into association (id, name, members, grade) select ?, ?, ?, grade from association",
                         {"b", "家具行业协会", 5'000'000'000}),
              1);
  });
  EXPECT_EQ(registered(), 2);
}

TEST_P(EachDatabase, ExecuteAnswersHowManyRowsItTouched) {
  db_->write([](Tx& tx) {
    insert(tx, "a", "陶瓷行业协会");
    insert(tx, "b", "家具行业协会");
    EXPECT_EQ(tx.execute("update association set members = members + ?", {1}), 2);
    EXPECT_EQ(tx.execute("update association set members = ? where id = ?", {1, "nobody"}), 0);
    EXPECT_EQ(tx.execute("insert into association (id, name, members) values (?, ?, ?) on conflict (id) do nothing",
                         {"a", "另一个", 1}),
              0);
    EXPECT_EQ(tx.execute("delete from association"), 2);
  });
}

TEST_P(EachDatabase, TextWithNulIsOurBugAndWritesNothing) {
  EXPECT_THROW(register_association("a", std::string("ab\0cd", 5)), Bug);
  EXPECT_EQ(registered(), 0);
}

TEST_P(EachDatabase, TooFewValuesAndWrongSqlAreBugs) {
  EXPECT_THROW(db_->read([](Tx& tx) { tx.integer("select count(*) from association where id = ?"); }), Bug);
  EXPECT_THROW(db_->read([](Tx& tx) { tx.integer("select count(*) from guild"); }), Bug);
  EXPECT_EQ(registered(), 0);
}

TEST_P(EachDatabase, AViewNeverWrites) {
  EXPECT_THROW(db_->read([](Tx& tx) { insert(tx, "a", "陶瓷行业协会"); }), Bug);
  EXPECT_THROW(db_->read([](Tx& tx) {
    tx.string("insert into association (id, name, members) values ('a', 'b', 1) returning id");
  }),
               Bug);
  EXPECT_EQ(registered(), 0);
}

TEST_P(EachDatabase, SeveralSelectsOfAViewSeeOneMoment) {
  db_->read([this](Tx& tx) {
    EXPECT_EQ(tx.integer("select count(*) from association"), 0);
    std::thread([this] { register_association("a", "陶瓷行业协会"); }).join();
    EXPECT_EQ(tx.integer("select count(*) from association"), 0);
  });
  EXPECT_EQ(registered(), 1);
}

TEST_P(EachDatabase, AViewInsideAViewIsABug) {
  EXPECT_THROW(db_->read([this](Tx&) { db_->read([](Tx&) {}); }), Bug);
  EXPECT_THROW(db_->write([this](Tx&) { db_->write([](Tx&) {}); }), Bug);
  EXPECT_EQ(registered(), 0);
}

TEST_P(EachDatabase, TheSameSelectMayRunWhileItsOwnRowsAreRead) {
  for (const char* id : {"a", "b", "c"}) register_association(id, std::string("协会") + id);
  int pairs = 0;
  db_->read([&](Tx& tx) {
    const char* sql = "select id from association order by id";
    tx.each(sql, {}, [&](const Row&) { tx.each(sql, {}, [&](const Row&) { ++pairs; }); });
  });
  EXPECT_EQ(pairs, 9);
}

TEST_P(EachDatabase, ARefusedWriteLeavesNothingAndKeepsItsRefusal) {
  try {
    db_->write([](Tx& tx) {
      insert(tx, "a", "陶瓷行业协会");
      throw Problem(ProblemCode::kConflict, FieldError{"/name", "name-taken", "", {}});
    });
    FAIL() << "not refused";
  } catch (const Problem& problem) {
    EXPECT_EQ(problem.code(), ProblemCode::kConflict);
    EXPECT_EQ(problem.errors().at(0).rule, "name-taken");
  }
  EXPECT_EQ(registered(), 0);
}

TEST_P(EachDatabase, ASecondRowOfTheSameKeyNamesTableAndColumns) {
  register_association("a", "陶瓷行业协会");
  try {
    register_association("b", "陶瓷行业协会");
    FAIL() << "two of one name";
  } catch (const UniqueViolation& violation) {
    EXPECT_EQ(violation.table(), "association");
    EXPECT_EQ(violation.columns(), "name");
  }
  try {
    register_association("a", "家具行业协会");
    FAIL() << "two of one id";
  } catch (const UniqueViolation& violation) {
    EXPECT_EQ(violation.columns(), "id");
  }
  EXPECT_EQ(registered(), 1);
}

TEST_P(EachDatabase, AKeyOfSeveralColumnsIsNamedWhole) {
  db_->write([](Tx& tx) { tx.run_script("create table series (rule text, year bigint, primary key (rule, year))"); });
  const auto add = [](Tx& tx) { tx.execute("insert into series (rule, year) values (?, ?)", {"佛民登", 2026}); };
  db_->write(add);
  try {
    db_->write(add);
    FAIL() << "two of one key";
  } catch (const UniqueViolation& violation) {
    EXPECT_EQ(violation.table(), "series");
    EXPECT_EQ(violation.columns(), "rule, year");
  }
}

TEST_P(EachDatabase, AViolationMayBecomeARefusalButNotBePassedOver) {
  register_association("a", "陶瓷行业协会");
  try {
    db_->write([](Tx& tx) {
      try {
        insert(tx, "b", "陶瓷行业协会");
      } catch (const UniqueViolation&) {
        throw Problem(ProblemCode::kConflict, FieldError{"/name", "name-taken", "", {}});
      }
    });
    FAIL() << "not refused";
  } catch (const Problem& problem) {
    EXPECT_EQ(problem.code(), ProblemCode::kConflict);
  }
  const auto pass_over = [](Tx& tx) {
    insert(tx, "c", "家具行业协会");
    try {
      insert(tx, "b", "陶瓷行业协会");
    } catch (const UniqueViolation&) {
    }
  };
  EXPECT_THROW(db_->write(pass_over), Bug);
  EXPECT_EQ(registered(), 1);
}

TEST_P(EachDatabase, ABrokenCheckOrReferenceIsABug) {
  EXPECT_THROW(register_association("a", "陶瓷行业协会", -1), Bug);
  const auto orphan = [](Tx& tx) { tx.execute("insert into office (id, association_id) values (?, ?)", {"o", "x"}); };
  EXPECT_THROW(db_->write(orphan), Bug);
}

TEST_P(EachDatabase, EveryWriteIsToldOnceAfterItsCommit) {
  constexpr int kWrites = 200;
  std::vector<std::atomic<int>> told(kWrites);
  std::atomic<int> visible = 0;
  for (int number = 0; number < kWrites; ++number) {
    db_->submit(
        [number](Tx& tx) {
          insert(tx, std::to_string(number), "协会" + std::to_string(number));
          if (number % 3 == 0) throw Problem(ProblemCode::kConflict);
        },
        [&, number](std::exception_ptr refusal) {
          ++told[number];
          EXPECT_EQ(refusal != nullptr, number % 3 == 0);
          if (number % 50 != 1) return;
          // On another thread: the one that tells may not wait for a session.
          std::thread([&] {
            db_->read([&](Tx& tx) {
              visible += tx.integer("select count(*) from association where id = ?", {std::to_string(number)}) == 1;
            });
          }).join();
        });
  }
  db_->stop();
  for (const auto& times : told) EXPECT_EQ(times, 1);
  EXPECT_EQ(visible, 3);
}

TEST_P(EachDatabase, AStoppedDatabaseRefusesWritesAndViews) {
  db_->stop();
  try {
    register_association("a", "陶瓷行业协会");
    FAIL() << "written after the stop";
  } catch (const Problem& problem) {
    EXPECT_EQ(problem.code(), ProblemCode::kStorageUnavailable);
  }
  EXPECT_FALSE(db_->healthy());
}

TEST_P(EachDatabase, ALivingDatabaseIsHealthy) { EXPECT_TRUE(db_->healthy()); }

TEST_P(EachDatabase, ManyMoreStatementsThanAreKeptStillRun) {
  register_association("a", "陶瓷行业协会");
  db_->read([](Tx& tx) {
    for (int number = 0; number < 1200; ++number) {
      const std::string sql = "select members + " + std::to_string(number) + " from association where id = ?";
      ASSERT_EQ(tx.integer(sql, {"a"}), 30 + number);
    }
  });
}

TEST(Open, RefusesADatabaseInMemoryAndAnUnknownScheme) {
  for (const char* url : {"sqlite::memory:", "sqlite:", "mysql://localhost/x", ""}) {
    try {
      Db::open(url);
      FAIL() << url;
    } catch (const Problem& problem) {
      EXPECT_EQ(problem.code(), ProblemCode::kStorageUnavailable) << url;
    }
  }
}

}  // namespace
}  // namespace gh::store
