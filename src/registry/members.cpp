#include "registry/members.h"

namespace gh::registry {

std::vector<MemberView> roll_on(store::Tx& tx, const Id& association, Day on, Instant known_at) {
  return tx.all<MemberView>(
      "select m.company_id, e.name, e.credit_code, m.admitted_on, case when m.ended_at > ? then null else m.left_on "
      "end "
      "as left_on from registry_membership m join registry_entry e on e.organisation_id = m.company_id and e.begun_at "
      "<= "
      "? and (e.ended_at is null or e.ended_at > ?) where m.association_id = ? and m.admitted_on <= ? and m.begun_at "
      "<= "
      "? and (m.left_on is null or m.left_on > ? or m.ended_at > ?) order by m.admitted_on, m.id limit ?",
      {known_at, known_at, known_at, association, on, known_at, on, known_at, kRollMax});
}

std::vector<LinkView> links_of(store::Tx& tx, const Id& association, Day on) {
  auto links = tx.all<LinkView>(
      "select distinct 'same_representative' as kind, o.organisation_id as association_id, o.name, o.status, 0 as "
      "members_shared from registry_entry mine join registry_entry other on other.legal_representative_digest = "
      "mine.legal_representative_digest and other.organisation_id <> mine.organisation_id and other.kind = "
      "'association' join registry_entry o on o.organisation_id = other.organisation_id and o.ended_by_act is null "
      "where mine.organisation_id = ? order by association_id limit ?",
      {association, kLinksMax});
  const auto shared = tx.all<LinkView>(
      "select 'shared_members' as kind, e.organisation_id as association_id, e.name, e.status, count(distinct "
      "theirs.company_id) as members_shared from registry_membership mine join registry_membership theirs on "
      "theirs.company_id = mine.company_id and theirs.association_id <> mine.association_id join registry_entry e on "
      "e.organisation_id = theirs.association_id and e.ended_by_act is null where mine.association_id = ? and "
      "mine.admitted_on <= ? and (mine.left_on is null or mine.left_on > ?) and theirs.admitted_on <= ? and "
      "(theirs.left_on is null or theirs.left_on > ?) group by e.organisation_id, e.name, e.status order by "
      "members_shared desc, association_id limit ?",
      {association, on, on, on, on, kLinksMax});
  links.insert(links.end(), shared.begin(), shared.end());
  return links;
}

}  // namespace gh::registry
