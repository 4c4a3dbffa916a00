// Proof that one leaf stands in the log, checkable without the server (C2SP tlog-proof).
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "log/checkpoint.h"

namespace gh::log {

struct InclusionProof {
  std::uint64_t log_index = 0;
  std::vector<Digest> hashes;  // from the leaf's sibling up to the root's child; at most 63
  std::string checkpoint;      // the signed note
};

// The lines of C2SP tlog-proof, without extra data.
std::string text(const InclusionProof& proof);
// The proof of such a text; an `extra` line is allowed and dropped, for nothing vouches for it.
std::optional<InclusionProof> parse_proof(std::string_view text);

// True when the log with this key signed the proof's checkpoint and `leaf` stands at the index in that tree.
bool verify(const InclusionProof& proof, std::string_view leaf, const VerifierKey& key);

}  // namespace gh::log
