// The city in numbers, for everybody: the figures of the first page.
#pragma once
#include <boost/describe/class.hpp>
#include <cstdint>
#include <optional>

#include "base/time.h"
#include "policy/pack.h"
#include "store/db.h"

namespace gh::opendata {

struct CityFigures {
  Day as_of{};
  std::int64_t associations = 0;   // registered and active
  std::int64_t organisations = 0;  // enrolled companies and evaluators, active
  std::int64_t eligible = 0;       // on the eligibility list, suspended ones not
  std::int64_t cases = 0;
  std::int64_t open_cases = 0;
  std::int64_t overdue_cases = 0;   // open and past their due day
  std::int64_t opened_this_year = 0;
  std::int64_t closed_this_year = 0;
  std::optional<std::int64_t> on_time_permille;  // of all limits that stopped or ran out
  std::int64_t functions_offered = 0;      // function items open for a transfer
  std::int64_t functions_transferred = 0;  // held by an association, supervised or regular
  std::int64_t contracts = 0;              // being performed
  std::int64_t committed_fen = 0;          // bound by contracts, what was paid included; of the lines of this year
  std::int64_t paid_fen = 0;
  std::int64_t notices_open = 0;  // notices whose objection window is open
  std::int64_t acts = 0;          // in the signed public log
};
BOOST_DESCRIBE_STRUCT(CityFigures, (),
                      (as_of, associations, organisations, eligible, cases, open_cases, overdue_cases, opened_this_year,
                       closed_this_year, on_time_permille, functions_offered, functions_transferred, contracts,
                       committed_fen, paid_fen, notices_open, acts))

// As things stand at `now`. Walks through all cases once: for answers that are kept a while.
CityFigures city_figures(store::Tx& tx, const policy::Pack& pack, Instant now);

}  // namespace gh::opendata
