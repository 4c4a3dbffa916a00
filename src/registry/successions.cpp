#include "registry/successions.h"

namespace gh::registry {

void add_succession(store::Tx& tx, const Succession& succession) {
  tx.execute(
      "insert into registry_succession (case_id, predecessor_id, successor_id, kind, on_day, begun_by_act, begun_at) "
      "values (?, ?, ?, ?, ?, ?, ?)",
      {succession.case_id, succession.predecessor_id, succession.successor_id, succession.kind, succession.on_day,
       succession.begun_by_act, succession.begun_at});
}

std::vector<Succession> successions_of(store::Tx& tx, const Id& organisation) {
  return tx.all<Succession>(
      "select * from registry_succession where predecessor_id = ? or successor_id = ? order by begun_at, "
      "predecessor_id, successor_id",
      {organisation, organisation});
}

}  // namespace gh::registry
