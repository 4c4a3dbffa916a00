// A small file that is either wholly the old text or wholly the new one, whatever happens while it is written.
#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace gh::log {

inline constexpr std::size_t kSmallFileMaxBytes = 64 * 1024;

// The whole file, or nothing when there is none. Throws std::system_error when it can't be read or is larger than
// kSmallFileMaxBytes.
std::optional<std::string> read_small_file(const std::filesystem::path& path);

// Permission bits of the file (0600, …). Throws std::system_error.
unsigned mode_of(const std::filesystem::path& path);

// Writes beside, syncs, renames over `path` and syncs the folder: on return it is on disk. Throws std::system_error.
void write_durably(const std::filesystem::path& path, std::string_view text, unsigned mode);

// As write_durably, but false when `path` exists already (which is then left as it is).
bool create_durably(const std::filesystem::path& path, std::string_view text, unsigned mode);

// Keeps other processes out while it lives: an flock on `path`, which is made when it is absent.
class FileLock {
 public:
  // Waits for the lock. Throws std::system_error.
  explicit FileLock(const std::filesystem::path& path);
  ~FileLock();
  FileLock(const FileLock&) = delete;
  FileLock& operator=(const FileLock&) = delete;

 private:
  int descriptor_;
};

}  // namespace gh::log
