// A year's round of reports line by line: who has reported, who owes one, who was reminded when, and what came of it.
#pragma once
#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "policy/pack.h"
#include "registry/records.h"

namespace gh::registry {

enum class ReportState {
  concluded,     // with a conclusion on the record
  under_review,  // handed in
  missing,       // owed, and there is time yet
  overdue        // owed, and the time is over
};
BOOST_DESCRIBE_ENUM(ReportState, concluded, under_review, missing, overdue)

struct ReportLine {
  Id id;  // the organisation's
  std::string organisation;
  std::string credit_code;
  std::int64_t year = 0;
  ReportState state{};
  std::optional<Day> filed_on;
  bool late = false;  // filed after the last day
  std::optional<std::string> conclusion;
  std::optional<Id> case_id;  // the report's
  std::optional<std::string> number;
  std::optional<Day> first_reminded_on;
  std::optional<Day> second_reminded_on;
  std::optional<Day> last_reminded_on;
  Day due_on{};
  Day listing_on{};                // the day on which a listing is proposed where none has come
  std::optional<Id> listing_case;  // that was proposed
  std::optional<std::string> listing_number;
};
BOOST_DESCRIBE_STRUCT(ReportLine, (),
                      (id, organisation, credit_code, year, state, filed_on, late, conclusion, case_id, number,
                       first_reminded_on, second_reminded_on, last_reminded_on, due_on, listing_on, listing_case,
                       listing_number))

struct ReportSearch {
  Id authority;
  std::int64_t year = 0;
  std::optional<ReportState> state{};
  std::optional<bool> late{};
};
struct ReportPage {
  std::vector<ReportLine> lines;  // by the organisation's id
  std::optional<Id> next;         // pass as `after` for the next page
};
// Associations of the registry, in force or suspended today, that owe a report on the year (社会团体登记管理条例28).
ReportPage search_reports(store::Tx& tx, const policy::Pack& pack, const ReportSearch& search, Day today,
                          std::size_t limit, std::string_view after = {});

// The year of the registry's newest round; nothing before its first one.
std::optional<std::int64_t> newest_round_year(store::Tx& tx, const Id& authority);

}  // namespace gh::registry
