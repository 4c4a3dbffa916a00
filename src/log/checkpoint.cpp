// Writes and reads the lines of a checkpoint.
#include "log/checkpoint.h"

#include <charconv>

#include "base/assert.h"

namespace gh::log {

namespace {

// Tree sizes are bigint in the database and int64 in other clients.
constexpr std::uint64_t kTreeSizeMax = INT64_MAX;

std::optional<std::uint64_t> parse_size(std::string_view digits) {
  if (digits.empty() || (digits.size() > 1 && digits.front() == '0')) return std::nullopt;
  std::uint64_t size = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), size);
  if (error != std::errc{} || end != digits.data() + digits.size() || size > kTreeSizeMax) return std::nullopt;
  return size;
}

std::optional<Digest> parse_root(std::string_view encoded) {
  const auto bytes = from_base64(encoded);
  if (!bytes || base64(*bytes) != encoded) return std::nullopt;
  return digest_from(*bytes);
}

}  // namespace

std::string text(const Checkpoint& checkpoint) {
  GH_ASSERT(!checkpoint.origin.empty() && checkpoint.head.size <= kTreeSizeMax);
  std::string out = checkpoint.origin + "\n" + std::to_string(checkpoint.head.size) + "\n" +
                    base64(bytes_of(checkpoint.head.root)) + "\n";
  for (const std::string& line : checkpoint.extensions) {
    GH_ASSERT(!line.empty() && line.find('\n') == std::string::npos);
    out += line + "\n";
  }
  return out;
}

std::optional<Checkpoint> parse_checkpoint(std::string_view note_text) {
  if (!is_note_text(note_text) || note_text.size() > kNoteMaxBytes) return std::nullopt;
  std::vector<std::string> lines;
  while (!note_text.empty()) {
    const std::size_t end = note_text.find('\n');
    if (end == 0) return std::nullopt;
    lines.emplace_back(note_text.substr(0, end));
    note_text.remove_prefix(end + 1);
  }
  if (lines.size() < 3) return std::nullopt;
  const auto size = parse_size(lines[1]);
  const auto root = parse_root(lines[2]);
  if (!size || !root) return std::nullopt;
  return Checkpoint{lines[0], TreeHead{*size, *root}, {lines.begin() + 3, lines.end()}};
}

std::string sign_checkpoint(const TreeHead& head, const SigningKey& key) {
  return sign_note(text(Checkpoint{key.name(), head, {}}), key);
}

std::optional<Checkpoint> open_checkpoint(std::string_view note, const VerifierKey& key) {
  const auto opened = open_note(note, std::span(&key, 1));
  const auto* good = std::get_if<OpenedNote>(&opened);
  if (good == nullptr) return std::nullopt;
  auto checkpoint = parse_checkpoint(good->text);
  if (!checkpoint || checkpoint->origin != key.name) return std::nullopt;
  return checkpoint;
}

}  // namespace gh::log
