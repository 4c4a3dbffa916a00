// A disk that fails when a test says so: a layer over SQLite's own, chosen by Options::sqlite_vfs. For tests only.
#pragma once
#include <atomic>
#include <cstdint>
#include <memory>
#include <string>

namespace gh::store {

class FaultyDisk {
 public:
  enum class Fault { kFull, kInputOutput };

  // Registers with SQLite under that name, which must be free, until destroyed. Files opened on it must be closed
  // first.
  explicit FaultyDisk(std::string name);
  ~FaultyDisk();
  FaultyDisk(const FaultyDisk&) = delete;
  FaultyDisk& operator=(const FaultyDisk&) = delete;

  const std::string& name() const { return name_; }
  // From the `calls`-th write, truncation or sync on (1 is the next), each fails; only that one when `once`.
  void fail_from(std::int64_t calls, Fault fault, bool once);
  // Whether the failure asked for has happened.
  bool has_failed() const { return failed_; }
  void heal();
  // Times that data was forced to the disk.
  std::int64_t syncs() const { return syncs_; }

  // What a call to the disk must answer: an SQLite result code, 0 when it may go on. Counts the call.
  int verdict(int input_output_code);
  void count_sync() { ++syncs_; }

 private:
  struct Registration;

  std::string name_;
  std::atomic<std::int64_t> calls_left_{0};  // 0: no failure is asked for
  std::atomic<Fault> fault_{Fault::kFull};
  std::atomic<bool> once_{false};
  std::atomic<bool> failed_{false};
  std::atomic<std::int64_t> syncs_{0};
  std::unique_ptr<Registration> registration_;
};

}  // namespace gh::store
