// For tests only: public test vectors that lie beside the checkout and aren't part of the product.
#pragma once
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>

namespace gh {

// The content of `path` ("vectors/json/rfc8785-jcs.json") below GUILDHALL_SHARED_DATA (default ../shared/data of the
// checkout), or nothing where it doesn't lie there: the caller skips its check and says so.
inline std::optional<std::string> shared_vector(const std::string& path) {
  const char* root = std::getenv("GUILDHALL_SHARED_DATA");
  std::ifstream file((root != nullptr ? std::string(root) : GUILDHALL_SOURCE_DIR "/../shared/data") + "/" + path,
                     std::ios::binary);
  if (!file) return std::nullopt;
  return std::string(std::istreambuf_iterator<char>(file), {});
}

}  // namespace gh
