#include "opendata/exports.h"

#include "base/problem.h"

namespace gh::opendata {

std::string file_name(const Export& asked) { return asked.id + (asked.format == ExportFormat::csv ? ".csv" : ".xlsx"); }

void ask_for_export(store::Tx& tx, const Export& asked) {
  tx.lock("exports:" + asked.office_id);
  const auto kept = tx.integer("select count(*) from list_export where office_id = ?", {asked.office_id}).value_or(0);
  if (kept >= kExportsPerOfficeMax)
    throw Problem(ProblemCode::kConflict,
                  FieldError{"",
                             "exports-max",
                             "",
                             {"导出文件过多，请等已有文件到期", "too many files are kept; wait until some expire"}});
  tx.execute(
      "insert into list_export (id, office_id, account_id, list, format, filters, columns, english, state, asked_at) "
      "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      {asked.id, asked.office_id, asked.account_id, asked.list, asked.format, asked.filters, asked.columns,
       asked.english, ExportState::waiting, asked.asked_at});
}

std::vector<Export> exports_of(store::Tx& tx, const Id& office) {
  return tx.all<Export>("select * from list_export where office_id = ? order by id desc limit ?",
                        {office, kExportsPerOfficeMax});
}

std::optional<Export> find_export(store::Tx& tx, const Id& office, const Id& id) {
  return tx.one<Export>("select * from list_export where id = ? and office_id = ?", {id, office});
}

std::optional<Export> take_export(store::Tx& tx, Instant now) {
  tx.lock("exports");
  auto taken = tx.one<Export>(
      "select * from list_export where state = 'waiting' and (taken_at is null or taken_at < ?) order by id limit 1",
      {now - kExportTakesMax});
  if (!taken) return {};
  taken->taken_at = now;
  tx.execute("update list_export set taken_at = ? where id = ?", {now, taken->id});
  return taken;
}

void export_made(store::Tx& tx, const Id& id, std::int64_t lines, Instant now, Instant expires_at) {
  tx.execute("update list_export set state = ?, line_count = ?, made_at = ?, expires_at = ? where id = ?",
             {ExportState::ready, lines, now, expires_at, id});
}

void export_failed(store::Tx& tx, const Id& id, std::string_view rule, Instant now, Instant expires_at) {
  tx.execute("update list_export set state = ?, rule = ?, made_at = ?, expires_at = ? where id = ?",
             {ExportState::failed, rule, now, expires_at, id});
}

std::vector<Export> forget_exports(store::Tx& tx, Instant now, std::size_t limit) {
  auto ended =
      tx.all<Export>("select * from list_export where expires_at < ? order by expires_at limit ?", {now, limit});
  for (const Export& one : ended) tx.execute("delete from list_export where id = ?", {one.id});
  return ended;
}

}  // namespace gh::opendata
