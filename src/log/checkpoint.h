// Checkpoints (C2SP tlog-checkpoint): which log, how many leaves, which root, as the text of a signed note.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "log/merkle.h"
#include "log/note.h"

namespace gh::log {

struct Checkpoint {
  std::string origin;  // one line, not empty
  TreeHead head;
  std::vector<std::string> extensions;  // further lines, none empty; ours has none
  bool operator==(const Checkpoint&) const = default;
};

// The note text: origin, size in decimal, root in base64, extensions; one a line.
std::string text(const Checkpoint& checkpoint);
// The checkpoint of that note text, or nothing: empty lines, leading zeros, other base64 than ours are refused.
std::optional<Checkpoint> parse_checkpoint(std::string_view note_text);

// The signed note of a tree of the key's log: the key's name is the origin.
std::string sign_checkpoint(const TreeHead& head, const SigningKey& key);
// The checkpoint of a note that the log with this key signed, or nothing: origin and signature must both be the log's.
std::optional<Checkpoint> open_checkpoint(std::string_view note, const VerifierKey& key);

}  // namespace gh::log
