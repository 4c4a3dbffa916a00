// Work cases: what the holder of a function works on for an enterprise. Each has its place in the function's queue,
// which it keeps when the function changes hands (三(一)2).
#pragma once
#include <boost/describe/class.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "performance/basis.h"
#include "store/db.h"

namespace gh::performance {

inline constexpr std::size_t kHandedOverMax = 100'000;  // of one act
inline constexpr std::size_t kFinishedMax = 10'000;     // to draw a sample from

struct WorkCase {
  Id case_id;
  Id item_id;
  std::string kind;  // the procedure
  Id department_id;
  Id performer_id;
  std::int64_t place = 0;
  Day opened_on{};
  std::optional<Day> finished_on;
  std::optional<bool> on_time;  // every clock of the case was kept
  std::optional<std::string> outcome;
  Id begun_by_act;
  Id changed_by_act;
};
BOOST_DESCRIBE_STRUCT(WorkCase, (),
                      (case_id, item_id, kind, department_id, performer_id, place, opened_on, finished_on, on_time,
                       outcome, begun_by_act, changed_by_act))

struct NewWork {
  Id item_id;
  std::string kind;
  Id department_id;
  Id performer_id;
};
// The basis's case takes the next place of the function's queue.
void begin_work(store::Tx& tx, const Basis& basis, const NewWork& work);
// The work is done, with an outcome of one word; whether in time is read from the case's clocks as they stand before
// this act. kConflict "work_finished".
void finish_work(store::Tx& tx, const Basis& basis, std::string_view outcome);
// Takes a finished case up again, in its old place. kConflict "work_running".
void reopen_work(store::Tx& tx, const Basis& basis);

// Cases of the function that aren't closed and whose performer is another than `to`, in the order of their places.
// kConflict "too_many_cases" past kHandedOverMax.
std::vector<WorkCase> to_hand_over(store::Tx& tx, const Id& item_id, const Id& to);
// How many these are.
std::int64_t still_elsewhere(store::Tx& tx, const Id& item_id, const Id& to);
// The case changes hands, and stands on the list of what did. `basis` is the act of the transfer.
void hand_over(store::Tx& tx, const Basis& basis, const WorkCase& work, const Id& to);

std::optional<WorkCase> find_work(store::Tx& tx, const Id& case_id);
// Running cases of the kind that the organisation has applied for.
std::int64_t running_of(store::Tx& tx, const Id& applicant_id, std::string_view kind);
// The organisation's work that stands in one of the states.
std::int64_t work_in_states(store::Tx& tx, const Id& performer_id, const std::vector<std::string>& states);
// Finished work of the department from one day to another, both included, that is still open for a second look; in the
// order of ids. kConflict "too_many_cases" past kFinishedMax.
std::vector<Id> finished_between(store::Tx& tx, const Id& department_id, Day from, Day to);

}  // namespace gh::performance
