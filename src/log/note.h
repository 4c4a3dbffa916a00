// Signed notes (C2SP signed-note): a text, a blank line and one line for each signature.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "log/key.h"

namespace gh::log {

inline constexpr std::size_t kNoteMaxBytes = 1'000'000;
inline constexpr std::size_t kNoteSignaturesMax = 100;

struct NoteSignature {
  std::string name;
  std::uint32_t key_id = 0;
  std::string bytes;  // what follows the key id
};

struct Note {
  std::string text;  // with its final newline
  std::vector<NoteSignature> signatures;
};

// True for a text that can be signed: UTF-8, ends in a newline, no other control character below U+0020.
bool is_note_text(std::string_view text);

// The note over `text`, which must be a note text, signed by `key`.
std::string sign_note(std::string_view text, const SigningKey& key);
// The same note with one more signature line. `note` must parse.
std::string add_signature(std::string_view note, const SigningKey& key);

// Takes a note apart without believing it; nothing when it isn't one or is over the limits above.
std::optional<Note> parse_note(std::string_view note);

enum class NoteFault {
  kMalformed,         // no note
  kBadSignature,      // a known key's signature doesn't verify: the whole note is refused
  kNoKnownSignature,  // nobody that we know has signed
};
struct OpenedNote {
  std::string text;
  std::vector<VerifierKey> signed_by;  // each known key once, in the note's order
};
// Believes a note that at least one of `known` signed. Signatures of unknown keys, also those that share only name or
// only id with a known key, are passed over; a repeated one counts once.
std::variant<OpenedNote, NoteFault> open_note(std::string_view note, std::span<const VerifierKey> known);

}  // namespace gh::log
