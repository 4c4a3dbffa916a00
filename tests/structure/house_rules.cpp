// Rules about names, files, clocks and documents.
#include "structure/house_rules.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <map>
#include <regex>
#include <set>

namespace gh::structure {
namespace {

int line_number(std::size_t index) { return static_cast<int>(index) + 1; }

// Every match of the pattern in the code of the files that `concerns` picks.
template <class Concerns>
Findings matches(const SourceTree& tree, const std::regex& pattern, const std::string& says, Concerns concerns) {
  Findings out;
  for (const SourceFile& file : tree.files()) {
    if (!file.is_cpp() || !concerns(file)) continue;
    for (std::size_t i = 0; i < file.code.size(); ++i) {
      std::smatch match;
      if (std::regex_search(file.code[i], match, pattern))
        out.push_back({file.path, line_number(i), match.str() + ": " + says});
    }
  }
  return out;
}

}  // namespace

std::string text(const std::vector<Finding>& findings) {
  std::string out;
  for (const Finding& finding : findings)
    out += "\n  " + finding.file + ":" + std::to_string(finding.line) + ": " + finding.says;
  return out;
}

Findings banned_names(const SourceTree& tree) {
  static const std::regex type(
      R"(\b(class|struct|enum|concept)\s+\w*(Manager|Helper|Utils?|Impl|Data|Info)(?![a-z0-9_]))");
  Findings out = matches(tree, type, "says nothing; name it after what it is", [](const SourceFile&) { return true; });
  static const std::regex file_name(R"((^|_)(manager|helpers?|utils?|impl|data|info|misc|common)(_|$))");
  for (const SourceFile& file : tree.files()) {
    const std::string stem = file.stem();
    if (file.is_cpp() && std::regex_search(stem, file_name) && !stem.starts_with("common_passwords"))
      out.push_back({file.path, 0, "the file's name says nothing"});
  }
  return out;
}

Findings files_without_a_first_sentence(const SourceTree& tree) {
  Findings out;
  for (const SourceFile& file : tree.files()) {
    const bool sql = file.ends_with(".sql");
    if (!file.is_cpp() && !sql) continue;
    // A test's names say it, and a source beside its header leaves it to the header.
    const bool said_elsewhere =
        file.ends_with("_test.cpp") || (file.ends_with(".cpp") && tree.has(file.folder() + "/" + file.stem() + ".h"));
    if (said_elsewhere) continue;
    const std::string mark = sql ? "-- " : "// ";
    const std::string first = file.lines.empty() ? "" : file.lines.front();
    constexpr std::size_t kSentenceMinBytes = 15;
    if (!first.starts_with(mark) || first.size() < kSentenceMinBytes)
      out.push_back({file.path, 1, "the first line says in a sentence what the file is for"});
  }
  return out;
}

Findings headers_without_a_guard(const SourceTree& tree) {
  Findings out;
  for (const SourceFile& file : tree.files()) {
    if (file.ends_with(".h") && std::ranges::count(file.lines, "#pragma once") != 1)
      out.push_back({file.path, 1, "a header has one #pragma once"});
  }
  return out;
}

Findings files_too_long(const SourceTree& tree) {
  Findings out;
  for (const SourceFile& file : tree.files()) {
    if (!file.is_cpp() || file.lines.size() <= kFileLinesMax) continue;
    const bool reasoned =
        std::ranges::any_of(file.lines, [](const std::string& line) { return line.starts_with("// long because "); });
    if (!reasoned)
      out.push_back({file.path, static_cast<int>(file.lines.size()),
                     "more than " + std::to_string(kFileLinesMax) + " lines without a line `// long because …`"});
  }
  return out;
}

Findings tests_beside_nothing(const SourceTree& tree) {
  Findings out;
  for (const SourceFile& file : tree.files()) {
    if (file.module().empty() || !file.ends_with("_test.cpp")) continue;
    const std::string subject = file.path.substr(0, file.path.size() - std::string_view("_test.cpp").size());
    const bool beside = tree.has(subject + ".cpp") || tree.has(subject + ".h");
    const bool says_so = !file.lines.empty() && file.lines.front().starts_with("// ");
    if (!beside && !says_so)
      out.push_back({file.path, 1, "there is no " + subject + ".cpp or .h; the first line says what it is about then"});
  }
  return out;
}

Findings unfinished_work(const SourceTree& tree) {
  // Put together here, so that this file isn't a finding.
  static const std::regex marks(std::string("\\b(TO") + "DO|FIX" + "ME|XX" + "X|HA" + "CK)\\b");
  Findings out;
  for (const SourceFile& file : tree.files()) {
    const bool ours =
        file.path.starts_with("src/") || file.path.starts_with("tests/") || file.path.starts_with("web/src/");
    if (!ours || file.ends_with(".txt") || file.ends_with(".json")) continue;
    for (std::size_t i = 0; i < file.lines.size(); ++i) {
      std::smatch match;
      if (std::regex_search(file.lines[i], match, marks))
        out.push_back({file.path, line_number(i), match.str() + ": finish it, or write an issue"});
    }
  }
  return out;
}

Findings migrations_out_of_number(const SourceTree& tree) {
  static const std::regex name(R"((\d{4})_[a-z0-9_]+\.sql)");
  Findings out;
  std::map<std::string, int> last;
  for (const SourceFile& file : tree.files()) {
    if (!file.ends_with(".sql") || !file.path.starts_with("src/")) continue;
    const std::string folder = file.folder();
    if (!folder.ends_with("/migrations")) {
      out.push_back({file.path, 0, "SQL files stand in src/<module>/migrations/"});
      continue;
    }
    const std::string own = std::filesystem::path(file.path).filename().string();
    std::smatch match;
    if (!std::regex_match(own, match, name)) {
      out.push_back({file.path, 0, "a migration is called NNNN_what_it_makes.sql"});
    } else if (const int number = std::stoi(match[1]); number != ++last[folder]) {
      out.push_back({file.path, 0, "expected number " + std::to_string(last[folder])});
      last[folder] = number;
    }
  }
  return out;
}

Findings clocks_and_chance(const SourceTree& tree) {
  static const std::regex pattern(
      R"(system_clock::now|\brandom_device\b|\bs?rand\s*\(|\bmt19937|\bgettimeofday\b|\bstd::time\s*\(|\blocaltime(_r)?\s*\(|\bgetrandom\s*\()");
  return matches(tree, pattern, "time and chance come from app/ as arguments",
                 [](const SourceFile& file) { return !file.is_test() && file.module() != "app"; });
}

Findings procedures_named_by_the_engine(const SourceTree& tree) {
  std::set<std::string> procedures;
  for (const SourceFile& file : tree.files()) {
    if (file.path.starts_with("policy/") && file.folder().ends_with("/procedures")) procedures.insert(file.stem());
  }
  Findings out;
  for (const SourceFile& file : tree.files()) {
    if (!file.is_cpp() || file.is_test() || file.module() != "cases") continue;
    for (std::size_t i = 0; i < file.lines.size(); ++i) {
      for (const std::string& procedure : procedures) {
        if (file.lines[i].find('"' + procedure + '"') != std::string::npos)
          out.push_back({file.path, line_number(i), "the engine names the procedure " + procedure});
      }
    }
  }
  return out;
}

Findings packages_without_a_reason(const SourceTree& tree) {
  static const std::regex entry(R"(([a-z0-9][a-z0-9.+-]+) +# \S.*)");
  Findings out;
  const SourceFile* packages = tree.find("packages.txt");
  if (packages == nullptr) return {{"packages.txt", 0, "is missing"}};
  std::set<std::string> seen;
  for (std::size_t i = 0; i < packages->lines.size(); ++i) {
    const std::string& line = packages->lines[i];
    if (line.empty() || line.starts_with('#')) continue;
    std::smatch match;
    if (!std::regex_match(line, match, entry)) {
      out.push_back({packages->path, line_number(i), "a line is: package  # why"});
    } else if (!seen.insert(match[1]).second) {
      out.push_back({packages->path, line_number(i), match[1].str() + " stands here twice"});
    }
  }
  return out;
}

Findings decisions_out_of_index(const SourceTree& tree) {
  static const std::regex name(R"((\d{4})-[a-z0-9-]+\.md)");
  static const std::regex link(R"(\]\((\d{4}-[^)]+)\))");
  Findings out;
  const SourceFile* index = tree.find("docs/adr/README.md");
  if (index == nullptr) return {{"docs/adr/README.md", 0, "the index of the decisions is missing"}};
  std::map<std::string, int> indexed;
  for (std::size_t i = 0; i < index->lines.size(); ++i) {
    for (auto it = std::sregex_iterator(index->lines[i].begin(), index->lines[i].end(), link);
         it != std::sregex_iterator(); ++it)
      indexed[(*it)[1]] = line_number(i);
  }
  int expected = 1;
  for (const SourceFile& file : tree.files()) {
    if (file.folder() != "docs/adr" || file.path == index->path) continue;
    const std::string own = std::filesystem::path(file.path).filename().string();
    std::smatch match;
    if (!std::regex_match(own, match, name) || std::stoi(match[1]) != expected++)
      out.push_back({file.path, 0, "decisions are called NNNN-what.md, numbered without gaps"});
    if (indexed.erase(own) == 0) out.push_back({file.path, 0, "not in docs/adr/README.md"});
  }
  for (const auto& [missing, line] : indexed) out.push_back({index->path, line, "there is no " + missing});
  return out;
}

Findings links_to_nowhere(const SourceTree& tree) {
  static const std::regex link(R"(\]\(([^)#\s]+)(#[^)]*)?\))");
  Findings out;
  for (const SourceFile& file : tree.files()) {
    if (!file.ends_with(".md")) continue;
    for (std::size_t i = 0; i < file.lines.size(); ++i) {
      const std::string& line = file.lines[i];
      for (auto it = std::sregex_iterator(line.begin(), line.end(), link); it != std::sregex_iterator(); ++it) {
        const std::string target = (*it)[1];
        if (target.find("://") != std::string::npos || target.starts_with("mailto:")) continue;
        const auto path = (std::filesystem::path(file.folder()) / target).lexically_normal().generic_string();
        if (!tree.has(path.ends_with('/') ? path.substr(0, path.size() - 1) : path))
          out.push_back({file.path, line_number(i), "links to " + target + ", which isn't there"});
      }
    }
  }
  return out;
}

}  // namespace gh::structure
