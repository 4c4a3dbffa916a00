// Never goes back: the file holds the largest tree this machine has seen signed.
#include "log/kept_checkpoint.h"

#include <system_error>

#include "log/durable_file.h"
#include "log/trouble.h"

namespace gh::log {

namespace {
constexpr unsigned kPublicFileMode = 0644;
}

KeptCheckpoint::KeptCheckpoint(std::filesystem::path path, VerifierKey key)
    : path_(std::move(path)), key_(std::move(key)) {}

std::optional<SignedHead> KeptCheckpoint::read() const {
  std::optional<std::string> note;
  try {
    note = read_small_file(path_);
  } catch (const std::system_error& error) {
    refuse_to_sign(kLogKeptUnusable, error.what());
  }
  if (!note) return std::nullopt;
  if (!parse_note(*note)) refuse_to_sign(kLogKeptUnusable, path_.string() + " holds no signed note");
  const auto checkpoint = open_checkpoint(*note, key_);
  if (!checkpoint) refuse_to_sign(kLogKeyChanged, path_.string() + " isn't signed by " + text(key_));
  return SignedHead{checkpoint->head, std::move(*note)};
}

void KeptCheckpoint::advance(const SignedHead& newer) const {
  try {
    std::filesystem::path lock_path = path_;
    lock_path += ".lock";
    const FileLock lock(lock_path);
    const auto kept = read();
    if (kept && kept->head.size == newer.head.size && kept->head.root != newer.head.root)
      refuse_to_sign(kLogForked, "another root is kept for size " + std::to_string(newer.head.size));
    if (!kept || kept->head.size < newer.head.size) write_durably(path_, newer.note, kPublicFileMode);
  } catch (const std::system_error& error) {
    refuse_to_sign(kLogKeptUnusable, error.what());
  }
}

}  // namespace gh::log
