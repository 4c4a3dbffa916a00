// Copies of the whole installation: database, blobs, the log's key and its newest checkpoint.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "app/installation.h"

namespace gh::app {

inline constexpr std::size_t kBackupsMax =
    30;  // kept in the data folder; more are made elsewhere, or by another program

struct Backup {
  std::string name;
  std::int64_t size_bytes = 0;
  Instant made_at{};
};
BOOST_DESCRIBE_STRUCT(Backup, (), (name, size_bytes, made_at))

// Into an empty or new folder. Throws what the database throws (PostgreSQL: use pg_basebackup), or
// std::filesystem::filesystem_error.
void back_up(Installation& installation, const std::filesystem::path& folder);

// Into a folder of its own in the data folder, named after the instant. Problem kConflict ("backups-max",
// "backup-exists").
Backup back_up_here(Installation& installation);
// Those in the data folder that were finished, newest first.
std::vector<Backup> backups(const Installation& installation);

}  // namespace gh::app
