// For the tests of table files: the bytes of one.
#pragma once
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "opendata/table_file.h"
#include "store/testing.h"

namespace gh::opendata {

inline std::string written(ExportFormat format, const std::vector<std::vector<Cell>>& lines) {
  const store::TemporaryDirectory folder;
  const std::filesystem::path path = folder.path() + "/table";
  const auto file = table_file(path, format);
  for (const auto& line : lines) file->line(line);
  file->finish();
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

}  // namespace gh::opendata
