#include "app/administration_routes.h"

#include "app/backup.h"
#include "base/described.h"
#include "http/case_routes.h"
#include "http/page.h"
#include "http/schema_of.h"
#include "identity/audit.h"
#include "log/pending.h"

namespace gh::app {
namespace {

using http::Access;
using http::Request;
using http::Response;

struct LogView {
  std::string origin;
  std::string key;  // name+id+base64, as verifiers read it
  bool signs = false;
  std::string rule;  // why it doesn't
  std::int64_t tree_size = 0;
  std::int64_t signed_size = 0;
  std::int64_t waiting = 0;              // acts without a place
  std::optional<Instant> checkpoint_at;  // when the newest checkpoint was signed
  std::optional<Instant> checked_at;     // of the last round that went well
};
BOOST_DESCRIBE_STRUCT(LogView, (),
                      (origin, key, signs, rule, tree_size, signed_size, waiting, checkpoint_at, checked_at))

// The log is looked after by the system's administrator and watched by the audit's.
void require_log_reader(const Request& request) {
  const std::string& role = request.signed_in().role;
  if (role == "system_administrator" || role == "audit_administrator") return;
  throw Problem(
      ProblemCode::kForbidden,
      FieldError{
          "", "administrator", "", {"仅限系统管理员和审计管理员", "for the system and the audit administrator"}});
}

Response read_log(Installation& installation, const Request& request, store::Tx& tx) {
  require_log_reader(request);
  const log::SequencerState state = installation.sequencer().state();
  LogView out;
  out.origin = installation.options().log_origin;
  out.key = log::text(installation.sequencer().verifier());
  out.signs = state.signs;
  out.rule = state.rule;
  out.tree_size = state.tree_size;
  out.signed_size = state.signed_size;
  out.waiting = log::waiting(tx);
  if (const auto signed_at = tx.integer("select max(signed_at) from log_checkpoint"))
    out.checkpoint_at = instant_of(*signed_at);
  out.checked_at = state.checked_at;
  return http::ok(write(out));
}

void note(store::Tx& tx, const Request& request, const std::string& subject) {
  identity::append_audit(tx, identity::event_of(request.signed_in(), identity::audit_kind::kAdministered, subject,
                                                request.remote, request.now));
}

Response make_backup(Installation& installation, const Request& request) {
  const Backup made = back_up_here(installation);
  installation.db().write([&](store::Tx& tx) { note(tx, request, "backup " + made.name); });
  return http::created("/api/v1/admin/backups", write(made));
}

}  // namespace

std::vector<http::Route> administration_routes(Installation& installation) {
  auto log_about = http::describe("readLogState", "administration", {"公开日志运行状态", "How the public log stands"});
  log_about.response = http::schema_of<LogView>();
  auto list = http::describe("listBackups", "administration", {"数据目录中的备份", "Backups in the data folder"});
  list.response = http::list_schema(http::schema_of<Backup>());
  auto make = http::describe("makeBackup", "administration", {"立即备份（SQLite）", "Make a backup now (SQLite)"});
  make.response = http::schema_of<Backup>();
  make.success = 201;
  make.problems = {ProblemCode::kConflict};
  std::vector<http::Route> out;
  out.emplace_back("GET", "/api/v1/admin/log", Access::kOffice,
                   http::ReadHandler{[&installation](const Request& request, store::Tx& tx) {
                     return read_log(installation, request, tx);
                   }},
                   std::move(log_about));
  out.emplace_back("GET", "/api/v1/admin/backups", Access::kSystemAdmin,
                   http::BlockingHandler{[&installation](const Request&) {
                     return http::ok(json::object{{"items", write(backups(installation))}});
                   }},
                   std::move(list));
  out.emplace_back(
      "POST", "/api/v1/admin/backups", Access::kSystemAdmin,
      http::BlockingHandler{[&installation](const Request& request) { return make_backup(installation, request); }},
      std::move(make));
  return out;
}

}  // namespace gh::app
