// The web folder kept in memory: read and compressed once at the start, served with entity tags.
#pragma once
#include <cstddef>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "http/route.h"

namespace gh::http {

struct StaticLimits {
  std::size_t files_max = 4000;
  std::size_t file_max_bytes = 16 << 20;
  std::size_t total_max_bytes = 128 << 20;
  int gzip_level = 9;
  int brotli_quality = 9;  // 11 takes a second a megabyte
};

class StaticFiles {
 public:
  // Reads the folder with all below; names that begin with a dot, and links, are left aside.
  // Throws Problem kStorageUnavailable when it can't be read, kTooLarge past a limit.
  explicit StaticFiles(const std::filesystem::path& folder, const StaticLimits& limits = {});

  // The file of a decoded path; "/" and folders give their index.html; a path without an extension that names nothing
  // gives that of the nearest folder above it, for pages that a front end makes itself. Nothing when there is no such
  // file.
  // Names that carry a digest (below assets/) may be kept for ever, others are asked for anew with their ETag.
  std::optional<Response> answer(const Request& request) const;

  std::size_t size() const { return files_.size(); }

 private:
  struct File {
    std::string content_type;
    std::string etag;
    bool immutable = false;
    std::shared_ptr<const std::string> plain;
    std::shared_ptr<const std::string> gzip;  // null where it isn't shorter
    std::shared_ptr<const std::string> brotli;
  };
  const File* find(const std::string& path) const;
  static File load(std::string bytes, const std::string& name, const StaticLimits& limits);

  std::map<std::string, File, std::less<>> files_;  // by path below the folder: "assets/index-3fa9c1d2.js"
};

// The media type by the name's extension; "application/octet-stream" for one that isn't known.
std::string content_type_of(std::string_view name);
// True for names such as "assets/index-Bx3kd92f.js": the content can't change under the name.
bool carries_digest(std::string_view name);

}  // namespace gh::http
