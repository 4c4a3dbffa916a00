// Rules about effects and facts: what modules offer, procedures call and tests name.
#include <regex>

#include "structure/house_rules.h"

namespace gh::structure {
namespace {

struct Offered {
  std::string name;
  std::string file;
  int line;
};

std::vector<Offered> offered_names(const SourceTree& tree) {
  static const std::regex pattern(R"re(\.(effect|fact)\("([a-z_]+\.[a-z_0-9]+)")re");
  std::vector<Offered> out;
  for (const SourceFile& file : tree.files()) {
    if (!file.is_cpp() || file.is_test() || file.module().empty()) continue;
    for (std::size_t i = 0; i < file.lines.size(); ++i) {
      const std::string& line = file.lines[i];
      for (auto it = std::sregex_iterator(line.begin(), line.end(), pattern); it != std::sregex_iterator(); ++it)
        out.push_back({(*it)[2], file.path, static_cast<int>(i) + 1});
    }
  }
  return out;
}

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '.'; }

bool names(const std::string& line, const std::string& name) {
  for (std::size_t at = line.find(name); at != std::string::npos; at = line.find(name, at + 1)) {
    const std::size_t end = at + name.size();
    if ((at == 0 || !is_word(line[at - 1])) && (end == line.size() || !is_word(line[end]))) return true;
  }
  return false;
}

template <class Concerns>
Findings named_nowhere(const SourceTree& tree, const std::string& says, Concerns concerns) {
  Findings out;
  for (const Offered& offered : offered_names(tree)) {
    bool named = false;
    for (const SourceFile& file : tree.files()) {
      if (!concerns(file)) continue;
      for (std::size_t i = 0; i < file.lines.size() && !named; ++i) named = names(file.lines[i], offered.name);
      if (named) break;
    }
    if (!named) out.push_back({offered.file, offered.line, offered.name + " " + says});
  }
  return out;
}

}  // namespace

Findings offers_that_no_procedure_calls(const SourceTree& tree) {
  return named_nowhere(tree, "is offered, but no procedure of a pack calls it", [](const SourceFile& file) {
    return file.path.starts_with("policy/") && file.path.find("/procedures/") != std::string::npos;
  });
}

Findings offers_that_no_test_names(const SourceTree& tree) {
  return named_nowhere(tree, "is offered, but no test names it", [](const SourceFile& file) {
    return file.is_test() && !file.path.starts_with("tests/structure");
  });
}

}  // namespace gh::structure
