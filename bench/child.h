// A server as a child process: started, found by the port it prints, ended.
#pragma once
#include <sys/types.h>

#include <cstdint>
#include <string>
#include <vector>

namespace gh::bench {

class Child {
 public:
  // Runs the words as a command and waits until it prints "127.0.0.1:<port>". Throws std::runtime_error with what it
  // printed where it ends before that.
  explicit Child(const std::vector<std::string>& words);
  ~Child();  // SIGTERM, and waits
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  std::uint16_t port() const { return port_; }
  int process() const { return child_; }

 private:
  pid_t child_ = -1;
  int output_ = -1;
  std::uint16_t port_ = 0;
};

}  // namespace gh::bench
