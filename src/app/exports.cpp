#include "app/exports.h"

#include <spdlog/spdlog.h>

#include "http/export_writing.h"
#include "identity/accounts.h"
#include "identity/offices.h"
#include "opendata/exports.h"

namespace gh::app {
namespace {

constexpr std::size_t kForgottenAtOnceMax = 500;
constexpr std::int64_t kKeptDaysOtherwise = 7;  // where the pack doesn't say

// The rule by which it failed, or how many lines it has.
struct Outcome {
  std::optional<std::int64_t> lines;
  std::string rule;
};

Outcome write_file(Installation& installation, const http::ListReading& lists, const opendata::Export& asked,
                   Instant now) {
  const auto pack = installation.packs().newest();
  const auto path = export_folder(installation) / opendata::file_name(asked);
  std::filesystem::create_directories(path.parent_path());
  Outcome out;
  try {
    installation.db().read([&](store::Tx& tx) {
      const auto caller = caller_of(tx, asked.account_id, asked.office_id, local_day(now, pack->utc_offset));
      if (!caller) {
        out.rule = "office-ended";
        return;
      }
      out.lines = http::write_export(tx, lists, asked, {caller, now}, pack->utc_offset, path);
      if (!out.lines) out.rule = "too-many-rows";
    });
  } catch (const Problem& problem) {
    out.rule = problem.errors().empty() ? std::string(kind_of(problem.code()).name) : problem.errors().front().rule;
  } catch (const std::exception& trouble) {
    spdlog::error("export {}: {}", asked.id, trouble.what());
    out.rule = "storage";
  }
  if (!out.lines) std::filesystem::remove(path);
  return out;
}

}  // namespace

std::optional<identity::Caller> caller_of(store::Tx& tx, const Id& account_id, const Id& office_id, Day today) {
  const auto account = identity::find_account(tx, account_id);
  if (!account || account->status != identity::AccountStatus::active) return {};
  for (const identity::Office& office : identity::offices_of(tx, account_id, today)) {
    if (office.id != office_id) continue;
    return identity::Caller{account->id, account->display_name,  false,          {"read", "act"}, office.id,
                            office.role, office.organisation_id, office.division};
  }
  return {};
}

Instant kept_until(const policy::Pack& pack, Instant now) {
  const json::value* days = pack.parameter("export_kept_days", local_day(now, pack.utc_offset));
  return now + std::chrono::hours{24} * (days == nullptr ? kKeptDaysOtherwise : days->as_int64());
}

std::filesystem::path export_folder(const Installation& installation) {
  return installation.options().data_folder / "exports";
}

bool make_export(Installation& installation, const http::ListReading& lists, http::EventHub& events) {
  const Instant now = installation.time().now();
  const bool waits = installation.db().reading([](store::Tx& tx) {
    return tx.string("select id from list_export where state = 'waiting' limit 1").has_value();
  });
  if (!waits) return false;
  const auto asked = installation.db().writing([&](store::Tx& tx) { return opendata::take_export(tx, now); });
  if (!asked) return false;
  const Outcome made = write_file(installation, lists, *asked, now);
  const Instant done_at = installation.time().now();
  const Instant expires_at = kept_until(*installation.packs().newest(), done_at);
  installation.db().write([&](store::Tx& tx) {
    if (made.lines)
      opendata::export_made(tx, asked->id, *made.lines, done_at, expires_at);
    else
      opendata::export_failed(tx, asked->id, made.rule, done_at, expires_at);
  });
  events.publish(asked->office_id, "export",
                 json::object{{"id", asked->id}, {"list", asked->list}, {"state", made.lines ? "ready" : "failed"}});
  return true;
}

void forget_old_exports(Installation& installation) {
  const Instant now = installation.time().now();
  const auto ended =
      installation.db().writing([&](store::Tx& tx) { return opendata::forget_exports(tx, now, kForgottenAtOnceMax); });
  for (const opendata::Export& one : ended)
    std::filesystem::remove(export_folder(installation) / opendata::file_name(one));
}

}  // namespace gh::app
