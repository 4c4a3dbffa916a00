// Checks dated parameters, rubrics and bands: gaps, overlaps, sums.
#include <algorithm>
#include <map>

#include "policy/checks.h"

namespace gh::policy {
namespace {

void check_parameter(Draft& draft, const Parameter& parameter) {
  const Place& place = draft.parameter_places.at(parameter.id);
  for (std::size_t i = 0; i < parameter.values.size(); ++i) {
    const DatedValue& value = parameter.values[i];
    if (value.to && *value.to < value.from)
      draft.fault(place, "parameter-overlap",
                  "'" + parameter.id + "': a value ends before it begins, on " + text(*value.to));
    if (i == 0) continue;
    const DatedValue& before = parameter.values[i - 1];
    if (value.from <= before.from || (before.to && value.from <= *before.to)) {
      draft.fault(place, "parameter-overlap", "'" + parameter.id + "' has two values on " + text(value.from));
    } else if (before.to && *before.to + std::chrono::days(1) < value.from) {
      draft.fault(place, "parameter-gap",
                  "'" + parameter.id + "' has no value from " + text(*before.to + std::chrono::days(1)));
    }
  }
}

void check_points(Draft& draft, const Rubric& rubric) {
  const Place& place = draft.rubric_places.at(rubric.id);
  std::map<std::string, std::int64_t> sums;
  std::set<std::string> ids;
  std::int64_t bonus = 0;
  for (const Indicator& indicator : rubric.indicators) {
    (indicator.bonus && indicator.parent.empty() ? bonus : sums[indicator.parent]) += indicator.points;
    ids.insert(indicator.id);
  }
  for (const auto& [parent, sum] : sums) {
    if (!parent.empty() && !ids.contains(parent))
      draft.fault(place, "unknown-indicator", "rubric '" + rubric.id + "' has no indicator '" + parent + "'");
  }
  for (const Indicator& indicator : rubric.indicators) {
    const auto sum = sums.find(indicator.id);
    if (sum != sums.end() && sum->second != indicator.points)
      draft.fault(place, "rubric-sum",
                  "the parts of '" + indicator.id + "' have " + std::to_string(sum->second) + " points together, not " +
                      std::to_string(indicator.points));
  }
  if (sums[""] != rubric.total)
    draft.fault(
        place, "rubric-sum",
        "the indicators have " + std::to_string(sums[""]) + " points together, not " + std::to_string(rubric.total));
  if (rubric.bonus_cap > bonus || (bonus > 0 && rubric.bonus_cap == 0))
    draft.fault(place, "rubric-sum", "bonus_cap must lie between 1 and the points of the bonus indicators");
}

// What is wrong with the rule of a leaf; empty when nothing is.
std::string fault_of_leaf_rule(const Indicator& leaf) {
  const auto& steps = leaf.steps;
  if (!steps.empty() != (leaf.kind == LeafRule::steps)) return "steps belong to kind steps";
  if ((leaf.per_case > 0) != (leaf.kind == LeafRule::deduct_per_case))
    return "per_case belongs to kind deduct_per_case";
  if ((leaf.answers_least > 0) != (leaf.kind == LeafRule::questionnaire_mean))
    return "answers_least belongs to kind questionnaire_mean";
  if (leaf.per_case > leaf.points) return "per_case is above the points";
  if (!steps.empty() && steps.front() != leaf.points) return "the first step must be all the points";
  if (std::adjacent_find(steps.begin(), steps.end(), std::less_equal<>()) != steps.end())
    return "the steps must stand highest first";
  return "";
}

void check_leaf_rules(Draft& draft, const Rubric& rubric) {
  const Place& place = draft.rubric_places.at(rubric.id);
  std::set<std::string> parents;
  for (const Indicator& indicator : rubric.indicators) parents.insert(indicator.parent);
  for (const Indicator& indicator : rubric.indicators) {
    std::string fault = fault_of_leaf_rule(indicator);
    if (parents.contains(indicator.id) && indicator.kind != LeafRule::any) fault = "it has parts, which are scored";
    if (indicator.bonus && !indicator.parent.empty()) fault = "a bonus stands at the top";
    if (!fault.empty()) draft.fault(place, "rubric-rule", "indicator '" + indicator.id + "': " + fault);
  }
}

void check_bands(Draft& draft, const Rubric& rubric) {
  const Place& place = draft.rubric_places.at(rubric.id);
  std::set<std::string> grades;
  for (std::size_t i = 0; i < rubric.bands.size(); ++i) {
    const Band& band = rubric.bands[i];
    if (band.min_score > rubric.total)
      draft.fault(place, "rubric-bands", "nobody can reach the grade '" + band.grade + "'");
    if (i > 0 && band.min_score >= rubric.bands[i - 1].min_score)
      draft.fault(place, "rubric-bands",
                  "the grades must stand highest first, each lower than the one before: '" + band.grade + "'");
    if (!grades.insert(band.grade).second)
      draft.fault(place, "rubric-bands", "the grade '" + band.grade + "' stands twice");
  }
}

}  // namespace

void check_values(Draft& draft) {
  for (const auto& [id, parameter] : draft.pack.parameters) check_parameter(draft, parameter);
  for (const auto& [id, rubric] : draft.pack.rubrics) {
    check_points(draft, rubric);
    check_leaf_rules(draft, rubric);
    check_bands(draft, rubric);
  }
}

}  // namespace gh::policy
