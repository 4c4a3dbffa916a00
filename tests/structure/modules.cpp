// Reads guildhall_module(…) of each module and the order of the house out of the CMake files.
#include "structure/modules.h"

#include <algorithm>
#include <sstream>

namespace gh::structure {
namespace {

// The words of a CMake command's arguments, from its opening line to its closing bracket.
std::vector<std::string> arguments(const SourceFile& file, std::size_t first_line) {
  std::string text;
  for (std::size_t i = first_line; i < file.lines.size(); ++i) {
    const std::string& line = file.lines[i];
    text += line.substr(0, line.find('#')) + " ";
    if (line.find(')') != std::string::npos) break;
  }
  const std::size_t open = text.find('(');
  std::istringstream words(text.substr(open + 1, text.find(')') - open - 1));
  std::vector<std::string> out;
  for (std::string word; words >> word;) out.push_back(word);
  return out;
}

Module read_module(const SourceFile& file, std::size_t line) {
  Module module{.name = "", .stated_in = file.path, .line = static_cast<int>(line) + 1, .uses = {}};
  bool in_uses = false;
  for (const std::string& word : arguments(file, line)) {
    if (module.name.empty()) {
      module.name = word;
    } else if (word == "USES" || word == "LIBRARIES") {
      in_uses = word == "USES";
    } else if (in_uses) {
      module.uses.push_back(word);
    }
  }
  return module;
}

}  // namespace

std::set<std::string> Modules::reach(const std::string& name) const {
  std::set<std::string> reached;
  std::vector<std::string> open{name};
  while (!open.empty()) {
    const auto found = by_name.find(open.back());
    open.pop_back();
    if (found == by_name.end()) continue;
    for (const std::string& used : found->second.uses) {
      if (reached.insert(used).second) open.push_back(used);
    }
  }
  return reached;
}

std::size_t Modules::place(const std::string& name) const {
  return static_cast<std::size_t>(std::ranges::find(order, name) - order.begin());
}

bool Modules::is_domain(const std::string& name) const {
  return place(name) > place("draw") && place(name) < place("opendata");
}

Modules modules_of(const SourceTree& tree) {
  Modules modules;
  if (const SourceFile* top = tree.find("CMakeLists.txt")) {
    for (std::size_t i = 0; i < top->lines.size(); ++i) {
      if (!top->lines[i].starts_with("foreach(module")) continue;
      modules.order = arguments(*top, i);
      // "module IN ITEMS" are CMake's own words.
      modules.order.erase(modules.order.begin(),
                          modules.order.begin() + std::min<std::ptrdiff_t>(3, std::ssize(modules.order)));
      break;
    }
  }
  for (const SourceFile& file : tree.files()) {
    if (file.module().empty() || !file.ends_with("/CMakeLists.txt")) continue;
    for (std::size_t i = 0; i < file.lines.size(); ++i) {
      if (!file.lines[i].starts_with("guildhall_module(")) continue;
      Module module = read_module(file, i);
      modules.by_name[module.name] = std::move(module);
    }
  }
  return modules;
}

}  // namespace gh::structure
