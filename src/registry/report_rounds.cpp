#include "registry/report_rounds.h"

#include <map>

#include "base/assert.h"
#include "registry/reports.h"

namespace gh::registry {
namespace {

constexpr std::string_view kReports =
    "select r.organisation_id, r.case_id, r.filed_on, c.number from registry_report r join case_file c on c.id = "
    "r.case_id where r.year = ? and r.withdrawn_by_act is null";
constexpr std::string_view kConclusions =
    "select r.organisation_id, r.case_id, c.number, r.conclusion from registry_record r join case_file c on "
    "c.id = r.case_id where r.kind = 'annual_report' and r.year = ?";
constexpr std::string_view kReminders =
    "select m.organisation_id, m.stage, m.reminded_on from registry_report_reminder m join registry_report_round r on "
    "r.case_id = m.case_id where r.authority_id = ? and r.year = ?";

using Lines = std::map<Id, ReportLine, std::less<>>;

std::optional<Day> day_of_row(const store::Row& row, int column) { return parse_day(std::string(row.string(column))); }

// What has come in on a year and who was reminded, by organisation.
Lines known_of(store::Tx& tx, const ReportSearch& search) {
  Lines out;
  tx.each(kReports, {search.year}, [&](const store::Row& row) {
    ReportLine& line = out[Id(row.string(0))];
    line.case_id = Id(row.string(1));
    line.filed_on = day_of_row(row, 2);
    line.number = std::string(row.string(3));
  });
  tx.each(kConclusions, {search.year}, [&](const store::Row& row) {
    ReportLine& line = out[Id(row.string(0))];
    line.conclusion = std::string(row.string(3));
    if (line.case_id) return;  // else it was entered by the registry, which doesn't say when it was handed in
    line.case_id = Id(row.string(1));
    line.number = std::string(row.string(2));
  });
  tx.each(kReminders, {search.authority, search.year}, [&](const store::Row& row) {
    ReportLine& line = out[Id(row.string(0))];
    const std::string_view stage = row.string(1);
    auto& on = stage == "first"    ? line.first_reminded_on
               : stage == "second" ? line.second_reminded_on
                                   : line.last_reminded_on;
    on = day_of_row(row, 2);
  });
  return out;
}

Day due_day(const policy::Pack& pack, std::int64_t year, Day rules_day) {
  const json::value* month_day = pack.parameter("annual_report_due", rules_day);
  GH_ASSERT(month_day != nullptr);
  return parse_day(std::to_string(year + 1) + "-" + std::string(month_day->as_string())).value();
}

ReportState state_of(const ReportLine& line, Day today) {
  if (line.conclusion) return ReportState::concluded;
  if (line.case_id) return ReportState::under_review;
  return today > line.due_on ? ReportState::overdue : ReportState::missing;
}

bool is_sought(const ReportSearch& search, const ReportLine& line) {
  return (!search.state || *search.state == line.state) && (!search.late || *search.late == line.late);
}

// The case that the round opened about the organisation, if it did.
void find_listing(store::Tx& tx, const Id& round, ReportLine& line) {
  tx.each("select id, number, form from case_file where subject_id = ? and id > ? order by id", {line.id, round},
          [&](const store::Row& row) {
            if (line.listing_case || string_at(parse_json(row.string(2)), "basis_case") != round) return;
            line.listing_case = Id(row.string(0));
            line.listing_number = std::string(row.string(1));
          });
}

}  // namespace

ReportPage search_reports(store::Tx& tx, const policy::Pack& pack, const ReportSearch& search, Day today,
                          std::size_t limit, std::string_view after) {
  GH_ASSERT(limit >= 1);
  // A round goes by the rules of the day it was opened.
  Id round;
  Day rules_day = today;
  tx.each(
      "select r.case_id, c.opened_at from registry_report_round r join case_file c on c.id = r.case_id where "
      "r.authority_id = ? and r.year = ?",
      {search.authority, search.year}, [&](const store::Row& row) {
        round = row.string(0);
        rules_day = local_day(instant_of(row.integer(1)), pack.utc_offset);
      });
  const json::value* excused = pack.parameter("annual_report_excused_months", rules_day);
  GH_ASSERT(excused != nullptr);
  const Day due = due_day(pack, search.year, rules_day);
  Lines known = known_of(tx, search);
  ReportPage page;
  for (const Entry& entry : associations_of(tx, pack, search.authority, kMissingReportsMax)) {
    if (entry.organisation_id <= after || !owes_report(entry.registered_on, search.year, excused->as_int64())) continue;
    ReportLine line = std::move(known[entry.organisation_id]);
    line.id = entry.organisation_id;
    line.organisation = entry.name;
    line.credit_code = entry.credit_code;
    line.year = search.year;
    line.due_on = due;
    line.listing_on = due + std::chrono::days{1};
    line.late = line.filed_on && *line.filed_on > due;
    line.state = state_of(line, today);
    if (!is_sought(search, line)) continue;
    if (page.lines.size() == limit) {
      page.next = page.lines.back().id;
      break;
    }
    if (!round.empty() && (line.late || line.state == ReportState::overdue)) find_listing(tx, round, line);
    page.lines.push_back(std::move(line));
  }
  return page;
}

std::optional<std::int64_t> newest_round_year(store::Tx& tx, const Id& authority) {
  return tx.integer("select max(year) from registry_report_round where authority_id = ?", {authority});
}

}  // namespace gh::registry
