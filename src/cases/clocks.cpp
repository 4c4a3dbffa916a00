#include "cases/clocks.h"

#include <algorithm>
#include <boost/json/serialize.hpp>

#include "base/assert.h"
#include "base/described.h"
#include "cases/timers.h"

namespace gh::cases {
namespace {

using calendar::Unit;

constexpr int kPermille = 1000;

Unit counting_unit(Unit unit) { return unit == Unit::kMonths ? Unit::kNaturalDays : unit; }

// Days in the whole limit; a month limit that has stood still goes on in natural days.
std::int64_t whole_days(const calendar::WorkingCalendar& calendar, const Clock& clock) {
  if (unit_of(clock.unit) != Unit::kMonths) return clock.limit_count;
  const auto due = calendar::due_day(calendar, clock.started_on, static_cast<int>(clock.limit_count), Unit::kMonths);
  return (due.raw - clock.started_on).count();
}

// The day on which the running span has used up `share` permille of the limit (1000: the due day).
calendar::DueDay day_of_share(const calendar::WorkingCalendar& calendar, const Clock& clock, std::int64_t share) {
  const Unit unit = unit_of(clock.unit);
  if (unit == Unit::kMonths && clock.used == 0 && share == kPermille)
    return calendar::due_day(calendar, clock.counts_after, static_cast<int>(clock.limit_count), unit);
  const std::int64_t whole = whole_days(calendar, clock);
  const std::int64_t wanted = (whole * share + kPermille - 1) / kPermille - clock.used;
  if (wanted <= 0) return {clock.counts_after, clock.counts_after, false};
  const Unit counting = counting_unit(unit);
  auto due = calendar::due_day(calendar, clock.counts_after, static_cast<int>(wanted), counting);
  if (share != kPermille) due.day = due.raw;
  return due;
}

void compute(Performing& p, Clock& clock) {
  const auto due = day_of_share(*p.calendar, clock, kPermille);
  clock.due_on = due.day;
  clock.provisional = due.provisional;
  clock.warn_on = day_of_share(*p.calendar, clock, p.pack->warn_permille).day;
}

void save(store::Tx& tx, const Clock& clock) {
  tx.execute(
      "update clock set used = ?, status = ?, counts_after = ?, warn_on = ?, due_on = ?, provisional = ?, stopped_on = "
      "? "
      "where id = ?",
      {clock.used, clock.status, clock.counts_after, clock.warn_on, clock.due_on, clock.provisional, clock.stopped_on,
       clock.id});
}

void start(Performing& p, const policy::ClockRule& rule) {
  Clock clock;
  clock.id = p.new_id();
  clock.case_id = p.file.id;
  clock.name = rule.id;
  clock.unit = unit_name(rule.unit);
  clock.limit_count = p.evaluate_integer(rule.limit, "clock.limit");
  clock.status = clock_status::kRunning;
  clock.started_on = p.today;
  clock.counts_after = p.today;
  clock.cites = json::serialize(write(rule.cites));
  compute(p, clock);
  p.tx.execute(
      "/* later */ insert into clock (id, case_id, name, unit, limit_count, used, status, started_on, counts_after, "
      "warn_on, "
      "due_on, "
      "provisional, stopped_on, cites) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      {clock.id, clock.case_id, clock.name, clock.unit, clock.limit_count, clock.used, clock.status, clock.started_on,
       clock.counts_after, clock.warn_on, clock.due_on, clock.provisional, clock.stopped_on, clock.cites});
  note_clock_event(p, clock, "started", {});
  start_card_timers(p, clock);
}

void pause(Performing& p, Clock& clock, const Text& reason, const std::vector<std::string>& cites) {
  GH_ASSERT(clock.due_on.has_value());
  clock.used = used_days(*p.calendar, clock, p.today);
  // A limit ends with the end of its last day (民法典203): stopped on that day it had not run out, and the day is left.
  if (p.today <= *clock.due_on) clock.used = std::min(clock.used, whole_days(*p.calendar, clock) - 1);
  clock.status = clock_status::kPaused;
  save(p.tx, clock);
  note_clock_event(p, clock, "paused", reason, cites);
  cancel_card_timers(p, clock.name);
}

// Counts again. A limit that had run out before it stood still stays run out.
void compute_again(Performing& p, Clock& clock) {
  const bool was_over = clock.used >= whole_days(*p.calendar, clock) && clock.due_on;
  const auto old_due = clock.due_on;
  compute(p, clock);
  if (was_over && clock.due_on > old_due) clock.due_on = old_due;
}

void resume(Performing& p, Clock& clock) {
  clock.status = clock_status::kRunning;
  clock.counts_after = p.today;
  compute_again(p, clock);
  save(p.tx, clock);
  note_clock_event(p, clock, "resumed", {});
  start_card_timers(p, clock);
}

void stop(Performing& p, Clock& clock) {
  if (clock.status == clock_status::kRunning) clock.used = used_days(*p.calendar, clock, p.today);
  clock.status = clock_status::kStopped;
  clock.stopped_on = p.today;
  save(p.tx, clock);
  note_clock_event(p, clock, "stopped", {});
  cancel_card_timers(p, clock.name);
}

std::vector<Clock> open_clocks(Performing& p) {
  return p.tx.all<Clock>("select * from clock where case_id = ? and status in (?, ?) order by id",
                         {p.file.id, clock_status::kRunning, clock_status::kPaused});
}

// The case shows the limit that ends first.
void show_on_case(Performing& p) {
  p.file.due_on.reset();
  p.file.warn_on.reset();
  p.file.due_provisional = false;
  for (const Clock& clock : open_clocks(p)) {
    if (clock.status != clock_status::kRunning || !clock.due_on) continue;
    if (p.file.due_on && *p.file.due_on <= *clock.due_on) continue;
    p.file.due_on = clock.due_on;
    p.file.warn_on = clock.warn_on;
    p.file.due_provisional = clock.provisional;
  }
}

}  // namespace

void change_clocks(Performing& p, const policy::State& next) {
  bool runs_already = false;
  for (Clock& clock : open_clocks(p)) {
    const bool runs_next = next.clock && next.clock->id == clock.name;
    const bool stands_next = next.pause && std::find(next.pause->clocks.begin(), next.pause->clocks.end(),
                                                     clock.name) != next.pause->clocks.end();
    runs_already = runs_already || runs_next;
    if (runs_next && clock.status == clock_status::kPaused)
      resume(p, clock);
    else if (stands_next && clock.status == clock_status::kRunning)
      pause(p, clock, next.pause->reason, next.pause->cites);
    else if (!runs_next && !stands_next)
      stop(p, clock);
  }
  if (next.clock && !runs_already) start(p, *next.clock);
  show_on_case(p);
}

void pause_all_clocks(Performing& p, const Text& reason, const std::vector<std::string>& cites) {
  for (Clock& clock : open_clocks(p))
    if (clock.status == clock_status::kRunning) pause(p, clock, reason, cites);
  show_on_case(p);
}

void resume_all_clocks(Performing& p) {
  const policy::State& state = p.state();
  for (Clock& clock : open_clocks(p)) {
    const bool stands_by_state = state.pause && std::find(state.pause->clocks.begin(), state.pause->clocks.end(),
                                                          clock.name) != state.pause->clocks.end();
    if (clock.status == clock_status::kPaused && !stands_by_state) resume(p, clock);
  }
  show_on_case(p);
}

bool recompute_clock(Performing& p, Clock& clock, const Text& reason) {
  const auto old_due = clock.due_on;
  const auto old_warn = clock.warn_on;
  const bool old_provisional = clock.provisional;
  compute_again(p, clock);
  if (clock.due_on == old_due && clock.warn_on == old_warn && clock.provisional == old_provisional) return false;
  save(p.tx, clock);
  note_clock_event(p, clock, "recomputed", reason);
  cancel_card_timers(p, clock.name);
  start_card_timers(p, clock);
  show_on_case(p);
  return true;
}

Remaining remaining_of(const calendar::WorkingCalendar& calendar, const Clock& clock) {
  const Unit unit = unit_of(clock.unit);
  if (clock.used == 0) return {clock.limit_count, unit};
  return {std::max<std::int64_t>(whole_days(calendar, clock) - clock.used, 0), counting_unit(unit)};
}

std::int64_t used_days(const calendar::WorkingCalendar& calendar, const Clock& clock, Day day) {
  if (clock.status != clock_status::kRunning || day <= clock.counts_after) return clock.used;
  if (unit_of(clock.unit) == Unit::kWorkingDays)
    return clock.used + calendar::working_days_between(calendar, clock.counts_after, day);
  return clock.used + (day - clock.counts_after).count();
}

std::string_view card_of(const Clock& clock, Day day) {
  if (clock.status == clock_status::kStopped) return "stopped";
  if (clock.status == clock_status::kPaused) return "standing";
  if (clock.due_on && day > *clock.due_on) return "red";
  return clock.warn_on && day >= *clock.warn_on ? "yellow" : "calm";
}

std::vector<Clock> clocks_of(store::Tx& tx, const Id& case_id) {
  return tx.all<Clock>("select * from clock where case_id = ? order by id", {case_id});
}

std::vector<ClockEvent> events_of(store::Tx& tx, const Id& clock_id) {
  // By the order of the acts: ids of one millisecond have none.
  return tx.all<ClockEvent>(
      "select e.* from clock_event e join act a on a.id = e.act_id where e.clock_id = ? order by a.ordinal, e.id",
      {clock_id});
}

void note_clock_event(Performing& p, const Clock& clock, std::string_view kind, const Text& reason,
                      const std::vector<std::string>& cites) {
  p.tx.execute(
      "/* later */ insert into clock_event (id, clock_id, act_id, kind, on_day, used, due_on, reason_zh, reason_en, "
      "cites) values "
      "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      {p.new_id(), clock.id, p.act.id, kind, p.today, clock.used, clock.due_on, reason.zh, reason.en,
       cites.empty() ? clock.cites : json::serialize(write(cites))});
}

}  // namespace gh::cases
