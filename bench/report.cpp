#include "report.h"

#include <fmt/format.h>

#include <boost/json/serialize.hpp>
#include <cmath>
#include <fstream>

namespace gh::bench {
namespace {

double rounded(double value) { return std::round(value * 100) / 100; }

}  // namespace

Line line_of(const LoadResult& result, std::size_t crowd) {
  double answered = 0;
  for (const Measured& measured : result.crowds) answered += static_cast<double>(measured.answered);
  const Measured& measured = result.crowds[crowd];
  Line out;
  out.name = measured.name;
  out.per_second = measured.per_second();
  out.p50_ms = measured.latency_ms(0.50);
  out.p99_ms = measured.latency_ms(0.99);
  // Crowds that run side by side share the server's and the generator's time.
  out.server_cpu_us = result.server_cpu_seconds / std::max(1.0, answered) * 1e6;
  out.client_cpu_us = result.client_cpu_seconds / std::max(1.0, answered) * 1e6;
  if (measured.failed > 0)
    out.note = fmt::format("{} answers weren't 2xx: {}", measured.failed, measured.failure.substr(0, 300));
  return out;
}

void Report::print_head() const {
  fmt::print("{}\n\n{:<44} {:>9} {:>8} {:>8} {:>9} {:>9} {:>10} {:>7} {:>7}\n", where_, "what", "per s", "p50 ms",
             "p99 ms", "server µs", "client µs", "floor/s", "of it", "CPU ×");
}

void Report::add(Line line) {
  const std::string floor = line.floor_per_second ? fmt::format("{:.0f}", *line.floor_per_second) : "";
  const std::string share =
      line.floor_per_second ? fmt::format("{:.0f} %", 100 * line.per_second / *line.floor_per_second) : "";
  const std::string times = line.floor_cpu_us ? fmt::format("{:.1f}", line.server_cpu_us / *line.floor_cpu_us) : "";
  fmt::print("{:<44} {:>9.0f} {:>8.2f} {:>8.2f} {:>9.1f} {:>9.1f} {:>10} {:>7} {:>7}  {}\n", line.name, line.per_second,
             line.p50_ms, line.p99_ms, line.server_cpu_us, line.client_cpu_us, floor, share, times, line.note);
  std::fflush(stdout);
  lines_.push_back(std::move(line));
}

void Report::say(const std::string& text) {
  fmt::print("{}\n", text);
  std::fflush(stdout);
  notes_.push_back(json::string(text));
}

void Report::aim(const std::string& says, double measured, double wanted, bool at_least) {
  const bool met = at_least ? measured >= wanted : measured <= wanted;
  fmt::print("{} {}: {:.2f}, aim {} {:.2f}\n", met ? "✓" : "✗", says, measured, at_least ? "≥" : "≤", wanted);
  aims_.push_back(
      {{"aim", says}, {"measured", rounded(measured)}, {"wanted", wanted}, {"at_least", at_least}, {"met", met}});
}

void Report::write(const std::string& path) const {
  json::array lines;
  for (const Line& line : lines_) {
    json::object one{{"name", line.name},
                     {"per_second", rounded(line.per_second)},
                     {"p50_ms", rounded(line.p50_ms)},
                     {"p99_ms", rounded(line.p99_ms)},
                     {"server_cpu_us", rounded(line.server_cpu_us)},
                     {"client_cpu_us", rounded(line.client_cpu_us)}};
    if (line.floor_per_second) one["floor_per_second"] = rounded(*line.floor_per_second);
    if (line.floor_per_second) one["share_of_floor"] = rounded(line.per_second / *line.floor_per_second);
    if (line.floor_cpu_us) one["cpu_times_floor"] = rounded(line.server_cpu_us / *line.floor_cpu_us);
    if (!line.note.empty()) one["note"] = line.note;
    lines.push_back(std::move(one));
  }
  std::ofstream file(path);
  file << json::serialize(json::object{{"where", where_}, {"lines", lines}, {"aims", aims_}, {"notes", notes_}})
       << '\n';
}

}  // namespace gh::bench
