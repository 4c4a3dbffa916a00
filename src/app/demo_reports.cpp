// Yearly reports in the demo city: what an association reports, and the registry that looks it through.
#include "app/demo_flows.h"
#include "app/demo_forms.h"
#include "base/money.h"

namespace gh::app {
namespace {

// The latest year whose report was due by now (31 May of the year after).
int reported_year(Day today) {
  const std::chrono::year_month_day date{today};
  return static_cast<int>(date.year()) - (date.month() > std::chrono::May ? 1 : 2);
}

bool excused(const AssociationCast& association, int year) { return association.registered_on > day_of(year, 6, 30); }

json::object columns(Fen unrestricted, Fen restricted) {
  return {{"unrestricted_fen", unrestricted}, {"restricted_fen", restricted}, {"total_fen", unrestricted + restricted}};
}

json::object balance(Fen current, Fen long_term, Fen liabilities) {
  const Fen total = current + long_term;
  return {{"current_assets_fen", current},
          {"long_term_assets_fen", long_term},
          {"total_assets_fen", total},
          {"liabilities_fen", liabilities},
          {"net_assets_fen", total - liabilities}};
}

// Income and costs that add up; nothing is released from restriction.
json::object activity_statement(Play& play) {
  const Fen dues = play.between(80, 900) * 1'000'00;
  const Fen services = play.between(20, 600) * 1'000'00;
  const Fen subsidies = play.between(0, 100) * 1'000'00;
  const Fen income = dues + services;
  const Fen activities = income * play.between(50, 80) / 100;
  const Fen administration = income * play.between(5, 15) / 100;
  json::object lines{{"donations", columns(0, 0)}, {"dues", columns(dues, 0)},    {"services", columns(services, 0)},
                     {"sales", columns(0, 0)},     {"investment", columns(0, 0)}, {"other", columns(0, 0)}};
  lines["subsidies"] = columns(0, subsidies);
  lines["total"] = columns(income, subsidies);
  return {{"income", std::move(lines)},
          {"purchased_by_government_fen", services * play.between(0, 60) / 100},
          {"activity_costs_fen", activities},
          {"administration_costs_fen", administration},
          {"fundraising_costs_fen", 0},
          {"other_costs_fen", 0},
          {"total_costs_fen", activities + administration},
          {"released_fen", 0},
          {"net_change", columns(income - activities - administration, subsidies)}};
}

json::object staff(Play& play) {
  const auto full_time = play.between(2, 12);
  const auto part_time = play.between(0, 5);
  return {{"total", full_time + part_time},
          {"full_time", full_time},
          {"part_time", part_time},
          {"rehired_retirees", play.between(0, part_time)},
          {"volunteers", play.between(0, 40)},
          {"volunteer_hours", play.between(0, 800)},
          {"party_members", play.between(0, full_time)}};
}

json::object yearly_report(Play& play, const std::string& name, int year) {
  const auto retired = play.between(0, 3);
  const Fen operating = play.between(-40, 120) * 1'000'00;
  return {
      {"year", year},
      {"name", name},
      {"signed", true},
      {"basic",
       {{"unit_members", play.between(30, 160)},
        {"individual_members", 0},
        {"council_size", play.between(7, 31)},
        {"officers", play.between(3, 9)},
        {"retired_officers", retired},
        {"retired_bureau_level", play.between(0, retired)},
        {"retired_aged_70", play.between(0, retired)}}},
      {"staff", staff(play)},
      {"meetings", {{"term_years", 5}, {"council_prescribed", 2}, {"council_held", play.between(2, 4)}}},
      {"internal_rules", {{"tax_registered", json::array{"national"}}, {"receipts", json::array{"dues"}}}},
      {"balance_sheet",
       {{"opening", balance(play.between(50, 400) * 1'000'00, play.between(0, 80) * 1'000'00, 20'000'00)},
        {"closing", balance(play.between(50, 500) * 1'000'00, play.between(0, 80) * 1'000'00, 15'000'00)}}},
      {"activity_statement", activity_statement(play)},
      {"cash_flow",
       {{"operating_fen", operating},
        {"investing_fen", 0},
        {"financing_fen", 0},
        {"exchange_fen", 0},
        {"net_increase_fen", operating}}},
      {"branches", {{"opened", 0}, {"opened_registered", 0}, {"closed", 0}, {"closed_registered", 0}, {"none", true}}},
      {"summary", "组织行业调研和技术交流，发布行业统计，开展标准宣贯和会员培训。"},
      {"events", {{"none", true}}},
      {"donations",
       {{"cash_fen", 0},
        {"in_kind_fen", 0},
        {"home_fen", 0},
        {"abroad_fen", 0},
        {"persons_fen", 0},
        {"organisations_fen", 0},
        {"total_fen", 0}}},
      {"international", {{"none", true}}}};
}

json::object proposal() { return {{"opinion", "报告完整，勾稽关系一致"}, {"proposed", "pass"}}; }

// The next act of the registry on a report in this state; false when there is none.
bool look_through(Play& play, const RegistryCast& registry, const Id& id) {
  const std::string state = play.state(id);
  if (state == "submitted") {
    play.act(registry.second_registrar, id, "proofread", opinion_form("校对无误"));
  } else if (state == "handling") {
    play.act(registry.registrar, id, "handle", proposal());
  } else if (state == "section") {
    play.act(registry.reviewer, id, "review_report", proposal());
  } else if (state == "approval") {
    const char* conclusion = play.chance(92) ? "pass" : "basic_pass";
    play.act(registry.head, id, "conclude",
             {{"conclusion", conclusion}, {"reason", "报告按时，内容完整"}, {"remedies_told", true}});
  } else {
    return false;
  }
  return true;
}

// Lets what an association has handed in be concluded at once.
void conclude_now(Play& play, const Cast& cast, const AssociationCast& association, const Id& id, int year) {
  if (play.state(id) == "returned")
    play.act(association.secretary, id, "resubmit", yearly_report(play, association.name, year));
  while (look_through(play, cast.registries[association.registry], id)) continue;
}

void hand_in(Play& play, AssociationCast& association, int year) {
  association.reports[year] =
      play.open(association.secretary, "annual-report", yearly_report(play, association.name, year));
}

bool reports_this_year(Play& play, const AssociationCast& association, int year) {
  return !association.organisation.empty() && !excused(association, year) && !association.reports.contains(year) &&
         play.ask("registry.status", {json::string(association.organisation)}) == json::value("active");
}

// Of those with a story of their own every third leaves a year out.
bool leaves_out(const AssociationCast& association, std::size_t index, int year) {
  return association.part == Part::credit && (index / 2 + static_cast<std::size_t>(year)) % 3 == 0;
}

// One association's report of a round, from its own day on.
Flow report_in_round(Play& play, Cast& cast, std::size_t index, int year) {
  co_await play.on(day_of(year + 1, 2, 1) + std::chrono::days{play.between(0, 110)});
  if (!reports_this_year(play, cast.associations[index], year)) co_return;
  hand_in(play, cast.associations[index], year);
  const Id id = cast.associations[index].reports.at(year);
  const RegistryCast registry = cast.registries[cast.associations[index].registry];
  co_await play.days(1, 12);
  if (play.chance(6) && play.state(id) == "submitted") {
    play.act(registry.second_registrar, id, "return_report", {{"missing", json::array{"理事会会议纪要"}}});
    co_await play.days(2, 12);
    if (play.state(id) != "returned") co_return;
    play.act(cast.associations[index].secretary, id, "resubmit",
             yearly_report(play, cast.associations[index].name, year));
    co_await play.days(1, 6);
  }
  while (look_through(play, registry, id)) co_await play.days(2, 9);
}

}  // namespace

Flow hold_report_round(Play& play, Cast& cast, std::size_t index, int year) {
  co_await play.on(day_of(year + 1, 1, 12));
  const RegistryCast registry = cast.registries[index];
  if (play.ask("registry.associations", {json::string(registry.organisation)}).as_array().empty()) co_return;
  play.open(registry.registrar, "annual-report-round", {{"year", year}});
  for (std::size_t i = 0; i < cast.associations.size(); ++i)
    if (cast.associations[i].registry == index && !leaves_out(cast.associations[i], i, year))
      report_in_round(play, cast, i, year);
}

void report_late(Play& play, Cast& cast, std::size_t index, int year) {
  auto& association = cast.associations[index];
  if (!reports_this_year(play, association, year)) return;
  hand_in(play, association, year);
  conclude_now(play, cast, association, association.reports.at(year), year);
}

void report_in_order(Play& play, Cast& cast, std::size_t index) {
  auto& association = cast.associations[index];
  const int year = reported_year(play.today());
  if (excused(association, year)) return;
  if (!association.reports.contains(year)) hand_in(play, association, year);
  conclude_now(play, cast, association, association.reports.at(year), year);
}

}  // namespace gh::app
