// Who leads an association (负责人): posts with their terms, every change kept. Names are facts about people.
#pragma once
#include <boost/describe/class.hpp>
#include <optional>
#include <string>
#include <vector>

#include "registry/entries.h"

namespace gh::registry {

inline constexpr std::string_view kPresident = "president";

struct Officer {
  Id id;
  Id organisation_id;
  std::int64_t place = 1;  // in the list by which they were seated
  std::string name;
  std::string identity_digest;
  std::string post;  // president, vice_president, secretary_general, chair_of_supervisors
  Day term_from{};
  Day term_to{};  // last day of the term
  bool full_time = false;
  bool leading_cadre = false;
  std::string approval;  // body and number of a leading cadre's approval; empty for others
  Id begun_by_act;
  Instant begun_at{};
  std::optional<Day> ended_on;  // first day without the post
  std::optional<Id> ended_by_act;
  std::optional<Instant> ended_at;
};
BOOST_DESCRIBE_STRUCT(Officer, (),
                      (id, organisation_id, place, name, identity_digest, post, term_from, term_to, full_time,
                       leading_cadre, approval, begun_by_act, begun_at, ended_on, ended_by_act, ended_at))

// Writes one; its begun_by_act and begun_at are those of `by`.
void seat_officer(store::Tx& tx, Officer officer, const ByAct& by);
// All who are in office leave it on that day.
void unseat_officers(store::Tx& tx, const Id& organisation, Day on, const ByAct& by);
// Those in office, in the order of the list by which they were seated.
std::vector<Officer> officers_of(store::Tx& tx, const Id& organisation);
// Whether the person presides over, or is legal representative of, an association that hasn't ended other than this.
bool presides_elsewhere(store::Tx& tx, std::string_view identity_digest, const Id& organisation);
// The last day of the term that ends first; nothing where nobody is on file.
std::optional<Day> term_ends_on(store::Tx& tx, const Id& organisation);

}  // namespace gh::registry
