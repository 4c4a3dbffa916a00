// What the program does in a second, beside a floor made of the same libraries, in one run on one machine.
#include <fmt/format.h>
#include <sys/utsname.h>

#include <CLI/CLI.hpp>
#include <boost/json/serialize.hpp>
#include <csignal>
#include <fstream>
#include <iostream>
#include <thread>

#include "app/clock.h"
#include "bench_city.h"
#include "bench_work.h"
#include "child.h"
#include "floor_server.h"
#include "load_generator.h"
#include "report.h"
#include "sqlite_floor.h"
#include "store/db.h"

namespace gh::bench {
namespace {

constexpr std::size_t kConnections = 64;
constexpr std::size_t kFewOrganisations = 1'000;
constexpr std::size_t kStep = 10;  // from one point of the curve to the next
constexpr double kSameLatency = 1.5;
constexpr std::size_t kFewLines = 2;
constexpr std::size_t kExportedLines = 500;
constexpr double kSyncSeconds = 1.0;
constexpr int kTurns = 3;
constexpr std::size_t kRunningWork = 10'000;

struct BenchOptions {
  std::string folder = "build/bench-city";
  std::string policy = "policy/440600/2012-93";
  std::string json = "build/bench.json";
  std::string program;
  std::string floor_answer;  // serve this file's answer instead of measuring
  double seconds = 4;
  double warm_seconds = 1;
  std::size_t organisations = 1'000'000;
  std::size_t open_cases = 500;
  std::string only;
  bool keep = false;
};

std::string get(const std::string& target, const std::string& token = "") {
  const std::string badge = token.empty() ? "" : "Authorization: Bearer " + token + "\r\n";
  return fmt::format("GET {} HTTP/1.1\r\nHost: 127.0.0.1\r\n{}\r\n", target, badge);
}

std::string post(const std::string& target, const std::string& token, const std::string& key, const std::string& body) {
  return fmt::format(
      "POST {} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {}\r\nIdempotency-Key: {}\r\nContent-Type: "
      "application/json\r\nContent-Length: {}\r\n\r\n{}",
      target, token, key, body.size(), body);
}

// An answer as a file, and back, for the floor's own process.
void keep_answer(const OneAnswer& answer, const std::string& path) {
  json::array headers;
  for (const auto& [name, value] : answer.headers)
    if (name != "Content-Length" && name != "Connection") headers.push_back(json::array{name, value});
  std::ofstream file(path);
  file << json::serialize(json::object{{"headers", headers}, {"body", answer.body}});
}

int serve_floor(const std::string& path) {
  std::ifstream file(path);
  const json::value kept = parse_json(std::string(std::istreambuf_iterator<char>(file), {}));
  FloorAnswer answer;
  for (const auto& header : kept.at("headers").as_array())
    answer.headers.emplace_back(header.at(0).as_string(), header.at(1).as_string());
  answer.body = kept.at("body").as_string();
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  const FloorServer server(0, std::thread::hardware_concurrency(), std::move(answer));
  fmt::print("the floor serves on http://127.0.0.1:{}\n", server.port());
  std::fflush(stdout);
  int signal_number = 0;
  sigwait(&signals, &signal_number);
  return 0;
}

class Bench {
 public:
  Bench(BenchOptions options, std::string self)
      : options_(std::move(options)),
        self_(std::move(self)),
        report_(machine()),
        round_(fmt::format("{}", utc_ms(app::SystemTime{}.now()))) {}

  int run() {
    std::filesystem::remove_all(options_.folder);
    std::filesystem::create_directories(options_.folder);
    report_.say(fmt::format("the disk makes 4 KiB durable {:.0f} times a second",
                            syncs_per_second(options_.folder, kSyncSeconds)));
    city_ = make_city(options_.folder, options_.policy, kConnections, options_.open_cases);
    insert_organisations(city_, kFewOrganisations);
    report_.print_head();
    {
      const Child server(serve_words());
      reads_of_organisations(server, kFewOrganisations);
      reads_of_register(server, kFewOrganisations);
      board_of_work(server);
      work_of_offices(server, kFewOrganisations);
      if (wanted("mixed")) reads_while_writing(server);
    }
    if (wanted("organisation") || wanted("register"))
      for (std::size_t count = kStep * kFewOrganisations; count <= options_.organisations; count *= kStep) curve(count);
    report_.write(options_.json);
    fmt::print("\nwritten to {}\n", options_.json);
    if (!options_.keep) std::filesystem::remove_all(options_.folder);
    return 0;
  }

 private:
  static std::string machine() {
    utsname name{};
    uname(&name);
    std::ifstream cpus("/proc/cpuinfo");
    std::string model;
    for (std::string line; std::getline(cpus, line) && model.empty();)
      if (line.starts_with("model name")) model = line.substr(line.find(": ") + 2);
    return fmt::format("{} × {}, {} {}, {} keep-alive connections, generator and server on the same machine",
                       std::thread::hardware_concurrency(), model, name.sysname, name.release, kConnections);
  }
  bool wanted(std::string_view what) const { return options_.only.empty() || options_.only == what; }
  std::vector<std::string> serve_words() const {
    return {options_.program,   "serve",         "--db",   city_.db_url, "--data",  (city_.folder / "house").string(),
            "--policy",         options_.policy, "--port", "0",          "--quiet", "--origin",
            "bench.invalid/log"};
  }
  using Request = std::function<std::string(std::size_t connection, std::uint64_t count)>;

  LoadResult load(const Child& server, const std::vector<Crowd>& crowds) const {
    return run_load(server.port(), server.process(), crowds, options_.warm_seconds, options_.seconds);
  }

  // Measures a read, and the floor with the same bytes, by turns: what else the machine does then falls on both.
  Line read(const Child& server, const std::string& name, const Request& request) {
    const std::string path = (city_.folder / "answer.json").string();
    keep_answer(ask_once(server.port(), request(0, 0)), path);
    const Child floor({self_, "--floor-answer", path});
    const std::vector<Crowd> crowds{{name, kConnections, request}};
    LoadResult ours;
    LoadResult bare;
    for (int turn = 0; turn < kTurns; ++turn) {
      add(ours,
          run_load(server.port(), server.process(), crowds, options_.warm_seconds / kTurns, options_.seconds / kTurns));
      add(bare,
          run_load(floor.port(), floor.process(), crowds, options_.warm_seconds / kTurns, options_.seconds / kTurns));
    }
    Line line = line_of(ours);
    const Line floor_line = line_of(bare);
    line.floor_per_second = floor_line.per_second;
    line.floor_cpu_us = floor_line.server_cpu_us;
    report_.add(line);
    return line;
  }

  // The same at the next size; at the last one all of it.
  void curve(std::size_t count) {
    const double took = insert_organisations(city_, count);
    report_.say(fmt::format("(organisations up to {} inserted straight into the tables, not by acts, in {:.0f} s)",
                            count, took));
    const Child server(serve_words());
    reads_of_organisations(server, count);
    if (count * kStep <= options_.organisations) return;
    reads_of_register(server, count);
    work_of_offices(server, count);
  }

  // What doesn't ask how large the register is.
  void work_of_offices(const Child& server, std::size_t count) {
    if (wanted("inbox"))
      read(server, fmt::format("inbox, {} open cases, of {}", options_.open_cases, count),
           [this](std::size_t i, std::uint64_t) { return get("/api/v1/inbox?box=todo", city_.clients[i].registrar); });
    if (wanted("case"))
      read(server, fmt::format("case by id, of {}", count),
           [this](std::size_t i, std::uint64_t) { return get("/api/v1/cases/" + city_.clients[i].line); });
    if (wanted("act")) acts(server, count);
  }

  void reads_of_organisations(const Child& server, std::size_t count) {
    if (!wanted("organisation")) return;
    const Line line =
        read(server, fmt::format("organisation by id, of {}", count),
             [this](std::size_t i, std::uint64_t n) { return get("/api/v1/organisations/" + organisation(i, n)); });
    report_.aim(fmt::format("one organisation of {}, of the floor", count), line.per_second / *line.floor_per_second,
                0.6, true);
    if (count == kFewOrganisations)
      few_p50_ms_ = line.p50_ms;
    else
      report_.aim(fmt::format("p50 of one organisation of {}, of that of {}", count, kFewOrganisations),
                  line.p50_ms / few_p50_ms_, kSameLatency, false);
    // The same few lines of a small register and of a large one, and then a page, which the large one fills.
    read(server, fmt::format("search by a two-character word, {} lines, of {}", kFewLines, count),
         [this](std::size_t i, std::uint64_t n) {
           return get(fmt::format("/api/v1/organisations?limit={}&q={}", kFewLines, word(i, n)));
         });
    read(server, fmt::format("search by a two-character word, a page, of {}", count),
         [this](std::size_t i, std::uint64_t n) { return get("/api/v1/organisations?q=" + word(i, n)); });
  }

  void reads_of_register(const Child& server, std::size_t count) {
    if (!wanted("register")) return;
    read(server, fmt::format("profile of an association, of {}", count),
         [this](std::size_t i, std::uint64_t n) { return get("/api/v1/associations/" + organisation(i, n)); });
    read(server, fmt::format("search of the register, {} lines, of {}", kFewLines, count),
         [this](std::size_t i, std::uint64_t n) {
           return get(fmt::format("/api/v1/associations?limit={}&q={}", kFewLines, word(i, n)));
         });
    read(server, fmt::format("name check, of {}", count), [this](std::size_t i, std::uint64_t n) {
      return get("/api/v1/name-check?division=440600&name=" +
                 city_.new_names[(i * 31 + n * 17) % city_.new_names.size()]);
    });
    // From anywhere in it, as whoever takes the whole register in parts comes by.
    for (const char* format : {"json", "csv"})
      read(server,
           fmt::format("export of the register as {}, {} lines at a time, of {}", format, kExportedLines, count),
           [this, format, count](std::size_t i, std::uint64_t n) {
             const std::string cursor = count <= kExportedLines ? "" : "&cursor=" + organisation(i, n);
             return get(fmt::format("/open-data/associations.{}?limit={}{}", format, kExportedLines, cursor));
           });
  }

  const Id& organisation(std::size_t i, std::uint64_t n) const {
    return city_.organisations[(i * 7919 + n * 104729) % city_.organisations.size()];
  }
  const std::string& word(std::size_t i, std::uint64_t n) const {
    return city_.words[(i * 31 + n * 17) % city_.words.size()];
  }

  // A department's board over all the work that runs on its functions.
  void board_of_work(const Child& server) {
    if (!wanted("work")) return;
    const Id department = insert_work(city_, kRunningWork);
    // One after another: how long the answer takes, not how many fit into a second.
    const Line line = line_of(load(
        server, {{fmt::format("a department's work board, {} running", kRunningWork), 1,
                  [&](std::size_t, std::uint64_t) { return get("/api/v1/work-board?department=" + department); }}}));
    report_.add(line);
    report_.aim(fmt::format("p99 of a department's board with {} running cases, ms", kRunningWork), line.p99_ms, 50,
                false);
  }

  Request adjusting() {
    return [this](std::size_t i, std::uint64_t n) {
      const Client& client = city_.clients[i % city_.clients.size()];
      return post(
          "/api/v1/cases/" + client.line + "/acts", client.finance_head, fmt::format("{}-{}-{}", round_, i, n),
          fmt::format(R"({{"action":"adjust","form":{{"amount_fen":{},"approval":"财批1号","reason":"调整"}}}})",
                      1'000'000 + n % 1000));
    };
  }

  std::int64_t number_from_db(std::string_view sql) const {
    return store::Db::open(city_.db_url)->reading([&](store::Tx& tx) { return tx.integer(sql).value_or(0); });
  }

  void acts(const Child& server, std::size_t count) {
    const std::int64_t acts_before = number_from_db("select count(*) from act");
    const std::int64_t pages_before = number_from_db("pragma page_count");
    round_ += "a";
    Line line = line_of(load(
        server, {{fmt::format("an act, durable (adjust a budget line), of {}", count), kConnections, adjusting()}}));
    const std::int64_t acts_done = number_from_db("select count(*) from act") - acts_before;
    const std::int64_t bytes =
        (number_from_db("pragma page_count") - pages_before) * number_from_db("pragma page_size");
    const auto each = static_cast<std::size_t>(bytes / std::max<std::int64_t>(1, acts_done));
    const SqliteFloor floor = measure_sqlite_floor(city_.folder, each, kConnections, options_.seconds);
    line.floor_per_second = floor.per_second;
    line.floor_cpu_us = floor.cpu_us_each;
    report_.add(line);
    report_.say(
        fmt::format("  (an act makes the database grow by {} bytes; the floor is SQLite alone writing as many in "
                    "groups of {}, {:.0f} commits/s)",
                    each, kConnections, floor.commits_per_second));
    report_.aim(fmt::format("durable acts a second, of {}", count), line.per_second, 5'000, true);
  }

  void reads_while_writing(const Child& server) {
    round_ += "m";
    const Request reading = [this](std::size_t i, std::uint64_t n) {
      return get("/api/v1/organisations/" + organisation(i, n));
    };
    const LoadResult result = load(server, {{"organisation by id, while others write", kConnections / 2, reading},
                                            {"an act, while others read", kConnections / 2, adjusting()}});
    const Line reads = line_of(result, 0);
    report_.add(reads);
    report_.add(line_of(result, 1));
    report_.aim("p99 of reads while writing, ms", reads.p99_ms, 5, false);
  }

  BenchOptions options_;
  std::string self_;
  Report report_;
  std::string round_;
  BenchCity city_;
  double few_p50_ms_ = 0;
};

}  // namespace
}  // namespace gh::bench

int main(int argc, char** argv) {
  gh::bench::BenchOptions options;
  CLI::App app{"Guildhall's benchmarks: how to read them stands in bench/README.md"};
  app.add_option("--seconds", options.seconds, "Measured seconds of each line")->capture_default_str();
  app.add_option("--warm", options.warm_seconds, "Seconds before that")->capture_default_str();
  app.add_option("--organisations", options.organisations,
                 "How many in the largest register; rounded down to a power of ten")
      ->capture_default_str();
  app.add_option("--open-cases", options.open_cases, "Cases that wait in the inbox")->capture_default_str();
  app.add_option("--folder", options.folder, "Where the measured database lies; emptied before and after")
      ->capture_default_str();
  app.add_option("--policy", options.policy, "Folder of the policy pack")->capture_default_str();
  app.add_option("--json", options.json, "File for the results")->capture_default_str();
  app.add_option("--only", options.only, "organisation, register, work, inbox, case, act or mixed");
  app.add_flag("--keep", options.keep, "Leave the measured database where it lies");
  app.add_option("--floor-answer", options.floor_answer, "Serve this answer to everybody (the floor's own process)");
  CLI11_PARSE(app, argc, argv);
  const std::filesystem::path self = std::filesystem::canonical("/proc/self/exe");
  options.program = (self.parent_path().parent_path() / "guildhall").string();
  try {
    if (!options.floor_answer.empty()) return gh::bench::serve_floor(options.floor_answer);
    return gh::bench::Bench(options, self.string()).run();
  } catch (const std::exception& trouble) {
    std::cerr << "guildhall_bench: " << trouble.what() << '\n';
    return 1;
  }
}
