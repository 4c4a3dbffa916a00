// From sheets to a ranking: exact, with one rounding rule, and nothing but published values going in, so that anybody
// can compute it again.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.h"
#include "base/money.h"
#include "base/problem.h"
#include "policy/pack.h"

namespace gh::scoring {

// Scores are whole numbers in the rubric's unit, 1/denominator point.
using Score = std::int64_t;
using Scores = std::map<std::string, Score, std::less<>>;

// The indicators that have no indicators below them: those that are scored.
std::vector<const policy::Indicator*> leaves_of(const policy::Rubric& rubric);
// The leaves below bonus indicators.
std::set<std::string, std::less<>> bonus_leaves_of(const policy::Rubric& rubric);

// Every fault of a sheet: rules every_indicator, max_points and leaf_rule (leaf_rules.h), each with the leaf's pointer
// below `field`. `unscored` is a leaf whose points come from elsewhere (the price), or "". Leaves of a bonus may be
// left out.
std::vector<FieldError> faults_of(const policy::Rubric& rubric, std::string_view unscored, const Scores& scores,
                                  const std::string& field);

// What a sheet comes to: the leaves together, and of the bonus at most Rubric::bonus_cap, but never more than the
// rubric's total.
Score total_of(const policy::Rubric& rubric, const Scores& scores);

// The band of a score by lower bounds, no rounding up; "" below the last.
std::string grade_of(const policy::Rubric& rubric, Score score);

struct Candidate {
  Id id;
  std::int64_t preference = 0;  // higher goes first among equal totals
  std::optional<Fen> price_fen;
};
struct Sheet {
  Id office;
  Id candidate;
  Score total = 0;
};
struct Standing {
  Id candidate;
  Score quality = 0;       // mean of the sheets, rounded half away from zero
  Score price_points = 0;  // lowest price / price × points of the price leaf, rounded the same
  Score total = 0;
  std::int64_t place = 0;  // 1, 2, …, no two alike
};

struct Rules {
  std::optional<Score> price_points_max;  // points of the price leaf; absent where the price doesn't count
  std::vector<std::string> ties;          // "preference", "price": what decides between equal totals, in this order
  std::string lot_seed;                   // hex; decides what is still equal: lower SHA-256(seed ‖ candidate) first
};

// Best first. A candidate without a sheet has quality 0; one without a price, where it counts, gets no price points.
std::vector<Standing> rank(const Rules& rules, const std::vector<Candidate>& candidates,
                           const std::vector<Sheet>& sheets);

}  // namespace gh::scoring
