// Reading the checkout, and the small scanner that tells code from comments and quotes.
#include "structure/source_tree.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <sstream>

namespace gh::structure {
namespace {

constexpr std::array<std::string_view, 13> kReadEndings{".cpp",   ".h",  ".sql", ".md",   ".yaml", ".yml", ".txt",
                                                        ".cmake", ".ts", ".vue", ".json", ".in",   ".html"};
constexpr std::array<std::string_view, 5> kSkippedFolders{"build", "var", "node_modules", "dist", "coverage"};
constexpr std::uintmax_t kFileSizeMaxBytes = 2 << 20;

std::vector<std::string> lines_of(const std::string& content) {
  std::vector<std::string> lines;
  std::istringstream in(content);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

// Walks over C++ text once; what isn't code becomes spaces, so that columns and lines stay.
class Blanker {
 public:
  std::vector<std::string> blank(const std::vector<std::string>& lines) {
    std::vector<std::string> out;
    out.reserve(lines.size());
    for (const std::string& line : lines) out.push_back(blank_line(line));
    return out;
  }

 private:
  enum class Inside { kCode, kBlockComment, kRawString };

  std::string blank_line(const std::string& line) {
    std::string out(line.size(), ' ');
    for (std::size_t i = 0; i < line.size();) {
      if (inside_ != Inside::kCode) {
        const std::string& end = inside_ == Inside::kBlockComment ? kBlockEnd : raw_end_;
        const std::size_t at = line.find(end, i);
        if (at == std::string::npos) return out;
        i = at + end.size();
        inside_ = Inside::kCode;
      } else if (line.compare(i, 2, "//") == 0) {
        return out;
      } else if (line.compare(i, 2, "/*") == 0) {
        inside_ = Inside::kBlockComment;
        i += 2;
      } else if (line.compare(i, 2, "R\"") == 0 && line.find('(', i) != std::string::npos) {
        const std::size_t open = line.find('(', i);
        raw_end_ = ")" + line.substr(i + 2, open - i - 2) + "\"";
        inside_ = Inside::kRawString;
        i = open + 1;
      } else if (line[i] == '"' || (line[i] == '\'' && !is_digit_separator(line, i))) {
        out[i] = line[i];
        i = end_of_quote(line, i);
        if (i <= line.size()) out[i - 1] = line[i - 1];
      } else {
        out[i] = line[i];
        ++i;
      }
    }
    return out;
  }

  static bool is_digit_separator(const std::string& line, std::size_t at) {
    return at > 0 && at + 1 < line.size() && std::isxdigit(static_cast<unsigned char>(line[at - 1])) != 0 &&
           std::isxdigit(static_cast<unsigned char>(line[at + 1])) != 0;
  }

  // The position after the closing quote, or one past the line's end where there is none.
  static std::size_t end_of_quote(const std::string& line, std::size_t at) {
    const char quote = line[at];
    for (std::size_t i = at + 1; i < line.size(); ++i) {
      if (line[i] == '\\') {
        ++i;
      } else if (line[i] == quote) {
        return i + 1;
      }
    }
    return line.size() + 1;
  }

  const std::string kBlockEnd = "*/";
  Inside inside_ = Inside::kCode;
  std::string raw_end_;
};

}  // namespace

std::string SourceFile::folder() const { return std::filesystem::path(path).parent_path().string(); }

std::string SourceFile::stem() const { return std::filesystem::path(path).stem().string(); }

bool SourceFile::ends_with(std::string_view ending) const { return path.ends_with(ending); }

bool SourceFile::is_cpp() const { return path.ends_with(".cpp") || path.ends_with(".h"); }

bool SourceFile::is_test() const {
  return path.ends_with("_test.cpp") || path.starts_with("tests/") || path.starts_with("bench/");
}

std::string SourceFile::module() const {
  if (!path.starts_with("src/")) return "";
  const std::size_t end = path.find('/', 4);
  return end == std::string::npos ? "" : path.substr(4, end - 4);
}

SourceTree SourceTree::of_folder(const std::filesystem::path& root) {
  SourceTree tree;
  auto entries = std::filesystem::recursive_directory_iterator(root);
  for (auto it = begin(entries); it != end(entries); ++it) {
    const std::string name = it->path().filename().string();
    if (it->is_directory()) {
      if (name.starts_with('.') || std::ranges::count(kSkippedFolders, name) != 0) it.disable_recursion_pending();
      continue;
    }
    if (!it->is_regular_file()) continue;
    const std::string path = std::filesystem::relative(it->path(), root).generic_string();
    tree.paths_.insert(path);
    const bool read = std::ranges::any_of(kReadEndings, [&](auto ending) { return name.ends_with(ending); });
    if (!read || it->file_size() > kFileSizeMaxBytes) continue;
    std::ifstream in(it->path(), std::ios::binary);
    std::ostringstream content;
    content << in.rdbuf();
    tree.add(path, content.str());
  }
  std::ranges::sort(tree.files_, {}, &SourceFile::path);
  return tree;
}

SourceTree SourceTree::of_files(const std::map<std::string, std::string>& files) {
  SourceTree tree;
  for (const auto& [path, content] : files) tree.add(path, content);
  std::ranges::sort(tree.files_, {}, &SourceFile::path);
  return tree;
}

void SourceTree::add(std::string path, const std::string& content) {
  paths_.insert(path);
  SourceFile file{.path = std::move(path), .lines = lines_of(content), .code = {}};
  if (file.is_cpp()) file.code = Blanker().blank(file.lines);
  files_.push_back(std::move(file));
}

const SourceFile* SourceTree::find(std::string_view path) const {
  const auto found = std::ranges::lower_bound(files_, path, {}, &SourceFile::path);
  return found != files_.end() && found->path == path ? &*found : nullptr;
}

bool SourceTree::has(std::string_view file_or_folder) const {
  if (paths_.contains(file_or_folder)) return true;
  const std::string inside = std::string(file_or_folder) + "/";
  const auto first = paths_.lower_bound(inside);
  return first != paths_.end() && first->starts_with(inside);
}

}  // namespace gh::structure
