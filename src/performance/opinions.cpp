#include "performance/opinions.h"

namespace gh::performance {

void begin_opinions(store::Tx& tx, const Basis& basis) {
  tx.execute("update performance_opinion set ended_by_act = ? where case_id = ? and ended_by_act is null",
             {basis.act_id, basis.case_id});
}

void keep_opinion(store::Tx& tx, const Basis& basis, const Id& office_id, bool favourable, const std::string& opinion) {
  const auto seat = tx.integer(
      "select count(*) + 1 from performance_opinion where case_id = ? and ended_by_act is null", {basis.case_id});
  tx.execute(
      "insert into performance_opinion (case_id, office_id, act_id, seat, favourable, opinion, signed_at, "
      "ended_by_act) values (?, ?, ?, ?, ?, ?, ?, ?)",
      {basis.case_id, office_id, basis.act_id, seat, favourable, opinion, basis.at, nullptr});
}

std::vector<Opinion> opinions_of(store::Tx& tx, const Id& case_id) {
  return tx.all<Opinion>(
      "select seat, favourable, opinion, signed_at from performance_opinion where case_id = ? and ended_by_act is null "
      "order by seat",
      {case_id});
}

}  // namespace gh::performance
