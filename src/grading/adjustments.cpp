#include "grading/adjustments.h"

#include <algorithm>

#include "base/assert.h"
#include "base/problem.h"
#include "grading/validity.h"

namespace gh::grading {
namespace {

[[noreturn]] void conflict(std::string field, std::string rule, std::string clause, Text says) {
  throw Problem(ProblemCode::kConflict,
                FieldError{std::move(field), std::move(rule), std::move(clause), std::move(says)});
}

Day began(store::Tx& tx, const Grade& grade) {
  const auto adjusted = tx.one<Adjustment>("select * from grading_adjustment where case_id = ?", {grade.case_id});
  return adjusted ? adjusted->first_valid_from : grade.valid_from;
}

}  // namespace

void adjust_grade(store::Tx& tx, const Basis& basis, const NewAdjustment& adjustment) {
  tx.lock("grade:" + adjustment.organisation_id);
  const auto held = announced_grade(tx, adjustment.organisation_id, basis.today);
  if (!held)
    conflict("/form/organisation", "no_grade_held", "社会组织评估管理办法30",
             {"该组织没有有效等级", "the organisation holds no grade"});
  const bool lowers = adjustment.kind == AdjustmentKind::downgrade;
  if (lowers && (adjustment.to_grade.empty() || stars_of(adjustment.to_grade) >= stars_of(held->grade)))
    conflict("/form/to_grade", "lower_grade", "社会组织评估管理办法30",
             {"降低后的等级应低于现有等级", "the new grade must be lower than the one held"});
  const std::string to_grade = lowers ? adjustment.to_grade : "";
  tx.execute(
      "insert into grading_adjustment (case_id, organisation_id, kind, ground, from_grade, to_grade, first_valid_from, "
      "decided_on, certificate, begun_by_act, begun_at, settled_by_act, settled_on) values (?, ?, ?, ?, ?, ?, ?, ?, "
      "'out', ?, ?, ?, ?)",
      {basis.case_id, adjustment.organisation_id, adjustment.kind, adjustment.ground, held->grade, to_grade,
       began(tx, *held), basis.today, basis.act_id, basis.at, nullptr, nullptr});
  end_grades(tx, basis, adjustment.organisation_id, basis.today);
  if (!lowers) return;
  Grade lowered = *held;
  lowered.case_id = basis.case_id;
  lowered.version = 1;
  lowered.grade = to_grade;
  lowered.announced_on = basis.today;
  lowered.valid_from = std::max(basis.today, held->valid_from);
  enter_grade(tx, basis, lowered);
}

void settle_certificate(store::Tx& tx, const Basis& basis, bool returned) {
  const auto settled = tx.execute(
      "update grading_adjustment set certificate = ?, settled_by_act = ?, settled_on = ? where case_id = ? and "
      "certificate = 'out'",
      {returned ? "returned" : "void", basis.act_id, basis.today, basis.case_id});
  if (settled == 0)
    conflict("", "certificate_settled", "社会组织评估管理办法33",
             {"证书和牌匾已交回或已公告作废", "certificate and plaque came back or are void already"});
}

std::vector<Adjustment> adjustments_of(store::Tx& tx, const Id& organisation_id) {
  return tx.all<Adjustment>("select * from grading_adjustment where organisation_id = ? order by decided_on, case_id",
                            {organisation_id});
}

std::optional<Day> validity_began(store::Tx& tx, const Id& organisation_id, Day day) {
  const auto held = announced_grade(tx, organisation_id, day);
  if (!held) return {};
  return began(tx, *held);
}

bool bar_over(Day decided_on, int months, Day today) {
  const std::chrono::year_month_day decided{decided_on};
  const auto month = std::chrono::year_month{decided.year(), decided.month()} + std::chrono::months{months};
  const std::chrono::year_month_day_last last{month.year(), month.month() / std::chrono::last};
  return today >= Day{std::chrono::year_month_day{month.year(), month.month(), std::min(decided.day(), last.day())}};
}

}  // namespace gh::grading
