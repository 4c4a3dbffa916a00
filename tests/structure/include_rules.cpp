// Rules about who may include whom, and which library belongs to which module.
#include <algorithm>
#include <array>
#include <regex>

#include "structure/house_rules.h"
#include "structure/modules.h"

namespace gh::structure {
namespace {

struct Include {
  const SourceFile* file;
  int line;
  std::string target;  // between the quotes or brackets
  bool quoted;
};

std::vector<Include> includes_below_src(const SourceTree& tree) {
  static const std::regex pattern(R"re(^\s*#\s*include\s*(["<])([^">]+)[">])re");
  std::vector<Include> out;
  for (const SourceFile& file : tree.files()) {
    if (!file.is_cpp() || file.module().empty()) continue;
    for (std::size_t i = 0; i < file.lines.size(); ++i) {
      std::smatch match;
      if (std::regex_search(file.lines[i], match, pattern))
        out.push_back({&file, static_cast<int>(i) + 1, match[2], match[1] == "\""});
    }
  }
  return out;
}

// Which modules may include a library's headers; their tests too.
struct LibraryRule {
  std::string_view prefix;
  std::array<std::string_view, 2> modules;
};
constexpr std::array kLibraryRules{
    LibraryRule{"soci/", {"store", ""}},        LibraryRule{"sqlite3.h", {"store", ""}},
    LibraryRule{"libpq-fe.h", {"store", ""}},   LibraryRule{"boost/beast", {"http", ""}},
    LibraryRule{"boost/asio", {"http", "app"}}, LibraryRule{"lua", {"policy", ""}},
    LibraryRule{"yaml.h", {"policy", ""}},      LibraryRule{"valijson/", {"policy", ""}},
    LibraryRule{"CLI/", {"app", ""}},           LibraryRule{"xlsxwriter", {"opendata", ""}},
};

}  // namespace

Findings includes_beyond_what_cmake_states(const SourceTree& tree) {
  const Modules modules = modules_of(tree);
  Findings out;
  for (const Include& include : includes_below_src(tree)) {
    if (!include.quoted) continue;
    const std::string own = include.file->module();
    const std::size_t slash = include.target.find('/');
    const std::string target = slash == std::string::npos ? "" : include.target.substr(0, slash);
    // A header made by CMake from x.h.in counts as there.
    const bool exists =
        tree.find("src/" + include.target) != nullptr || tree.find("src/" + include.target + ".in") != nullptr;
    if (!exists) {
      out.push_back({include.file->path, include.line, "\"" + include.target + "\" isn't a header of src/"});
    } else if (target != own && !modules.reach(own).contains(target)) {
      out.push_back({include.file->path, include.line,
                     own + " includes " + include.target + ", but its CMakeLists.txt doesn't use " + target});
    }
  }
  return out;
}

Findings modules_used_from_below(const SourceTree& tree) {
  const Modules modules = modules_of(tree);
  Findings out;
  for (const auto& [name, module] : modules.by_name) {
    if (modules.place(name) == modules.order.size())
      out.push_back({module.stated_in, module.line, name + " isn't in the list of the top CMakeLists.txt"});
    for (const std::string& used : module.uses) {
      if (modules.place(used) >= modules.place(name))
        out.push_back({module.stated_in, module.line, name + " uses " + used + ", which doesn't stand above it"});
    }
  }
  return out;
}

Findings domain_modules_that_know_each_other(const SourceTree& tree) {
  const Modules modules = modules_of(tree);
  Findings out;
  for (const auto& [name, module] : modules.by_name) {
    if (!modules.is_domain(name)) continue;
    for (const std::string& used : modules.reach(name)) {
      if (modules.is_domain(used) && used != "registry")
        out.push_back({module.stated_in, module.line,
                       name + " reaches " + used + "; of its peers a domain module knows only registry"});
    }
  }
  return out;
}

Findings libraries_outside_their_module(const SourceTree& tree) {
  Findings out;
  for (const Include& include : includes_below_src(tree)) {
    if (include.quoted) continue;
    for (const LibraryRule& rule : kLibraryRules) {
      if (!include.target.starts_with(rule.prefix) || std::ranges::count(rule.modules, include.file->module()) != 0)
        continue;
      out.push_back({include.file->path, include.line,
                     "<" + include.target + "> belongs to " + std::string(rule.modules[0]) + " alone"});
    }
  }
  return out;
}

}  // namespace gh::structure
