#include "registry/records.h"

#include "base/assert.h"
#include "base/periods.h"

namespace gh::registry {
namespace {

// Kinds that last until they end (社会组织信用信息管理办法); the others happen on one day.
bool lasts(std::string_view kind) {
  return kind == "abnormal_listing" || kind == "serious_listing" || kind == "investigation";
}

}  // namespace

bool add_record(store::Tx& tx, Record record, const ByAct& by) {
  tx.lock("registry:records:" + record.organisation_id);
  if (tx.integer("select count(*) from registry_record where case_id = ? and kind = ?", {record.case_id, record.kind})
          .value_or(0) > 0)
    return false;
  if (record.kind == "annual_report") {
    GH_ASSERT(record.year.has_value());
    const auto reports = tx.integer(
        "select count(*) from registry_record where organisation_id = ? and kind = 'annual_report' and year = ?",
        {record.organisation_id, *record.year});
    if (reports.value_or(0) > 0) return false;
  }
  tx.execute(
      "insert into registry_record (id, case_id, organisation_id, kind, on_day, year, conclusion, fine_fen, until_day, "
      "summary, cause, measures, begun_by_act, begun_at, ended_on, ended_by_act, ended_at) values "
      "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      {record.id, record.case_id, record.organisation_id, record.kind, record.on_day, record.year, record.conclusion,
       record.fine_fen, record.until_day, record.summary, record.cause, record.measures, by.act, by.at, nullptr,
       nullptr, nullptr});
  return true;
}

bool end_record(store::Tx& tx, const Id& case_id, Day on, const ByAct& by) {
  return tx.execute(
             "update registry_record set ended_on = ?, ended_by_act = ?, ended_at = ? where case_id = ? and "
             "ended_by_act "
             "is null and kind in ('abnormal_listing', 'serious_listing', 'investigation') and on_day <= ?",
             {on, by.act, by.at, case_id, on}) == 1;
}

std::int64_t record_count(store::Tx& tx, const Id& organisation, std::string_view kind, Day from) {
  if (!lasts(kind))
    return tx
        .integer("select count(*) from registry_record where organisation_id = ? and kind = ? and on_day >= ?",
                 {organisation, kind, from})
        .value_or(0);
  return tx
      .integer(
          "select count(*) from registry_record where organisation_id = ? and kind = ? and (on_day >= ? or "
          "((ended_on is null or ended_on > ?) and (until_day is null or until_day >= ?)))",
          {organisation, kind, from, from, from})
      .value_or(0);
}

std::optional<int> latest_year_due(std::string_view due, Day today) {
  const auto due_this_year = parse_day(std::to_string(year_of(today)) + "-" + std::string(due));
  if (!due_this_year) return std::nullopt;
  return year_of(today) - (*due_this_year < today ? 1 : 2);
}

bool annual_report_in_order(store::Tx& tx, const Id& organisation, std::string_view due, std::int64_t excused_months,
                            Day today) {
  const auto entry = entry_of(tx, organisation);
  const auto year = latest_year_due(due, today);
  if (!entry || !year) return false;
  if (months_after(entry->registered_on, excused_months) > day_of(*year, 12, 31)) return true;
  const auto good = tx.integer(
      "select count(*) from registry_record where organisation_id = ? and kind = 'annual_report' and year = ? and "
      "conclusion in ('pass', 'basic_pass')",
      {organisation, *year});
  return good.value_or(0) > 0;
}

std::vector<Record> public_records_of(store::Tx& tx, const Id& organisation, std::size_t limit) {
  return tx.all<Record>(
      "select * from registry_record where organisation_id = ? and kind <> 'investigation' order by on_day desc, "
      "case_id "
      "desc limit ?",
      {organisation, limit});
}

bool admit_member(store::Tx& tx, const Id& membership, const Id& association, const Id& company, Day on,
                  const ByAct& by) {
  tx.lock("registry:roll:" + association);
  if (is_member(tx, association, company)) return false;
  tx.execute(
      "insert into registry_membership (id, association_id, company_id, admitted_on, begun_by_act, begun_at, left_on, "
      "ended_by_act, ended_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
      {membership, association, company, on, by.act, by.at, nullptr, nullptr, nullptr});
  return true;
}

bool remove_member(store::Tx& tx, const Id& association, const Id& company, Day on, const ByAct& by) {
  tx.lock("registry:roll:" + association);
  return tx.execute(
             "update registry_membership set left_on = ?, ended_by_act = ?, ended_at = ? where association_id = ? and "
             "company_id = ? and ended_by_act is null and admitted_on <= ?",
             {on, by.act, by.at, association, company, on}) == 1;
}

void close_roll(store::Tx& tx, const Id& association, Day on, const ByAct& by) {
  tx.lock("registry:roll:" + association);
  tx.execute(
      "update registry_membership set left_on = ?, ended_by_act = ?, ended_at = ? where association_id = ? and "
      "ended_by_act is null",
      {on, by.act, by.at, association});
}

std::vector<Id> roll_of(store::Tx& tx, const Id& association) {
  std::vector<Id> out;
  tx.each("select company_id from registry_membership where association_id = ? and ended_by_act is null order by 1",
          {association}, [&](const store::Row& row) { out.emplace_back(row.string(0)); });
  return out;
}

bool is_member(store::Tx& tx, const Id& association, const Id& company) {
  return tx.integer(
               "select count(*) from registry_membership where association_id = ? and company_id = ? and ended_by_act "
               "is null",
               {association, company})
             .value_or(0) > 0;
}

std::int64_t members_of(store::Tx& tx, const Id& association) {
  return tx
      .integer("select count(*) from registry_membership where association_id = ? and ended_by_act is null",
               {association})
      .value_or(0);
}

std::int64_t members_on(store::Tx& tx, const Id& association, Day on, Instant known_at) {
  return tx
      .integer(
          "select count(distinct company_id) from registry_membership where association_id = ? and admitted_on <= ? "
          "and begun_at <= ? and (left_on is null or left_on > ? or ended_at > ?)",
          {association, on, known_at, on, known_at})
      .value_or(0);
}

}  // namespace gh::registry
