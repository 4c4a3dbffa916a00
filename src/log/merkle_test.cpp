#include "log/merkle.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "base/json.h"

namespace gh::log {
namespace {

std::vector<Digest> numbered_leaves(std::uint64_t count) {
  std::vector<Digest> hashes;
  for (std::uint64_t i = 0; i < count; ++i) hashes.push_back(leaf_hash("leaf " + std::to_string(i)));
  return hashes;
}

std::string spelled(const Digest& digest) { return hex(bytes_of(digest)); }

// Root by the letter of RFC 6962 §2.1, without any of the walks under test.
Digest root_by_definition(std::span<const Digest> leaves) {
  if (leaves.empty()) return sha256("");
  if (leaves.size() == 1) return leaves[0];
  std::size_t left = 1;
  while (left * 2 < leaves.size()) left *= 2;
  return node_hash(root_by_definition(leaves.first(left)), root_by_definition(leaves.subspan(left)));
}

TEST(Merkle, HashesAndRootsAreThoseOfTheReferenceTree) {
  const char* folder = std::getenv("GUILDHALL_SHARED_DATA");
  const std::filesystem::path path = std::filesystem::path(folder != nullptr ? folder : "../shared/data") /
                                     "vectors/merkle-rfc6962/reference-tree.json";
  if (!std::filesystem::exists(path)) GTEST_SKIP() << "the reference tree isn't here";
  std::ostringstream content;
  content << std::ifstream(path).rdbuf();
  const json::value reference = parse_json(content.str());

  std::vector<Digest> leaves;
  for (const auto& input : reference.at("leaf_inputs_hex").as_array())
    leaves.push_back(leaf_hash(from_hex(input.as_string().c_str()).value()));
  const auto& levels = reference.at("node_hashes_by_level").as_array();
  ASSERT_EQ(levels.size(), 4U);
  for (unsigned level = 0; level < levels.size(); ++level) {
    const auto& nodes = levels[level].as_array();
    for (std::size_t i = 0; i < nodes.size(); ++i)
      EXPECT_EQ(spelled(reader_of(leaves)(level, i)), nodes[i].as_string().c_str()) << level << "/" << i;
  }
  const auto& roots = reference.at("root_hash_by_size").as_array();
  ASSERT_EQ(roots.size(), 9U);
  for (std::size_t size = 0; size < roots.size(); ++size) {
    EXPECT_EQ(spelled(root_of(std::span(leaves).first(size))), roots[size].as_string().c_str()) << size;
    EXPECT_EQ(spelled(root_of(size, reader_of(leaves))), roots[size].as_string().c_str()) << size;
  }
  const auto& hasher = reference.at("hasher").as_object();
  EXPECT_EQ(spelled(leaf_hash("L123456")), hasher.at("leaf(\"L123456\")").as_string().c_str());
  const auto as_digest = [](std::string_view text) { return sha256(text); };
  EXPECT_NE(node_hash(as_digest("a"), as_digest("b")), node_hash(as_digest("b"), as_digest("a")));
}

TEST(Merkle, RootsOfEverySizeFollowTheDefinition) {
  const auto leaves = numbered_leaves(300);
  GrowingTree tree;
  for (std::size_t size = 0; size <= leaves.size(); ++size) {
    const Digest expected = root_by_definition(std::span(leaves).first(size));
    EXPECT_EQ(tree.root(), expected) << size;
    EXPECT_EQ(root_of(size, reader_of(leaves)), expected) << size;
    if (size < leaves.size()) tree.append(leaves[size]);
  }
}

TEST(Merkle, EveryLeafOfEverySmallTreeIsProvenAndNowhereElse) {
  const auto leaves = numbered_leaves(40);
  for (std::uint64_t size = 1; size <= leaves.size(); ++size) {
    const Digest root = root_of(std::span(leaves).first(size));
    for (std::uint64_t index = 0; index < size; ++index) {
      const auto proof = inclusion_proof(index, size, reader_of(leaves));
      EXPECT_TRUE(verify_inclusion(leaves[index], index, size, proof, root)) << index << " of " << size;
      for (std::uint64_t other = 0; other < size + 2; ++other)
        EXPECT_EQ(verify_inclusion(leaves[index], other, size, proof, root), other == index);
    }
  }
}

TEST(Merkle, SpoiledInclusionProofsAreRefused) {
  const auto leaves = numbered_leaves(13);
  const Digest root = root_of(leaves);
  const auto proof = inclusion_proof(5, 13, reader_of(leaves));
  ASSERT_EQ(proof.size(), 4U);
  EXPECT_TRUE(verify_inclusion(leaves[5], 5, 13, proof, root));

  EXPECT_FALSE(verify_inclusion(leaves[6], 5, 13, proof, root));
  EXPECT_FALSE(verify_inclusion(leaves[5], 5, 13, proof, empty_root()));
  EXPECT_FALSE(verify_inclusion(leaves[5], 5, 0, proof, root));
  EXPECT_FALSE(verify_inclusion(leaves[5], 5, 5, proof, root));
  EXPECT_FALSE(verify_inclusion(leaves[5], UINT64_MAX, 13, proof, root));
  EXPECT_FALSE(verify_inclusion(leaves[5], 5, UINT64_MAX, proof, root));
  for (std::size_t place = 0; place < proof.size(); ++place) {
    auto changed = proof;
    changed[place][31] ^= 1;
    EXPECT_FALSE(verify_inclusion(leaves[5], 5, 13, changed, root));
    auto shorter = proof;
    shorter.erase(shorter.begin() + static_cast<std::ptrdiff_t>(place));
    EXPECT_FALSE(verify_inclusion(leaves[5], 5, 13, shorter, root));
    auto longer = proof;
    longer.insert(longer.begin() + static_cast<std::ptrdiff_t>(place), root);
    EXPECT_FALSE(verify_inclusion(leaves[5], 5, 13, longer, root));
  }
  auto trailing = proof;
  trailing.push_back(root);
  EXPECT_FALSE(verify_inclusion(leaves[5], 5, 13, trailing, root));
}

TEST(Merkle, EveryGrowthIsProvenConsistentAndNoOther) {
  const auto leaves = numbered_leaves(40);
  std::vector<Digest> roots;
  for (std::size_t size = 0; size <= leaves.size(); ++size) roots.push_back(root_of(std::span(leaves).first(size)));
  for (std::uint64_t old_size = 1; old_size <= leaves.size(); ++old_size) {
    for (std::uint64_t new_size = old_size; new_size <= leaves.size(); ++new_size) {
      const auto proof = consistency_proof(old_size, new_size, reader_of(leaves));
      EXPECT_TRUE(verify_consistency({old_size, roots[old_size]}, {new_size, roots[new_size]}, proof));
      EXPECT_FALSE(verify_consistency({old_size, roots[old_size - 1]}, {new_size, roots[new_size]}, proof));
      EXPECT_FALSE(verify_consistency({old_size, roots[old_size]}, {new_size, roots[new_size - 1]}, proof));
      if (old_size == new_size) continue;
      EXPECT_FALSE(verify_consistency({new_size, roots[new_size]}, {old_size, roots[old_size]}, proof));
      auto longer = proof;
      longer.push_back(roots[1]);
      EXPECT_FALSE(verify_consistency({old_size, roots[old_size]}, {new_size, roots[new_size]}, longer));
      auto shorter = proof;
      shorter.pop_back();
      EXPECT_FALSE(verify_consistency({old_size, roots[old_size]}, {new_size, roots[new_size]}, shorter));
    }
  }
}

TEST(Merkle, FromTheEmptyTreeNothingIsProvenButItself) {
  const auto leaves = numbered_leaves(3);
  const TreeHead empty{0, empty_root()};
  const TreeHead grown{3, root_of(leaves)};
  EXPECT_TRUE(verify_consistency(empty, empty, {}));
  EXPECT_FALSE(verify_consistency({0, grown.root}, {0, grown.root}, {}));
  EXPECT_FALSE(verify_consistency(empty, grown, {}));
  EXPECT_FALSE(verify_consistency(empty, grown, leaves));
  EXPECT_FALSE(verify_consistency(grown, grown, leaves));
}

// A history in which leaf 2 was changed after the fact.
TEST(Merkle, AChangedHistoryHasNoConsistencyProof) {
  auto leaves = numbered_leaves(9);
  const TreeHead published{6, root_of(std::span(leaves).first(6))};
  leaves[2] = leaf_hash("rewritten");
  const TreeHead rewritten{9, root_of(leaves)};
  EXPECT_FALSE(verify_consistency(published, rewritten, consistency_proof(6, 9, reader_of(leaves))));
}

}  // namespace
}  // namespace gh::log
