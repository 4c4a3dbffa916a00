// Computes validity and grades.
#include "grading/validity.h"

#include <algorithm>

#include "base/assert.h"
#include "base/described.h"
#include "base/periods.h"
#include "scoring/ranking.h"

namespace gh::grading {
namespace {

constexpr int kValidityYearsMax = 100;
constexpr std::string_view kPartyOrganisationMissing = "required_missing";

}  // namespace

ValidityYears validity_years(const json::value& parameter) {
  ValidityYears out;
  const json::value& years = at_or_null(parameter, "years");
  GH_ASSERT(boost::describe::enum_from_string(std::string(string_at(parameter, "rule")).c_str(), out.rule));
  GH_ASSERT(years.is_int64() && years.get_int64() >= 1 && years.get_int64() <= kValidityYearsMax);
  out.years = static_cast<int>(years.get_int64());
  return out;
}

Validity validity_of(Day announced_on, const ValidityYears& rule) {
  using namespace std::chrono;
  const year_month_day announced{announced_on};
  if (rule.rule == ValidityRule::calendar_years)
    return {local_days{(announced.year() + years{1}) / January / 1},
            local_days{(announced.year() + years{rule.years}) / December / 31}};
  return {announced_on, last_day_of_years(announced_on, rule.years)};
}

std::optional<Validity> left_of(const Validity& earlier, Day newer_from) {
  if (newer_from <= earlier.from) return {};
  return Validity{earlier.from, std::min(earlier.to, newer_from - std::chrono::days{1})};
}

std::string party_cap(std::string_view party_organisation, const json::value* party_cap_grade) {
  if (party_organisation != kPartyOrganisationMissing) return "";
  GH_ASSERT(party_cap_grade != nullptr && party_cap_grade->is_string());
  return std::string(party_cap_grade->get_string());
}

std::string capped_grade(const policy::Rubric& rubric, std::int64_t score, std::string_view cap) {
  const std::string grade = scoring::grade_of(rubric, score);
  if (grade.empty() || cap.empty()) return grade;
  // Bands stand highest first.
  const auto place = [&](std::string_view wanted) {
    const auto found = std::ranges::find(rubric.bands, wanted, &policy::Band::grade);
    GH_ASSERT(found != rubric.bands.end());
    return found - rubric.bands.begin();
  };
  return place(grade) < place(cap) ? std::string(cap) : grade;
}

int stars_of(std::string_view grade) {
  if (grade.size() != 2 || grade[0] < '1' || grade[0] > '9' || grade[1] != 'A') return 0;
  return grade[0] - '0';
}

}  // namespace gh::grading
