// Reference pages against what they describe: whatever the code names stands there, and nothing that it doesn't name.
#include <map>
#include <regex>

#include "structure/house_rules.h"

namespace gh::structure {
namespace {

// What a page must name: the name as the page writes it, and where the code gives it.
using Names = std::map<std::string, Finding>;

void add_matches(Names& names, const SourceFile& file, const std::regex& pattern) {
  for (std::size_t i = 0; i < file.lines.size(); ++i) {
    for (auto it = std::sregex_iterator(file.lines[i].begin(), file.lines[i].end(), pattern);
         it != std::sregex_iterator(); ++it)
      names.emplace((*it)[1], Finding{file.path, static_cast<int>(i + 1), ""});
  }
}

Names names_of(const SourceTree& tree, const std::string& path, const std::regex& pattern) {
  Names names;
  if (const SourceFile* file = tree.find(path)) add_matches(names, *file, pattern);
  return names;
}

// Names that no line of the page has.
Findings missing_from(const SourceTree& tree, const std::string& page, const Names& names, const std::string& source) {
  const SourceFile* file = tree.find(page);
  if (file == nullptr) return {{page, 0, "the page is missing"}};
  if (names.empty()) return {{page, 0, "nothing to hold it against was found in " + source}};
  Findings out;
  for (const auto& [name, place] : names) {
    bool named = false;
    for (const std::string& line : file->lines) named = named || line.find(name) != std::string::npos;
    if (!named) out.push_back({place.file, place.line, page + " doesn't have " + name});
  }
  return out;
}

bool is_quoted_in_a_source(const SourceTree& tree, const std::string& name) {
  for (const SourceFile& file : tree.files()) {
    if (!file.is_cpp() || file.is_test() || !file.path.starts_with("src/")) continue;
    for (const std::string& line : file.lines)
      if (line.find('"' + name + '"') != std::string::npos) return true;
  }
  return false;
}

// Names in the first column of the page's tables: "| `a`, `b` | …".
Names first_column(const SourceFile& page) {
  static const std::regex name("`([^`]+)`");
  Names names;
  for (std::size_t i = 0; i < page.lines.size(); ++i) {
    const std::string& line = page.lines[i];
    if (!line.starts_with("| `")) continue;
    const std::string cell = line.substr(0, line.find(" |", 2));
    for (auto it = std::sregex_iterator(cell.begin(), cell.end(), name); it != std::sregex_iterator(); ++it)
      names.emplace((*it)[1], Finding{page.path, static_cast<int>(i + 1), ""});
  }
  return names;
}

// The rows "| `code` | status |" that the kinds {kCode, "code", status, …} ask for.
Names rows_of_problem_kinds(const SourceTree& tree) {
  static const std::regex kind(R"re(\{k\w+, "([a-z-]+)", (\d+), ")re");
  Names rows;
  const SourceFile* file = tree.find("src/base/problem.cpp");
  for (std::size_t i = 0; file != nullptr && i < file->lines.size(); ++i) {
    std::smatch match;
    if (std::regex_search(file->lines[i], match, kind))
      rows.emplace("| `" + match[1].str() + "` | " + match[2].str() + " |",
                   Finding{file->path, static_cast<int>(i + 1), ""});
  }
  return rows;
}

}  // namespace

Findings problems_out_of_page(const SourceTree& tree) {
  const std::string page = "docs/reference/problems.md";
  Findings out = missing_from(tree, page, rows_of_problem_kinds(tree), "src/base/problem.cpp");
  const SourceFile* file = tree.find(page);
  if (file == nullptr) return out;
  for (const auto& [rule, place] : first_column(*file))
    if (!is_quoted_in_a_source(tree, rule)) out.push_back({place.file, place.line, "no source refuses by " + rule});
  return out;
}

Findings audit_kinds_out_of_page(const SourceTree& tree) {
  static const std::regex kind(R"re(string_view k\w+ = ("[a-z-]+");)re");
  Names quoted = names_of(tree, "src/identity/audit.h", kind);
  Names rows;
  for (const auto& [name, place] : quoted) {
    if (name == "\"good\"" || name == "\"refused\"") continue;  // outcomes
    rows.emplace("| `" + name.substr(1, name.size() - 2) + "` |", place);
  }
  return missing_from(tree, "docs/reference/audit-events.md", rows, "src/identity/audit.h");
}

Findings tables_out_of_page(const SourceTree& tree) {
  static const std::regex table(R"(^create (?:virtual )?table (\w+))");
  const std::string page = "docs/reference/database.md";
  Names tables;
  for (const SourceFile& file : tree.files())
    if (file.ends_with(".sql") && file.path.starts_with("src/")) add_matches(tables, file, table);
  Names rows;
  for (const auto& [name, place] : tables) rows.emplace("| `" + name + "` |", place);
  Findings out = missing_from(tree, page, rows, "src/*/migrations");
  const SourceFile* file = tree.find(page);
  if (file == nullptr) return out;
  for (const auto& [name, place] : first_column(*file)) {
    // The store makes this one before any migration.
    if (name != "schema_migration" && !tables.contains(name))
      out.push_back({place.file, place.line, "no migration makes " + name});
  }
  return out;
}

Findings options_out_of_page(const SourceTree& tree) {
  static const std::regex option(R"re((?:add_option|add_flag)\("(--[a-z-]+)")re");
  const Names options = names_of(tree, "src/app/main.cpp", option);
  Names quoted;
  for (const auto& [name, place] : options) quoted.emplace("`" + name, place);
  return missing_from(tree, "docs/reference/command-line.md", quoted, "src/app/main.cpp");
}

}  // namespace gh::structure
