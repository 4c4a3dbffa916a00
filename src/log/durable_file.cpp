// POSIX calls, each checked: a lost error here would be a key or checkpoint that isn't on disk.
#include "log/durable_file.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <system_error>

namespace gh::log {

namespace {

[[noreturn]] void fail(int error, const char* what, const std::filesystem::path& path) {
  throw std::system_error(error, std::generic_category(), std::string(what) + " " + path.string());
}

class Descriptor {
 public:
  Descriptor(const std::filesystem::path& path, int flags, unsigned mode = 0)
      : number_(::open(path.c_str(), flags | O_CLOEXEC, mode)), path_(path) {}
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  bool is_open() const { return number_ >= 0; }
  int number() const { return number_; }
  void sync() const {
    if (::fsync(number_) != 0) fail(errno, "fsync", path_);
  }

 private:
  int number_;
  std::filesystem::path path_;
};

std::filesystem::path folder_of(const std::filesystem::path& path) {
  return path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
}

void sync_folder(const std::filesystem::path& path) {
  const Descriptor folder(folder_of(path), O_RDONLY | O_DIRECTORY);
  if (!folder.is_open()) fail(errno, "open", folder_of(path));
  folder.sync();
}

void write_all(const Descriptor& file, std::string_view text, const std::filesystem::path& path) {
  while (!text.empty()) {
    const ssize_t written = ::write(file.number(), text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) fail(written < 0 ? errno : ENOSPC, "write", path);
    text.remove_prefix(static_cast<std::size_t>(written));
  }
}

// The finished file beside `path`, named so that two processes don't meet.
std::filesystem::path write_beside(const std::filesystem::path& path, std::string_view text, unsigned mode) {
  std::filesystem::path beside = path;
  beside += "." + std::to_string(::getpid()) + ".new";
  ::unlink(beside.c_str());
  const Descriptor file(beside, O_WRONLY | O_CREAT | O_EXCL, mode);
  if (!file.is_open()) fail(errno, "create", beside);
  write_all(file, text, beside);
  file.sync();
  return beside;
}

}  // namespace

std::optional<std::string> read_small_file(const std::filesystem::path& path) {
  const Descriptor file(path, O_RDONLY);
  if (!file.is_open()) {
    if (errno == ENOENT) return std::nullopt;
    fail(errno, "open", path);
  }
  std::string text;
  std::array<char, 4096> buffer{};
  while (text.size() <= kSmallFileMaxBytes) {
    const ssize_t count = ::read(file.number(), buffer.data(), buffer.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) fail(errno, "read", path);
    if (count == 0) return text;
    text.append(buffer.data(), static_cast<std::size_t>(count));
  }
  fail(EFBIG, "read", path);
}

unsigned mode_of(const std::filesystem::path& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) fail(errno, "stat", path);
  return status.st_mode & 07777U;
}

void write_durably(const std::filesystem::path& path, std::string_view text, unsigned mode) {
  const std::filesystem::path beside = write_beside(path, text, mode);
  if (::rename(beside.c_str(), path.c_str()) != 0) {
    const int error = errno;
    ::unlink(beside.c_str());
    fail(error, "rename", path);
  }
  sync_folder(path);
}

bool create_durably(const std::filesystem::path& path, std::string_view text, unsigned mode) {
  const std::filesystem::path beside = write_beside(path, text, mode);
  // link() refuses an existing name, so the first of two processes wins and neither overwrites.
  const int error = ::link(beside.c_str(), path.c_str()) == 0 ? 0 : errno;
  ::unlink(beside.c_str());
  if (error == EEXIST) return false;
  if (error != 0) fail(error, "link", path);
  sync_folder(path);
  return true;
}

FileLock::FileLock(const std::filesystem::path& path)
    : descriptor_(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600)) {
  if (descriptor_ < 0) fail(errno, "open", path);
  while (::flock(descriptor_, LOCK_EX) != 0) {
    if (errno == EINTR) continue;
    const int error = errno;
    ::close(descriptor_);
    fail(error, "flock", path);
  }
}

FileLock::~FileLock() { ::close(descriptor_); }

}  // namespace gh::log
