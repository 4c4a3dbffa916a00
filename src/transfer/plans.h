// Plans of the departments for what they hand over (具体方案, 三(一)2), and what came of them.
#pragma once
#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <optional>
#include <string>
#include <vector>

#include "store/db.h"
#include "transfer/basis.h"

namespace gh::transfer {

struct NewPlanLine {
  Id item;
  bool pilot = false;
  Day call_on{};   // when the call for receivers is to be published
  Day agree_on{};  // when the agreement is to be signed
  std::int64_t money_fen = 0;
  std::string supervision;
};
BOOST_DESCRIBE_STRUCT(NewPlanLine, (), (item, pilot, call_on, agree_on, money_fen, supervision))

struct NewPlan {
  Id department_id;
  Id batch_id;  // empty: of the year
  std::int64_t year = 0;
  std::vector<NewPlanLine> lines;  // in the order in which they are to be done
};

// Everything that is wrong with the lines of a plan, at /form/lines: an item that stands there twice, an agreement
// before its call, items that aren't the department's or not in the catalogue.
std::vector<FieldError> faults_of(store::Tx& tx, const Id& department_id, const std::vector<NewPlanLine>& lines);

// Publishes the plan of the basis's case. kInvalidForm with every fault of faults_of.
void publish_plan(store::Tx& tx, const Basis& basis, const NewPlan& plan);

// waiting: its day isn't there yet; done and late: done by its day, or after it; overdue: its day is past.
enum class StepProgress { waiting, done, late, overdue };
BOOST_DESCRIBE_ENUM(StepProgress, waiting, done, late, overdue)

// How a step stands that was planned for a day.
StepProgress progress_of(Day planned, std::optional<Day> actual, Day today);

// A plan as it is shown against what happened.
struct PlanLineView {
  Id item_id;
  std::string name;
  std::int64_t place = 0;
  bool pilot = false;
  Day call_on{};
  std::optional<Day> called_on{};
  StepProgress call{};
  Day agree_on{};
  std::optional<Day> agreed_on{};
  StepProgress agreement{};
  std::int64_t money_fen = 0;
  std::string supervision;
  std::string state;   // of the item today
  std::string holder;  // who has it today
};
BOOST_DESCRIBE_STRUCT(PlanLineView, (),
                      (item_id, name, place, pilot, call_on, called_on, call, agree_on, agreed_on, agreement, money_fen,
                       supervision, state, holder))

struct PlanView {
  Id id;  // of the plan's case
  std::string number;
  Id department_id;
  std::string department;
  Id batch_id;
  std::string batch;
  std::int64_t year = 0;
  Day published_on{};
  std::vector<PlanLineView> lines{};
  std::int64_t done = 0;     // agreements signed
  std::int64_t overdue = 0;  // steps whose day is past
};
BOOST_DESCRIBE_STRUCT(PlanView, (),
                      (id, number, department_id, department, batch_id, batch, year, published_on, lines, done,
                       overdue))

// The plans of a department (empty: of all) or a batch (empty: any), newest first, as they stand today.
std::vector<PlanView> read_plans(store::Tx& tx, std::string_view department_id, std::string_view batch_id, Day today,
                                 UtcOffset offset);

}  // namespace gh::transfer
