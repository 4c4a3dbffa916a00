#include "log/sequencer.h"

#include <atomic>
#include <fstream>
#include <future>
#include <latch>
#include <thread>

#include "log/log_fixture.h"
#include "log/trouble.h"
#include "log/verify.h"

namespace gh::log {
namespace {

class LogSequencer : public LogOnEachDatabase {
 protected:
  TreeHead published() {
    const auto note = reading([](store::Tx& tx) { return checkpoint(tx); });
    const auto opened = note ? open_checkpoint(*note, test_key().verifier()) : std::nullopt;
    EXPECT_TRUE(opened.has_value());
    return opened ? opened->head : TreeHead{};
  }
  std::vector<std::string> order() {
    std::vector<std::string> acts_in_order;
    for (const LoggedLeaf& leaf : reading([](store::Tx& tx) { return feed(tx, -1, kFeedMax); }))
      acts_in_order.push_back(leaf.act_id);
    return acts_in_order;
  }
  std::string refused_round() {
    return rule_of_refusal([this] { round(); });
  }
  std::vector<Finding> findings() {
    return reading([](store::Tx& tx) { return verify_tree(tx, test_key().verifier()); });
  }

  struct TileRow {
    std::string suite;
    std::int64_t level = 0;
    std::int64_t tile_index = 0;
    std::string hashes;
    BOOST_DESCRIBE_CLASS(TileRow, (), (suite, level, tile_index, hashes), (), ())
  };
  // A backup of the log's tables, and its restore over whatever came later.
  std::vector<TileRow> back_up() {
    return reading(
        [](store::Tx& tx) { return tx.all<TileRow>("select suite, level, tile_index, hashes from log_tile"); });
  }
  void restore(const std::vector<TileRow>& tiles, std::int64_t size) {
    db->write([tiles, size](store::Tx& tx) {
      tx.execute("delete from log_pending");
      tx.execute("delete from log_leaf where log_index >= ?", {size});
      tx.execute("delete from log_checkpoint where tree_size > ?", {size});
      tx.execute("delete from log_tile");
      for (const TileRow& tile : tiles) {
        tx.execute("insert into log_tile (suite, level, tile_index, hashes) values (?, ?, ?, ?)",
                   {tile.suite, tile.level, tile.tile_index, tile.hashes});
      }
      tx.execute("update log_head set tree_size = ?", {size});
    });
  }
};

TEST_P(LogSequencer, FirstRoundSignsTheEmptyTree) {
  EXPECT_EQ(reading([](store::Tx& tx) { return checkpoint(tx); }), std::nullopt);
  EXPECT_FALSE(sequencer->state().signs);
  EXPECT_EQ(round(), 0U);
  EXPECT_EQ(published(), expected_head(0));
  EXPECT_TRUE(sequencer->state().signs);
}

TEST_P(LogSequencer, ActsKeepTheOrderInWhichTheyWereWrittenWhateverTheirIds) {
  for (const std::uint64_t number : {5, 3, 9, 1}) enqueue_acts(number, number + 1);
  EXPECT_EQ(reading([](store::Tx& tx) { return waiting(tx); }), 4);
  EXPECT_EQ(round(), 4U);
  EXPECT_EQ(reading([](store::Tx& tx) { return waiting(tx); }), 0);
  enqueue_acts(2, 3);
  EXPECT_EQ(round(), 1U);
  EXPECT_EQ(round(), 0U);
  EXPECT_EQ(order(), (std::vector<std::string>{act_id(5), act_id(3), act_id(9), act_id(1), act_id(2)}));
}

TEST_P(LogSequencer, EveryRoundsCheckpointIsTheTreeOfItsLeaves) {
  for (const std::uint64_t size : {1U, 2U, 255U, 256U, 257U, 511U, 512U, 513U}) {
    grow_to(size);
    EXPECT_EQ(published(), expected_head(size));
    const SequencerState state = sequencer->state();
    EXPECT_TRUE(state.signs);
    EXPECT_EQ(state.tree_size, static_cast<std::int64_t>(size));
    EXPECT_EQ(state.signed_size, static_cast<std::int64_t>(size));
    EXPECT_EQ(state.checked_at, now);
  }
  EXPECT_TRUE(findings().empty());
}

TEST_P(LogSequencer, ARoundMovesNoMoreThanItsBatch) {
  enqueue_acts(0, kIntegrationBatchMax + 1);
  EXPECT_EQ(round(), kIntegrationBatchMax);
  EXPECT_EQ(published(), expected_head(kIntegrationBatchMax));
  EXPECT_EQ(round(), 1U);
  EXPECT_EQ(published(), expected_head(kIntegrationBatchMax + 1));
}

TEST_P(LogSequencer, ARoundCutOffBeforeSigningIsFinishedByTheNext) {
  grow_to(3);
  enqueue_acts(3, 10);
  // The lock file can't be made where a folder stands, so the round dies after its leaves have their places.
  std::filesystem::remove(kept_path().string() + ".lock");
  std::filesystem::create_directory(kept_path().string() + ".lock");
  EXPECT_EQ(refused_round(), kLogKeptUnusable);
  EXPECT_EQ(sequencer->state().rule, kLogKeptUnusable);
  EXPECT_FALSE(sequencer->state().signs);
  EXPECT_EQ(published(), expected_head(3));
  EXPECT_EQ(order().size(), 3U) << "what isn't signed isn't shown";
  EXPECT_EQ(reading([](store::Tx& tx) { return tile(tx, {false, 0, 0, 10}); }), std::nullopt);
  EXPECT_EQ(reading([](store::Tx& tx) { return inclusion(tx, act_id(5)); }).has_value(), false);
  EXPECT_EQ(reading([](store::Tx& tx) { return unpublished_leaf(tx, act_id(5)); }), leaf_text(5)) << "nothing is lost";
  EXPECT_EQ(reading([](store::Tx& tx) { return unpublished_leaf(tx, act_id(10)); }), std::nullopt);

  std::filesystem::remove(kept_path().string() + ".lock");
  EXPECT_EQ(round(), 0U);
  EXPECT_EQ(published(), expected_head(10));
  EXPECT_TRUE(findings().empty());
}

TEST_P(LogSequencer, ARoundCutOffBeforePublishingGivesTheSameCheckpointAgain) {
  grow_to(3);
  const auto before = reading([](store::Tx& tx) { return checkpoint(tx); });
  execute("delete from log_checkpoint where tree_size = 3");
  EXPECT_EQ(round(), 0U);
  EXPECT_EQ(reading([](store::Tx& tx) { return checkpoint(tx); }), before);
}

TEST_P(LogSequencer, ARestoredOlderDatabaseRefusesToSign) {
  grow_to(5);
  const auto backup = back_up();
  grow_to(300);
  restore(backup, 5);
  enqueue_acts(1000, 1400);

  EXPECT_EQ(refused_round(), kLogForked);
  EXPECT_EQ(refused_round(), kLogForked);
  const SequencerState state = sequencer->state();
  EXPECT_FALSE(state.signs);
  EXPECT_EQ(state.rule, kLogForked);
  EXPECT_FALSE(state.says.zh.empty());
  EXPECT_EQ(published(), expected_head(5));
  EXPECT_EQ(reading([](store::Tx& tx) { return waiting(tx); }), 400) << "acts wait, none is lost";
}

TEST_P(LogSequencer, AForkThatHasGrownLargerIsRefusedToo) {
  grow_to(5);
  const auto backup = back_up();
  grow_to(8);
  std::filesystem::rename(kept_path(), kept_path().string() + ".true");
  restore(backup, 5);
  // Somebody lets the restored database go on, with a kept checkpoint of its own.
  std::ofstream(kept_path()) << reading([](store::Tx& tx) { return checkpoint(tx); }).value();
  enqueue_acts(1000, 1010);
  EXPECT_EQ(round(), 10U);
  std::filesystem::rename(kept_path().string() + ".true", kept_path());
  EXPECT_EQ(refused_round(), kLogForked);
}

TEST_P(LogSequencer, AChangedTileIsRefused) {
  grow_to(5);
  const std::string other = hex(tile_bytes(std::vector<Digest>(5, leaf_hash("other"))));
  execute("update log_tile set hashes = ? where level = 0", {other});
  enqueue_acts(5, 6);
  EXPECT_EQ(refused_round(), kLogSpoiled);
  execute("delete from log_tile");
  EXPECT_EQ(refused_round(), kLogSpoiled);
  EXPECT_EQ(published(), expected_head(5));
}

TEST_P(LogSequencer, AnotherKeyDoesNotGoOnWithTheLog) {
  grow_to(5);
  sequencer = std::make_unique<Sequencer>(test_key("log.example/foshan", 8), kept_path());
  EXPECT_EQ(refused_round(), kLogKeyChanged);
  std::filesystem::remove(kept_path());
  EXPECT_EQ(refused_round(), kLogKeyChanged);
}

TEST_P(LogSequencer, AKeptFileThatIsNoNoteIsRefused) {
  grow_to(5);
  std::ofstream(kept_path()) << "half a checkpo";
  EXPECT_EQ(refused_round(), kLogKeptUnusable);
}

TEST_P(LogSequencer, WithoutTheKeptCheckpointAnOlderLogWaitsForOneToBeAdopted) {
  grow_to(5);
  const std::string older = reading([](store::Tx& tx) { return checkpoint(tx); }).value();
  grow_to(9);
  const std::string newest = reading([](store::Tx& tx) { return checkpoint(tx); }).value();
  std::filesystem::remove(kept_path());
  EXPECT_EQ(refused_round(), kLogKeptMissing);

  const auto adopt = [this](const std::string& note) { return rule_of_refusal([&] { sequencer->adopt(*db, note); }); };
  EXPECT_EQ(adopt("no checkpoint"), kLogKeyChanged);
  EXPECT_EQ(adopt(sign_checkpoint(expected_head(9), test_key("log.example/foshan", 8))), kLogKeyChanged);
  EXPECT_EQ(adopt(sign_checkpoint(expected_head(10), test_key())), kLogForked);
  EXPECT_EQ(adopt(sign_checkpoint({7, leaf_hash("other")}, test_key())), kLogForked);
  EXPECT_EQ(refused_round(), kLogKeptMissing);

  EXPECT_EQ(adopt(older), "");
  EXPECT_EQ(adopt(newest), "");
  EXPECT_EQ(round(), 0U);
  EXPECT_TRUE(sequencer->state().signs);
}

TEST_P(LogSequencer, AKeptCheckpointThatLagsBehindIsBroughtUp) {
  grow_to(5);
  const std::filesystem::path other = directory.path() + std::string("/other-node");
  std::filesystem::copy_file(kept_path(), other);
  grow_to(9);
  Sequencer second(test_key(), other);
  EXPECT_EQ(second.integrate(*db, now), 0U);
  EXPECT_EQ(KeptCheckpoint(other, test_key().verifier()).read()->head, expected_head(9));
}

// Two nodes sequence while four write: every act has one place, and the tree is whole.
TEST_P(LogSequencer, TwoSequencersShareOneDatabase) {
  constexpr std::uint64_t kWriters = 4;
  constexpr std::uint64_t kActsEach = 60;
  round();
  const std::filesystem::path other = directory.path() + std::string("/other-node");
  std::filesystem::copy_file(kept_path(), other);
  Sequencer second(test_key(), other);
  std::atomic<std::uint64_t> writing = kWriters;
  std::vector<std::jthread> threads;
  for (std::uint64_t writer = 0; writer < kWriters; ++writer) {
    threads.emplace_back([&, writer] {
      for (std::uint64_t i = 0; i < kActsEach; ++i) enqueue_acts(writer * 1000 + i, writer * 1000 + i + 1);
      --writing;
    });
  }
  for (Sequencer* node : {sequencer.get(), &second}) {
    threads.emplace_back([&, node] {
      while (writing > 0) node->integrate(*db, now);
      node->integrate(*db, now);
    });
  }
  threads.clear();
  EXPECT_EQ(published().size, kWriters * kActsEach);
  EXPECT_TRUE(findings().empty());
  std::vector<std::string> acts_in_order = order();
  for (std::uint64_t writer = 0; writer < kWriters; ++writer) {
    std::vector<std::string> own;
    for (const std::string& act : acts_in_order) {
      if (act.substr(24, 9) == act_id(writer * 1000).substr(24, 9)) own.push_back(act);
    }
    EXPECT_EQ(own.size(), kActsEach);
    EXPECT_TRUE(std::is_sorted(own.begin(), own.end())) << "a writer's acts stand in the order it committed them";
  }
}

// On PostgreSQL an act can be written early and commit late: it is passed over first and gets its place afterwards.
TEST_P(LogSequencer, AnActThatCommitsLateIsNotSkipped) {
  if (GetParam() != store::Dialect::kPostgres) GTEST_SKIP() << "SQLite has one writer: nothing commits late";
  std::latch written(1);
  std::latch may_commit(1);
  std::promise<void> committed;
  db->submit(
      [&](store::Tx& tx) {
        enqueue(tx, act_id(1), leaf_text(1));
        written.count_down();
        may_commit.wait();
      },
      [&](std::exception_ptr failure) {
        EXPECT_EQ(failure, nullptr);
        committed.set_value();
      });
  written.wait();
  enqueue_acts(2, 3);
  EXPECT_EQ(round(), 1U);
  may_commit.count_down();
  committed.get_future().wait();
  EXPECT_EQ(round(), 1U);
  EXPECT_EQ(order(), (std::vector<std::string>{act_id(2), act_id(1)}));
}

INSTANTIATE_TEST_SUITE_P(Databases, LogSequencer, testing::ValuesIn(store::kDialects), [](const auto& dialect) {
  return dialect.param == store::Dialect::kSqlite ? "Sqlite" : "Postgres";
});

}  // namespace
}  // namespace gh::log
