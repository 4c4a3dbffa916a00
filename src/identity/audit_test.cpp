#include "identity/audit.h"

#include <gtest/gtest.h>

#include <thread>

#include "identity/testing.h"
#include "store/testing.h"

namespace gh::identity {
namespace {

class AuditLog : public testing::TestWithParam<store::Dialect> {
 protected:
  void SetUp() override {
    db_ = store::migrated_db(GetParam(), city_schemas());
    if (!db_) GTEST_SKIP() << "GUILDHALL_TEST_POSTGRES isn't set";
    city_.emplace(*db_);
  }

  void append(std::string_view kind, std::string subject, Instant at = kTestNow) {
    AuditEvent event;
    event.at = at;
    event.kind = kind;
    event.subject = std::move(subject);
    event.remote = "192.0.2.1";
    db_->write([event](store::Tx& tx) { append_audit(tx, event); });
  }
  void append_five() {
    for (int i = 1; i <= 5; ++i) append(audit_kind::kExported, "register " + std::to_string(i));
  }
  AuditVerdict verdict(const std::optional<AuditHead>& known = {}) {
    return db_->reading([&](store::Tx& tx) { return verify_audit(tx, known); });
  }
  AuditHead head() {
    return db_->reading([](store::Tx& tx) { return audit_head(tx); });
  }
  // What somebody with the database in his hands would do: past the triggers.
  void tamper(std::string_view sql) {
    const std::string script(sql);
    db_->write([this, script](store::Tx& tx) {
      tx.run_script(GetParam() == store::Dialect::kSqlite
                        ? "drop trigger audit_event_is_not_changed; drop trigger audit_event_is_not_removed"
                        : "drop trigger audit_event_is_kept on audit_event");
      tx.run_script(script);
    });
  }

  std::unique_ptr<store::Db> db_;
  std::optional<TestCity> city_;
};

TEST_P(AuditLog, AnEmptyLogHolds) {
  EXPECT_TRUE(verdict().good);
  EXPECT_EQ(head().number, 0);
}

TEST_P(AuditLog, EventsAreNumberedWithoutGapsAndChained) {
  append_five();
  const auto events = db_->reading([](store::Tx& tx) { return audit_events(tx, {}, 10); });
  ASSERT_EQ(events.size(), 5U);
  for (std::size_t i = 0; i < 5; ++i) EXPECT_EQ(events[i].number, 5 - static_cast<std::int64_t>(i));
  EXPECT_EQ(events[4].prev_hash, "");
  for (std::size_t i = 0; i < 4; ++i) EXPECT_EQ(events[i].prev_hash, events[i + 1].hash);
  EXPECT_EQ(verdict().events, 5);
  EXPECT_TRUE(verdict().good);
}

TEST_P(AuditLog, SeveralEventsAppendedTogetherStandInTheirOrder) {
  AuditEvent first;
  first.at = kTestNow;
  first.kind = audit_kind::kCaseRead;
  first.subject = "first";
  AuditEvent second = first;
  second.subject = "second";
  db_->write([first, second](store::Tx& tx) { append_audit(tx, std::vector<AuditEvent>{first, second}); });
  const auto events = db_->reading([](store::Tx& tx) { return audit_events(tx, {}, 10); });
  ASSERT_EQ(events.size(), 2U);
  EXPECT_EQ(events[0].subject, "second");
  EXPECT_TRUE(verdict().good);
}

TEST_P(AuditLog, ARemovedEventIsFound) {
  append_five();
  tamper("delete from audit_event where number = 3");
  EXPECT_FALSE(verdict().good);
  EXPECT_EQ(verdict().fault, "removed");
  EXPECT_EQ(verdict().at_number, 3);
}

TEST_P(AuditLog, ARemovedFirstEventIsFound) {
  append_five();
  tamper("delete from audit_event where number = 1");
  EXPECT_EQ(verdict().fault, "removed");
  EXPECT_EQ(verdict().at_number, 1);
}

TEST_P(AuditLog, AnAlteredEventIsFoundWhateverColumnItIs) {
  for (const std::string_view change :
       {"at = at - 1", "kind = 'signed-in'", "account_id = 'x'", "office_id = 'x'", "subject = 'another'",
        "remote = '198.51.100.7'", "outcome = 'refused'", "hash = 'x'"}) {
    SetUp();
    append_five();
    tamper("update audit_event set " + std::string(change) + " where number = 2");
    EXPECT_EQ(verdict().fault, "altered") << change;
    EXPECT_EQ(verdict().at_number, 2) << change;
  }
}

TEST_P(AuditLog, ARemovedEndIsFound) {
  append_five();
  tamper("delete from audit_event where number >= 4");
  EXPECT_EQ(verdict().fault, "cut");
  EXPECT_EQ(verdict().at_number, 4);
}

TEST_P(AuditLog, ARemovedEndWithTheHeadSetBackIsFoundByWhatWasNotedEarlier) {
  append_five();
  const AuditHead noted = head();
  const auto third = db_->reading([](store::Tx& tx) { return audit_events(tx, {}, 1, 4); });
  tamper("delete from audit_event where number >= 4; update audit_head set number = 3, hash = '" + third.at(0).hash +
         "'");
  EXPECT_TRUE(verdict().good) << "the chain alone can't know";
  EXPECT_EQ(verdict(noted).fault, "cut");
}

TEST_P(AuditLog, ARewrittenLogIsFoundByWhatWasNotedEarlier) {
  append_five();
  AuditHead noted = head();
  EXPECT_TRUE(verdict(noted).good);
  append(audit_kind::kExported, "one more");
  EXPECT_TRUE(verdict(noted).good);
  noted.hash = std::string(64, '0');
  EXPECT_EQ(verdict(noted).fault, "replaced");
}

TEST_P(AuditLog, TheDatabaseItselfRefusesChangesAndRemovals) {
  append_five();
  EXPECT_ANY_THROW(db_->write([](store::Tx& tx) { tx.execute("delete from audit_event where number = 5"); }));
  EXPECT_ANY_THROW(db_->write([](store::Tx& tx) { tx.execute("update audit_event set outcome = 'good'"); }));
  EXPECT_TRUE(verdict().good);
}

TEST_P(AuditLog, IsReadByKindAccountAndTime) {
  const Id account = city_->next_id();
  append(audit_kind::kExported, "early", kTestNow);
  append(audit_kind::kSignedOut, "other", kTestNow + std::chrono::hours(1));
  AuditEvent own;
  own.at = kTestNow + std::chrono::hours(2);
  own.kind = audit_kind::kExported;
  own.account = account;
  own.subject = "own";
  db_->write([own](store::Tx& tx) { append_audit(tx, own); });

  const auto subjects = [this](const AuditFilter& filter) {
    std::vector<std::string> out;
    for (const auto& event : db_->reading([&](store::Tx& tx) { return audit_events(tx, filter, 10); }))
      out.push_back(event.subject);
    return out;
  };
  using List = std::vector<std::string>;
  EXPECT_EQ(subjects({.kind = "exported"}), (List{"own", "early"}));
  EXPECT_EQ(subjects({.account = account}), (List{"own"}));
  EXPECT_EQ(subjects({.from = kTestNow + std::chrono::hours(1)}), (List{"own", "other"}));
  EXPECT_EQ(subjects({.until = kTestNow + std::chrono::hours(1)}), (List{"early"}));
  EXPECT_EQ(subjects({.kind = "exported", .until = kTestNow + std::chrono::hours(1)}), (List{"early"}));
}

TEST_P(AuditLog, ALongSubjectIsCutBetweenCharacters) {
  std::string subject(kAuditSubjectMax - 1, 'x');
  append(audit_kind::kExported, subject + "行会");
  const auto events = db_->reading([](store::Tx& tx) { return audit_events(tx, {}, 1); });
  EXPECT_EQ(events.at(0).subject, subject);
  EXPECT_TRUE(verdict().good);
}

TEST_P(AuditLog, EventsWrittenAtOnceStillMakeOneChain) {
  constexpr int kThreads = 4;
  constexpr int kEach = 20;
  std::vector<std::thread> threads;
  for (int thread = 0; thread < kThreads; ++thread) {
    threads.emplace_back([this] {
      for (int i = 0; i < kEach; ++i) append(audit_kind::kCaseRead, "a case");
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_TRUE(verdict().good) << verdict().fault << " at " << verdict().at_number;
  EXPECT_EQ(verdict().events, kThreads * kEach);
}

TEST_P(AuditLog, AKindNobodyDescribedIsOurBug) { EXPECT_THROW(append("something-else", ""), Bug); }

INSTANTIATE_TEST_SUITE_P(Databases, AuditLog, testing::ValuesIn(store::kDialects));

}  // namespace
}  // namespace gh::identity
