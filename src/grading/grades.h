// The register of grades (社会组织评估管理办法28): which association holds which grade, from when to when, in every
// version.
#pragma once
#include <boost/describe/class.hpp>
#include <optional>
#include <string>
#include <vector>

#include "grading/basis.h"
#include "grading/validity.h"
#include "store/db.h"

namespace gh::grading {

// One version of a grade, known by the id of its grading case.
struct Grade {
  Id case_id;
  std::int64_t version = 0;
  Id organisation_id;
  std::string grade;       // "5A" … "1A"
  std::int64_t score = 0;  // in the rubric's unit
  Day announced_on{};
  Day valid_from{};
  Day valid_to{};
  Id begun_by_act;
  Instant begun_at{};
  std::optional<Id> ended_by_act;
  std::optional<Instant> ended_at;
};
BOOST_DESCRIBE_STRUCT(Grade, (),
                      (case_id, version, organisation_id, grade, score, announced_on, valid_from, valid_to,
                       begun_by_act, begun_at, ended_by_act, ended_at))

struct NewGrade {
  Id organisation_id;
  std::string grade;
  std::int64_t score = 0;
};

// Announces a grade of the basis's case today; each earlier grade of the organisation ends the day before it begins.
// kConflict "granted_already": the case has announced one before.
void grant_grade(store::Tx& tx, const Basis& basis, const NewGrade& grade, const ValidityYears& rule);

// Ends whatever grade the organisation holds or was announced to hold the day before; what had ended stays. And enters
// a version as it is given. Both for those who adjust grades.
void end_grades(store::Tx& tx, const Basis& basis, const Id& organisation_id, Day before);
void enter_grade(store::Tx& tx, const Basis& basis, const Grade& grade);

// The grade valid on the day, as the register stands now.
std::optional<Grade> grade_on(store::Tx& tx, const Id& organisation_id, Day day);
// The grade that was announced last and hasn't ended before the day; it may begin later.
std::optional<Grade> announced_grade(store::Tx& tx, const Id& organisation_id, Day day);
// Every version of the organisation's grades, oldest first.
std::vector<Grade> versions_of_grades(store::Tx& tx, const Id& organisation_id);

}  // namespace gh::grading
