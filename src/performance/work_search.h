// Finds and counts work cases: whose functions, by whom, running or done, in time or late.
#pragma once
#include <boost/describe/class.hpp>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.h"
#include "base/time.h"
#include "store/db.h"

namespace gh::performance {

struct WorkView {
  Id id;
  std::string number;
  std::string kind;
  Id item_id;
  std::string item;
  Id department_id;
  Id performer_id;
  std::string performer;
  std::optional<std::string> applicant;
  std::string state;
  std::string pack_version;  // that the state is one of
  std::int64_t place = 0;
  Day opened_on{};
  std::optional<Day> due_on;
  std::optional<Day> finished_on;
  std::optional<bool> on_time;
  std::optional<std::string> outcome;
};
BOOST_DESCRIBE_STRUCT(WorkView, (),
                      (id, number, kind, item_id, item, department_id, performer_id, performer, applicant, state,
                       pack_version, place, opened_on, due_on, finished_on, on_time, outcome))

// What is asked for; empty members ask for nothing.
struct WorkSearch {
  Id organisation{};  // whose: the department's, or the performer's
  std::string department{};
  std::string item{};
  std::string performer{};
  std::string kind{};
  std::optional<bool> finished{};
  // true: done, and every limit kept; false: done late, or running past its limit. What runs within its limit is
  // neither.
  std::optional<bool> on_time{};
  std::optional<Day> since{};  // without what was done before this day
  Day today{};
};
struct WorkPage {
  std::vector<WorkView> works;  // newest first
  std::optional<Id> next;
};
WorkPage search_work(store::Tx& tx, const WorkSearch& search, std::size_t limit, std::string_view after = {});

// How much work of each kind somebody has.
struct PerformerWork {
  std::int64_t running = 0;
  std::int64_t overdue = 0;  // of it past its limit
  std::int64_t kept = 0;     // done in time
  std::int64_t late = 0;     // done late
};
using WorkByPerformer = std::map<Id, PerformerWork>;
inline constexpr std::size_t kPerformersMax = 5'000;

// Work is counted in parts, each in an index that holds what runs and what was done lately.
enum class WorkPart { running, overdue, finished };
// One part of what the search finds, whatever it says of `finished` and `on_time`: these members alone are filled.
WorkByPerformer count_part(store::Tx& tx, const WorkSearch& search, WorkPart part);
// The parts that the search's `finished` and `on_time` ask for; and how many cases of such a part they find.
std::vector<WorkPart> parts_of(const WorkSearch& search);
std::int64_t cases_of(const PerformerWork& work, WorkPart part, const WorkSearch& search);

}  // namespace gh::performance
