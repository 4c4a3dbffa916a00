// Keep-alive HTTP clients in a closed loop: each sends its next request when the answer to the last has come.
#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace gh::bench {

// So many connections that all ask the same kind of thing.
struct Crowd {
  std::string name;
  std::size_t connections = 64;
  // The next request of a connection, whole: head and body. Called on the generator's thread.
  std::function<std::string(std::size_t connection, std::uint64_t count)> request;
};

struct Measured {
  std::string name;
  double seconds = 0;
  std::uint64_t answered = 0;
  std::uint64_t failed = 0;                 // answers that weren't 2xx
  std::string failure;                      // the first of them
  std::vector<std::uint32_t> latencies_us;  // sorted

  double per_second() const { return seconds > 0 ? static_cast<double>(answered) / seconds : 0; }
  double latency_ms(double share) const;  // of 1
};

struct LoadResult {
  std::vector<Measured> crowds;
  double client_cpu_seconds = 0;  // what the generator itself took
  double server_cpu_seconds = 0;  // of the process that was asked
};

// Runs all crowds side by side for `warm_seconds` unmeasured and `seconds` measured, on one thread.
LoadResult run_load(std::uint16_t port, int server_process, const std::vector<Crowd>& crowds, double warm_seconds,
                    double seconds);

// Adds a further run of the same crowds.
void add(LoadResult& sum, LoadResult more);

// One answer: status, headers as sent, body. Throws std::runtime_error where there is none.
struct OneAnswer {
  int status = 0;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
};
OneAnswer ask_once(std::uint16_t port, const std::string& request);

}  // namespace gh::bench
