#include "policy/loader.h"

#include <algorithm>
#include <boost/json/object.hpp>
#include <fstream>
#include <iterator>
#include <tuple>

#include "base/digest.h"
#include "policy/checks.h"
#include "policy/readers.h"
#include "policy/yaml_document.h"

namespace gh::policy {
namespace {

struct TopFile {
  std::string_view name;
  void (*read)(const Part& file);
  bool needed;
};
constexpr TopFile kTopFiles[] = {{"pack.yaml", read_pack, true},
                                 {"clauses.yaml", read_clauses, true},
                                 {"parameters.yaml", read_parameters, false},
                                 {"roles.yaml", read_roles, true},
                                 {"bodies.yaml", read_bodies, false},
                                 {"verbs.yaml", read_verbs, false},
                                 {"texts.yaml", read_texts, false},
                                 {"boards.yaml", read_boards, false}};

struct Folder {
  std::string_view prefix;
  void (*read)(const Part& file, const std::string& id);
};
// In the order of reading: forms name catalogues.
constexpr Folder kFolders[] = {{"catalogues/", read_catalogue},
                               {"calendar/", read_calendar_year},
                               {"rubrics/", read_rubric},
                               {"forms/", read_form},
                               {"procedures/", read_procedure}};
constexpr std::string_view kYaml = ".yaml";

bool is_beside_the_pack(const std::string& path) { return path.ends_with(".md") || path.ends_with(".txt"); }

template <class Read>
void read_with(Draft& draft, const std::string& path, const std::string& content, const Read& read) {
  const std::size_t faults = draft.faults.size();
  const YamlDocument document = read_yaml(path, content, draft.faults);
  // What can't be read at all has no shape to find fault with; what is empty has.
  if (document.value.is_null() && draft.faults.size() > faults) return;
  read(Part(draft, document));
}

// Reads the file when the pack knows its place; false otherwise.
bool read_file_of_pack(Draft& draft, const std::string& path, const std::string& content) {
  for (const TopFile& file : kTopFiles) {
    if (path != file.name) continue;
    read_with(draft, path, content, [&](const Part& part) { file.read(part); });
    return true;
  }
  for (const Folder& folder : kFolders) {
    if (!path.starts_with(folder.prefix) || !path.ends_with(kYaml)) continue;
    const std::string id = path.substr(folder.prefix.size(), path.size() - folder.prefix.size() - kYaml.size());
    if (id.empty() || id.find('/') != std::string::npos) continue;
    read_with(draft, path, content, [&](const Part& part) { folder.read(part, id); });
    return true;
  }
  return false;
}

std::string digest_of(const std::map<std::string, std::string>& files) {
  json::object all;
  for (const auto& [path, content] : files) all.emplace(path, content);
  const Digest digest = sha256(canonical_json(all));
  return hex(bytes_of(digest)).substr(0, 8);
}

// The order of reading is the folders' above, whatever the map's.
std::vector<std::string> reading_order(const std::map<std::string, std::string>& files) {
  std::vector<std::string> out;
  for (const Folder& folder : kFolders)
    for (const auto& [path, unused] : files)
      if (path.starts_with(folder.prefix)) out.push_back(path);
  for (const auto& [path, unused] : files)
    if (std::find(out.begin(), out.end(), path) == out.end()) out.push_back(path);
  return out;
}

void read_all(Draft& draft, const std::map<std::string, std::string>& files) {
  for (const std::string& path : reading_order(files)) {
    const std::string& content = files.at(path);
    if (content.size() > kPackFileMaxBytes) {
      draft.fault({path, 0}, "too-large",
                  "a file of a pack has at most " + std::to_string(kPackFileMaxBytes) + " bytes");
    } else if (!read_file_of_pack(draft, path, content) && !is_beside_the_pack(path)) {
      draft.fault({path, 0}, "unknown-file", "a pack has no such file");
    }
  }
  for (const TopFile& file : kTopFiles) {
    if (file.needed && !files.contains(std::string(file.name)))
      draft.fault({std::string(file.name), 0}, "missing-file", "the pack needs this file");
  }
}

void sort_faults(std::vector<Fault>& faults) {
  const auto key = [](const Fault& fault) {
    return std::tie(fault.place.file, fault.place.line, fault.kind, fault.says);
  };
  std::sort(faults.begin(), faults.end(), [&](const Fault& a, const Fault& b) { return key(a) < key(b); });
  const auto same = [&](const Fault& a, const Fault& b) { return key(a) == key(b); };
  faults.erase(std::unique(faults.begin(), faults.end(), same), faults.end());
}

}  // namespace

Loaded load_files(const std::map<std::string, std::string>& files, const Offered& offered) {
  Draft draft;
  if (files.size() > kPackFilesMax) {
    draft.fault({"", 0}, "too-large", "a pack has at most " + std::to_string(kPackFilesMax) + " files");
    return {nullptr, std::move(draft.faults)};
  }
  read_all(draft, files);
  check_names(draft, offered);
  check_procedures(draft);
  check_powers(draft);
  check_expressions(draft, offered);
  check_values(draft);
  check_samples(draft);
  sort_faults(draft.faults);
  if (!draft.faults.empty()) return {nullptr, std::move(draft.faults)};
  draft.pack.files = files;
  draft.pack.version += "+" + digest_of(files);
  return {std::make_shared<const Pack>(std::move(draft.pack)), {}};
}

Loaded load_folder(const std::filesystem::path& folder, const Offered& offered) {
  try {
    return load_files(files_of(folder), offered);
  } catch (const std::runtime_error& error) {
    return {nullptr, {{{folder.string(), 0}, "missing-file", error.what()}}};
  }
}

std::map<std::string, std::string> files_of(const std::filesystem::path& folder) {
  std::map<std::string, std::string> out;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    const std::string path = entry.path().lexically_relative(folder).generic_string();
    const bool hidden = path.starts_with('.') || path.find("/.") != std::string::npos;
    if (hidden || !entry.is_regular_file()) continue;
    if (out.size() >= kPackFilesMax) throw std::runtime_error("the folder holds too many files for a pack");
    if (entry.file_size() > kPackFileMaxBytes) throw std::runtime_error(path + " is too large for a pack");
    std::ifstream stream(entry.path(), std::ios::binary);
    if (!stream) throw std::runtime_error(path + " can't be read");
    out[path] = std::string(std::istreambuf_iterator<char>(stream), {});
  }
  return out;
}

Offered called_by(const std::map<std::string, std::string>& files) {
  Draft draft;
  read_all(draft, files);
  Offered out;
  for (const Reference& reference : draft.references)
    if (reference.kind == Kind::kEffect) out.effects.insert(reference.name);
  out.facts = facts_called(draft);
  return out;
}

}  // namespace gh::policy
