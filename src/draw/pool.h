// The pool of experts and the rounds drawn from it, as they are kept.
#pragma once
#include <boost/describe/class.hpp>
#include <optional>
#include <string>
#include <vector>

#include "draw/tickets.h"
#include "policy/conditions.h"
#include "store/db.h"

namespace gh::draw {

inline constexpr std::size_t kPoolMax = 5'000;

struct Round {
  Id id;
  Id case_id;
  std::int64_t number = 0;
  std::string relation;
  std::int64_t size = 0;
  std::int64_t reserve = 0;
  std::string speciality;
  std::string stand_aside;  // JSON list of organisation ids
  std::int64_t tie_months = 0;
  Id drawn_by_act;
  Instant drawn_at{};
};
BOOST_DESCRIBE_STRUCT(Round, (),
                      (id, case_id, number, relation, size, reserve, speciality, stand_aside, tie_months, drawn_by_act,
                       drawn_at))

struct KeptTicket {
  Id office_id;
  std::string ticket;
  std::string outcome;
  std::string rule;
  std::int64_t place = 0;
};
BOOST_DESCRIBE_STRUCT(KeptTicket, (), (office_id, ticket, outcome, rule, place))

struct Seed {
  std::int64_t number = 0;  // of the draw that it is for
  std::string seed;         // empty until it has been revealed, for readers
  std::string commitment;
  std::optional<Id> revealed_by_act;
};
BOOST_DESCRIBE_STRUCT(Seed, (), (number, seed, commitment, revealed_by_act))

// Experts in the pool whose office is in force today.
std::vector<Expert> pool_of(store::Tx& tx, Day today);
// What is known of organisations that experts stand aside from; `ask` is asked for their credit codes.
std::vector<Avoided> avoided_of(store::Tx& tx, const std::vector<Id>& organisations, const policy::AskFact& ask);

// For the public page of a draw: a seed only once it has been revealed.
std::vector<Seed> seeds_of(store::Tx& tx, const Id& case_id);
std::vector<Round> rounds_of(store::Tx& tx, const Id& case_id);
std::vector<KeptTicket> tickets_of(store::Tx& tx, const Id& round);

}  // namespace gh::draw
