#include "registry/ties.h"

#include <string_view>

namespace gh::registry {
namespace {

bool any(store::Tx& tx, std::string_view sql, std::initializer_list<store::Value> values) {
  return tx.integer(sql, values).value_or(0) > 0;
}

bool is_member(store::Tx& tx, const Id& one, const Id& other, Day on) {
  return any(tx,
             "select count(*) from registry_membership where ((association_id = ? and company_id = ?) or "
             "(association_id = ? and company_id = ?)) and admitted_on <= ? and (left_on is null or left_on > ?)",
             {one, other, other, one, on, on});
}

// People who lead an organisation, by the digests of their identity numbers: its officers and its legal representative.
constexpr std::string_view kSharedLeader =
    R"sql(with
one as (
  select identity_digest as person from registry_officer where organisation_id = ? and ended_by_act is null
  union select legal_representative_digest from registry_entry
    where organisation_id = ? and ended_by_act is null and legal_representative_digest is not null),
other as (
  select identity_digest as person from registry_officer where organisation_id = ? and ended_by_act is null
  union select legal_representative_digest from registry_entry
    where organisation_id = ? and ended_by_act is null and legal_representative_digest is not null)
select count(*) from one join other on one.person = other.person)sql";

bool works_for_both(store::Tx& tx, const Id& one, const Id& other, Day on) {
  return any(tx,
             "select count(*) from office a join office b on a.account_id = b.account_id where a.organisation_id = ? "
             "and b.organisation_id = ? and a.revoked_at is null and b.revoked_at is null and a.from_day <= ? and "
             "b.from_day <= ? and (a.to_day is null or a.to_day >= ?) and (b.to_day is null or b.to_day >= ?)",
             {one, other, on, on, on, on});
}

}  // namespace

std::string tie_between(store::Tx& tx, const Id& one, const Id& other, Day on) {
  if (one == other) return "same";
  if (is_member(tx, one, other, on)) return "member";
  if (any(tx, kSharedLeader, {one, one, other, other})) return "officer";
  if (works_for_both(tx, one, other, on)) return "works_for_both";
  return {};
}

}  // namespace gh::registry
