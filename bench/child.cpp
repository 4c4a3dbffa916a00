#include "child.h"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <stdexcept>

namespace gh::bench {

Child::Child(const std::vector<std::string>& words) {
  std::vector<std::string> kept = words;
  std::vector<char*> pointers;
  for (std::string& word : kept) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
  child_ = fork();
  if (child_ == 0) {
    dup2(ends[1], STDOUT_FILENO);
    execv(pointers.front(), pointers.data());
    _exit(127);
  }
  close(ends[1]);
  output_ = ends[0];
  constexpr std::string_view kServes = "127.0.0.1:";
  std::string printed;
  for (std::size_t at = std::string::npos; at == std::string::npos || printed.find('\n', at) == std::string::npos;
       at = printed.find(kServes)) {
    char buffer[512];
    const ssize_t size = read(output_, buffer, sizeof buffer);
    if (size <= 0) throw std::runtime_error(words.front() + " ended before it served: " + printed);
    printed.append(buffer, static_cast<std::size_t>(size));
  }
  port_ =
      static_cast<std::uint16_t>(std::strtoul(printed.c_str() + printed.find(kServes) + kServes.size(), nullptr, 10));
}

Child::~Child() {
  kill(child_, SIGTERM);
  int status = 0;
  waitpid(child_, &status, 0);
  close(output_);
}

}  // namespace gh::bench
