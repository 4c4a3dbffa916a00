// The yearly plan of checks in the supervised period, and notes of what was settled on the way (协调记录).
#pragma once
#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <optional>
#include <string>
#include <vector>

#include "store/db.h"
#include "transfer/basis.h"
#include "transfer/rules.h"

namespace gh::transfer {

enum class PlanOutcome { planned, recorded, dropped };
BOOST_DESCRIBE_ENUM(PlanOutcome, planned, recorded, dropped)

// A check that is planned, known by the id of its function-check case.
struct PlannedCheck {
  Id case_id;
  Id transfer_id;
  std::int64_t year = 0;  // supervised year; one past the last when regular
  std::string duty;
  CheckKind kind{};  // visit or report
  Day planned_on{};
  PlanOutcome outcome{};
  Id begun_by_act;
  Instant begun_at{};
  std::optional<Id> ended_by_act;
  std::optional<Instant> ended_at;
};
BOOST_DESCRIBE_STRUCT(PlannedCheck, (),
                      (case_id, transfer_id, year, duty, kind, planned_on, outcome, begun_by_act, begun_at,
                       ended_by_act, ended_at))

struct Note {
  Id case_id;
  std::int64_t ordinal = 0;
  Day held_on{};
  std::string present;  // bodies, not persons
  std::string matter;
  std::string settled;
  Id act_id;
  Instant recorded_at{};
};
BOOST_DESCRIBE_STRUCT(Note, (), (case_id, ordinal, held_on, present, matter, settled, act_id, recorded_at))

// What a plan asks to be checked, and when.
struct CheckToPlan {
  std::string duty;
  Day planned_on{};
};
// Duties of the list that the plan leaves out, in their order.
std::vector<std::string> unplanned_duties(const std::vector<std::string>& duties, const std::vector<CheckToPlan>& plan);

// Plans the check of the basis's case for a running agreement. kInvalidForm "known_duty"; kConflict "item_held".
void plan_check(store::Tx& tx, const Basis& basis, const Id& transfer_id, const std::string& duty, CheckKind kind,
                Day planned_on);
// The planned check of the basis's case was made, or is given up. kConflict "not_planned": there is none, or it is
// over.
void settle_planned_check(store::Tx& tx, const Basis& basis, PlanOutcome outcome);
// By day, as they stood at the instant.
std::vector<PlannedCheck> planned_checks_of(store::Tx& tx, const Id& transfer_id, std::optional<Instant> as_of = {});

// Something settled between the sides of the basis's agreement. kConflict "item_held".
void add_note(store::Tx& tx, const Basis& basis, const Note& note);
std::vector<Note> notes_of(store::Tx& tx, const Id& case_id, std::optional<Instant> as_of = {});

}  // namespace gh::transfer
