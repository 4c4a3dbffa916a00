// How long a grade holds, and which grade a score comes to: functions of published values only.
#pragma once
#include <boost/describe/enum.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/json.h"
#include "base/time.h"
#include "policy/pack.h"

namespace gh::grading {

// First and last day, both counted in.
struct Validity {
  Day from{};
  Day to{};
};

enum class ValidityRule {
  years_from_announcement,  // 社会组织评估管理办法28: from the announcement, so many years
  calendar_years,           // 社会组织评估管理办法(2026): so many whole years from the next 1 January
};
BOOST_DESCRIBE_ENUM(ValidityRule, years_from_announcement, calendar_years)

struct ValidityYears {
  ValidityRule rule{};
  int years = 0;  // 1 …
};

// Reads parameter `grade_validity`: {rule, years}. Our bug when it says anything else.
ValidityYears validity_years(const json::value& parameter);

// years_from_announcement: the announcement's day to the day before the same day `years` later, or, where that month
// has no such day, to its last (民法典202). calendar_years: 1 January of the next year to 31 December of the
// `years`-th.
Validity validity_of(Day announced_on, const ValidityYears& rule);

// What is left of a validity when a newer one begins: it ends the day before. Nothing when it hadn't begun by then.
std::optional<Validity> left_of(const Validity& earlier, Day newer_from);

// The band of the score by lower bounds, no rounding up, but no better than `cap`; "" below the last band. An unknown
// cap is our bug.
std::string capped_grade(const policy::Rubric& rubric, std::int64_t score, std::string_view cap);

// The best grade where the party organisation is as the form says: where it is `required_missing`, the value of
// parameter `party_cap_grade`, which is our bug when it is no text; "" where nothing holds the grade down.
std::string party_cap(std::string_view party_organisation, const json::value* party_cap_grade);

// The number of A: "5A" → 5; 0 for "".
int stars_of(std::string_view grade);

}  // namespace gh::grading
