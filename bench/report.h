// Results as a table for people and as JSON for a machine.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "load_generator.h"

namespace gh::bench {

struct Line {
  std::string name;
  double per_second = 0;
  double p50_ms = 0;
  double p99_ms = 0;
  double server_cpu_us = 0;  // of the server's process, for each request
  double client_cpu_us = 0;  // of the generator, for each request
  std::optional<double> floor_per_second;
  std::optional<double> floor_cpu_us;
  std::string note;
};

Line line_of(const LoadResult& result, std::size_t crowd = 0);

class Report {
 public:
  explicit Report(std::string where) : where_(std::move(where)) {}
  // Prints the line at once and keeps it.
  void add(Line line);
  void print_head() const;
  void say(const std::string& text);
  // An aim with what was measured.
  void aim(const std::string& says, double measured, double wanted, bool at_least);
  void write(const std::string& path) const;

 private:
  std::string where_;
  std::vector<Line> lines_;
  json::array aims_;
  json::array notes_;
};

}  // namespace gh::bench
