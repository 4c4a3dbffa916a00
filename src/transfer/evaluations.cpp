// Keeps evaluations and extensions.
#include "transfer/evaluations.h"

#include "base/problem.h"
#include "transfer/agreements.h"

namespace gh::transfer {

void record_evaluation(store::Tx& tx, const Basis& basis, const Id& evaluator_id, std::int64_t score,
                       std::int64_t pass_score) {
  const Agreement agreement = running_agreement(tx, basis.case_id);
  if (tx.integer("select count(*) from transfer_evaluation where case_id = ? and year = ?",
                 {basis.case_id, agreement.year})
          .value_or(0) > 0)
    throw Problem(
        ProblemCode::kConflict,
        FieldError{"", "evaluated_already", "三(一)3", {"本年度已有评估报告", "the year has its report already"}});
  tx.execute(
      "insert into transfer_evaluation (case_id, year, evaluator_id, score, pass_score, reported_on, begun_by_act, "
      "begun_at, conclusion, concluded_on, ended_by_act, ended_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      {basis.case_id, agreement.year, evaluator_id, score, pass_score, basis.today, basis.act_id, basis.at, nullptr,
       nullptr, nullptr, nullptr});
}

void conclude_evaluation(store::Tx& tx, const Basis& basis, Conclusion conclusion) {
  const auto agreement = find_agreement(tx, basis.case_id);
  if (!agreement) return;
  tx.execute(
      "update transfer_evaluation set conclusion = ?, concluded_on = ?, ended_by_act = ?, ended_at = ? where case_id = "
      "? and year = ? and ended_at is null",
      {conclusion, basis.today, basis.act_id, basis.at, basis.case_id, agreement->year});
}

std::vector<Evaluation> evaluations_of(store::Tx& tx, const Id& case_id, std::optional<Instant> as_of) {
  auto evaluations = tx.all<Evaluation>("select * from transfer_evaluation where case_id = ? order by year", {case_id});
  if (!as_of) return evaluations;
  std::erase_if(evaluations, [&](const Evaluation& one) { return one.begun_at > *as_of; });
  for (Evaluation& one : evaluations) {
    if (!one.ended_at || *one.ended_at <= *as_of) continue;
    one.conclusion.reset();
    one.concluded_on.reset();
    one.ended_by_act.reset();
    one.ended_at.reset();
  }
  return evaluations;
}

void extend_supervision(store::Tx& tx, const Basis& basis, const std::string& reason) {
  const Agreement agreement = running_agreement(tx, basis.case_id);
  conclude_evaluation(tx, basis, Conclusion::extended);
  tx.execute("insert into transfer_extension (case_id, year, reason, act_id, recorded_at) values (?, ?, ?, ?, ?)",
             {basis.case_id, agreement.year, reason, basis.act_id, basis.at});
  begin_next_year(tx, basis, agreement);
}

std::int64_t extensions_of(store::Tx& tx, const Id& case_id, std::optional<Instant> as_of) {
  if (!as_of) return tx.integer("select count(*) from transfer_extension where case_id = ?", {case_id}).value_or(0);
  return tx.integer("select count(*) from transfer_extension where case_id = ? and recorded_at <= ?", {case_id, *as_of})
      .value_or(0);
}

}  // namespace gh::transfer
