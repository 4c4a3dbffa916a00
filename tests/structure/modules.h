// The modules as CMake states them: their order in the house and what each may include.
#pragma once
#include <map>
#include <set>
#include <string>
#include <vector>

#include "structure/source_tree.h"

namespace gh::structure {

struct Module {
  std::string name;
  std::string stated_in;          // its CMakeLists.txt
  int line = 0;                   // of guildhall_module(…)
  std::vector<std::string> uses;  // as written
};

struct Modules {
  std::vector<std::string> order;  // from the ground up, of the top CMakeLists.txt
  std::map<std::string, Module> by_name;

  // What a module may include: what it uses, and what those use. Itself is not among them.
  std::set<std::string> reach(const std::string& name) const;
  // Position in `order`, or order.size() for a stranger.
  std::size_t place(const std::string& name) const;
  // The domain modules stand between draw and opendata.
  bool is_domain(const std::string& name) const;
};

Modules modules_of(const SourceTree& tree);

}  // namespace gh::structure
