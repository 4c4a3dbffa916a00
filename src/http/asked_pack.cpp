#include "http/asked_pack.h"

#include "cases/packs.h"
#include "http/case_routes.h"

namespace gh::http {
namespace {

constexpr std::string_view kVersion = "version";
constexpr std::size_t kVersionMaxBytes = 100;

}  // namespace

Parameter pack_version_parameter() {
  return query_parameter(
      std::string(kVersion), string_schema(),
      {"政策版本（办件的 pack）；默认最新版本", "version of the policy, a case's \"pack\"; the newest when absent"});
}

std::shared_ptr<const policy::Pack> asked_pack(cases::Packs& packs, store::Tx& tx, const Request& request) {
  if (request.query_text(kVersion, kVersionMaxBytes).empty()) return packs.newest();
  return kept_pack(packs, tx, request, kVersion);
}

std::shared_ptr<const policy::Pack> kept_pack(cases::Packs& packs, store::Tx& tx, const Request& request,
                                              std::string_view name) {
  const std::string version = request.query_text(name, kVersionMaxBytes);
  auto newest = packs.newest();
  if (version == newest->version) return newest;
  if (tx.string("select version from pack_version where version = ?", {version})) return packs.of(tx, version);
  throw Problem(
      ProblemCode::kNotFound,
      FieldError{
          "/query/" + std::string(name), "pack-version", "", {"没有这个政策版本", "no such version of the policy"}});
}

}  // namespace gh::http
