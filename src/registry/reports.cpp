#include "registry/reports.h"

#include <map>

#include "base/assert.h"
#include "base/periods.h"
#include "registry/names.h"

namespace gh::registry {

bool file_report(store::Tx& tx, const Id& case_id, const Id& organisation, std::int64_t year, Day on, const ByAct& by) {
  tx.lock("registry:records:" + organisation);
  if (!report_case(tx, organisation, year).empty()) return false;
  tx.execute(
      "insert into registry_report (case_id, organisation_id, year, filed_on, filed_by_act, withdrawn_by_act) values "
      "(?, ?, ?, ?, ?, ?)",
      {case_id, organisation, year, on, by.act, nullptr});
  return true;
}

bool withdraw_report(store::Tx& tx, const Id& case_id, const ByAct& by) {
  return tx.execute("update registry_report set withdrawn_by_act = ? where case_id = ? and withdrawn_by_act is null",
                    {by.act, case_id}) == 1;
}

Id report_case(store::Tx& tx, const Id& organisation, std::int64_t year) {
  const auto filed = tx.string(
      "select case_id from registry_report where organisation_id = ? and year = ? and withdrawn_by_act is null",
      {organisation, year});
  if (filed) return *filed;
  return tx
      .string("select case_id from registry_record where organisation_id = ? and kind = 'annual_report' and year = ?",
              {organisation, year})
      .value_or("");
}

bool owes_report(Day registered_on, std::int64_t year, std::int64_t excused_months) {
  return months_after(registered_on, excused_months) <= day_of(static_cast<int>(year), 12, 31);
}

std::vector<Entry> associations_of(store::Tx& tx, const policy::Pack& pack, const Id& authority, std::size_t limit) {
  std::map<std::string, bool> of_division;
  std::vector<Entry> out;
  for (Entry& entry : tx.all<Entry>("select * from registry_entry where kind = 'association' and ended_by_act is null "
                                    "and status in ('active', 'suspended') order by organisation_id")) {
    const auto [known, fresh] = of_division.try_emplace(entry.division, false);
    if (fresh) known->second = registry_of(tx, pack, entry.division) == authority;
    if (!known->second) continue;
    GH_ASSERT(out.size() < limit);
    out.push_back(std::move(entry));
  }
  return out;
}

std::vector<Id> reports_missing(store::Tx& tx, const policy::Pack& pack, const Id& authority, std::int64_t year,
                                std::int64_t excused_months) {
  std::vector<Id> out;
  for (const Entry& entry : associations_of(tx, pack, authority, kMissingReportsMax))
    if (owes_report(entry.registered_on, year, excused_months) && report_case(tx, entry.organisation_id, year).empty())
      out.push_back(entry.organisation_id);
  return out;
}

}  // namespace gh::registry
