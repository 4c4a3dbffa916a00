#include "scoring/ranking.h"

#include <algorithm>

#include "base/assert.h"
#include "base/digest.h"
#include "base/json.h"
#include "scoring/leaf_rules.h"

namespace gh::scoring {
namespace {

std::optional<Fen> lowest_price(const std::vector<Candidate>& candidates) {
  std::optional<Fen> lowest;
  for (const Candidate& candidate : candidates)
    if (candidate.price_fen && (!lowest || *candidate.price_fen < *lowest)) lowest = candidate.price_fen;
  return lowest;
}

struct Ranked {
  Standing standing;
  const Candidate* candidate;
  std::string lot;
};

bool goes_before(const Rules& rules, const Ranked& a, const Ranked& b) {
  if (a.standing.total != b.standing.total) return a.standing.total > b.standing.total;
  for (const auto& tie : rules.ties) {
    if (tie == "preference" && a.candidate->preference != b.candidate->preference)
      return a.candidate->preference > b.candidate->preference;
    if (tie == "price" && a.candidate->price_fen != b.candidate->price_fen) {
      // Who named no price goes after who named one.
      if (!a.candidate->price_fen || !b.candidate->price_fen) return a.candidate->price_fen.has_value();
      return *a.candidate->price_fen < *b.candidate->price_fen;
    }
  }
  return a.lot != b.lot ? a.lot < b.lot : a.standing.candidate < b.standing.candidate;
}

}  // namespace

std::vector<const policy::Indicator*> leaves_of(const policy::Rubric& rubric) {
  std::set<std::string> parents;
  for (const auto& indicator : rubric.indicators) parents.insert(indicator.parent);
  std::vector<const policy::Indicator*> out;
  for (const auto& indicator : rubric.indicators)
    if (!parents.contains(indicator.id)) out.push_back(&indicator);
  return out;
}

std::set<std::string, std::less<>> bonus_leaves_of(const policy::Rubric& rubric) {
  std::set<std::string, std::less<>> bonus;
  for (bool more = true; more;) {
    more = false;
    for (const auto& one : rubric.indicators)
      if ((one.bonus || bonus.contains(one.parent)) && bonus.insert(one.id).second) more = true;
  }
  std::set<std::string, std::less<>> out;
  for (const auto* leaf : leaves_of(rubric))
    if (bonus.contains(leaf->id)) out.insert(leaf->id);
  return out;
}

std::vector<FieldError> faults_of(const policy::Rubric& rubric, std::string_view unscored, const Scores& scores,
                                  const std::string& field) {
  std::vector<FieldError> out;
  const std::string clause = rubric.cites.empty() ? "" : rubric.cites.front();
  std::set<std::string, std::less<>> known;
  const auto bonus = bonus_leaves_of(rubric);
  for (const auto* leaf : leaves_of(rubric)) {
    if (leaf->id == unscored) continue;
    known.insert(leaf->id);
    const std::string at = field + "/" + pointer_token(leaf->id);
    const auto found = scores.find(leaf->id);
    if (found == scores.end()) {
      if (bonus.contains(leaf->id)) continue;
      out.push_back({at,
                     "every_indicator",
                     clause,
                     {"缺少指标“" + leaf->title.zh + "”的评分", "no score for \"" + leaf->title.en + "\""}});
    } else if (found->second < 0 || found->second > leaf->points) {
      out.push_back({at,
                     "max_points",
                     clause,
                     {"“" + leaf->title.zh + "”的评分超出分值",
                      "the score is outside the points of \"" + leaf->title.en + "\""}});
    } else if (!fits(*leaf, found->second)) {
      out.push_back({at, "leaf_rule", clause, misfit_of(*leaf)});
    }
  }
  for (const auto& [id, score] : scores)
    if (!known.contains(id))
      out.push_back({field + "/" + pointer_token(id),
                     "every_indicator",
                     clause,
                     {"没有这个评分指标", "there is no such indicator to score"}});
  return out;
}

Score total_of(const policy::Rubric& rubric, const Scores& scores) {
  const auto bonus = bonus_leaves_of(rubric);
  Score sum = 0;
  Score added = 0;
  for (const auto& [id, score] : scores) (bonus.contains(id) ? added : sum) += score;
  return std::min(sum + std::min(added, rubric.bonus_cap), rubric.total);
}

std::string grade_of(const policy::Rubric& rubric, Score score) {
  for (const auto& band : rubric.bands)
    if (score >= band.min_score) return band.grade;
  return {};
}

std::vector<Standing> rank(const Rules& rules, const std::vector<Candidate>& candidates,
                           const std::vector<Sheet>& sheets) {
  const auto lowest = lowest_price(candidates);
  std::vector<Ranked> ranked;
  for (const Candidate& candidate : candidates) {
    Score sum = 0;
    std::int64_t count = 0;
    for (const Sheet& sheet : sheets) {
      if (sheet.candidate != candidate.id) continue;
      sum += sheet.total;
      ++count;
    }
    Ranked entry{{candidate.id, 0, 0, 0, 0}, &candidate, hex(bytes_of(sha256(rules.lot_seed + candidate.id)))};
    if (count > 0) entry.standing.quality = multiply(sum, 1, count);
    if (rules.price_points_max && candidate.price_fen && *candidate.price_fen > 0)
      entry.standing.price_points = multiply(*rules.price_points_max, *lowest, *candidate.price_fen);
    entry.standing.total = entry.standing.quality + entry.standing.price_points;
    ranked.push_back(std::move(entry));
  }
  std::sort(ranked.begin(), ranked.end(), [&](const Ranked& a, const Ranked& b) { return goes_before(rules, a, b); });
  std::vector<Standing> out;
  for (Ranked& entry : ranked) {
    entry.standing.place = static_cast<std::int64_t>(out.size()) + 1;
    out.push_back(std::move(entry.standing));
  }
  return out;
}

}  // namespace gh::scoring
