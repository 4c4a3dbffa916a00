#include "log/verify.h"

#include <fstream>

#include "log/log_fixture.h"

namespace gh::log {
namespace {

class LogVerify : public LogOnEachDatabase {
 protected:
  void SetUp() override {
    LogOnEachDatabase::SetUp();
    if (IsSkipped()) return;
    for (const std::uint64_t size : {3U, 256U, 300U, 520U}) grow_to(size);
    kept = reading([](store::Tx& tx) { return checkpoint(tx); }).value();
    ASSERT_TRUE(findings().empty());
  }

  std::vector<Finding> findings() {
    return reading([this](store::Tx& tx) { return verify_tree(tx, test_key().verifier(), kept); });
  }
  std::vector<std::string> rules() {
    std::vector<std::string> out;
    for (const Finding& finding : findings()) {
      EXPECT_FALSE(finding.says.zh.empty() || finding.says.en.empty());
      if (out.empty() || out.back() != finding.rule) out.push_back(finding.rule);
    }
    return out;
  }
  void rehash_tile(unsigned level, std::uint64_t index, std::uint64_t offset, const Digest& hash) {
    db->write([=](store::Tx& tx) {
      const std::vector<store::Value> place{level, index};
      std::string hashes =
          tx.all<std::string>("select hashes from log_tile where level = ? and tile_index = ?", place).at(0);
      hashes.replace(offset * 64, 64, hex(bytes_of(hash)));
      tx.execute("update log_tile set hashes = ? where level = ? and tile_index = ?", {hashes, level, index});
    });
  }

  std::string kept;
};

using Rules = std::vector<std::string>;

TEST_P(LogVerify, AnEditedOldLeafIsFound) {
  execute("update log_leaf set leaf = ? where log_index = 100", {leaf_text(100) + " "});
  const auto found = findings();
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].rule, "leaf-changed");
  EXPECT_EQ(found[0].log_index, 100);
}

TEST_P(LogVerify, ALeafEditedTogetherWithItsTileIsFoundByTheSignedRoots) {
  execute("update log_leaf set leaf = ? where log_index = 2", {std::string("forged")});
  rehash_tile(0, 0, 2, leaf_hash("forged"));
  EXPECT_EQ(rules(), (Rules{"root-differs", "kept-root-differs", "root-differs", "tile-differs"}));
}

TEST_P(LogVerify, ARemovedLeafIsFound) {
  execute("delete from log_leaf where log_index = 256");
  const auto found = findings();
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].rule, "leaf-missing");
  EXPECT_EQ(found[0].log_index, 256);
}

TEST_P(LogVerify, TwoSwappedLeavesAreFound) {
  execute("update log_leaf set leaf = ? where log_index = 7", {leaf_text(8)});
  execute("update log_leaf set leaf = ? where log_index = 8", {leaf_text(7)});
  const auto found = findings();
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].rule, "leaf-changed");
  EXPECT_EQ(found[0].log_index, 7);
  EXPECT_EQ(found[1].log_index, 8);
}

TEST_P(LogVerify, ALeafPastTheEndIsFound) {
  execute("insert into log_leaf (log_index, act_id, leaf, integrated_at) values (520, 'x', 'x', 0)");
  EXPECT_EQ(rules(), Rules{"leaf-unexpected"});
}

TEST_P(LogVerify, AnEditedUpperTileIsFound) {
  rehash_tile(1, 0, 1, leaf_hash("other"));
  const auto found = findings();
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].rule, "tile-differs");
  EXPECT_EQ(found[0].tile, "1/000");
}

TEST_P(LogVerify, AMissingTileIsFoundAndTheLeavesStandInForIt) {
  execute("delete from log_tile where level = 0 and tile_index = 1");
  EXPECT_EQ(rules(), Rules{"tile-missing"});
}

TEST_P(LogVerify, AnInventedTileIsFound) {
  execute("insert into log_tile (suite, level, tile_index, hashes) values ('intl', 3, 0, 'ab')");
  EXPECT_EQ(rules(), Rules{"tile-unexpected"});
}

TEST_P(LogVerify, WithoutLeafAndTileTheWalkStopsThere) {
  execute("delete from log_tile where level = 0 and tile_index = 1");
  execute("delete from log_leaf where log_index = 300");
  EXPECT_EQ(rules(), (Rules{"tile-missing", "leaf-missing"}));
}

TEST_P(LogVerify, AForeignSignatureIsFound) {
  const std::string foreign = sign_checkpoint(expected_head(300), test_key("log.example/foshan", 99));
  execute("update log_checkpoint set note = ? where tree_size = 300", {foreign});
  const auto found = findings();
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].rule, "checkpoint-signature");
  EXPECT_EQ(found[0].tree_size, 300);
}

TEST_P(LogVerify, ASignedForkAmongTheCheckpointsIsFound) {
  const TreeHead fork{256, leaf_hash("another history")};
  execute("update log_checkpoint set note = ?, root_hash = ? where tree_size = 256",
          {sign_checkpoint(fork, test_key()), hex(bytes_of(fork.root))});
  EXPECT_EQ(rules(), Rules{"root-differs"});
}

TEST_P(LogVerify, ARecordThatIsNotWhatWasSignedIsFound) {
  execute("update log_checkpoint set root_hash = ? where tree_size = 3", {hex(bytes_of(leaf_hash("x")))});
  EXPECT_EQ(rules(), Rules{"checkpoint-differs"});
  execute("update log_checkpoint set tree_size = 4 where tree_size = 3");
  EXPECT_EQ(rules(), Rules{"checkpoint-differs"});
}

TEST_P(LogVerify, AnOlderDatabaseIsFoundByItsCheckpointsAndByTheKeptOne) {
  execute("delete from log_leaf where log_index >= 512");
  execute("delete from log_tile where level = 0 and tile_index = 2");
  execute("update log_head set tree_size = 512");
  EXPECT_EQ(rules(), (Rules{"kept-beyond-tree", "checkpoint-beyond-tree"}));
  execute("delete from log_checkpoint where tree_size > 512");
  EXPECT_EQ(rules(), Rules{"kept-beyond-tree"});
}

TEST_P(LogVerify, AKeptCheckpointOfAnotherLogIsFound) {
  kept = sign_checkpoint(expected_head(520), test_key("other.example"));
  EXPECT_EQ(rules(), Rules{"kept-signature"});
}

TEST_P(LogVerify, ALostSizeIsFound) {
  execute("delete from log_head");
  EXPECT_EQ(rules(), Rules{"head-missing"});
}

TEST_P(LogVerify, StopsWhenEnoughIsFound) {
  grow_to(1200);
  execute("update log_leaf set leaf = 'x'");
  EXPECT_EQ(findings().size(), kFindingsMax);
}

INSTANTIATE_TEST_SUITE_P(Databases, LogVerify, testing::ValuesIn(store::kDialects), [](const auto& dialect) {
  return dialect.param == store::Dialect::kSqlite ? "Sqlite" : "Postgres";
});

}  // namespace
}  // namespace gh::log
