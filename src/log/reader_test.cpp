#include "log/reader.h"

#include "log/log_fixture.h"

namespace gh::log {
namespace {

class LogReader : public LogOnEachDatabase {
 protected:
  std::optional<std::string> file(const TileAddress& address) {
    return reading([address](store::Tx& tx) { return tile(tx, address); });
  }

  // Reads the whole tree back out of its published files, as a client does.
  void expect_published_files_of(std::uint64_t size) {
    std::vector<Digest> below;
    for (std::uint64_t index = 0; width_in(size, 0, index) > 0; ++index) {
      const std::uint64_t width = width_in(size, 0, index);
      const auto leaves = parse_entry_bundle(file({true, 0, index, width}).value_or(""));
      ASSERT_TRUE(leaves.has_value() && leaves->size() == width) << index;
      for (const std::string& leaf : *leaves) below.push_back(leaf_hash(leaf));
      ASSERT_EQ(leaves->front(), leaf_text(index * kTileWidth));
    }
    ASSERT_EQ(below.size(), size);
    EXPECT_EQ(TreeHead({size, root_of(below)}), expected_head(size));
    for (unsigned level = 0; width_in(size, level, 0) > 0; ++level) {
      std::vector<Digest> above;
      for (std::uint64_t index = 0; width_in(size, level, index) > 0; ++index) {
        const std::uint64_t width = width_in(size, level, index);
        const auto first = below.begin() + static_cast<std::ptrdiff_t>(index * kTileWidth);
        const std::vector<Digest> hashes(first, first + static_cast<std::ptrdiff_t>(width));
        EXPECT_EQ(file({false, level, index, width}), tile_bytes(hashes)) << level << "/" << index;
        if (width < kTileWidth) {
          EXPECT_EQ(file({false, level, index, kTileWidth}), std::nullopt);
          EXPECT_EQ(file({false, level, index, width + 1}), std::nullopt);
        } else {
          above.push_back(root_of(hashes));
        }
      }
      below = above;
    }
  }

  void expect_proofs_of(std::uint64_t size, const std::vector<std::uint64_t>& numbers) {
    const VerifierKey key = test_key().verifier();
    for (const std::uint64_t number : numbers) {
      const auto proof = reading([number](store::Tx& tx) { return inclusion(tx, act_id(number)); });
      ASSERT_TRUE(proof.has_value()) << number;
      EXPECT_EQ(proof->log_index, number);
      EXPECT_TRUE(verify(*parse_proof(text(*proof)), leaf_text(number), key)) << number << " of " << size;
      EXPECT_FALSE(verify(*proof, leaf_text(number + 1), key));
      if (number == 0) continue;
      const auto hashes = reading([=](store::Tx& tx) { return consistency(tx, number, size); });
      EXPECT_TRUE(verify_consistency(expected_head(number), expected_head(size), hashes)) << number << " to " << size;
    }
  }
};

TEST_P(LogReader, TheEdgesOfTilesArePublishedWhole) {
  for (const std::uint64_t size : {1U, 255U, 256U, 257U, 600U}) {
    grow_to(size);
    expect_published_files_of(size);
    expect_proofs_of(size, {0, size / 2, size - 1});
  }
}

TEST_P(LogReader, APartialTileStaysWhenTheTreeHasGrown) {
  grow_to(10);
  const auto partial = file({false, 0, 0, 10});
  const auto entries = file({true, 0, 0, 10});
  grow_to(300);
  EXPECT_EQ(file({false, 0, 0, 10}), partial);
  EXPECT_EQ(file({true, 0, 0, 10}), entries);
}

TEST_P(LogReader, TilesThatTheTreeDoesNotHaveAreAbsent) {
  EXPECT_EQ(file({false, 0, 0, 1}), std::nullopt);
  grow_to(3);
  EXPECT_EQ(file({false, 0, 1, 1}), std::nullopt);
  EXPECT_EQ(file({false, 1, 0, 1}), std::nullopt);
  EXPECT_EQ(file({false, 63, 0, 1}), std::nullopt);
  EXPECT_EQ(file({true, 0, 0, 4}), std::nullopt);
  EXPECT_EQ(file({true, 0, INT64_MAX, 256}), std::nullopt);
  EXPECT_EQ(file({false, 0, 0, 0}), std::nullopt);
}

TEST_P(LogReader, ProofsAreGivenAsADocumentToo) {
  grow_to(7);
  const auto document = reading([](store::Tx& tx) { return inclusion_document(tx, act_id(4)); });
  ASSERT_TRUE(document.has_value());
  EXPECT_EQ(document->act_id, act_id(4));
  EXPECT_EQ(document->log_index, 4);
  EXPECT_EQ(document->leaf, leaf_text(4));
  EXPECT_EQ(document->tree_size, 7);
  EXPECT_EQ(document->root_hash, hex(bytes_of(expected_head(7).root)));
  EXPECT_EQ(document->checkpoint, reading([](store::Tx& tx) { return checkpoint(tx); }));
  std::vector<Digest> hashes;
  for (const std::string& hash : document->hashes) hashes.push_back(*digest_from(*from_hex(hash)));
  EXPECT_TRUE(verify_inclusion(*digest_from(*from_hex(document->leaf_hash)), 4, 7, hashes, expected_head(7).root));

  const auto grown = reading([](store::Tx& tx) { return consistency_document(tx, 3, 7); });
  EXPECT_EQ(grown.old_size, 3);
  EXPECT_EQ(grown.new_size, 7);
  EXPECT_EQ(grown.hashes.size(), 4U);
}

TEST_P(LogReader, AnActWithoutAPlaceHasNoProof) {
  EXPECT_FALSE(reading([](store::Tx& tx) { return inclusion(tx, act_id(0)); }).has_value());
  grow_to(2);
  enqueue_acts(2, 3);
  for (const std::uint64_t number : {2U, 77U}) {
    EXPECT_FALSE(reading([=](store::Tx& tx) { return inclusion(tx, act_id(number)); }).has_value());
    EXPECT_FALSE(reading([=](store::Tx& tx) { return inclusion_document(tx, act_id(number)); }).has_value());
    EXPECT_FALSE(reading([=](store::Tx& tx) { return leaf_of(tx, act_id(number)); }).has_value());
  }
  round();
  EXPECT_EQ(reading([](store::Tx& tx) { return leaf_of(tx, act_id(2)); })->log_index, 2);
}

TEST_P(LogReader, ConsistencyIsRefusedOutsideTheSignedTree) {
  grow_to(5);
  const auto refusal = [this](std::uint64_t old_size, std::uint64_t new_size) {
    try {
      reading([=](store::Tx& tx) { return consistency(tx, old_size, new_size); });
    } catch (const Problem& problem) {
      EXPECT_EQ(problem.code(), ProblemCode::kInvalidForm);
      EXPECT_EQ(problem.errors().at(0).rule, "tree-size");
      return problem.errors().at(0).field;
    }
    return std::string();
  };
  EXPECT_EQ(refusal(0, 5), "/query/old_size");
  EXPECT_EQ(refusal(4, 3), "/query/old_size");
  EXPECT_EQ(refusal(1, 6), "/query/new_size");
  EXPECT_EQ(refusal(UINT64_MAX, UINT64_MAX), "/query/new_size");
  EXPECT_EQ(refusal(5, 5), "");
}

TEST_P(LogReader, TheFeedGivesEveryLeafOnceInOrder) {
  grow_to(700);
  std::int64_t after = -1;
  std::uint64_t expected = 0;
  for (;;) {
    const auto page = reading([after](store::Tx& tx) { return feed(tx, after, 64); });
    EXPECT_LE(page.size(), 64U);
    if (page.empty()) break;
    for (const LoggedLeaf& leaf : page) {
      EXPECT_EQ(leaf.log_index, static_cast<std::int64_t>(expected));
      EXPECT_EQ(leaf.act_id, act_id(expected));
      EXPECT_EQ(leaf.leaf, leaf_text(expected));
      ++expected;
    }
    after = page.back().log_index;
  }
  EXPECT_EQ(expected, 700U);
  EXPECT_TRUE(reading([](store::Tx& tx) { return feed(tx, 1'000'000, 10); }).empty());
  grow_to(1100);
  EXPECT_EQ(reading([](store::Tx& tx) { return feed(tx, -1, 100'000); }).size(), kFeedMax);
}

// One more than a full tile of level 1: too many acts for a quick run on a server.
TEST_P(LogReader, TheEdgeOfTheSecondLevelIsPublishedWhole) {
  if (GetParam() != store::Dialect::kSqlite) GTEST_SKIP() << "on SQLite only";
  grow_to(65'535);
  expect_proofs_of(65'535, {0, 65'534});
  grow_to(65'536);
  EXPECT_EQ(file({false, 2, 0, 1}), tile_bytes(std::vector<Digest>{expected_head(65'536).root}));
  EXPECT_EQ(file({false, 1, 1, 1}), std::nullopt);
  grow_to(65'537);
  expect_published_files_of(65'537);
  expect_proofs_of(65'537, {0, 1, 32'768, 65'535, 65'536});
}

INSTANTIATE_TEST_SUITE_P(Databases, LogReader, testing::ValuesIn(store::kDialects), [](const auto& dialect) {
  return dialect.param == store::Dialect::kSqlite ? "Sqlite" : "Postgres";
});

}  // namespace
}  // namespace gh::log
