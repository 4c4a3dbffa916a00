// Keeps the register of grades.
#include "grading/grades.h"

#include "base/assert.h"
#include "base/problem.h"

namespace gh::grading {
namespace {

void begin(store::Tx& tx, const Basis& basis, const Grade& grade) {
  tx.execute(
      "insert into grading_grade (case_id, version, organisation_id, grade, score, announced_on, valid_from, valid_to, "
      "begun_by_act, begun_at, ended_by_act, ended_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      {grade.case_id, grade.version, grade.organisation_id, grade.grade, grade.score, grade.announced_on,
       grade.valid_from, grade.valid_to, basis.act_id, basis.at, nullptr, nullptr});
}

void cut_short(store::Tx& tx, const Basis& basis, Grade earlier, Day newer_from) {
  const auto ended =
      tx.execute("update grading_grade set ended_by_act = ?, ended_at = ? where case_id = ? and ended_at is null",
                 {basis.act_id, basis.at, earlier.case_id});
  GH_ASSERT(ended == 1);
  const auto left = left_of({earlier.valid_from, earlier.valid_to}, newer_from);
  if (!left) return;
  earlier.valid_to = left->to;
  ++earlier.version;
  begin(tx, basis, earlier);
}

}  // namespace

void grant_grade(store::Tx& tx, const Basis& basis, const NewGrade& grade, const ValidityYears& rule) {
  tx.lock("grade:" + grade.organisation_id);
  const auto before = tx.integer("select count(*) from grading_grade where case_id = ?", {basis.case_id});
  if (before.value_or(0) > 0)
    throw Problem(ProblemCode::kConflict,
                  FieldError{"",
                             "granted_already",
                             "社会组织评估管理办法16",
                             {"该办件已公告等级", "this case has announced its grade already"}});
  const Validity validity = validity_of(basis.today, rule);
  end_grades(tx, basis, grade.organisation_id, validity.from);
  Grade granted;
  granted.case_id = basis.case_id;
  granted.version = 1;
  granted.organisation_id = grade.organisation_id;
  granted.grade = grade.grade;
  granted.score = grade.score;
  granted.announced_on = basis.today;
  granted.valid_from = validity.from;
  granted.valid_to = validity.to;
  begin(tx, basis, granted);
}

void end_grades(store::Tx& tx, const Basis& basis, const Id& organisation_id, Day before) {
  const auto held = tx.all<Grade>(
      "select * from grading_grade where organisation_id = ? and ended_at is null and valid_to >= ? order by "
      "valid_from",
      {organisation_id, before});
  for (const Grade& one : held) cut_short(tx, basis, one, before);
}

void enter_grade(store::Tx& tx, const Basis& basis, const Grade& grade) { begin(tx, basis, grade); }

std::optional<Grade> grade_on(store::Tx& tx, const Id& organisation_id, Day day) {
  return tx.one<Grade>(
      "select * from grading_grade where organisation_id = ? and ended_at is null and valid_from <= ? and valid_to >= "
      "?",
      {organisation_id, day, day});
}

std::optional<Grade> announced_grade(store::Tx& tx, const Id& organisation_id, Day day) {
  return tx.one<Grade>(
      "select * from grading_grade where organisation_id = ? and ended_at is null and valid_to >= ? order by "
      "valid_from "
      "desc limit 1",
      {organisation_id, day});
}

std::vector<Grade> versions_of_grades(store::Tx& tx, const Id& organisation_id) {
  return tx.all<Grade>("select * from grading_grade where organisation_id = ? order by announced_on, case_id, version",
                       {organisation_id});
}

}  // namespace gh::grading
