#include "sqlite_floor.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <chrono>
#include <ctime>
#include <stdexcept>
#include <string>

namespace gh::bench {
namespace {

using Clock = std::chrono::steady_clock;

double since(Clock::time_point begun) { return std::chrono::duration<double>(Clock::now() - begun).count(); }

double thread_cpu_seconds() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

class Database {
 public:
  explicit Database(const std::filesystem::path& path) {
    std::filesystem::remove(path);
    check(sqlite3_open(path.c_str(), &db_));
    run("pragma journal_mode = wal");
    run("pragma synchronous = full");
    run("create table record (id integer primary key, content text not null)");
    check(sqlite3_prepare_v2(db_, "insert into record (content) values (?)", -1, &insert_, nullptr));
  }
  ~Database() {
    sqlite3_finalize(insert_);
    sqlite3_close(db_);
  }
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  void run(const char* sql) { check(sqlite3_exec(db_, sql, nullptr, nullptr, nullptr)); }
  void insert(const std::string& content) {
    sqlite3_bind_text(insert_, 1, content.data(), static_cast<int>(content.size()), SQLITE_STATIC);
    if (sqlite3_step(insert_) != SQLITE_DONE) throw std::runtime_error(sqlite3_errmsg(db_));
    sqlite3_reset(insert_);
  }

 private:
  void check(int code) {
    if (code != SQLITE_OK) throw std::runtime_error(sqlite3_errmsg(db_));
  }
  sqlite3* db_ = nullptr;
  sqlite3_stmt* insert_ = nullptr;
};

}  // namespace

SqliteFloor measure_sqlite_floor(const std::filesystem::path& folder, std::size_t bytes, std::size_t group,
                                 double seconds) {
  Database database(folder / "floor.db");
  const std::string content(bytes, 'x');
  std::size_t records = 0;
  std::size_t commits = 0;
  const auto begun = Clock::now();
  const double cpu = thread_cpu_seconds();
  while (since(begun) < seconds) {
    database.run("begin immediate");
    for (std::size_t i = 0; i < group; ++i) database.insert(content);
    database.run("commit");
    records += group;
    ++commits;
  }
  const double took = since(begun);
  return {static_cast<double>(records) / took, (thread_cpu_seconds() - cpu) / static_cast<double>(records) * 1e6,
          static_cast<double>(commits) / took};
}

double syncs_per_second(const std::filesystem::path& folder, double seconds) {
  const std::string path = (folder / "syncs").string();
  const int file = open(path.c_str(), O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0600);
  if (file < 0) throw std::runtime_error("no file in " + folder.string());
  const std::string page(4096, 'x');
  std::size_t syncs = 0;
  const auto begun = Clock::now();
  while (since(begun) < seconds) {
    if (write(file, page.data(), page.size()) < 0 || fdatasync(file) != 0) break;
    ++syncs;
  }
  const double took = since(begun);
  close(file);
  std::filesystem::remove(path);
  return static_cast<double>(syncs) / took;
}

}  // namespace gh::bench
