// The built program as a child process: run to its end, or serving on a port of its own.
#pragma once
#include <sys/types.h>

#include <cstdint>
#include <filesystem>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace gh::scenarios {

struct Finished {
  int exit_code = -1;  // 128 + signal where a signal ended it
  std::string output;  // standard output and error together
};

// Runs the program with these arguments to its end.
Finished run_program(const std::filesystem::path& program, const std::vector<std::string>& arguments);

// `guildhall serve`: started by the constructor, which waits until it says where it listens.
class ServingProgram {
 public:
  // Throws std::runtime_error with the program's output when it ends before it serves.
  ServingProgram(const std::filesystem::path& program, const std::vector<std::string>& arguments);
  ~ServingProgram();  // kills it if stop() wasn't called
  ServingProgram(const ServingProgram&) = delete;
  ServingProgram& operator=(const ServingProgram&) = delete;

  std::uint16_t port() const { return port_; }
  // Asks it to end (SIGTERM) and waits; gives its exit code and all it has printed.
  Finished stop();

 private:
  void read_until_it_serves();
  void drain();
  int wait();

  pid_t child_ = -1;
  int output_ = -1;
  std::uint16_t port_ = 0;
  std::mutex mutex_;
  std::string printed_;
  std::thread drainer_;
};

}  // namespace gh::scenarios
