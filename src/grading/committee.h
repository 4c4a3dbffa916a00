// The register of committees (社会组织评估管理办法9-12): who sits on the assessment and the review committee of a
// registry, from when to when. An appointment names the whole composition, which takes the place of the one before on
// its first day.
#pragma once
#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "draw/tickets.h"
#include "grading/basis.h"
#include "store/db.h"

namespace gh::grading {

inline constexpr std::size_t kSeatsMax = 200;  // of one committee; the pack says how many there may be

// Enumerators are spelled as they are stored and sent.
enum class CommitteeKind { assessment, review };
BOOST_DESCRIBE_ENUM(CommitteeKind, assessment, review)
enum class Seat { chair, vice_chair, member };
BOOST_DESCRIBE_ENUM(Seat, chair, vice_chair, member)

struct CommitteeSeat {
  Id case_id;  // of the appointment
  Id office_id;
  Id authority_id;
  CommitteeKind committee{};
  Seat seat{};
  std::string name;    // of the person: not for strangers
  std::string unit;    // that recommended him
  std::string sector;  // a word of the form; "" of members appointed before it was asked
  std::string ties;    // JSON list of {credit_code, name, until?}
  Day from_day{};
  Day to_day{};
  Id begun_by_act;
  Instant begun_at{};
  std::optional<Id> ended_by_act;
  std::optional<Instant> ended_at;
  std::optional<std::string> end_reason;
};
BOOST_DESCRIBE_STRUCT(CommitteeSeat, (),
                      (case_id, office_id, authority_id, committee, seat, name, unit, sector, ties, from_day, to_day,
                       begun_by_act, begun_at, ended_by_act, ended_at, end_reason))

// Seats the composition. kInvalidForm "distinct_members": an office twice.
void appoint(store::Tx& tx, const Basis& basis, const std::vector<CommitteeSeat>& seats);
// Ends one seat of the appointment (art. 34). kConflict "not_a_member": none of it in force.
void remove_seat(store::Tx& tx, const Basis& basis, const Id& office_id, std::string_view reason);
// Ends every seat of the appointment that still lasts.
void end_seats(store::Tx& tx, const Basis& basis, std::string_view reason);
// The appointments of the same committee that were decided before this one, oldest first: whatever of them lasts ends
// when this one takes office.
std::vector<Id> succeeded_by(store::Tx& tx, const Id& case_id);

// The seats of the composition in force on the day, the chair first.
std::vector<CommitteeSeat> seats_on(store::Tx& tx, const Id& authority_id, CommitteeKind committee, Day day);
// Every seat of an authority (of all where it is empty), newest appointment first, as the register stood at an
// instant; at most kSeatsReadMax.
std::vector<CommitteeSeat> seats_of(store::Tx& tx, const Id& authority_id, Instant at);
inline constexpr std::size_t kSeatsReadMax = 2'000;

// The ties a member declared, as the draw of experts reads them.
std::vector<draw::Tie> ties_of(const CommitteeSeat& seat);

}  // namespace gh::grading
