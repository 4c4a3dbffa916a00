// Reads a pack and checks it as a whole: every fault at once, with file, line and reason.
#pragma once
#include <filesystem>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "policy/pack.h"

namespace gh::policy {

inline constexpr std::size_t kPackFilesMax = 2'000;
inline constexpr std::size_t kPackFileMaxBytes = 4 << 20;

// What the program's modules offer to the pack by name.
struct Offered {
  std::set<std::string> effects;  // "registry.register"
  std::set<std::string> facts;    // "registry.grade": called in conditions as registry.grade(applicant)
};

struct Fault {
  Place place;
  std::string kind;  // stable: "unknown-state", "unknown-clause", "parameter-gap", "yaml", …
  std::string says;  // one English sentence for the author of the pack
};

struct Loaded {
  std::shared_ptr<const Pack> pack;  // null when there are faults
  std::vector<Fault> faults;
};

// From a folder (policy/440600/2012-93) or from files kept earlier (path → content).
Loaded load_folder(const std::filesystem::path& folder, const Offered& offered);
Loaded load_files(const std::map<std::string, std::string>& files, const Offered& offered);

// The effects and facts that the pack calls, whether or not anybody offers them.
Offered called_by(const std::map<std::string, std::string>& files);
// The files of a pack's folder, path → content. Throws std::runtime_error when it can't be read or is too large.
std::map<std::string, std::string> files_of(const std::filesystem::path& folder);

}  // namespace gh::policy
