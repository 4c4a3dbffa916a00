// The Merkle tree of RFC 6962 §2.1: hashes, roots, proofs of inclusion and of consistency, made and checked. Pure.
#pragma once
#include <cstdint>
#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "base/digest.h"

namespace gh::log {

// SHA-256(0x00 || leaf).
Digest leaf_hash(std::string_view leaf);
// SHA-256(0x01 || left || right).
Digest node_hash(const Digest& left, const Digest& right);
// Root of the tree without leaves: SHA-256 of nothing.
Digest empty_root();

// Gives the root of a full subtree: the 2^level leaves that begin at leaf index << level.
using NodeReader = std::function<Digest(unsigned level, std::uint64_t index)>;

// Root of the first `size` leaves. Reads O(log size) nodes.
Digest root_of(std::uint64_t size, const NodeReader& read);
// Root of these leaf hashes, without stored nodes.
Digest root_of(std::span<const Digest> leaf_hashes);
// Reads nodes of these leaf hashes by computing them; `leaf_hashes` must outlive the reader.
NodeReader reader_of(std::span<const Digest> leaf_hashes);

// Audit path (RFC 6962 §2.1.1) from the leaf's sibling up to the root's child. index < size.
std::vector<Digest> inclusion_proof(std::uint64_t index, std::uint64_t size, const NodeReader& read);
// Consistency proof (RFC 6962 §2.1.2). 1 <= old_size <= new_size; empty when they are equal.
std::vector<Digest> consistency_proof(std::uint64_t old_size, std::uint64_t new_size, const NodeReader& read);

// True when the leaf with that hash stands at `index` of the tree of `size` leaves with that root (RFC 9162 §2.1.3.2).
bool verify_inclusion(const Digest& leaf, std::uint64_t index, std::uint64_t size, std::span<const Digest> proof,
                      const Digest& root);

struct TreeHead {
  std::uint64_t size = 0;
  Digest root{};
  bool operator==(const TreeHead&) const = default;
};
// True when the newer tree begins with all leaves of the older one (RFC 9162 §2.1.4.2). Equal sizes want equal roots
// and no proof. From size 0 nothing can be proven: only 0 to 0, both with the empty root, is accepted.
bool verify_consistency(const TreeHead& older, const TreeHead& newer, std::span<const Digest> proof);

// A tree that only grows, kept in O(log size) memory: its full subtrees from the largest to the smallest.
class GrowingTree {
 public:
  void append(const Digest& leaf);
  std::uint64_t size() const { return size_; }
  Digest root() const;

 private:
  std::uint64_t size_ = 0;
  std::vector<Digest> subtrees_;
};

}  // namespace gh::log
