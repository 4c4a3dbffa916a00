// Timetables of cultivation (培育时间表): where no association fits a function, by when one is to be able to take it.
#pragma once
#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <optional>
#include <string>
#include <vector>

#include "store/db.h"
#include "transfer/basis.h"

namespace gh::transfer {

enum class CultivationState { running, succeeded, failed };
BOOST_DESCRIBE_ENUM(CultivationState, running, succeeded, failed)

struct NewMilestone {
  std::string id;
  std::string title;
  Day due_on{};
};
BOOST_DESCRIBE_STRUCT(NewMilestone, (), (id, title, due_on))

struct NewCultivation {
  Id item_id;
  Id department_id;
  Day until_day{};
  std::vector<NewMilestone> milestones;
};

struct CultivationMilestone {
  std::string milestone;
  std::string title;
  Day due_on{};
  std::optional<Day> reached_on;
};
BOOST_DESCRIBE_STRUCT(CultivationMilestone, (), (milestone, title, due_on, reached_on))

struct CultivationView {
  Id id;  // of the timetable's case
  std::string number;
  Id item_id;
  std::string item;
  Id department_id;
  std::string department;
  Day until_day{};
  CultivationState state{};
  std::vector<CultivationMilestone> milestones{};
};
BOOST_DESCRIBE_STRUCT(CultivationView, (),
                      (id, number, item_id, item, department_id, department, until_day, state, milestones))

// The timetable of the basis's case. Refusals: "distinct_milestones", "due_in_time" (kInvalidForm, /form/milestones) a
// milestone that falls due after the end; "cultivated_already" (kConflict) another one runs for the item.
void begin_cultivation(store::Tx& tx, const Basis& basis, const NewCultivation& cultivation);
// "known_milestone" (kInvalidForm, /form/milestone) where there is none of this name that isn't reached yet.
void reach_milestone(store::Tx& tx, const Basis& basis, std::string_view milestone);
void end_cultivation(store::Tx& tx, const Basis& basis, CultivationState state);
// Milestones of the case that aren't reached.
std::int64_t milestones_left(store::Tx& tx, const Id& cultivation_id);

// Of a department (empty: all), newest first.
std::vector<CultivationView> read_cultivations(store::Tx& tx, std::string_view department_id);

}  // namespace gh::transfer
