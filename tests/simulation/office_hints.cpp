// The working calendar, and the verbs that every procedure has.
#include "simulation/tellers.h"

namespace gh::simulation {
namespace {

Value calendar_days(const Situation& at, int count, std::chrono::weekday wanted, bool weekend) {
  json::array out;
  const int year = year_of(at.today) + 1;
  for (Day day = day_of(year, 1, 1) + std::chrono::days{at.dice.between(0, 60)};
       out.size() < static_cast<std::size_t>(count); day += std::chrono::days{1}) {
    const std::chrono::weekday weekday(day);
    const bool rest = weekday == std::chrono::Saturday || weekday == std::chrono::Sunday;
    if (rest != weekend || (!weekend && weekday != wanted)) continue;
    out.push_back({{"day", text(day)}, {"name", {{"zh", "调休"}, {"en", "adjusted"}}}});
  }
  return json::value(std::move(out));
}

Value colleague(const Situation& at) {
  std::vector<std::string> near;
  for (const auto& person : at.city.people(at.tx, at.today))
    if (person.organisation && person.organisation == at.caller.organisation && person.office != at.caller.office)
      near.push_back(*person.office);
  if (near.empty()) return text_value(*at.dice.of(at.city.people(at.tx, at.today)).office);
  return text_value(at.dice.of(near));
}

Value visited_state(const Situation& at) {
  return id_of(at,
               "select distinct from_state from act where case_id = ? and from_state is not null order by from_state",
               {at.the_case == nullptr ? "" : at.the_case->id});
}

}  // namespace

const Tellers& office_tellers() {
  static const Tellers kTellers = {
      // the calendar
      {"calendar-year/year",
       [](const Situation& at) { return Value(json::value(year_of(at.today) + (at.dice.chance(70) ? 1 : 0))); }},
      {"calendar-year/off", [](const Situation& at) { return calendar_days(at, 7, std::chrono::Wednesday, false); }},
      {"calendar-year/worked", [](const Situation& at) { return calendar_days(at, 2, std::chrono::Sunday, true); }},
      // verbs
      {"to_office", colleague},
      {"verb-signer/office", colleague},
      {"verb-copy/offices", [](const Situation& at) { return Value(json::value(json::array{*colleague(at)})); }},
      {"to_state", visited_state},
  };
  return kTellers;
}

}  // namespace gh::simulation
