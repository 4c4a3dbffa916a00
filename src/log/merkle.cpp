// Walks over ranges of leaves; a range that begins at a multiple of its largest power of two is made of full subtrees.
#include "log/merkle.h"

#include <algorithm>
#include <array>
#include <bit>

#include "base/assert.h"
#include "log/suite.h"

namespace gh::log {

namespace {

constexpr char kLeafPrefix = 0x00;
constexpr char kNodePrefix = 0x01;

// Root of the leaves [begin, end), which must start at a multiple of bit_ceil(end - begin) or lie at the right edge.
Digest root_of_range(std::uint64_t begin, std::uint64_t end, const NodeReader& read) {
  GH_ASSERT(begin < end);
  std::vector<Digest> subtrees;
  while (begin < end) {
    const std::uint64_t width = std::bit_floor(end - begin);
    const auto level = static_cast<unsigned>(std::countr_zero(width));
    GH_ASSERT(begin % width == 0);
    subtrees.push_back(read(level, begin >> level));
    begin += width;
  }
  Digest root = subtrees.back();
  for (auto left = subtrees.rbegin() + 1; left != subtrees.rend(); ++left) root = node_hash(*left, root);
  return root;
}

// Where RFC 6962 splits a range of `width` >= 2 leaves: the largest power of two smaller than it.
std::uint64_t split(std::uint64_t width) { return std::bit_floor(width - 1); }

}  // namespace

Digest leaf_hash(std::string_view leaf) {
  std::string bytes;
  bytes.reserve(leaf.size() + 1);
  bytes += kLeafPrefix;
  bytes += leaf;
  return intl().digest(bytes);
}

Digest node_hash(const Digest& left, const Digest& right) {
  std::array<char, 1 + 2 * sizeof(Digest)> bytes{kNodePrefix};
  std::copy(left.begin(), left.end(), bytes.begin() + 1);
  std::copy(right.begin(), right.end(), bytes.begin() + 1 + sizeof(Digest));
  return intl().digest(std::string_view(bytes.data(), bytes.size()));
}

Digest empty_root() { return intl().digest(""); }

Digest root_of(std::uint64_t size, const NodeReader& read) {
  return size == 0 ? empty_root() : root_of_range(0, size, read);
}

Digest root_of(std::span<const Digest> leaf_hashes) {
  GrowingTree tree;
  for (const Digest& leaf : leaf_hashes) tree.append(leaf);
  return tree.root();
}

NodeReader reader_of(std::span<const Digest> leaf_hashes) {
  return [leaf_hashes](unsigned level, std::uint64_t index) {
    const std::uint64_t width = std::uint64_t{1} << level;
    GH_ASSERT((index + 1) * width <= leaf_hashes.size());
    return root_of(leaf_hashes.subspan(index * width, width));
  };
}

std::vector<Digest> inclusion_proof(std::uint64_t index, std::uint64_t size, const NodeReader& read) {
  GH_ASSERT(index < size);
  std::vector<Digest> proof;
  std::uint64_t begin = 0;
  std::uint64_t end = size;
  while (end - begin > 1) {
    const std::uint64_t middle = begin + split(end - begin);
    if (index < middle) {
      proof.push_back(root_of_range(middle, end, read));
      end = middle;
    } else {
      proof.push_back(root_of_range(begin, middle, read));
      begin = middle;
    }
  }
  std::reverse(proof.begin(), proof.end());
  return proof;
}

std::vector<Digest> consistency_proof(std::uint64_t old_size, std::uint64_t new_size, const NodeReader& read) {
  GH_ASSERT(old_size >= 1 && old_size <= new_size);
  std::vector<Digest> proof;
  std::uint64_t begin = 0;
  std::uint64_t end = new_size;
  while (end != old_size) {
    const std::uint64_t middle = begin + split(end - begin);
    if (old_size <= middle) {
      proof.push_back(root_of_range(middle, end, read));
      end = middle;
    } else {
      proof.push_back(root_of_range(begin, middle, read));
      begin = middle;
    }
  }
  // The verifier knows the old root itself, so it is left out where the old tree is one full subtree.
  if (begin != 0) proof.push_back(root_of_range(begin, end, read));
  std::reverse(proof.begin(), proof.end());
  return proof;
}

bool verify_inclusion(const Digest& leaf, std::uint64_t index, std::uint64_t size, std::span<const Digest> proof,
                      const Digest& root) {
  if (index >= size) return false;
  std::uint64_t node = index;
  std::uint64_t last = size - 1;
  Digest hash = leaf;
  for (const Digest& sibling : proof) {
    if (last == 0) return false;
    if (node % 2 == 1 || node == last) {
      hash = node_hash(sibling, hash);
      while (node % 2 == 0 && node != 0) {
        node /= 2;
        last /= 2;
      }
    } else {
      hash = node_hash(hash, sibling);
    }
    node /= 2;
    last /= 2;
  }
  return last == 0 && hash == root;
}

bool verify_consistency(const TreeHead& older, const TreeHead& newer, std::span<const Digest> proof) {
  if (older.size == newer.size) {
    return proof.empty() && older.root == newer.root && (older.size != 0 || older.root == empty_root());
  }
  if (older.size == 0 || older.size > newer.size || proof.empty()) return false;
  std::uint64_t node = older.size - 1;
  std::uint64_t last = newer.size - 1;
  while (node % 2 == 1) {
    node /= 2;
    last /= 2;
  }
  // A full old tree is the path's start itself; otherwise the proof brings it.
  const bool old_tree_is_full = std::has_single_bit(older.size);
  Digest old_hash = old_tree_is_full ? older.root : proof.front();
  Digest new_hash = old_hash;
  for (const Digest& sibling : old_tree_is_full ? proof : proof.subspan(1)) {
    if (last == 0) return false;
    if (node % 2 == 1 || node == last) {
      old_hash = node_hash(sibling, old_hash);
      new_hash = node_hash(sibling, new_hash);
      while (node % 2 == 0 && node != 0) {
        node /= 2;
        last /= 2;
      }
    } else {
      new_hash = node_hash(new_hash, sibling);
    }
    node /= 2;
    last /= 2;
  }
  return last == 0 && old_hash == older.root && new_hash == newer.root;
}

void GrowingTree::append(const Digest& leaf) {
  Digest hash = leaf;
  for (std::uint64_t full = size_; full % 2 == 1; full /= 2) {
    hash = node_hash(subtrees_.back(), hash);
    subtrees_.pop_back();
  }
  subtrees_.push_back(hash);
  ++size_;
}

Digest GrowingTree::root() const {
  if (size_ == 0) return empty_root();
  Digest root = subtrees_.back();
  for (auto left = subtrees_.rbegin() + 1; left != subtrees_.rend(); ++left) root = node_hash(*left, root);
  return root;
}

}  // namespace gh::log
