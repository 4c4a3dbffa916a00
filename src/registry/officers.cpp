#include "registry/officers.h"

namespace gh::registry {

void seat_officer(store::Tx& tx, Officer officer, const ByAct& by) {
  tx.execute(
      "insert into registry_officer (id, organisation_id, place, name, identity_digest, post, term_from, term_to, "
      "full_time, "
      "leading_cadre, approval, begun_by_act, begun_at, ended_on, ended_by_act, ended_at) values "
      "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      {officer.id, officer.organisation_id, officer.place, officer.name, officer.identity_digest, officer.post,
       officer.term_from, officer.term_to, officer.full_time, officer.leading_cadre, officer.approval, by.act, by.at,
       nullptr, nullptr, nullptr});
}

void unseat_officers(store::Tx& tx, const Id& organisation, Day on, const ByAct& by) {
  tx.execute(
      "update registry_officer set ended_on = ?, ended_by_act = ?, ended_at = ? where organisation_id = ? and "
      "ended_by_act is null",
      {on, by.act, by.at, organisation});
}

std::vector<Officer> officers_of(store::Tx& tx, const Id& organisation) {
  return tx.all<Officer>(
      "select * from registry_officer where organisation_id = ? and ended_by_act is null order by begun_at, place",
      {organisation});
}

bool presides_elsewhere(store::Tx& tx, std::string_view identity_digest, const Id& organisation) {
  if (head_of_another(tx, identity_digest, organisation)) return true;
  return tx.integer(
               "select count(*) from registry_officer where identity_digest = ? and post = ? and ended_by_act is null "
               "and organisation_id <> ?",
               {identity_digest, kPresident, organisation})
             .value_or(0) > 0;
}

std::optional<Day> term_ends_on(store::Tx& tx, const Id& organisation) {
  const auto day = tx.string(
      "select min(term_to) from registry_officer where organisation_id = ? and ended_by_act is null", {organisation});
  return day ? parse_day(*day) : std::nullopt;
}

}  // namespace gh::registry
