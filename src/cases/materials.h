// Materials of a case: files by their content, each kind in versions. The bytes lie in a folder under their SHA-256;
// the database and the log know the digest.
#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cases/model.h"
#include "cases/performing.h"

namespace gh::cases {

// Content-addressed files. Thread-safe; a file appears whole and on disk, or not at all.
class BlobStore {
 public:
  explicit BlobStore(std::filesystem::path folder);
  // Keeps the bytes and gives their SHA-256 in hex. Throws Problem kStorageUnavailable.
  std::string put(std::string_view bytes) const;
  // Nothing when there is no such blob; a blob whose bytes have changed is our bug, told as such.
  std::optional<std::string> get(std::string_view sha256) const;

 private:
  std::filesystem::path path_of(std::string_view sha256) const;
  std::filesystem::path folder_;
};

// The media type that the first bytes show: pdf, png, jpeg, zip-based office files, plain UTF-8 text; "" when unknown.
std::string media_type_of(std::string_view bytes);

struct Upload {
  std::string kind;
  std::string name;
  std::string_view bytes;
  std::optional<std::string> idempotency_key = {};
};

// Whether `upload` would be taken as the case stands: only reads, so that the bytes may be kept before the transaction
// that records them, and nobody fills the disk with what is refused. Problems as of `upload`.
void check_upload(const Engine& engine, store::Tx& tx, const identity::Caller& caller, const Id& case_id,
                  const Upload& the_upload, const std::string& sha256, Instant now);

// Records an upload, whose bytes lie in the blob store under `sha256` already, as an act of the case, by its opener or
// applicant or whoever has a step on it; a repeated one under the same key gives the first one's material. What time
// has decided happens first. Problems: kInvalidForm (undeclared kind, name), kUnsupportedMedia (type by content),
// kTooLarge, kForbidden, kNotFound, kConflict (closed, deadline_passed), kIdempotencyMismatch.
Material upload(const Engine& engine, store::Tx& tx, const identity::Caller& caller, const Id& case_id,
                const Upload& the_upload, const std::string& sha256, const Stamp& stamp);

// The same again from a recorded act (replay); `performing.input` is the recorded form.
void repeat_upload(Performing& performing);

std::vector<Material> materials_of(store::Tx& tx, const Id& case_id);

// Declared and required kinds of which the case has no file yet.
std::vector<std::string> missing_materials(store::Tx& tx, const CaseFile& file, const policy::Pack& pack);

}  // namespace gh::cases
