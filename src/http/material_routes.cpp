// Uploading and reading the materials of a case.
#include "base/described.h"
#include "base/digest.h"
#include "cases/materials.h"
#include "cases/view.h"
#include "http/case_routes.h"
#include "http/done_body.h"
#include "http/schema_of.h"
#include "identity/audit.h"
#include "store/db.h"

namespace gh::http {
namespace {

// Each kind of material has its own limit in the pack; this is what the server takes at all.
constexpr std::size_t kUploadMaxBytes = 64U << 20U;

Route upload(const CaseParts& parts) {
  auto about = describe("uploadMaterial", "materials", {"上传材料", "Upload a material"});
  about.parameters.push_back({"kind", "query", true, string_schema(), {"材料种类", "kind of material"}});
  about.parameters.push_back({"name", "query", true, string_schema(), {"文件名", "file name"}});
  about.request = json::object{{"type", "string"}, {"format", "binary"}};
  about.response = schema_of<cases::Material>();
  about.success = 201;
  about.parameters.push_back(idempotency_key_parameter());
  about.problems = {ProblemCode::kNotFound, ProblemCode::kUnsupportedMedia, ProblemCode::kTooLarge,
                    ProblemCode::kConflict, ProblemCode::kIdempotencyMismatch};
  return Route("POST", "/api/v1/cases/{id}/materials", Access::kOffice,
               BlockingHandler{[parts](const Request& request) {
                 cases::Upload asked{request.query_text("kind"), request.query_text("name", 255), request.body};
                 if (const auto key = request.header("idempotency-key"); !key.empty()) asked.idempotency_key = key;
                 const Id case_id(request.param("id"));
                 const std::string digest = hex(bytes_of(sha256(asked.bytes)));
                 parts.db->read([&](store::Tx& tx) {
                   cases::check_upload(*parts.engine, tx, request.signed_in(), case_id, asked, digest, request.now);
                 });
                 // The bytes are on disk before the transaction begins; a blob without a row is harmless.
                 parts.blobs->put(asked.bytes);
                 const auto stamp = cases::new_stamp(request.now, parts.random);
                 const cases::Material material = parts.db->writing([&](store::Tx& tx) {
                   return cases::upload(*parts.engine, tx, request.signed_in(), case_id, asked, digest, stamp);
                 });
                 return created("/api/v1/cases/" + material.case_id + "/materials/" + material.id, write(material));
               }},
               std::move(about))
      .with_body_max(kUploadMaxBytes);
}

Route download(const CaseParts& parts) {
  auto about = describe("readMaterial", "materials", {"读取材料", "Read a material"});
  about.content_type = "application/octet-stream";
  about.problems = {ProblemCode::kNotFound};
  return Route("GET", "/api/v1/cases/{id}/materials/{material}", Access::kOffice,
               ReadHandler{[parts](const Request& request, store::Tx& tx) {
                 const cases::Reader reader{request.caller, request.now};
                 const auto opened = cases::read_case(tx, *parts.packs, reader, std::string(request.param("id")));
                 const auto material = tx.one<cases::Material>("select * from material where id = ? and case_id = ?",
                                                               {request.param("material"), opened.file.id});
                 const bool readable = material && opened.reading == cases::Reading::kFull && !opened.sealed;
                 const auto bytes = readable ? parts.blobs->get(material->sha256) : std::nullopt;
                 if (!bytes)
                   throw Problem(ProblemCode::kNotFound,
                                 FieldError{"/material", "material", "", {"没有这份材料", "no such material"}});
                 Response out = text_response(*bytes, material->media_type);
                 out.headers.emplace_back("Content-Disposition",
                                          "attachment; filename*=UTF-8''" + url_encode(material->name));
                 out.looked.push_back({identity::audit_kind::kMaterialRead, material->id});
                 return out;
               }},
               std::move(about));
}

}  // namespace

std::vector<Route> material_routes(const CaseParts& parts) { return {upload(parts), download(parts)}; }

}  // namespace gh::http
