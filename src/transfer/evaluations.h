// What third parties found of each supervised year, what was concluded from it, and by how much supervision was made
// longer.
#pragma once
#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <optional>
#include <string>
#include <vector>

#include "store/db.h"
#include "transfer/basis.h"

namespace gh::transfer {

enum class Conclusion { passed, extended, taken_back };
BOOST_DESCRIBE_ENUM(Conclusion, passed, extended, taken_back)

struct Evaluation {
  Id case_id;  // of the transfer
  std::int64_t year = 0;
  Id evaluator_id;
  std::int64_t score = 0;       // in the rubric's unit
  std::int64_t pass_score = 0;  // what was needed then
  Day reported_on{};
  Id begun_by_act;
  Instant begun_at{};
  std::optional<Conclusion> conclusion;
  std::optional<Day> concluded_on;
  std::optional<Id> ended_by_act;
  std::optional<Instant> ended_at;
};
BOOST_DESCRIBE_STRUCT(Evaluation, (),
                      (case_id, year, evaluator_id, score, pass_score, reported_on, begun_by_act, begun_at, conclusion,
                       concluded_on, ended_by_act, ended_at))

// Of the year that runs in the basis's agreement. kConflict "evaluated_already": the year has its report.
void record_evaluation(store::Tx& tx, const Basis& basis, const Id& evaluator_id, std::int64_t score,
                       std::int64_t pass_score);
// Of the running year; without a report of it: no change.
void conclude_evaluation(store::Tx& tx, const Basis& basis, Conclusion conclusion);
// As they stood at the instant, by year.
std::vector<Evaluation> evaluations_of(store::Tx& tx, const Id& case_id, std::optional<Instant> as_of = {});

// The running year doesn't count: supervision lasts a year longer, and the next begins. kConflict "item_held".
void extend_supervision(store::Tx& tx, const Basis& basis, const std::string& reason);
std::int64_t extensions_of(store::Tx& tx, const Id& case_id, std::optional<Instant> as_of = {});

}  // namespace gh::transfer
