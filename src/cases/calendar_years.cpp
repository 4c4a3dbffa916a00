#include "cases/calendar_years.h"

#include <algorithm>
#include <boost/json/serialize.hpp>
#include <vector>

#include "base/assert.h"
#include "base/described.h"
#include "cases/clocks.h"
#include "cases/offer.h"
#include "cases/performing.h"

namespace gh::cases {
namespace {

struct NamedDay {
  Day day{};
  std::optional<Text> name;
};
BOOST_DESCRIBE_STRUCT(NamedDay, (), (day, name))

struct YearForm {
  int year = 0;
  std::string source;
  std::vector<NamedDay> off;
  std::vector<NamedDay> worked;
};
BOOST_DESCRIBE_STRUCT(YearForm, (), (year, source, off, worked))

std::vector<NamedDay> named_days(const std::map<Day, Text>& days) {
  std::vector<NamedDay> out;
  for (const auto& [day, name] : days) out.push_back({day, name});
  return out;
}

YearForm form_of_year(const calendar::PublishedYear& year) {
  return {year.year, year.source, named_days(year.off), named_days(year.worked)};
}

calendar::PublishedYear year_of_form(const YearForm& form) {
  calendar::PublishedYear out;
  out.year = form.year;
  out.published = true;
  out.source = form.source;
  for (const auto& named : form.off) out.off[named.day] = named.name.value_or(Text{});
  for (const auto& named : form.worked) out.worked[named.day] = named.name.value_or(Text{});
  return out;
}

// The first day that may count otherwise once the year is known so: a notice names days of neighbouring years too.
Day first_day_of(const calendar::PublishedYear& year) {
  Day first = day_of(year.year, 1, 1);
  for (const auto* named : {&year.off, &year.worked})
    if (!named->empty()) first = std::min(first, named->begin()->first);
  return first;
}

}  // namespace

void keep_base_years(store::Tx& tx, const policy::Pack& pack, Instant now) {
  std::vector<YearForm> years;
  for (const auto& year : pack.calendar)
    if (year.published) years.push_back(form_of_year(year));
  tx.execute(
      "insert into calendar_base (division, years, pack_version, kept_at) values (?, ?, ?, ?) "
      "on conflict (division) do nothing",
      {pack.division, json::serialize(write(years)), pack.version, now});
}

calendar::PublishedYear read_year(const json::value& value) { return year_of_form(read<YearForm>(value)); }

json::object write_year(const calendar::PublishedYear& year) { return write(form_of_year(year)).as_object(); }

std::map<int, calendar::PublishedYear> years_in_force(store::Tx& tx, std::string_view division) {
  std::map<int, calendar::PublishedYear> out;
  const auto base = tx.string("select years from calendar_base where division = ?", {division});
  GH_ASSERT(base.has_value());
  for (const YearForm& form : read<std::vector<YearForm>>(parse_json(*base))) out[form.year] = year_of_form(form);
  tx.each("select content from calendar_year where division = ?", {division}, [&](const store::Row& row) {
    auto year = read_year(parse_json(row.string(0)));
    out[year.year] = std::move(year);
  });
  return out;
}

void publish_calendar_year(EffectContext& ctx) {
  const json::object& content = ctx.input.empty() ? ctx.form : ctx.input;
  const calendar::PublishedYear year = read_year(content);
  const auto years = years_in_force(ctx.tx, ctx.pack.division);
  const auto known = years.find(year.year);
  const Day first =
      known == years.end() ? first_day_of(year) : std::min(first_day_of(year), first_day_of(known->second));
  const Text reason = known == years.end() ? Text{"该年度节假日安排已公布", "the year's holidays have been published"}
                                           : Text{"该年度节假日安排已调整", "the year's holidays have been changed"};
  ctx.tx.execute(
      "insert into calendar_year (division, year, content, act_id) values (?, ?, ?, ?) on conflict (division, year) do "
      "update set content = excluded.content, act_id = excluded.act_id",
      {ctx.pack.division, year.year, json::serialize(content), ctx.act.id});
  const auto clocks = ctx.tx.all<Clock>("select * from clock where status = ? and due_on >= ? order by id limit ?",
                                        {clock_status::kRunning, first, kRecomputedClocksMax});
  GH_ASSERT(clocks.size() < kRecomputedClocksMax);
  for (const Clock& clock : clocks) ctx.recompute(clock, reason);
  const auto timers = ctx.tx.all<Timer>(
      "select * from timer where status = ? and counts_after is not null and due_at >= ? order by id limit ?",
      {timer_status::kOpen, start_of(first, ctx.pack.utc_offset), kRecomputedClocksMax});
  GH_ASSERT(timers.size() < kRecomputedClocksMax);
  for (const Timer& timer : timers) ctx.recount(timer);
  ctx.tell_calendar_changed(first);
}

}  // namespace gh::cases
