#include "grading/committee.h"

#include <set>

#include "base/assert.h"
#include "base/described.h"
#include "base/problem.h"
#include "grading/validity.h"

namespace gh::grading {
namespace {

struct TieText {
  std::optional<std::string> credit_code;
  std::optional<std::string> name;
  std::optional<Day> until;
};
BOOST_DESCRIBE_STRUCT(TieText, (), (credit_code, name, until))

void refuse_offices_twice(const std::vector<CommitteeSeat>& seats) {
  std::set<Id> offices;
  for (const CommitteeSeat& seat : seats)
    if (!offices.insert(seat.office_id).second)
      throw Problem(ProblemCode::kInvalidForm, FieldError{"/form/members",
                                                          "distinct_members",
                                                          "社会组织评估管理办法9-12",
                                                          {"同一人在委员会只占一席", "nobody has two seats"}});
}

}  // namespace

void appoint(store::Tx& tx, const Basis& basis, const std::vector<CommitteeSeat>& seats) {
  GH_ASSERT(!seats.empty() && seats.size() <= kSeatsMax);
  refuse_offices_twice(seats);
  tx.lock("committee:" + seats.front().authority_id);
  for (const CommitteeSeat& seat : seats)
    tx.execute(
        "insert into grading_seat (case_id, office_id, authority_id, committee, seat, name, unit, sector, ties, "
        "from_day, to_day, begun_by_act, begun_at, ended_by_act, ended_at, end_reason) values (?, ?, ?, ?, ?, ?, ?, ?, "
        "?, ?, ?, ?, ?, ?, ?, ?)",
        {basis.case_id, seat.office_id, seat.authority_id, seat.committee, seat.seat, seat.name, seat.unit, seat.sector,
         seat.ties, seat.from_day, seat.to_day, basis.act_id, basis.at, nullptr, nullptr, nullptr});
}

void remove_seat(store::Tx& tx, const Basis& basis, const Id& office_id, std::string_view reason) {
  const auto ended = tx.execute(
      "update grading_seat set ended_by_act = ?, ended_at = ?, end_reason = ? where case_id = ? and office_id = ? and "
      "ended_at is null",
      {basis.act_id, basis.at, reason, basis.case_id, office_id});
  if (ended == 0)
    throw Problem(ProblemCode::kConflict, FieldError{"/form/office",
                                                     "not_a_member",
                                                     "社会组织评估管理办法34",
                                                     {"不是在任委员", "he has no seat of this appointment"}});
}

void end_seats(store::Tx& tx, const Basis& basis, std::string_view reason) {
  tx.execute(
      "update grading_seat set ended_by_act = ?, ended_at = ?, end_reason = ? where case_id = ? and ended_at is null",
      {basis.act_id, basis.at, reason, basis.case_id});
}

std::vector<Id> succeeded_by(store::Tx& tx, const Id& case_id) {
  std::vector<Id> out;
  tx.each(
      "select distinct earlier.case_id from grading_seat earlier join grading_seat mine on mine.authority_id = "
      "earlier.authority_id and mine.committee = earlier.committee where mine.case_id = ? and earlier.case_id <> "
      "mine.case_id and earlier.begun_at <= mine.begun_at order by earlier.case_id",
      {case_id}, [&](const store::Row& row) { out.emplace_back(row.string(0)); });
  return out;
}

std::vector<CommitteeSeat> seats_on(store::Tx& tx, const Id& authority_id, CommitteeKind committee, Day day) {
  auto seats = tx.all<CommitteeSeat>(
      "select * from grading_seat where authority_id = ? and committee = ? and ended_at is null and from_day <= ? and "
      "to_day >= ? order by begun_at desc, case_id, case seat when 'chair' then 1 when 'vice_chair' then 2 else 3 end, "
      "office_id",
      {authority_id, committee, day, day});
  std::erase_if(seats, [newest = seats.empty() ? Id() : seats.front().case_id](const CommitteeSeat& seat) {
    return seat.case_id != newest;
  });
  return seats;
}

std::vector<CommitteeSeat> seats_of(store::Tx& tx, const Id& authority_id, Instant at) {
  return tx.all<CommitteeSeat>(
      "select * from grading_seat where (? = '' or authority_id = ?) and begun_at <= ? order by begun_at desc, "
      "committee, case_id, case seat when 'chair' then 1 when 'vice_chair' then 2 else 3 end, office_id limit ?",
      {authority_id, authority_id, at, kSeatsReadMax});
}

std::vector<draw::Tie> ties_of(const CommitteeSeat& seat) {
  std::vector<draw::Tie> out;
  for (const TieText& tie : read<std::vector<TieText>>(parse_json(seat.ties)))
    out.push_back({tie.credit_code.value_or(""), tie.name.value_or(""), tie.until});
  return out;
}

}  // namespace gh::grading
