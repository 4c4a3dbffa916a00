// Keeps the published conditions.
#include "performance/terms.h"

namespace gh::performance {

void publish_terms(store::Tx& tx, const Basis& basis, const NewTerms& terms) {
  tx.lock("function-work:" + terms.item_id);
  const auto before = find_terms(tx, terms.item_id, terms.kind);
  if (before)
    tx.execute(
        "update performance_terms set ended_by_act = ?, ended_at = ? where item_id = ? and kind = ? and version = ?",
        {basis.act_id, basis.at, terms.item_id, terms.kind, before->version});
  const auto last = tx.integer("select coalesce(max(version), 0) from performance_terms where item_id = ? and kind = ?",
                               {terms.item_id, terms.kind});
  tx.execute(
      "insert into performance_terms (item_id, kind, version, holder_id, price_fen, promised_days, conditions, "
      "case_id, "
      "begun_by_act, begun_at, ended_by_act, ended_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      {terms.item_id, terms.kind, last.value_or(0) + 1, terms.holder_id, terms.price_fen, terms.promised_days,
       terms.conditions, basis.case_id, basis.act_id, basis.at, nullptr, nullptr});
}

void end_terms(store::Tx& tx, const Basis& basis, const Id& item_id, const Id& holder_id) {
  tx.execute(
      "update performance_terms set ended_by_act = ?, ended_at = ? where item_id = ? and holder_id <> ? and ended_at "
      "is "
      "null",
      {basis.act_id, basis.at, item_id, holder_id});
}

std::optional<Terms> find_terms(store::Tx& tx, const Id& item_id, std::string_view kind, std::optional<Instant> as_of) {
  if (!as_of)
    return tx.one<Terms>("select * from performance_terms where item_id = ? and kind = ? and ended_at is null",
                         {item_id, kind});
  return tx.one<Terms>(
      "select * from performance_terms where item_id = ? and kind = ? and begun_at <= ? and (ended_at is null or "
      "ended_at > ?)",
      {item_id, kind, *as_of, *as_of});
}

}  // namespace gh::performance
