#include "app/backup.h"

#include <algorithm>

namespace gh::app {
namespace {

constexpr std::string_view kFolder = "backups";
constexpr std::string_view kUnfinished = ".unfinished";

std::int64_t size_of(const std::filesystem::path& folder) {
  std::int64_t out = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
    if (entry.is_regular_file()) out += static_cast<std::int64_t>(entry.file_size());
  return out;
}

// "2026-11-24T03-57-08.106Z": no colons, which some file systems don't take.
std::string name_of(Instant instant) {
  std::string out = text(instant);
  std::replace(out.begin(), out.end(), ':', '-');
  return out;
}
std::optional<Instant> instant_of_name(std::string name) {
  constexpr std::size_t kNameBytes = 24;
  if (name.size() != kNameBytes) return {};
  name[13] = name[16] = ':';
  return parse_instant(name);
}

[[noreturn]] void refuse(std::string rule, Text says) {
  throw Problem(ProblemCode::kConflict, FieldError{"", std::move(rule), "", std::move(says)});
}

}  // namespace

void back_up(Installation& installation, const std::filesystem::path& folder) {
  std::filesystem::create_directories(folder);
  installation.db().backup_to((folder / "guildhall.db").string());
  // Blobs are only ever added, so a copy made after the database holds all that it names.
  const auto copying = std::filesystem::copy_options::recursive;
  for (const char* name : {"blobs", "log.key", "checkpoint"})
    if (std::filesystem::exists(installation.options().data_folder / name))
      std::filesystem::copy(installation.options().data_folder / name, folder / name, copying);
}

Backup back_up_here(Installation& installation) {
  if (backups(installation).size() >= kBackupsMax)
    refuse("backups-max",
           {"数据目录中的备份过多，请先移走旧备份", "too many copies lie in the data folder; move old ones away"});
  const Instant now = installation.time().now();
  const auto folder = installation.options().data_folder / kFolder;
  const auto path = folder / name_of(now);
  const auto unfinished = std::filesystem::path(path.string() + std::string(kUnfinished));
  if (std::filesystem::exists(path) || std::filesystem::exists(unfinished))
    refuse("backup-exists", {"同一时刻的备份正在进行或已存在", "a copy of this very moment is being made or exists"});
  try {
    back_up(installation, unfinished);
  } catch (...) {
    std::filesystem::remove_all(unfinished);
    throw;
  }
  // Only what is whole is called a backup.
  std::filesystem::rename(unfinished, path);
  return {name_of(now), size_of(path), now};
}

std::vector<Backup> backups(const Installation& installation) {
  std::vector<Backup> out;
  const auto folder = installation.options().data_folder / kFolder;
  if (!std::filesystem::exists(folder)) return out;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    const std::string name = entry.path().filename().string();
    const auto made_at = instant_of_name(name);
    if (made_at && entry.is_directory()) out.push_back({name, size_of(entry.path()), *made_at});
  }
  std::ranges::sort(out, std::ranges::greater(), &Backup::made_at);
  return out;
}

}  // namespace gh::app
