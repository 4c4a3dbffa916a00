// The floor that durable acts are measured against: SQLite alone, writing as many bytes in the same groups.
#pragma once
#include <cstddef>
#include <filesystem>

namespace gh::bench {

struct SqliteFloor {
  double per_second = 0;  // records, each durable before it counts
  double cpu_us_each = 0;
  double commits_per_second = 0;
};

// One row of `bytes` for each record, `group` records a commit, write-ahead log, synchronous=FULL, in a new database
// beside the measured one, for so many seconds.
SqliteFloor measure_sqlite_floor(const std::filesystem::path& folder, std::size_t bytes, std::size_t group,
                                 double seconds);

// How often a second the disk makes 4 KiB of a growing file durable (fdatasync).
double syncs_per_second(const std::filesystem::path& folder, double seconds);

}  // namespace gh::bench
