// Rounds of scoring as they are kept: candidates, sheets, results, reports.
#pragma once
#include <boost/describe/class.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scoring/ranking.h"
#include "store/db.h"

namespace gh::scoring {

struct Round {
  Id id;
  Id case_id;
  std::int64_t ordinal = 0;
  std::string rubric;
  std::string relation;
  std::string price_indicator;  // "" where the price doesn't count
  std::string ties;             // JSON list
  std::string lot_seed;         // hex; published once the round has closed
  std::string status;           // open, closed, superseded
  Id opened_by_act;
  Instant opened_at{};
  std::optional<Id> closed_by_act;
  std::optional<Instant> closed_at;
};
BOOST_DESCRIBE_STRUCT(Round, (),
                      (id, case_id, ordinal, rubric, relation, price_indicator, ties, lot_seed, status, opened_by_act,
                       opened_at, closed_by_act, closed_at))

struct Entered {
  Id candidate;
  Id organisation_id;
  std::int64_t preference = 0;
  std::optional<Fen> price_fen;
  std::optional<Id> passed_over_by_act;
  std::optional<std::string> pass_reason;
};
BOOST_DESCRIBE_STRUCT(Entered, (), (candidate, organisation_id, preference, price_fen, passed_over_by_act, pass_reason))

struct Result {
  Id candidate;
  Id organisation_id;
  std::optional<Fen> price_fen;
  Score quality = 0;
  Score price_points = 0;
  Score total = 0;
  std::int64_t place = 0;
  bool passed_over = false;
};
BOOST_DESCRIBE_STRUCT(Result, (),
                      (candidate, organisation_id, price_fen, quality, price_points, total, place, passed_over))

struct KeptSheet {
  Id office_id;
  Id candidate;
  std::string scores;  // JSON by leaf
  std::string reason;
  std::string grounds;  // JSON: deductions with reasons, leaves without evidence, questionnaires
  Score total = 0;
};
BOOST_DESCRIBE_STRUCT(KeptSheet, (), (office_id, candidate, scores, reason, grounds, total))

// The case's open round; nothing when there is none.
std::optional<Round> open_round(store::Tx& tx, const Id& case_id);
// The newest round that has closed.
std::optional<Round> closed_round(store::Tx& tx, const Id& case_id);
std::vector<Round> rounds_of(store::Tx& tx, const Id& case_id);

std::vector<Entered> candidates_of(store::Tx& tx, const Id& round);
std::vector<KeptSheet> sheets_of(store::Tx& tx, const Id& round);
// Best first.
std::vector<Result> results_of(store::Tx& tx, const Id& round);
// Best of those not passed over, of the newest closed round.
std::optional<Result> first_of(store::Tx& tx, const Id& case_id);

// Offices under a relation of the case: those who score.
std::vector<Id> judges_of(store::Tx& tx, const Id& case_id, std::string_view relation);

// Computes and keeps the ranking, and closes the round.
void close_round(store::Tx& tx, const policy::Rubric& rubric, const Round& round, const Id& act, Instant now);

// The scores of a report, JSON by leaf; nothing while there is none.
std::optional<std::string> report_scores(store::Tx& tx, const Id& case_id, std::string_view period);
// The rubric a report went by; nothing while there is none.
std::optional<std::string> report_rubric(store::Tx& tx, const Id& case_id, std::string_view period);
// The total of a report ("self", "1", "final"); nothing while there is none.
std::optional<Score> report_total(store::Tx& tx, const Id& case_id, std::string_view period);

}  // namespace gh::scoring
