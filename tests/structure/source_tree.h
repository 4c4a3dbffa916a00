// The checkout as the house rules see it: every kept file, its lines, and its code without comments and quoted text.
#pragma once
#include <filesystem>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace gh::structure {

struct SourceFile {
  std::string path;                // "src/calendar/working_days.cpp"
  std::vector<std::string> lines;  // as they stand
  std::vector<std::string> code;   // the same lines with comments and the insides of quotes blanked

  std::string folder() const;
  std::string stem() const;  // "working_days"
  bool ends_with(std::string_view ending) const;
  bool is_cpp() const;         // .cpp or .h
  bool is_test() const;        // *_test.cpp, or anything below tests/ or bench/
  std::string module() const;  // "calendar" for a file below src/, otherwise empty
};

class SourceTree {
 public:
  // What git would keep of a checkout: build/, var/, node_modules/ and hidden folders are left out.
  static SourceTree of_folder(const std::filesystem::path& root);
  // A made-up tree, path → content: for the tests of the rules themselves.
  static SourceTree of_files(const std::map<std::string, std::string>& files);

  const std::vector<SourceFile>& files() const { return files_; }
  const SourceFile* find(std::string_view path) const;
  // True for any file that is kept, of whatever kind, and for a folder with one in it.
  bool has(std::string_view file_or_folder) const;

 private:
  void add(std::string path, const std::string& content);
  std::vector<SourceFile> files_;  // those that can be read as text, by path
  std::set<std::string, std::less<>> paths_;
};

}  // namespace gh::structure
