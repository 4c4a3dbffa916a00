// Rules about effects and facts: what modules offer, procedures call and tests name.
#include <algorithm>
#include <regex>

#include "structure/house_rules.h"
#include "structure/pack_rules.h"

namespace gh::structure {
namespace {

struct OfferedName {
  bool effect;  // otherwise a fact
  std::string name;
  std::string file;
  int line;
};

std::vector<OfferedName> offered_names(const SourceTree& tree) {
  static const std::regex pattern(R"re(\.(effect|fact)\("([a-z_]+\.[a-z_0-9]+)")re");
  std::vector<OfferedName> out;
  for (const SourceFile& file : tree.files()) {
    if (!file.is_cpp() || file.is_test() || file.module().empty()) continue;
    for (std::size_t i = 0; i < file.lines.size(); ++i) {
      const std::string& line = file.lines[i];
      for (auto it = std::sregex_iterator(line.begin(), line.end(), pattern); it != std::sregex_iterator(); ++it)
        out.push_back({(*it)[1] == "effect", (*it)[2], file.path, static_cast<int>(i) + 1});
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
bool named_in(const SourceTree& tree, const std::string& name, Concerns concerns) {
  return std::ranges::any_of(tree.files(), [&](const SourceFile& file) {
    return concerns(file) &&
           std::ranges::any_of(file.lines, [&](const std::string& line) { return names(line, name); });
  });
}

bool is_procedure(const SourceFile& file) {
  return file.path.starts_with("policy/") && file.path.find("/procedures/") != std::string::npos;
}

// Modules that stand above the one that knows ask it by name, as conditions do.
bool asked_by_code(const SourceTree& tree, const std::string& name) {
  return std::ranges::any_of(tree.files(), [&](const SourceFile& file) {
    return file.path.starts_with("src/") && !file.is_test() &&
           std::ranges::any_of(file.lines, [&](const std::string& line) {
             return line.find("ask(\"" + name + "\"") != std::string::npos;
           });
  });
}

bool is_proof(const SourceFile& file) { return file.is_test() && !file.path.starts_with("tests/structure"); }

}  // namespace

policy::Offered offered_by(const SourceTree& tree) {
  policy::Offered out;
  for (OfferedName& offered : offered_names(tree))
    (offered.effect ? out.effects : out.facts).insert(std::move(offered.name));
  return out;
}

Findings offers_that_no_procedure_calls(const SourceTree& tree) {
  Findings out;
  for (const OfferedName& offered : offered_names(tree)) {
    if (!named_in(tree, offered.name, is_procedure) && !asked_by_code(tree, offered.name))
      out.push_back({offered.file, offered.line, offered.name + " is offered, but no procedure of a pack calls it"});
  }
  return out;
}

Findings offers_that_no_test_meets(const SourceTree& tree, const std::vector<std::string>& run_by_scenarios) {
  Findings out;
  for (const OfferedName& offered : offered_names(tree)) {
    const auto runs = [&](const std::string& expression) { return names(expression, offered.name); };
    if (std::ranges::any_of(run_by_scenarios, runs) || named_in(tree, offered.name, is_proof)) continue;
    out.push_back(
        {offered.file, offered.line, offered.name + " is offered, but no test names it and no scenario runs it"});
  }
  return out;
}

}  // namespace gh::structure
