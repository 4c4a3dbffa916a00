// Reads the web folder and answers from it.
#include "http/static_files.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>

#include "http/accept.h"
#include "http/compression.h"

namespace gh::http {

namespace {

constexpr std::size_t kCompressMinBytes = 256;

constexpr std::array<std::pair<std::string_view, std::string_view>, 20> kTypes = {{
    {".html", "text/html; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".mjs", "text/javascript; charset=utf-8"},
    {".css", "text/css; charset=utf-8"},
    {".json", "application/json; charset=utf-8"},
    {".map", "application/json; charset=utf-8"},
    {".webmanifest", "application/manifest+json; charset=utf-8"},
    {".svg", "image/svg+xml"},
    {".png", "image/png"},
    {".jpg", "image/jpeg"},
    {".webp", "image/webp"},
    {".ico", "image/x-icon"},
    {".woff2", "font/woff2"},
    {".woff", "font/woff"},
    {".ttf", "font/ttf"},
    {".txt", "text/plain; charset=utf-8"},
    {".xml", "application/xml; charset=utf-8"},
    {".csv", "text/csv; charset=utf-8"},
    {".pdf", "application/pdf"},
    {".wasm", "application/wasm"},
}};

std::string_view extension_of(std::string_view name) {
  const std::size_t dot = name.rfind('.');
  const std::size_t slash = name.rfind('/');
  if (dot == std::string_view::npos || (slash != std::string_view::npos && dot < slash)) return {};
  return name.substr(dot);
}

bool is_hidden(const std::filesystem::path& relative) {
  return std::any_of(relative.begin(), relative.end(), [](const auto& part) { return part.native().starts_with('.'); });
}

[[noreturn]] void refuse(ProblemCode code, std::string rule, const std::filesystem::path& at) {
  throw Problem(code, {"", std::move(rule), "", {"网页目录无法装入", "the folder of web files can't be loaded"}},
                at.string());
}

std::string read_whole(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  if (!file) refuse(ProblemCode::kStorageUnavailable, "file", path);
  return bytes;
}

std::shared_ptr<const std::string> if_shorter(std::string packed, const std::string& plain) {
  if (packed.size() + packed.size() / 10 >= plain.size()) return nullptr;
  return std::make_shared<const std::string>(std::move(packed));
}

}  // namespace

std::string content_type_of(std::string_view name) {
  const std::string_view extension = extension_of(name);
  for (const auto& [known, type] : kTypes) {
    if (extension == known) return std::string(type);
  }
  return "application/octet-stream";
}

bool carries_digest(std::string_view name) {
  if (!name.starts_with("assets/")) return false;
  const std::string_view extension = extension_of(name);
  if (extension.empty()) return false;
  name.remove_suffix(extension.size());
  constexpr std::size_t kDigestCharacters = 8;
  if (name.size() <= kDigestCharacters) return false;
  const char before = name[name.size() - kDigestCharacters - 1];
  if (before != '-' && before != '.') return false;
  const std::string_view digest = name.substr(name.size() - kDigestCharacters);
  return std::all_of(digest.begin(), digest.end(), [](unsigned char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '-';
  });
}

StaticFiles::StaticFiles(const std::filesystem::path& folder, const StaticLimits& limits) {
  namespace fs = std::filesystem;
  std::error_code fault;
  fs::recursive_directory_iterator at(folder, fault);
  if (fault) refuse(ProblemCode::kStorageUnavailable, "folder", folder);
  std::size_t total = 0;
  for (const fs::directory_entry& entry : at) {
    const fs::path relative = entry.path().lexically_relative(folder);
    if (is_hidden(relative) || entry.is_symlink() || !entry.is_regular_file()) continue;
    if (files_.size() == limits.files_max) refuse(ProblemCode::kTooLarge, "files-max", folder);
    if (entry.file_size() > limits.file_max_bytes) refuse(ProblemCode::kTooLarge, "file-max-bytes", entry.path());
    std::string bytes = read_whole(entry.path());
    total += bytes.size();
    if (total > limits.total_max_bytes) refuse(ProblemCode::kTooLarge, "total-max-bytes", folder);
    const std::string name = relative.generic_string();
    files_.emplace(name, load(std::move(bytes), name, limits));
  }
}

StaticFiles::File StaticFiles::load(std::string bytes, const std::string& name, const StaticLimits& limits) {
  File file;
  file.content_type = content_type_of(name);
  file.etag = etag_of(bytes);
  file.immutable = carries_digest(name);
  if (bytes.size() >= kCompressMinBytes && is_compressible(file.content_type)) {
    file.gzip = if_shorter(http::gzip(bytes, limits.gzip_level), bytes);
    if (auto packed = http::brotli(bytes, limits.brotli_quality)) file.brotli = if_shorter(std::move(*packed), bytes);
  }
  file.plain = std::make_shared<const std::string>(std::move(bytes));
  return file;
}

const StaticFiles::File* StaticFiles::find(const std::string& path) const {
  std::string name = path.substr(1);
  if (name.empty() || name.ends_with('/')) name += "index.html";
  if (const auto found = files_.find(name); found != files_.end()) return &found->second;
  if (!extension_of(name).empty()) return nullptr;
  // A front end makes the pages below its own index.html: the nearest one counts.
  for (std::string folder = name;; folder.erase(folder.rfind('/'))) {
    if (const auto index = files_.find(folder.empty() ? "index.html" : folder + "/index.html"); index != files_.end())
      return &index->second;
    if (folder.find('/') == std::string::npos) break;
  }
  const auto index = files_.find("index.html");
  return index == files_.end() ? nullptr : &index->second;
}

std::optional<Response> StaticFiles::answer(const Request& request) const {
  const File* file = find(request.path);
  if (file == nullptr) return std::nullopt;
  Response response;
  response.content_type = file->content_type;
  response.shared_body = file->plain;
  std::string etag = file->etag;
  const std::string_view accepted = request.header("accept-encoding");
  // Each coding is another representation, so it has a tag of its own (RFC 9110 §8.8.3).
  if (file->brotli && accepts_coding(accepted, "br")) {
    response.shared_body = file->brotli;
    response.headers.emplace_back("Content-Encoding", "br");
    etag.insert(etag.size() - 1, "-br");
  } else if (file->gzip && accepts_coding(accepted, "gzip")) {
    response.shared_body = file->gzip;
    response.headers.emplace_back("Content-Encoding", "gzip");
    etag.insert(etag.size() - 1, "-gz");
  }
  if (none_match_has(request, etag)) {
    response = no_content();
    response.status = 304;
  }
  response.headers.emplace_back("ETag", std::move(etag));
  response.headers.emplace_back("Cache-Control", file->immutable ? "public, max-age=31536000, immutable" : "no-cache");
  response.headers.emplace_back("Vary", "Accept-Encoding");
  return response;
}

}  // namespace gh::http
