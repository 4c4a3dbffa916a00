#include "simulation/credit_hints.h"

#include <algorithm>
#include <iterator>

#include "base/money.h"
#include "simulation/tellers.h"

namespace gh::simulation {
namespace {

Value nothing(const Situation&) { return json::value(nullptr); }

// Offices of the caller's body that may inspect.
Value inspectors(const Situation& at) {
  const auto ids = ids_of(at,
                          "select id from office where organisation_id = ? and role in ('registrar', "
                          "'registry_reviewer') and revoked_at is null order by id",
                          {at.caller.organisation.value_or("")});
  json::array out;
  for (std::size_t i = 0; i < 2 && i < ids.size(); ++i) out.push_back(json::string(ids[i]));
  return json::value(std::move(out));
}

// The newest year the association may report on and hasn't; the last one where there is none.
Value report_year(const Situation& at) {
  if (at.the_case != nullptr) return at_or_null(parse_json(at.the_case->form), "year");
  const std::int64_t last = year_of(at.today) - 1;
  const auto id = json::string(at.caller.organisation.value_or(""));
  for (std::int64_t year = last; year > last - 4; --year)
    if (at.ask("registry.annual_report_case", {id, year}) == json::value("")) return json::value(year);
  return json::value(last);
}

json::object columns(Fen free, Fen bound) {
  return {{"unrestricted_fen", free}, {"restricted_fen", bound}, {"total_fen", free + bound}};
}
json::object balance(Fen assets, Fen liabilities) {
  return {{"current_assets_fen", assets},
          {"long_term_assets_fen", 0},
          {"total_assets_fen", assets},
          {"liabilities_fen", liabilities},
          {"net_assets_fen", assets - liabilities}};
}

Value basic(const Situation& at) {
  return json::value{{"unit_members", at.dice.chance(92) ? 40 : 20},
                     {"individual_members", 0},
                     {"council_size", 9},
                     {"officers", 5},
                     {"retired_officers", 2},
                     {"retired_bureau_level", at.dice.chance(95) ? 1 : 3},
                     {"retired_aged_70", 0}};
}
Value staff(const Situation& at) {
  return json::value{
      {"total", 6},      {"full_time", 4},       {"part_time", 2},    {"rehired_retirees", at.dice.chance(95) ? 1 : 3},
      {"volunteers", 0}, {"volunteer_hours", 0}, {"party_members", 2}};
}
Value meetings(const Situation& at) {
  return json::value{{"term_years", 5}, {"council_prescribed", 2}, {"council_held", at.dice.chance(95) ? 2 : 1}};
}
Value internal_rules(const Situation&) {
  return json::value{{"tax_registered", json::array{"national"}}, {"receipts", json::array{"dues"}}};
}
Value balance_sheet(const Situation& at) {
  return json::value{{"opening", balance(at.dice.between(1, 90) * 100'000, 50'000)},
                     {"closing", balance(at.dice.between(1, 90) * 100'000, 60'000)}};
}
Value activity_statement(const Situation& at) {
  const Fen dues = at.dice.between(1, 90) * 100'000;
  const Fen subsidies = at.dice.between(0, 9) * 100'000;
  json::object income;
  for (const char* line : {"donations", "services", "sales", "investment", "other"}) income[line] = columns(0, 0);
  income["dues"] = columns(dues, 0);
  income["subsidies"] = columns(0, subsidies);
  income["total"] = columns(dues, subsidies);
  return json::value{{"income", std::move(income)},
                     {"purchased_by_government_fen", 0},
                     {"activity_costs_fen", dues / 2},
                     {"administration_costs_fen", 0},
                     {"fundraising_costs_fen", 0},
                     {"other_costs_fen", 0},
                     {"total_costs_fen", dues / 2},
                     {"released_fen", subsidies},
                     {"net_change", columns(dues - dues / 2 + subsidies, 0)}};
}
Value cash_flow(const Situation& at) {
  return json::value{{"operating_fen", 700},
                     {"investing_fen", -100},
                     {"financing_fen", 0},
                     {"exchange_fen", 0},
                     {"net_increase_fen", at.dice.chance(95) ? 600 : 700}};
}
Value branches(const Situation&) {
  return json::value{{"opened", 0}, {"opened_registered", 0}, {"closed", 0}, {"closed_registered", 0}, {"none", true}};
}
Value none(const Situation&) { return json::value{{"none", true}}; }
Value donations(const Situation&) {
  json::object out;
  for (const char* part :
       {"cash_fen", "in_kind_fen", "home_fen", "abroad_fen", "persons_fen", "organisations_fen", "total_fen"})
    out[part] = 0;
  return json::value(std::move(out));
}

// What is intended in this case, the same for every member of its notice: two in five a fine.
enum class Intended { kFine, kLargeFine, kWarning, kSuspension, kRevocation };
Intended intended(const Situation& at) {
  return at.the_case == nullptr ? Intended::kWarning : static_cast<Intended>(at.the_case->id.back() % 5);
}

json::value penalty_member_told(const Situation& at, std::string_view member) {
  const Intended what = intended(at);
  const bool fine = what == Intended::kFine || what == Intended::kLargeFine;
  if (member == "measures") {
    static constexpr std::string_view kMeasures[] = {"fine", "fine", "warning", "suspension", "revocation"};
    return json::array{json::string(kMeasures[static_cast<int>(what)])};
  }
  if (member == "fine_base" && fine) return "turnover";
  if ((member == "fine_base_fen" || member == "fine_fen") && fine)
    return what == Intended::kFine ? 1'000'000 : 9'000'000;
  if (member == "suspended_until" && what == Intended::kSuspension)
    return json::string(text(at.today + std::chrono::days{120}));
  return nullptr;
}

// The draft is what was told.
Value penalty_member(const Situation& at, std::string_view member) {
  static constexpr std::string_view kMembers[] = {"measures", "fine_base",       "fine_base_fen",
                                                  "fine_fen", "confiscated_fen", "suspended_until"};
  if (std::find(std::begin(kMembers), std::end(kMembers), member) == std::end(kMembers)) return {};
  const json::object told = act_form(at.the_case, "notify_party");
  return told.empty() ? penalty_member_told(at, member) : at_or_null(told, member);
}

Value unpaid_fine(const Situation& at) {
  const json::value unpaid = at.ask("registry.fine_unpaid", {json::string(at.the_case->id)});
  return at.dice.chance(80) ? unpaid : json::value(unpaid.as_int64() / 2);
}

Value check_outcome(const Situation& at) {
  return one_of(at, {"no_problem", "to_correct", "to_correct", "unlawful", "unreachable"});
}
Value correct_by(const Situation& at) {
  if (string_at(act_form(at.the_case, "record_findings"), "outcome") != "to_correct") return json::value(nullptr);
  return day_from_today(at, 10, 40);
}

const Tellers& credit_tellers() {
  static const Tellers kTellers = {
      {"annual-report/year", report_year},
      {"annual-report/basic", basic},
      {"annual-report/staff", staff},
      {"annual-report/changes", nothing},
      {"annual-report/meetings", meetings},
      {"annual-report/internal_rules", internal_rules},
      {"annual-report/balance_sheet", balance_sheet},
      {"annual-report/activity_statement", activity_statement},
      {"annual-report/cash_flow", cash_flow},
      {"annual-report/branches", branches},
      {"annual-report/events", none},
      {"annual-report/international", none},
      {"annual-report/donations", donations},
      {"report-conclusion/conclusion",
       [](const Situation& at) { return text_value(at.dice.chance(93) ? "pass" : "fail"); }},
      {"annual-report-round/year", [](const Situation& at) { return Value(json::value(year_of(at.today) - 1)); }},
      {"abnormal-listing/organisation", own_association},
      {"abnormal-listing/cause",
       [](const Situation& at) {
         return one_of(at, {"no_party_organisation", "other", "unreachable"});
       }},
      {"serious-listing/organisation", own_association},
      {"serious-listing/cause",
       [](const Situation& at) {
         return one_of(at, {"judgment_defaulter", "other", "large_fine"});
       }},
      {"listing-removal/cured_on", [](const Situation& at) { return day_from_today(at, -5, 0); }},
      {"member-application/association", any_association},
      {"member-departure/association", any_association},
      {"penalty/organisation", own_association},
      {"penalty/inspectors", inspectors},
      {"penalty/happened_on", [](const Situation& at) { return day_from_today(at, -60, -20); }},
      {"penalty/found_on", [](const Situation& at) { return day_from_today(at, -15, 0); }},
      {"ban/inspectors", inspectors},
      {"ban/happened_on", [](const Situation& at) { return day_from_today(at, -60, -20); }},
      {"ban/found_on", [](const Situation& at) { return day_from_today(at, -15, 0); }},
      {"penalty-investigation/established", [](const Situation& at) { return Value(json::value(at.dice.chance(93))); }},
      {"penalty-payment/paid_on", [](const Situation& at) { return day_from_today(at, 0, 0); }},
      {"penalty-payment/fine_fen", unpaid_fine},
      {"penalty-payment/late_fine_fen",
       [](const Situation& at) { return Value(at.ask("registry.late_fine_unpaid", {json::string(at.the_case->id)})); }},
      {"penalty-closure/enforcement_ended", [](const Situation& at) { return Value(json::value(at.dice.chance(40))); }},
      {"service-record/served_on", [](const Situation& at) { return day_from_today(at, -3, 0); }},
      {"spot-check/organisation", own_association},
      {"penalty-closure/carried_out_on", [](const Situation& at) { return day_from_today(at, 0, 0); }},
      {"hearing-notice/held_on", [](const Situation& at) { return day_from_today(at, 1, 10); }},
      {"spot-check-round/year", [](const Situation& at) { return Value(json::value(year_of(at.today))); }},
      {"spot-check-appointment/inspectors", inspectors},
      {"spot-check-appointment/check_on", [](const Situation& at) { return day_from_today(at, 0, 3); }},
      {"spot-check-findings/checked_on", [](const Situation& at) { return day_from_today(at, 0, 0); }},
      {"spot-check-findings/outcome", check_outcome},
      {"spot-check-result/correct_by", correct_by},
  };
  return kTellers;
}

}  // namespace

std::optional<json::value> credit_hint(const Situation& at, std::string_view key) {
  if (const auto found = credit_tellers().find(key); found != credit_tellers().end()) return found->second(at);
  for (const std::string_view form : {"penalty-notice/", "penalty-draft/"})
    if (key.starts_with(form)) return penalty_member(at, key.substr(form.size()));
  return {};
}

}  // namespace gh::simulation
