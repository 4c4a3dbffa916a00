// The text form of a proof.
#include "log/proof.h"

#include <charconv>

namespace gh::log {

namespace {

constexpr std::string_view kFirstLine = "c2sp.org/tlog-proof@v1";
constexpr std::string_view kExtra = "extra ";
constexpr std::string_view kIndex = "index ";
constexpr std::size_t kProofHashesMax = 63;

// Takes the next line off `rest`; nothing when no whole line is left.
std::optional<std::string_view> take_line(std::string_view& rest) {
  const std::size_t end = rest.find('\n');
  if (end == std::string_view::npos) return std::nullopt;
  const std::string_view line = rest.substr(0, end);
  rest.remove_prefix(end + 1);
  return line;
}

std::optional<std::uint64_t> parse_index_line(std::string_view line) {
  if (!line.starts_with(kIndex)) return std::nullopt;
  line.remove_prefix(kIndex.size());
  if (line.empty() || (line.size() > 1 && line.front() == '0')) return std::nullopt;
  std::uint64_t index = 0;
  const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), index);
  if (error != std::errc{} || end != line.data() + line.size()) return std::nullopt;
  return index;
}

}  // namespace

std::string text(const InclusionProof& proof) {
  std::string out = std::string(kFirstLine) + "\n" + std::string(kIndex) + std::to_string(proof.log_index) + "\n";
  for (const Digest& hash : proof.hashes) out += base64(bytes_of(hash)) + "\n";
  return out + "\n" + proof.checkpoint;
}

std::optional<InclusionProof> parse_proof(std::string_view text) {
  if (text.size() > kNoteMaxBytes || take_line(text) != kFirstLine) return std::nullopt;
  auto line = take_line(text);
  if (line && line->starts_with(kExtra)) line = take_line(text);
  const auto index = line ? parse_index_line(*line) : std::nullopt;
  if (!index) return std::nullopt;
  InclusionProof proof{*index, {}, {}};
  for (line = take_line(text); line && !line->empty(); line = take_line(text)) {
    const auto bytes = from_base64(*line);
    const auto hash = bytes ? digest_from(*bytes) : std::nullopt;
    if (!hash || proof.hashes.size() == kProofHashesMax) return std::nullopt;
    proof.hashes.push_back(*hash);
  }
  if (!line) return std::nullopt;
  proof.checkpoint = std::string(text);
  return proof;
}

bool verify(const InclusionProof& proof, std::string_view leaf, const VerifierKey& key) {
  const auto checkpoint = open_checkpoint(proof.checkpoint, key);
  return checkpoint &&
         verify_inclusion(leaf_hash(leaf), proof.log_index, checkpoint->head.size, proof.hashes, checkpoint->head.root);
}

}  // namespace gh::log
