#include "opendata/imports.h"

namespace gh::opendata {
namespace {

[[noreturn]] void conflict(std::string rule, Text says) {
  throw Problem(ProblemCode::kConflict, FieldError{"", std::move(rule), "", std::move(says)});
}

void forget_faults(store::Tx& tx, const Id& id) {
  tx.execute("delete from list_import_fault where import_id = ?", {id});
}

}  // namespace

void ask_for_import(store::Tx& tx, const Import& asked) {
  tx.lock("imports:" + asked.office_id);
  const auto kept = tx.integer("select count(*) from list_import where office_id = ?", {asked.office_id}).value_or(0);
  if (kept >= kImportsPerOfficeMax)
    conflict("imports-max", {"导入文件过多，请等已有文件到期", "too many files are kept; wait until some expire"});
  tx.execute(
      "insert into list_import (id, office_id, account_id, procedure, file_name, digest, state, done_count, "
      "good_count, known_count, faulty_count, asked_at) values (?, ?, ?, ?, ?, ?, ?, 0, 0, 0, 0, ?)",
      {asked.id, asked.office_id, asked.account_id, asked.procedure, asked.file_name, asked.digest,
       ImportState::checking, asked.asked_at});
}

std::vector<Import> imports_of(store::Tx& tx, const Id& office) {
  return tx.all<Import>("select * from list_import where office_id = ? order by id desc limit ?",
                        {office, kImportsPerOfficeMax});
}

std::optional<Import> find_import(store::Tx& tx, const Id& office, const Id& id) {
  return tx.one<Import>("select * from list_import where id = ? and office_id = ?", {id, office});
}

std::vector<ImportFault> faults_of(store::Tx& tx, const Id& id, std::int64_t after, std::size_t limit) {
  return tx.all<ImportFault>(
      "select * from list_import_fault where import_id = ? and ordinal > ? order by ordinal limit ?",
      {id, after, limit});
}

void start_import(store::Tx& tx, const Import& checked, bool skip_faulty) {
  if (checked.state != ImportState::checked)
    conflict("import-state", {"只有校验完毕的文件可以录入", "only a list that is checked can be entered"});
  if (checked.faulty_count > 0 && !skip_faulty)
    conflict("import-faulty", {"有行未通过校验；请改正后重新上传，或者确认跳过这些行",
                               "rows are faulty: mend and bring the file again, or say that they are skipped"});
  tx.execute(
      "update list_import set state = ?, done_count = 0, good_count = 0, known_count = 0, faulty_count = 0, taken_at = "
      "null, ended_at = null where id = ?",
      {ImportState::entering, checked.id});
}

std::optional<Import> take_import(store::Tx& tx, Instant now) {
  tx.lock("imports");
  auto taken = tx.one<Import>(
      "select * from list_import where state in ('checking', 'entering') and (taken_at is null or taken_at < ?) order "
      "by id limit 1",
      {now - kImportStandsMax});
  if (!taken) return {};
  taken->taken_at = now;
  tx.execute("update list_import set taken_at = ? where id = ?", {now, taken->id});
  return taken;
}

void import_moved(store::Tx& tx, const Id& id, std::int64_t rows, const ImportCounts& counts, Instant now) {
  tx.execute(
      "update list_import set row_count = ?, done_count = ?, good_count = ?, known_count = ?, faulty_count = ?, "
      "taken_at = ? where id = ?",
      {rows, counts.done, counts.good, counts.known, counts.faulty, now, id});
}

void import_ended(store::Tx& tx, const Import& taken, std::int64_t rows, const ImportCounts& counts,
                  const std::vector<ImportFault>& faults, Instant now, Instant expires_at) {
  import_moved(tx, taken.id, rows, counts, now);
  const ImportState next = taken.state == ImportState::checking ? ImportState::checked : ImportState::entered;
  tx.execute("update list_import set state = ?, ended_at = ?, expires_at = ? where id = ?",
             {next, now, expires_at, taken.id});
  forget_faults(tx, taken.id);
  std::int64_t ordinal = 0;
  for (const ImportFault& fault : faults)
    tx.execute(
        "insert into list_import_fault (import_id, ordinal, line, column_zh, column_en, field, rule, clause, says_zh, "
        "says_en) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        {taken.id, ++ordinal, fault.line, fault.column_zh, fault.column_en, fault.field, fault.rule, fault.clause,
         fault.says_zh, fault.says_en});
}

void import_failed(store::Tx& tx, const Id& id, std::string_view rule, Instant now, Instant expires_at) {
  tx.execute("update list_import set state = ?, rule = ?, ended_at = ?, expires_at = ? where id = ?",
             {ImportState::failed, rule, now, expires_at, id});
}

std::vector<Import> forget_imports(store::Tx& tx, Instant now, std::size_t limit) {
  auto ended = tx.all<Import>(
      "select * from list_import where expires_at < ? and state not in ('checking', 'entering') order by expires_at "
      "limit ?",
      {now, limit});
  for (const Import& one : ended) {
    forget_faults(tx, one.id);
    tx.execute("delete from list_import where id = ?", {one.id});
  }
  return ended;
}

}  // namespace gh::opendata
