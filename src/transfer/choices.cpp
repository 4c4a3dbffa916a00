// Keeps proposals of a receiver.
#include "transfer/choices.h"

namespace gh::transfer {

void choose(store::Tx& tx, const Basis& basis, const Id& organisation_id, ChoiceBasis by, std::string reason,
            std::string clause) {
  drop_choice(tx, basis);
  const auto ordinal =
      tx.integer("select coalesce(max(ordinal), 0) + 1 from transfer_choice where case_id = ?", {basis.case_id});
  tx.execute(
      "insert into transfer_choice (case_id, ordinal, organisation_id, basis, reason, clause, begun_by_act, begun_at, "
      "ended_by_act, ended_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      {basis.case_id, ordinal, organisation_id, by, reason, clause, basis.act_id, basis.at, nullptr, nullptr});
}

void drop_choice(store::Tx& tx, const Basis& basis) {
  tx.execute("update transfer_choice set ended_by_act = ?, ended_at = ? where case_id = ? and ended_at is null",
             {basis.act_id, basis.at, basis.case_id});
}

std::optional<Choice> find_choice(store::Tx& tx, const Id& case_id, std::optional<Instant> as_of) {
  if (!as_of) return tx.one<Choice>("select * from transfer_choice where case_id = ? and ended_at is null", {case_id});
  return tx.one<Choice>(
      "select * from transfer_choice where case_id = ? and begun_at <= ? and (ended_at is null or ended_at > ?)",
      {case_id, *as_of, *as_of});
}

}  // namespace gh::transfer
