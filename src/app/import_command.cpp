// `guildhall import`: a registry's existing list from a file, by whoever keeps the installation, in the office of one
// of its officers.
#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iterator>

#include "app/clock.h"
#include "app/commands.h"
#include "app/imports.h"
#include "app/installation_place.h"
#include "identity/accounts.h"
#include "identity/offices.h"
#include "opendata/row_forms.h"

namespace gh::app {
namespace {

[[noreturn]] void refuse(std::string field, std::string rule, Text says) {
  throw Problem(ProblemCode::kNotFound, FieldError{std::move(field), std::move(rule), "", std::move(says)});
}

// The procedure whose rows come in: the one asked for, or the only one that the pack lets come in as a list.
std::string procedure_of(const policy::Pack& pack, const CommandOptions& options, Instant now) {
  const auto importable = importable_procedures(pack, local_day(now, pack.utc_offset));
  if (options.procedure.empty() && importable.size() == 1) return importable.front();
  if (std::find(importable.begin(), importable.end(), options.procedure) != importable.end()) return options.procedure;
  std::string names;
  for (const auto& name : importable) names += (names.empty() ? "" : ", ") + name;
  refuse("/procedure", "not-importable",
         {"请用 --procedure 指明可以导入的事项：" + names, "say with --procedure whose rows they are: " + names});
}

// The first office of the account whose role opens the procedure.
identity::Caller officer(Installation& installation, const CommandOptions& options, const std::string& procedure,
                         Instant now) {
  const auto pack = installation.packs().newest();
  const auto& by = pack->procedure(procedure).opened_by;
  return installation.db().reading([&](store::Tx& tx) {
    const auto account = identity::find_account_by_login(tx, options.login);
    if (!account) refuse("/login", "account", {"没有这个账号", "no such account"});
    for (const auto& office : identity::offices_of(tx, account->id, local_day(now, pack->utc_offset)))
      if (std::find(by.begin(), by.end(), office.role) != by.end())
        return identity::Caller{account->id, account->display_name,  false,          {"read", "act"}, office.id,
                                office.role, office.organisation_id, office.division};
    refuse("/login", "office", {"该账号没有可办理该事项的岗位", "no office of the account opens such cases"});
  });
}

int write_import_template(const policy::Pack& pack, const CommandOptions& options, const std::string& procedure) {
  const std::filesystem::path path = options.template_file;
  const auto format = path.extension() == ".csv" ? opendata::ExportFormat::csv : opendata::ExportFormat::xlsx;
  const auto& form = pack.procedure(procedure).form;
  opendata::write_template(path, opendata::form_columns(pack.forms.at(form)->schema()), format, false);
  fmt::print("template of {} written to {}\n", procedure, path.string());
  return 0;
}

void print_faults(const RowsDone& done) {
  for (const auto& fault : done.faults)
    fmt::print("line {}, {}: {} ({}) [{}{}{}]\n", fault.line, fault.column_zh.empty() ? "-" : fault.column_zh,
               fault.says_zh, fault.says_en, fault.rule, fault.clause.empty() ? "" : ", ", fault.clause);
}

}  // namespace

int run_import(const CommandOptions& options) {
  const SystemTime time;
  Installation installation(place_of(options, mode_of_existing(options)), time, system_random());
  const auto pack = installation.packs().newest();
  const std::string procedure = procedure_of(*pack, options, time.now());
  if (!options.template_file.empty()) return write_import_template(*pack, options, procedure);
  std::ifstream stream(options.list_file, std::ios::binary);
  if (!stream) refuse("/list", "file", {"无法读取文件", "the file can't be read"});
  const std::string bytes{std::istreambuf_iterator<char>(stream), {}};
  const auto caller = officer(installation, options, procedure, time.now());
  const auto moved = [](std::int64_t rows, const opendata::ImportCounts& counts) {
    fmt::print("  {} of {} rows, {} faulty\n", counts.done, rows, counts.faulty);
  };
  RowsDone done = perform_rows(installation, caller, procedure, bytes, true, moved);
  print_faults(done);
  fmt::print("checked {} rows: {} good, {} known, {} faulty\n", done.rows, done.counts.good, done.counts.known,
             done.counts.faulty);
  const bool whole = done.counts.faulty == 0;
  if (options.dry_run || (!whole && !options.skip_faulty)) return whole ? 0 : 1;
  done = perform_rows(installation, caller, procedure, bytes, false, moved);
  fmt::print("entered {} rows, {} known, {} left out\n", done.counts.good, done.counts.known, done.counts.faulty);
  return whole ? 0 : 1;
}

}  // namespace gh::app
