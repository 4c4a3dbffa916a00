#include "cases/materials.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <boost/json/serialize.hpp>
#include <fstream>
#include <sstream>

#include "base/assert.h"
#include "base/described.h"
#include "base/digest.h"
#include "cases/before_act.h"
#include "cases/steps.h"
#include "cases/transition.h"
#include "cases/visibility.h"

namespace gh::cases {
namespace {

constexpr std::size_t kNameMaxBytes = 255;

// What an upload's act holds; the name stays out of the log.
struct UploadForm {
  std::string kind;
  std::string name;
  std::string media_type;
  std::int64_t size_bytes = 0;
  std::string sha256;
};
BOOST_DESCRIBE_STRUCT(UploadForm, (), (kind, name, media_type, size_bytes, sha256))

[[noreturn]] void unavailable(const std::string& detail) {
  throw Problem(ProblemCode::kStorageUnavailable, std::vector<FieldError>{}, "blob store: " + detail);
}

void write_synced(const std::filesystem::path& path, std::string_view bytes) {
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (file < 0) unavailable("open");
  std::size_t done = 0;
  while (done < bytes.size()) {
    const ssize_t wrote = ::write(file, bytes.data() + done, bytes.size() - done);
    if (wrote <= 0) {
      ::close(file);
      ::unlink(path.c_str());
      unavailable("write");
    }
    done += static_cast<std::size_t>(wrote);
  }
  const bool synced = ::fsync(file) == 0;
  ::close(file);
  if (!synced) unavailable("fsync");
}

void sync_folder(const std::filesystem::path& folder) {
  const int file = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (file < 0) unavailable("open folder");
  const bool synced = ::fsync(file) == 0;
  ::close(file);
  if (!synced) unavailable("fsync folder");
}

const policy::MaterialKind& require_kind(const Performing& p, std::string_view kind) {
  for (const auto& declared : p.procedure->materials)
    if (declared.id == kind) return declared;
  throw Problem(
      ProblemCode::kInvalidForm,
      FieldError{"/kind", "material-kind", "", {"本事项没有这种材料", "the procedure declares no such material"}});
}

void check_type(const policy::MaterialKind& kind, const std::string& media_type) {
  if (!media_type.empty() &&
      (kind.types.empty() || std::find(kind.types.begin(), kind.types.end(), media_type) != kind.types.end()))
    return;
  throw Problem(
      ProblemCode::kUnsupportedMedia,
      FieldError{"/file",
                 "material-type",
                 "",
                 {"文件内容不是本材料允许的类型", "the file's content is of no type allowed for this material"}});
}

void check_name(std::string_view name) {
  const bool good = !name.empty() && name.size() <= kNameMaxBytes && is_utf8(name) &&
                    std::none_of(name.begin(), name.end(), [](char c) {
                      return c == '/' || c == '\\' || static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
                    });
  if (good) return;
  throw Problem(ProblemCode::kInvalidForm, FieldError{"/name", "file-name", "", {"文件名无效", "not a file name"}});
}

[[noreturn]] void refuse_late(std::string rule, std::string zh, std::string en) {
  throw Problem(ProblemCode::kConflict, FieldError{"/kind", std::move(rule), "", {std::move(zh), std::move(en)}});
}

void check_uploader(Performing& p) {
  if (p.state().final) refuse_late("closed", "办件已办结", "the case is closed");
  const bool own =
      p.actor.office == p.file.opened_by_office ||
      (p.actor.organisation && p.actor.organisation == p.file.applicant_id && !is_personal(*p.pack, p.actor.role));
  // Once the seals are opened nobody adds to what he handed in under one.
  if (own && p.file.sealed_until && p.now >= *p.file.sealed_until)
    refuse_late("deadline_passed", "截止时刻已过，不能再补充材料",
                "the deadline has passed; nothing is added any more");
  if (own) return;
  for (const Step& step : steps_of(p.tx, p.file.id, p.file.state, p.today))
    if (matches(step, p.actor, *p.pack)) return;
  throw Problem(
      ProblemCode::kForbidden,
      FieldError{"/kind", "uploader", "", {"您不能为这个办件提交材料", "you may not add materials to this case"}});
}

// The media type of the upload, if it may be taken into the case as it stands.
std::string require_allowed(Performing& p, const identity::Caller& caller, const Upload& the_upload) {
  if (reading_of(p.tx, caller, p.file, *p.pack) == Reading::kNone)
    throw Problem(ProblemCode::kNotFound, FieldError{"/id", "case", "", {"没有这个办件", "no such case"}});
  check_uploader(p);
  const auto& kind = require_kind(p, the_upload.kind);
  check_name(the_upload.name);
  if (the_upload.bytes.empty() || static_cast<std::int64_t>(the_upload.bytes.size()) > kind.size_max_bytes) {
    throw Problem(ProblemCode::kTooLarge, FieldError{"/file",
                                                     "material-size",
                                                     "",
                                                     {"文件为空或超过本材料的大小上限",
                                                      "the file is empty or larger than this material may be"}});
  }
  std::string media_type = media_type_of(the_upload.bytes);
  check_type(kind, media_type);
  return media_type;
}

std::string digest_of(const Id& case_id, const Upload& the_upload, const std::string& sha256) {
  return digest_over("upload", case_id, the_upload.kind, {{"name", the_upload.name}, {"sha256", sha256}});
}

// A case with another paper is another case to whoever is about to decide it, hence a version of its own.
Material store_material(Performing& p, const UploadForm& form) {
  Material material;
  material.id = p.new_id();
  material.case_id = p.file.id;
  material.kind = form.kind;
  material.version = p.tx.integer("select coalesce(max(version), 0) + 1 from material where case_id = ? and kind = ?",
                                  {p.file.id, form.kind})
                         .value_or(1);
  material.name = form.name;
  material.media_type = form.media_type;
  material.size_bytes = form.size_bytes;
  material.sha256 = form.sha256;
  material.act_id = p.act.id;
  p.tx.execute(
      "insert into material (id, case_id, kind, version, name, media_type, size_bytes, sha256, act_id) values "
      "(?, ?, ?, ?, ?, ?, ?, ?, ?)",
      {material.id, material.case_id, material.kind, material.version, material.name, material.media_type,
       material.size_bytes, material.sha256, material.act_id});
  p.act.materials = json::serialize(json::array{json::object{{"kind", form.kind}, {"sha256", form.sha256}}});
  ++p.file.version;
  p.save_case();
  p.record(act_kind::kEngine, "upload", p.file.state);
  return material;
}

}  // namespace

BlobStore::BlobStore(std::filesystem::path folder) : folder_(std::move(folder)) {}

std::filesystem::path BlobStore::path_of(std::string_view sha256) const {
  return folder_ / std::string(sha256.substr(0, 2)) / std::string(sha256);
}

std::string BlobStore::put(std::string_view bytes) const {
  const std::string name = hex(bytes_of(sha256(bytes)));
  const auto path = path_of(name);
  std::error_code failed;
  if (std::filesystem::exists(path, failed)) return name;
  std::filesystem::create_directories(path.parent_path(), failed);
  if (failed) unavailable(failed.message());
  auto partial = path;
  partial += ".partial." + std::to_string(::getpid()) + "." + std::to_string(::gettid());
  write_synced(partial, bytes);
  std::filesystem::rename(partial, path, failed);
  if (failed) unavailable(failed.message());
  sync_folder(path.parent_path());
  return name;
}

std::optional<std::string> BlobStore::get(std::string_view name) const {
  const auto raw = from_hex(name);
  if (!raw || raw->size() != sizeof(Digest)) return {};
  std::ifstream file(path_of(name), std::ios::binary);
  if (!file) return {};
  std::ostringstream bytes;
  bytes << file.rdbuf();
  std::string content = std::move(bytes).str();
  if (hex(bytes_of(sha256(content))) != name) throw Bug("blob " + std::string(name) + " has changed on disk");
  return content;
}

std::string media_type_of(std::string_view bytes) {
  if (bytes.starts_with("%PDF-")) return "application/pdf";
  if (bytes.starts_with("\x89PNG\r\n\x1a\n")) return "image/png";
  if (bytes.starts_with("\xff\xd8\xff")) return "image/jpeg";
  if (bytes.starts_with("PK\x03\x04")) return "application/zip";
  const bool textual = !bytes.empty() && is_utf8(bytes) && bytes.find('\0') == std::string_view::npos;
  return textual ? "text/plain" : "";
}

void check_upload(const Engine& engine, store::Tx& tx, const identity::Caller& caller, const Id& case_id,
                  const Upload& the_upload, const std::string& sha256, Instant now) {
  Performing p(engine, tx, Stamp{Id(36, '0'), now, std::string(64, '0')}, actor_of(caller), nullptr);
  // What is asked a second time has its answer, whatever became of the case since.
  if (find_done(tx, p.actor, the_upload.idempotency_key, digest_of(case_id, the_upload, sha256))) return;
  p.look_at(case_id);
  require_allowed(p, caller, the_upload);
}

Material upload(const Engine& engine, store::Tx& tx, const identity::Caller& caller, const Id& case_id,
                const Upload& the_upload, const std::string& sha256, const Stamp& stamp) {
  Performing p(engine, tx, stamp, actor_of(caller), nullptr);
  const std::string digest = digest_of(case_id, the_upload, sha256);
  if (const auto act = done_before(tx, p.actor, the_upload.idempotency_key, digest)) {
    auto first = tx.one<Material>("select * from material where act_id = ?", {act->id});
    GH_ASSERT(first.has_value());
    return std::move(*first);
  }
  p.look_at(case_id);
  catch_up(p);
  const std::string media_type = require_allowed(p, caller, the_upload);
  p.act.request_digest = digest;
  p.act.idempotency_key = the_upload.idempotency_key;
  const UploadForm form{the_upload.kind, the_upload.name, media_type,
                        static_cast<std::int64_t>(the_upload.bytes.size()), sha256};
  p.input = write(form).as_object();
  return store_material(p, form);
}

void repeat_upload(Performing& p) { store_material(p, read<UploadForm>(p.input)); }

std::vector<Material> materials_of(store::Tx& tx, const Id& case_id) {
  return tx.all<Material>("select * from material where case_id = ? order by kind, version", {case_id});
}

std::vector<std::string> missing_materials(store::Tx& tx, const CaseFile& file, const policy::Pack& pack) {
  std::vector<std::string> out;
  for (const auto& kind : pack.procedure(file.procedure).materials) {
    if (!kind.required) continue;
    const auto count = tx.integer("select count(*) from material where case_id = ? and kind = ?", {file.id, kind.id});
    if (count.value_or(0) == 0) out.push_back(kind.id);
  }
  return out;
}

}  // namespace gh::cases
