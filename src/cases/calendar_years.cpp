#include "cases/calendar_years.h"

#include <boost/json/serialize.hpp>

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

}  // namespace

calendar::PublishedYear read_year(const json::value& value) {
  const auto form = read<YearForm>(value);
  calendar::PublishedYear out;
  out.year = form.year;
  out.published = true;
  out.source = form.source;
  for (const auto& named : form.off) out.off[named.day] = named.name.value_or(Text{});
  for (const auto& named : form.worked) out.worked[named.day] = named.name.value_or(Text{});
  return out;
}

std::vector<calendar::PublishedYear> published_years(store::Tx& tx, std::string_view division) {
  std::vector<calendar::PublishedYear> out;
  tx.each("select content from calendar_year where division = ? order by year", {division},
          [&](const store::Row& row) { out.push_back(read_year(parse_json(row.string(0)))); });
  return out;
}

void publish_calendar_year(EffectContext& ctx) {
  const calendar::PublishedYear year = read_year(ctx.input.empty() ? ctx.form : ctx.input);
  const auto known = ctx.tx.integer("select count(*) from calendar_year where division = ? and year = ?",
                                    {ctx.pack.division, year.year});
  json::object content = ctx.input.empty() ? ctx.form : ctx.input;
  ctx.tx.execute(
      "insert into calendar_year (division, year, content, act_id) values (?, ?, ?, ?) on conflict (division, year) do "
      "update set content = excluded.content, act_id = excluded.act_id",
      {ctx.pack.division, year.year, json::serialize(content), ctx.act.id});
  const Text reason = known.value_or(0) == 0 ? Text{"该年度节假日安排已公布", "the year's holidays have been published"}
                                             : Text{"该年度节假日安排已调整", "the year's holidays have been changed"};
  // A notice may name days of the end of the year before.
  const Day first = day_of(year.year, 1, 1) - std::chrono::days{31};
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
