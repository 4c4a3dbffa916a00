#include "scenarios/program.h"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <stdexcept>

namespace gh::scenarios {
namespace {

constexpr std::string_view kServes = "serves on http://127.0.0.1:";

struct Child {
  pid_t id = -1;
  int output = -1;
};

Child start(const std::filesystem::path& program, const std::vector<std::string>& arguments) {
  std::vector<std::string> words{program.string()};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<char*> pointers;
  for (std::string& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
  const pid_t id = fork();
  if (id == 0) {
    dup2(ends[1], STDOUT_FILENO);
    dup2(ends[1], STDERR_FILENO);
    execv(pointers.front(), pointers.data());
    _exit(127);
  }
  close(ends[1]);
  if (id < 0) {
    close(ends[0]);
    throw std::runtime_error("no child process");
  }
  return {id, ends[0]};
}

// False at the end of the output.
bool read_some(int from, std::string& into) {
  char buffer[4096];
  const ssize_t size = read(from, buffer, sizeof buffer);
  if (size <= 0) return false;
  into.append(buffer, static_cast<std::size_t>(size));
  return true;
}

int exit_code_of(pid_t child) {
  int status = 0;
  if (waitpid(child, &status, 0) != child) return -1;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace

Finished run_program(const std::filesystem::path& program, const std::vector<std::string>& arguments) {
  const Child child = start(program, arguments);
  Finished out;
  while (read_some(child.output, out.output)) {
  }
  close(child.output);
  out.exit_code = exit_code_of(child.id);
  return out;
}

ServingProgram::ServingProgram(const std::filesystem::path& program, const std::vector<std::string>& arguments) {
  const Child child = start(program, arguments);
  child_ = child.id;
  output_ = child.output;
  read_until_it_serves();
  drainer_ = std::thread([this] { drain(); });
}

ServingProgram::~ServingProgram() {
  if (child_ < 0) return;
  kill(child_, SIGKILL);
  wait();
}

void ServingProgram::read_until_it_serves() {
  for (;;) {
    const std::size_t at = printed_.find(kServes);
    if (at != std::string::npos && printed_.find('\n', at) != std::string::npos) {
      port_ = static_cast<std::uint16_t>(std::strtoul(printed_.c_str() + at + kServes.size(), nullptr, 10));
      return;
    }
    if (read_some(output_, printed_)) continue;
    const int exit_code = wait();
    throw std::runtime_error("the program ended with " + std::to_string(exit_code) + " before it served:\n" + printed_);
  }
}

// A full pipe would stop the program in the middle of a request.
void ServingProgram::drain() {
  std::string some;
  while (read_some(output_, some)) {
    const std::lock_guard hold(mutex_);
    printed_ += some;
    some.clear();
  }
}

int ServingProgram::wait() {
  const int exit_code = exit_code_of(child_);
  child_ = -1;
  if (drainer_.joinable()) drainer_.join();
  close(output_);
  return exit_code;
}

Finished ServingProgram::stop() {
  kill(child_, SIGTERM);
  const int exit_code = wait();
  return {exit_code, printed_};
}

}  // namespace gh::scenarios
