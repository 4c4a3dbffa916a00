// The list of associations qualified to take functions and services (资质目录): a register that keeps every version.
#pragma once
#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <optional>
#include <string>
#include <vector>

#include "grading/basis.h"
#include "store/db.h"

namespace gh::grading {

// Enumerators are spelled as they are stored and sent.
enum class ListingState { listed, suspended, removed };
BOOST_DESCRIBE_ENUM(ListingState, listed, suspended, removed)

struct Listing {
  Id organisation_id;
  std::int64_t version = 0;
  ListingState state{};
  Id case_id;      // the case that brought this state
  Day from_day{};  // since when
  Id begun_by_act;
  Instant begun_at{};
  std::optional<Id> ended_by_act;
  std::optional<Instant> ended_at;
};
BOOST_DESCRIBE_STRUCT(Listing, (),
                      (organisation_id, version, state, case_id, from_day, begun_by_act, begun_at, ended_by_act,
                       ended_at))

enum class ListingStep { list, suspend, reinstate, remove };
BOOST_DESCRIBE_ENUM(ListingStep, list, suspend, reinstate, remove)

// The state that a step leads to; nothing when it can't be taken. No state: never listed.
std::optional<ListingState> after(std::optional<ListingState> state, ListingStep step);

// Takes the step for the organisation from today. kConflict: "listed_already" to list what is listed or suspended,
// "not_suspended" to reinstate what isn't, "not_listed" otherwise.
void take_step(store::Tx& tx, const Basis& basis, const Id& organisation_id, ListingStep step);

// The version in force; nothing where it was never listed.
std::optional<Listing> find_listing(store::Tx& tx, const Id& organisation_id);
// Who stands on the list, listed or suspended, by id.
std::vector<Id> listed_organisations(store::Tx& tx);
// Every version, oldest first.
std::vector<Listing> versions_of_listing(store::Tx& tx, const Id& organisation_id);

}  // namespace gh::grading
