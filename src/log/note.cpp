// Reads exactly what Go's sumdb/note reads, so that no two clients take one note differently.
#include "log/note.h"

#include <algorithm>

#include "base/assert.h"
#include "base/digest.h"
#include "base/text.h"

namespace gh::log {

namespace {

constexpr std::string_view kSignaturePrefix = "\xE2\x80\x94 ";  // em dash, space
constexpr std::size_t kKeyIdBytes = 4;

std::string signature_line(std::string_view text, const SigningKey& key) {
  std::string bytes;
  for (int shift = 24; shift >= 0; shift -= 8) bytes += static_cast<char>(key.verifier().id >> shift);
  bytes += key.sign(text);
  return std::string(kSignaturePrefix) + key.name() + " " + base64(bytes) + "\n";
}

std::optional<NoteSignature> parse_signature_line(std::string_view line) {
  if (!line.starts_with(kSignaturePrefix)) return std::nullopt;
  line.remove_prefix(kSignaturePrefix.size());
  const std::size_t space = line.find(' ');
  if (space == std::string_view::npos) return std::nullopt;
  const std::string_view encoded = line.substr(space + 1);
  const auto bytes = from_base64(encoded);
  NoteSignature out{std::string(line.substr(0, space)), 0, {}};
  if (!is_key_name(out.name) || !bytes || bytes->size() <= kKeyIdBytes) return std::nullopt;
  for (std::size_t i = 0; i < kKeyIdBytes; ++i) out.key_id = (out.key_id << 8) | static_cast<std::uint8_t>((*bytes)[i]);
  out.bytes = bytes->substr(kKeyIdBytes);
  return out;
}

bool is_plain(std::string_view bytes) {
  return is_utf8(bytes) && std::none_of(bytes.begin(), bytes.end(),
                                        [](char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\n'; });
}

}  // namespace

bool is_note_text(std::string_view text) { return text.ends_with('\n') && is_plain(text); }

std::string sign_note(std::string_view text, const SigningKey& key) {
  GH_ASSERT(is_note_text(text));
  return std::string(text) + "\n" + signature_line(text, key);
}

std::string add_signature(std::string_view note, const SigningKey& key) {
  const auto parsed = parse_note(note);
  GH_ASSERT(parsed.has_value());
  return std::string(note) + signature_line(parsed->text, key);
}

std::optional<Note> parse_note(std::string_view note) {
  if (note.size() > kNoteMaxBytes || !note.ends_with('\n') || !is_plain(note)) return std::nullopt;
  const std::size_t blank = note.rfind("\n\n");
  if (blank == std::string_view::npos) return std::nullopt;
  Note out{std::string(note.substr(0, blank + 1)), {}};
  std::string_view lines = note.substr(blank + 2);
  while (!lines.empty()) {
    const std::size_t end = lines.find('\n');
    auto signature = parse_signature_line(lines.substr(0, end));
    if (!signature || out.signatures.size() == kNoteSignaturesMax) return std::nullopt;
    out.signatures.push_back(std::move(*signature));
    lines.remove_prefix(end + 1);
  }
  if (out.signatures.empty()) return std::nullopt;
  return out;
}

std::variant<OpenedNote, NoteFault> open_note(std::string_view note, std::span<const VerifierKey> known) {
  auto parsed = parse_note(note);
  if (!parsed) return NoteFault::kMalformed;
  OpenedNote out;
  for (const NoteSignature& signature : parsed->signatures) {
    const auto key = std::find_if(known.begin(), known.end(), [&signature](const VerifierKey& candidate) {
      return candidate.name == signature.name && candidate.id == signature.key_id;
    });
    if (key == known.end()) continue;
    if (std::find(out.signed_by.begin(), out.signed_by.end(), *key) != out.signed_by.end()) continue;
    if (!verify(*key, parsed->text, signature.bytes)) return NoteFault::kBadSignature;
    out.signed_by.push_back(*key);
  }
  if (out.signed_by.empty()) return NoteFault::kNoKnownSignature;
  out.text = std::move(parsed->text);
  return out;
}

}  // namespace gh::log
