#include "grading/rounds.h"

#include "base/assert.h"
#include "base/described.h"
#include "base/digest.h"

namespace gh::grading {

std::string rubric_digest(const policy::Rubric& rubric) {
  std::string all = rubric.id + "\n" + std::to_string(rubric.denominator) + " " + std::to_string(rubric.total) + " " +
                    std::to_string(rubric.bonus_cap) + "\n";
  for (const auto& one : rubric.indicators) {
    all += one.id + "\t" + one.parent + "\t" + std::to_string(one.points) + "\t" +
           boost::describe::enum_to_string(one.kind, "") + "\t" + std::to_string(one.per_case) + "\t" +
           std::to_string(one.answers_least) + "\t" + (one.bonus ? "bonus" : "");
    for (const std::int64_t step : one.steps) all += "\t" + std::to_string(step);
    all += "\n" + one.rule.zh + "\n";
  }
  for (const auto& band : rubric.bands) all += band.grade + " " + std::to_string(band.min_score) + "\n";
  return hex(bytes_of(sha256(all)));
}

void call_round(store::Tx& tx, const Basis& basis, const policy::Rubric& rubric) {
  tx.execute(
      "insert into grading_call (case_id, rubric, rubric_digest, called_on, begun_by_act, begun_at) values (?, ?, ?, "
      "?, ?, ?)",
      {basis.case_id, rubric.id, rubric_digest(rubric), basis.today, basis.act_id, basis.at});
}

std::optional<Call> find_call(store::Tx& tx, const Id& case_id) {
  return tx.one<Call>("select * from grading_call where case_id = ?", {case_id});
}

std::vector<Application> applications_of(store::Tx& tx, const Id& round, std::string_view procedure) {
  return tx.all<Application>(
      "select c.id as case_id, c.number, coalesce(c.applicant_id, '') as organisation_id, coalesce(o.name, '') as "
      "organisation, c.state, c.acts, (select g.grade from grading_grade g where g.case_id = c.id and g.version = 1) "
      "as "
      "grade, (select g.score from grading_grade g where g.case_id = c.id and g.version = 1) as score from case_file c "
      "left join organisation o on o.id = c.applicant_id where c.parent_id = ? and c.procedure = ? "
      "order by c.id limit ?",
      {round, procedure, kApplicationsMax});
}

std::vector<AnnouncedGrade> announced_in(store::Tx& tx, const Id& authority, int year) {
  return tx.all<AnnouncedGrade>(
      "select c.number, coalesce(o.name, '') as organisation, g.grade from grading_grade g join case_file c on c.id = "
      "g.case_id left join organisation o on o.id = g.organisation_id where g.version = 1 and c.authority_id = ? and "
      "g.announced_on >= ? and g.announced_on <= ? order by g.grade desc, c.number limit ?",
      {authority, day_of(year, 1, 1), day_of(year, 12, 31), kApplicationsMax});
}

}  // namespace gh::grading
