#include "registry/filings.h"

namespace gh::registry {

void put_on_file(store::Tx& tx, const Filing& filing, const ByAct& by) {
  tx.execute(
      "update registry_filing set ended_by_act = ?, ended_at = ? where organisation_id = ? and matter = ? and "
      "ended_by_act is null",
      {by.act, by.at, filing.organisation_id, filing.matter});
  tx.execute(
      "insert into registry_filing (case_id, organisation_id, matter, on_day, begun_by_act, begun_at, ended_by_act, "
      "ended_at) values (?, ?, ?, ?, ?, ?, ?, ?)",
      {filing.case_id, filing.organisation_id, filing.matter, filing.on_day, by.act, by.at, nullptr, nullptr});
}

std::vector<Filing> all_filings_of(store::Tx& tx, const Id& organisation) {
  return tx.all<Filing>("select * from registry_filing where organisation_id = ? order by begun_at, case_id",
                        {organisation});
}

std::vector<Filing> filings_of(store::Tx& tx, const Id& organisation) {
  return tx.all<Filing>(
      "select * from registry_filing where organisation_id = ? and ended_by_act is null order by matter",
      {organisation});
}

std::optional<Day> filed_on(store::Tx& tx, const Id& organisation, std::string_view matter) {
  const auto day =
      tx.string("select on_day from registry_filing where organisation_id = ? and matter = ? and ended_by_act is null",
                {organisation, matter});
  return day ? parse_day(*day) : std::nullopt;
}

}  // namespace gh::registry
