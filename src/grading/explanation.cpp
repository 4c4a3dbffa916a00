#include "grading/explanation.h"

#include <algorithm>

#include "grading/validity.h"

namespace gh::grading {
namespace {

using scoring::Score;
using scoring::Scores;

std::optional<Score> score_at(const Scores& scores, const std::string& leaf) {
  const auto found = scores.find(leaf);
  return found == scores.end() ? std::nullopt : std::optional(found->second);
}

ExpertScore expert_on(const ExplainedSheet& sheet, const std::string& leaf, Score score) {
  ExpertScore out;
  out.score = score;
  for (const auto& deduction : sheet.grounds.deductions)
    if (deduction.leaf == leaf) out.deductions.push_back(deduction);
  const auto& bare = sheet.grounds.without_evidence;
  out.without_evidence = std::find(bare.begin(), bare.end(), leaf) != bare.end();
  return out;
}

LeafExplanation leaf_of(const policy::Indicator& leaf, const std::optional<Scores>& self,
                        const std::vector<ExplainedSheet>& sheets) {
  LeafExplanation out{leaf.id, leaf.title, leaf.points, {}, {}, {}, 0};
  if (self) out.self = score_at(*self, leaf.id);
  Score sum = 0;
  for (const ExplainedSheet& sheet : sheets) {
    const auto score = score_at(sheet.scores, leaf.id);
    if (!score) continue;
    out.experts.push_back(expert_on(sheet, leaf.id, *score));
    sum += *score;
  }
  if (out.experts.empty()) return out;
  out.mean = multiply(sum, 1, static_cast<std::int64_t>(out.experts.size()));
  out.left = leaf.points - *out.mean;
  return out;
}

// The lowest band above the score; none at the top.
std::optional<NextGrade> next_grade(const policy::Rubric& rubric, Score total) {
  std::optional<NextGrade> out;
  for (const auto& band : rubric.bands)
    if (band.min_score > total) out = NextGrade{band.grade, band.min_score - total};
  return out;
}

}  // namespace

Explanation explain(const policy::Rubric& rubric, const std::optional<Scores>& self,
                    const std::vector<ExplainedSheet>& sheets, std::optional<Score> total, std::string_view cap) {
  Explanation out;
  if (self) out.self_total = scoring::total_of(rubric, *self);
  for (const auto* leaf : scoring::leaves_of(rubric)) out.leaves.push_back(leaf_of(*leaf, self, sheets));
  out.total = total;
  if (!total) return out;
  out.grade = capped_grade(rubric, *total, cap);
  out.capped = out.grade != scoring::grade_of(rubric, *total);
  const bool held_back = out.capped || (!cap.empty() && out.grade == cap);
  if (!held_back) out.next = next_grade(rubric, *total);
  return out;
}

}  // namespace gh::grading
