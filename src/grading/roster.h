// Who sits on the committees of the registries (社会组织评估管理办法9-12): since when, until when, from which unit and
// sector. Whom a member stood aside from is not told here.
#pragma once
#include <boost/describe/class.hpp>
#include <optional>
#include <string>
#include <vector>

#include "grading/committee.h"
#include "grading/reading.h"

namespace gh::grading {

struct RosterSeat {
  Id case_id;  // of the appointment
  Id authority_id;
  std::string authority;
  CommitteeKind committee{};
  Seat seat{};
  std::string name;  // a person's: not for strangers
  std::string unit;
  std::string sector;
  Day from_day{};
  Day to_day{};
  std::optional<Day> ended_on;  // before its last day: the seat was lost, or the next committee took office
};
BOOST_DESCRIBE_STRUCT(RosterSeat, (),
                      (case_id, authority_id, authority, committee, seat, name, unit, sector, from_day, to_day,
                       ended_on))

struct RosterSearch {
  std::string authority_id{};  // empty = all
  std::optional<CommitteeKind> committee{};
  bool current = false;  // who sits on the day, and nobody else
  Moment moment{};
};
// Newest appointment first, in it the chair, the vice chairs, the members.
std::vector<RosterSeat> roster(store::Tx& tx, const RosterSearch& search, UtcOffset offset);

}  // namespace gh::grading
