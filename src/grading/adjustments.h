// Grades lowered and taken away (社会组织评估管理办法30-33): what is left of the grade, how long no new application is
// taken, and what becomes of the certificate.
#pragma once
#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <optional>
#include <string>
#include <vector>

#include "grading/grades.h"

namespace gh::grading {

// Enumerators are spelled as they are stored and sent.
enum class AdjustmentKind { downgrade, cancel };
BOOST_DESCRIBE_ENUM(AdjustmentKind, downgrade, cancel)

struct Adjustment {
  Id case_id;
  Id organisation_id;
  AdjustmentKind kind{};
  std::string ground;
  std::string from_grade;
  std::string to_grade;    // "" when it was cancelled
  Day first_valid_from{};  // of the grade as it was announced first: windows for a new assessment count from there
  Day decided_on{};
  std::string certificate;  // out, returned, void
  Id begun_by_act;
  Instant begun_at{};
  std::optional<Id> settled_by_act;
  std::optional<Day> settled_on;
};
BOOST_DESCRIBE_STRUCT(Adjustment, (),
                      (case_id, organisation_id, kind, ground, from_grade, to_grade, first_valid_from, decided_on,
                       certificate, begun_by_act, begun_at, settled_by_act, settled_on))

struct NewAdjustment {
  Id organisation_id;
  AdjustmentKind kind{};
  std::string ground;
  std::string to_grade;  // of a downgrade
};

// Lowers or takes away the grade from today; a lowered one keeps its last day. kConflict "no_grade_held";
// "lower_grade": the new one isn't lower.
void adjust_grade(store::Tx& tx, const Basis& basis, const NewAdjustment& adjustment);
// Certificate and plaque of the adjusted grade came back, or are declared void. kConflict "certificate_settled".
void settle_certificate(store::Tx& tx, const Basis& basis, bool returned);

std::vector<Adjustment> adjustments_of(store::Tx& tx, const Id& organisation_id);
// When the grade that the organisation holds began, whatever was lowered since.
std::optional<Day> validity_began(store::Tx& tx, const Id& organisation_id, Day day);

// Whether a bar of so many months from the day of the decision is over.
bool bar_over(Day decided_on, int months, Day today);

}  // namespace gh::grading
