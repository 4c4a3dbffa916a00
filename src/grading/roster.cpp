#include "grading/roster.h"

#include <map>
#include <utility>

namespace gh::grading {
namespace {

RosterSeat seat_of(const CommitteeSeat& seat, const Moment& moment, UtcOffset offset) {
  RosterSeat out{seat.case_id,  seat.authority_id, "", seat.committee, seat.seat, seat.name, seat.unit, seat.sector,
                 seat.from_day, seat.to_day,       {}};
  if (seat.ended_at && *seat.ended_at <= moment.at) out.ended_on = local_day(*seat.ended_at, offset);
  return out;
}

bool lasts(const RosterSeat& seat, Day day) { return !seat.ended_on && seat.from_day <= day && seat.to_day >= day; }

}  // namespace

std::vector<RosterSeat> roster(store::Tx& tx, const RosterSearch& search, UtcOffset offset) {
  std::vector<RosterSeat> out;
  // Of several compositions whose term runs the newest sits, whether or not the older one has been ended by an act.
  std::map<std::pair<Id, CommitteeKind>, Id> sitting;
  std::map<Id, std::string> names;
  for (const CommitteeSeat& one : seats_of(tx, search.authority_id, search.moment.at)) {
    if (search.committee && one.committee != *search.committee) continue;
    RosterSeat seat = seat_of(one, search.moment, offset);
    if (search.current) {
      if (!lasts(seat, search.moment.on)) continue;
      const auto newest = sitting.try_emplace({one.authority_id, one.committee}, one.case_id).first;
      if (newest->second != one.case_id) continue;
    }
    auto [name, unknown] = names.try_emplace(one.authority_id);
    if (unknown)
      name->second = tx.string("select name from organisation where id = ?", {one.authority_id}).value_or("");
    seat.authority = name->second;
    out.push_back(std::move(seat));
  }
  return out;
}

}  // namespace gh::grading
