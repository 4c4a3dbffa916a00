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
  for (const Indicator& indicator : rubric.indicators) {
    sums[indicator.parent] += indicator.points;
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
    check_bands(draft, rubric);
  }
}

}  // namespace gh::policy
