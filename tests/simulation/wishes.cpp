#include "simulation/wishes.h"

#include <fmt/format.h>

#include <map>
#include <set>

namespace gh::simulation {
namespace {

constexpr std::int64_t kExpertsWanted = 16;
constexpr std::int64_t kEvaluatorsWanted = 3;
constexpr std::int64_t kLinesWanted = 6;  // a year
constexpr std::int64_t kAssociationsKept = 18;

// How often a procedure is opened beside the others, and how many of its cases may be open at once.
struct Appetite {
  int weight;
  std::int64_t open_max;
};
const std::map<std::string, Appetite>& appetites() {
  static const std::map<std::string, Appetite> kAppetites = {{"person-enrolment", {2, 3}},
                                                             {"organisation-enrolment", {4, 4}},
                                                             {"association-registration", {4, 3}},
                                                             {"grade-assessment", {24, 8}},
                                                             {"eligibility-listing", {12, 3}},
                                                             {"committee-appointment", {1, 2}},
                                                             {"grade-round", {1, 1}},
                                                             {"grade-filing", {1, 1}},
                                                             {"grade-adjustment", {2, 2}},
                                                             {"follow-up-round", {1, 1}},
                                                             {"check-assessment", {1, 1}},
                                                             {"eligibility-removal", {1, 1}},
                                                             {"function-item", {2, 2}},
                                                             {"function-inventory", {4, 3}},
                                                             {"function-batch", {3, 1}},
                                                             {"function-plan", {2, 2}},
                                                             {"function-cultivation", {1, 2}},
                                                             {"function-transfer", {5, 4}},
                                                             {"function-application", {9, 9}},
                                                             {"function-rating", {1, 2}},
                                                             {"budget-line", {3, 6}},
                                                             {"service-item", {2, 2}},
                                                             {"service-purchase", {6, 5}},
                                                             {"service-application", {12, 14}},
                                                             {"objection", {2, 2}},
                                                             {"member-roll", {2, 2}},
                                                             {"member-application", {1, 1}},
                                                             {"member-departure", {1, 1}},
                                                             {"registration-change", {2, 3}},
                                                             {"charter-approval", {1, 1}},
                                                             {"officers-filing", {1, 1}},
                                                             {"term-change", {1, 1}},
                                                             {"branch-filing", {2, 2}},
                                                             {"association-filing", {2, 2}},
                                                             {"certificate-replacement", {1, 1}},
                                                             {"split", {1, 1}},
                                                             {"register-correction", {1, 1}},
                                                             {"register-record", {1, 2}},
                                                             {"annual-report", {14, 8}},
                                                             {"annual-report-round", {2, 1}},
                                                             {"abnormal-listing", {1, 2}},
                                                             {"serious-listing", {1, 1}},
                                                             {"penalty", {2, 2}},
                                                             {"unregistered-ban", {1, 1}},
                                                             {"spot-check-round", {1, 1}},
                                                             {"register-entry", {1, 1}},
                                                             {"branch-entry", {1, 1}},
                                                             {"catalogue-withdrawal", {1, 1}},
                                                             {"working-calendar", {1, 1}},
                                                             {"work-terms", {6, 3}},
                                                             {"appeal-panel-seat", {1, 1}},
                                                             {"credit-rating", {8, 6}},
                                                             {"qualification-review", {6, 5}},
                                                             {"result-appraisal", {4, 4}},
                                                             {"industry-task", {3, 3}},
                                                             {"selection", {3, 2}},
                                                             {"statistics-round", {3, 2}},
                                                             {"work-sample", {1, 1}}};
  return kAppetites;
}

}  // namespace

std::vector<std::string> wishes(store::Tx& tx, Day today) {
  std::map<std::string, std::int64_t> open;
  std::vector<std::string> hat;
  const auto add = [&](const std::string& procedure, std::int64_t tickets) {
    hat.insert(hat.end(), static_cast<std::size_t>(tickets), procedure);
  };
  const auto count = [&](std::string_view sql, std::initializer_list<store::Value> values) {
    return tx.integer(sql, values).value_or(0);
  };
  tx.each(
      "select procedure, state, count(*) from case_file where closed_at is null group by procedure, state order by 1, "
      "2",
      {}, [&](const store::Row& row) {
        const std::string procedure(row.string(0));
        const std::string_view state = row.string(1);
        // What stands for years isn't under way.
        static const std::set<std::string_view> kStanding = {"open",       "supervised", "regular",
                                                             "taken_back", "in_office",  "valid",
                                                             "downgraded", "qualified",  "appraised"};
        if (!kStanding.contains(state)) open[procedure] += row.integer(2);
        if (state == "supervised" || state == "regular") add("function-rating", 2);
        if (state == "calling")
          add(procedure == "function-transfer" ? "function-application" : "service-application", 30);
        if (state == "announced" && procedure == "selection") add("selection-entry", 12);
        if (procedure == "statistics-round") add("statistics-return", 4);
        if (state == "publicity") add("objection", 4);
        if (state == "announced" || state == "liquidating") add("creditor-claim", 2);
        if (state == "publicity" && procedure == "grade-assessment") {
          add("grade-review", 10);
          add("grade-complaint", 4);
        }
      });
  for (const auto& [procedure, appetite] : appetites())
    if (open[procedure] < appetite.open_max) add(procedure, appetite.weight);
  // What much else waits for: experts, evaluators, this year's budget.
  if (count("select count(*) from office where role = 'expert'", {}) < kExpertsWanted) add("person-enrolment", 20);
  if (count("select count(*) from organisation where kind = 'evaluator'", {}) < kEvaluatorsWanted)
    add("organisation-enrolment", 12);
  // Who is on the list is looked at every year.
  if (open["eligibility-review-round"] == 0 &&
      count("select count(*) from grading_listing where ended_at is null and state <> 'removed'", {}) > 0)
    add("eligibility-review-round", 2);
  // Where somebody may rate firms, firms want to be rated.
  if (count("select count(*) from performance_terms where ended_at is null and kind = 'credit-rating'", {}) > 0)
    add("credit-rating", 16);
  // A committee for each of the two registries.
  if (count("select count(distinct authority_id) from grading_seat where committee = 'assessment' and to_day >= ?",
            {today}) < 2)
    add("committee-appointment", 12);
  // Associations end, but not so many that nothing is left to live.
  if (count("select count(*) from registry_entry where kind = 'association' and status = 'active' and ended_by_act is "
            "null",
            {}) > kAssociationsKept) {
    for (const char* ending : {"merger", "deregistration", "registration-revocation"})
      if (open[ending] == 0) add(ending, 1);
  }
  const std::string this_year = fmt::format("%〔{}〕%", year_of(today));
  if (count("select count(*) from case_file where procedure = 'budget-line' and number like ?", {this_year}) <
      kLinesWanted)
    add("budget-line", 20);
  return hat;
}

}  // namespace gh::simulation
