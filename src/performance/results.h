// The register of results: credit ratings with their certificates, qualifications, appraisals, selections. Whether one
// still holds is computed from its last day, not from a timer having run.
#pragma once
#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "performance/basis.h"
#include "performance/certificate_number.h"
#include "store/db.h"

namespace gh::performance {

// As stored; with `standing_on` also expired.
enum class ResultStatus { granted, downgraded, replaced, withdrawn };
BOOST_DESCRIBE_ENUM(ResultStatus, granted, downgraded, replaced, withdrawn)

struct Result {
  Id case_id;
  std::int64_t version = 0;
  std::string kind;  // the procedure that gave it
  Id item_id;
  Id organisation_id;
  Id reviewer_id;      // the holder of the function that reviewed it
  std::string grade;   // or another word: qualified, outstanding …
  std::string number;  // of the certificate
  Day valid_from{};
  std::optional<Day> valid_to;  // last day; nothing: without end
  ResultStatus status{};
  std::string reason;
  Id begun_by_act;
  Instant begun_at{};
  std::optional<Id> ended_by_act;
  std::optional<Instant> ended_at;
};
BOOST_DESCRIBE_STRUCT(Result, (),
                      (case_id, version, kind, item_id, organisation_id, reviewer_id, grade, number, valid_from,
                       valid_to, status, reason, begun_by_act, begun_at, ended_by_act, ended_at))

// "granted", "downgraded" …, or "expired" from the day after the last on.
std::string standing_on(const Result& result, Day day);
// Holds on the day.
bool holds_on(const Result& result, Day day);

struct NewResult {
  std::string kind;
  Id item_id;
  Id organisation_id;
  Id reviewer_id;
  std::string grade;
  std::string number;
  std::optional<Day> valid_to;
  std::string reason;
  bool replaces = false;  // an earlier one of the kind about the organisation that still holds ends with it
};
// The result of the basis's case, from today. kConflict "granted_already".
void grant(store::Tx& tx, const Basis& basis, const NewResult& result);
// Decides the case's result again after a second look: the grade and its number change, the last day stays. kConflict
// "no_result".
void decide_again(store::Tx& tx, const Basis& basis, const std::string& grade, const std::string& number,
                  const std::string& reason);
// A lower grade under the number that goes with it; its last day stays. kConflict "no_result": the case has none that
// holds.
void downgrade(store::Tx& tx, const Basis& basis, const std::string& grade, const std::string& number,
               const std::string& reason);
// Withdraws the case's result where it has one that still holds.
void end_if_held(store::Tx& tx, const Basis& basis, const std::string& reason);
// kConflict "no_result".
void withdraw(store::Tx& tx, const Basis& basis, const std::string& reason);

// The number of the next certificate of a firm that the association has reviewed: its own number is given with the
// first one. kConflict "numbers_used_up" past 999 associations or 99,999 firms a year. Our bug where the scale lacks
// the grade.
std::string next_certificate(store::Tx& tx, const Basis& basis, const Id& reviewer_id, const std::string& grade,
                             const std::vector<GradeCode>& scale);

// The version in force at the instant; the newest when absent.
std::optional<Result> find_result(store::Tx& tx, const Id& case_id, std::optional<Instant> as_of = {});
// The result of the kind about the organisation that holds on the day: the newest.
std::optional<Result> result_in_force(store::Tx& tx, const Id& organisation_id, std::string_view kind, Day day);

}  // namespace gh::performance
