#include "scoring/leaf_rules.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/described.h"

namespace gh::scoring {
namespace {

using policy::Indicator;
using policy::LeafRule;

constexpr std::int64_t kPermille = 1000;

// The fitting scores on either side of a wanted one within the leaf's points: {at or below, at or above}.
std::pair<Score, Score> neighbours(const Indicator& leaf, Score wanted) {
  Score below = wanted;
  while (below > 0 && !fits(leaf, below)) --below;
  Score above = wanted;
  while (above < leaf.points && !fits(leaf, above)) ++above;
  return {below, above};
}

const Indicator* leaf_named(const std::vector<const Indicator*>& leaves, std::string_view id) {
  const auto found = std::find_if(leaves.begin(), leaves.end(), [&](const Indicator* leaf) { return leaf->id == id; });
  return found == leaves.end() ? nullptr : *found;
}

// The faults of one sheet's grounds, gathered leaf by leaf.
class GroundsCheck {
 public:
  GroundsCheck(const policy::Rubric& rubric, const Scores& scores, const Grounds& grounds, const std::string& field)
      : leaves_(leaves_of(rubric)), scores_(scores), grounds_(grounds), field_(field), clause_(clause_of(rubric)) {}

  void every_ground_is_about_a_leaf() {
    for (std::size_t i = 0; i < grounds_.deductions.size(); ++i)
      known(grounds_.deductions[i].leaf, fmt::format("/deductions/{}/leaf", i));
    for (std::size_t i = 0; i < grounds_.without_evidence.size(); ++i)
      known(grounds_.without_evidence[i], fmt::format("/without_evidence/{}", i));
    for (std::size_t i = 0; i < grounds_.questionnaires.size(); ++i)
      known(grounds_.questionnaires[i].leaf, fmt::format("/questionnaires/{}/leaf", i));
  }

  void look_at(const Indicator& leaf, bool bonus) {
    const auto found = scores_.find(leaf.id);
    if (found == scores_.end()) return;
    const Score score = found->second;
    const auto& bare = grounds_.without_evidence;
    const bool nothing_shown = std::find(bare.begin(), bare.end(), leaf.id) != bare.end();
    if (score > 0 && nothing_shown)
      fault(leaf, "evidence_missing",
            {"“" + leaf.title.zh + "”没有佐证材料，不得分",
             "nothing was shown for \"" + leaf.title.en + "\": it is scored 0"});
    if (leaf.kind == LeafRule::questionnaire_mean && score > 0) look_at_answers(leaf, score);
    if (leaf.kind == LeafRule::any || bonus) return;
    Score deducted = 0;
    for (const Deduction& one : grounds_.deductions)
      if (one.leaf == leaf.id) deducted += one.points;
    if (score == 0 && nothing_shown && deducted == 0) return;  // that is the reason
    if (score == std::max<Score>(0, leaf.points - deducted)) return;
    fault(leaf, "deduction",
          {"“" + leaf.title.zh + "”的扣分须逐项写明分值和理由，合计与评分一致",
           "each point off \"" + leaf.title.en + "\" needs its reason, and together they give the score"});
  }

  std::vector<FieldError> faults;

 private:
  void look_at_answers(const Indicator& leaf, Score score) {
    const auto& all = grounds_.questionnaires;
    const auto one = std::find_if(all.begin(), all.end(), [&](const Questionnaire& of) { return of.leaf == leaf.id; });
    if (one != all.end() && one->answers >= leaf.answers_least &&
        score == multiply(leaf.points, one->mean_permille, kPermille))
      return;
    fault(leaf, "questionnaire_mean",
          {fmt::format("“{}”按问卷平均分计分，有效问卷不少于{}份", leaf.title.zh, leaf.answers_least),
           fmt::format("\"{}\" is the mean of at least {} answers", leaf.title.en, leaf.answers_least)});
  }
  void known(const std::string& leaf, const std::string& at) {
    if (leaf_named(leaves_, leaf) != nullptr) return;
    faults.push_back(
        {field_ + at, "every_indicator", clause_, {"没有这个评分指标", "there is no such indicator to score"}});
  }
  void fault(const Indicator& leaf, std::string rule, Text says) {
    faults.push_back({field_ + "/scores/" + pointer_token(leaf.id), std::move(rule), clause_, std::move(says)});
  }

  std::vector<const Indicator*> leaves_;
  const Scores& scores_;
  const Grounds& grounds_;
  const std::string& field_;
  std::string clause_;
};

template <class T>
std::vector<T> list_at(const json::value& sheet, std::string_view name) {
  const json::value& value = at_or_null(sheet, name);
  return value.is_array() ? read<std::vector<T>>(value) : std::vector<T>{};
}

}  // namespace

std::string clause_of(const policy::Rubric& rubric) { return rubric.cites.empty() ? "" : rubric.cites.front(); }

bool fits(const Indicator& leaf, Score score) {
  if (score < 0 || score > leaf.points) return false;
  if (score == 0) return true;
  switch (leaf.kind) {
    case LeafRule::all_or_nothing:
    case LeafRule::one_strike:
      return score == leaf.points;
    case LeafRule::steps:
      return std::find(leaf.steps.begin(), leaf.steps.end(), score) != leaf.steps.end();
    case LeafRule::deduct_per_case:
      return (leaf.points - score) % leaf.per_case == 0;
    case LeafRule::any:
    case LeafRule::pro_rata:
    case LeafRule::evidence_missing:
    case LeafRule::questionnaire_mean:
      break;
  }
  return true;
}

Text misfit_of(const Indicator& leaf) {
  if (leaf.kind == LeafRule::steps)
    return {"“" + leaf.title.zh + "”只能按规定的档次评分",
            "\"" + leaf.title.en + "\" is scored by its steps and nothing between"};
  if (leaf.kind == LeafRule::deduct_per_case)
    return {"“" + leaf.title.zh + "”只能按每项固定分值扣分，扣完为止",
            "\"" + leaf.title.en + "\" loses the same points for each case, down to 0"};
  return {"“" + leaf.title.zh + "”只能评满分或零分", "\"" + leaf.title.en + "\" is scored in full or 0"};
}

Scores fitting_scores(const policy::Rubric& rubric, std::int64_t permille, std::string_view unscored) {
  const auto bonus = bonus_leaves_of(rubric);
  Scores out;
  Score wanted = 0;  // in thousandths, of all leaves so far
  Score given = 0;
  for (const Indicator* leaf : leaves_of(rubric)) {
    if (leaf->id == unscored || bonus.contains(leaf->id)) continue;
    wanted += leaf->points * permille;
    const Score target = std::clamp<Score>(wanted / kPermille - given, 0, leaf->points);
    const auto [below, above] = neighbours(*leaf, target);
    const Score score = target - below <= above - target ? below : above;
    out[leaf->id] = score;
    given += score;
  }
  return out;
}

Grounds grounds_of(const json::value& sheet) {
  return {list_at<Deduction>(sheet, "deductions"), list_at<std::string>(sheet, "without_evidence"),
          list_at<Questionnaire>(sheet, "questionnaires")};
}

json::object written(const Grounds& grounds) {
  return {{"deductions", write(grounds.deductions)},
          {"without_evidence", write(grounds.without_evidence)},
          {"questionnaires", write(grounds.questionnaires)}};
}

Grounds grounds_for(const policy::Rubric& rubric, const Scores& scores, const std::string& reason) {
  Grounds out;
  const auto bonus = bonus_leaves_of(rubric);
  for (const Indicator* leaf : leaves_of(rubric)) {
    const auto score = scores.find(leaf->id);
    if (score == scores.end() || leaf->kind == LeafRule::any || bonus.contains(leaf->id)) continue;
    if (score->second < leaf->points) out.deductions.push_back({leaf->id, leaf->points - score->second, reason});
    if (leaf->kind == LeafRule::questionnaire_mean && score->second > 0)
      out.questionnaires.push_back({leaf->id, leaf->answers_least, multiply(score->second, kPermille, leaf->points)});
  }
  return out;
}

std::vector<FieldError> faults_of_grounds(const policy::Rubric& rubric, std::string_view unscored, const Scores& scores,
                                          const Grounds& grounds, const std::string& field) {
  GroundsCheck check(rubric, scores, grounds, field);
  check.every_ground_is_about_a_leaf();
  const auto bonus = bonus_leaves_of(rubric);
  for (const Indicator* leaf : leaves_of(rubric))
    if (leaf->id != unscored) check.look_at(*leaf, bonus.contains(leaf->id));
  return std::move(check.faults);
}

}  // namespace gh::scoring
