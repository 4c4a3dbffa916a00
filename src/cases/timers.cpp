#include "cases/timers.h"

#include <algorithm>

#include "base/assert.h"
#include "cases/clocks.h"
#include "cases/transition.h"

namespace gh::cases {
namespace {

constexpr std::chrono::days kOneDay{1};

void insert(Performing& p, Timer timer) {
  timer.id = p.new_id();
  timer.case_id = p.file.id;
  timer.status = timer_status::kOpen;
  p.tx.execute(
      "/* later */ insert into timer (id, case_id, kind, name, action, due_at, unit, remaining, counts_after, status) "
      "values "
      "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      {timer.id, timer.case_id, timer.kind, timer.name, timer.action, timer.due_at, timer.unit, timer.remaining,
       timer.counts_after, timer.status});
}

void set_status(store::Tx& tx, const Timer& timer, std::string_view status) {
  tx.execute("update timer set status = ? where id = ?", {status, timer.id});
}

// A period of days ends with the last moment of its last day.
Instant end_of_days(const Performing& p, Day from, std::int64_t count, calendar::Unit unit) {
  const auto due = calendar::due_day(*p.calendar, from, static_cast<int>(count), unit);
  return start_of(due.day + kOneDay, p.pack->utc_offset);
}

std::vector<Timer> timers_of(Performing& p, std::string_view status) {
  return p.tx.all<Timer>("select * from timer where case_id = ? and status = ? order by id", {p.file.id, status});
}

void fire_card(Performing& p, const Timer& timer) {
  const auto clock = p.tx.one<Clock>("select * from clock where case_id = ? and name = ? and status = ?",
                                     {p.file.id, timer.name, clock_status::kRunning});
  GH_ASSERT(clock.has_value());
  const bool overdue = timer.kind == "overdue";
  p.input = {{"clock", clock->name}, {"due_on", text(*clock->due_on)}};
  p.record(act_kind::kEngine, overdue ? "clock-overdue" : "clock-warned", p.file.state);
  note_clock_event(p, *clock, overdue ? "overdue" : "warned", {});
  post_to_holders(p, "card", {{"colour", overdue ? "red" : "yellow"}, {"clock", clock->name}});
}

// The act of the system that this timer stands for, at the instant at which it fell due.
class Firing {
 public:
  Firing(const Engine& engine, store::Tx& tx, const Timer& timer, const Stamp& stamp)
      : performing(engine, tx, stamp,
                   Actor{std::string(kSystemOffice), std::string(kSystemOffice), "system", {}, "", {}}, nullptr) {
    performing.take_case(timer.case_id);
    performing.actor.division = performing.file.division;
    performing.set_instant(timer.due_at);
    if (!timer.counts_after) return;
    // A period of days ends with its last day, so what begins at its end counts from that day on (民法典201, 203).
    performing.today = local_day(timer.due_at - std::chrono::milliseconds(1), performing.pack->utc_offset);
  }
  Performing performing;
};

// A timer that is refused, by its conditions or by an effect, leaves a record and no change: it will not be tried
// again, and doesn't hold up what comes after it.
void fire_rule(const Engine& engine, store::Tx& tx, const Timer& timer, const Stamp& stamp) {
  const auto refusal = tx.attempt([&] {
    Firing firing(engine, tx, timer, stamp);
    const auto& actions = firing.performing.state().actions;
    const auto action = actions.find(timer.action);
    GH_ASSERT(action != actions.end());
    transit(firing.performing, action->second, act_kind::kTimer);
  });
  if (!refusal) return;
  Firing refused(engine, tx, timer, stamp);
  json::array rules;
  for (const auto& error : refusal->errors()) rules.push_back(json::string(error.rule));
  refused.performing.input = {{"action", timer.action}, {"rules", rules}};
  refused.performing.record(act_kind::kEngine, "timer-refused", refused.performing.file.state);
}

}  // namespace

void start_rule_timers(Performing& p, const policy::State& state) {
  for (const auto& rule : state.timers) {
    Timer timer;
    timer.kind = "rule";
    timer.name = rule.id;
    timer.action = rule.action;
    if (!rule.at.empty()) {
      // What is past already falls due now: nothing takes effect before the case was in this state.
      timer.due_at = std::max(instant_of(p.evaluate_integer(rule.at, "timer.at")), p.now);
    } else {
      timer.remaining = p.evaluate_integer(rule.after, "timer.after");
      timer.unit = unit_name(rule.unit);
      timer.counts_after = p.today;
      timer.due_at = end_of_days(p, p.today, *timer.remaining, rule.unit);
    }
    insert(p, std::move(timer));
  }
}

void cancel_rule_timers(Performing& p) {
  p.tx.execute("update timer set status = ? where case_id = ? and kind = ? and status in (?, ?)",
               {timer_status::kCancelled, p.file.id, "rule", timer_status::kOpen, timer_status::kParked});
}

void start_card_timers(Performing& p, const Clock& clock) {
  GH_ASSERT(clock.due_on && clock.warn_on);
  const auto offset = p.pack->utc_offset;
  const Instant warns = start_of(*clock.warn_on, offset);
  const Instant ends = start_of(*clock.due_on + kOneDay, offset);
  // A card that was shown before the clock stood still is not shown again.
  const auto shown = [&](std::string_view kind) {
    return p.tx.integer("select count(*) from clock_event where clock_id = ? and kind = ?", {clock.id, kind})
               .value_or(0) > 0;
  };
  if (!shown("warned")) insert(p, {"", "", "warn", clock.name, "clock-warned", warns, {}, {}, {}, ""});
  if (!shown("overdue")) insert(p, {"", "", "overdue", clock.name, "clock-overdue", ends, {}, {}, {}, ""});
}

void cancel_card_timers(Performing& p, std::string_view clock_name) {
  p.tx.execute(
      "update timer set status = ? where case_id = ? and kind in (?, ?) and name = ? and status in (?, ?)",
      {timer_status::kCancelled, p.file.id, "warn", "overdue", clock_name, timer_status::kOpen, timer_status::kParked});
}

void park_timers(Performing& p) {
  for (Timer& timer : timers_of(p, timer_status::kOpen)) {
    if (timer.counts_after && p.today > *timer.counts_after) {
      const auto unit = unit_of(*timer.unit);
      const std::int64_t spent = unit == calendar::Unit::kWorkingDays
                                     ? calendar::working_days_between(*p.calendar, *timer.counts_after, p.today)
                                     : (p.today - *timer.counts_after).count();
      // A period of months goes on in days once it has stood still.
      if (unit == calendar::Unit::kMonths) {
        const auto due = calendar::due_day(*p.calendar, *timer.counts_after, static_cast<int>(*timer.remaining), unit);
        timer.remaining = (due.raw - *timer.counts_after).count();
        timer.unit = unit_name(calendar::Unit::kNaturalDays);
      }
      timer.remaining = std::max<std::int64_t>(*timer.remaining - spent, 1);
    }
    p.tx.execute("update timer set status = ?, unit = ?, remaining = ? where id = ?",
                 {timer_status::kParked, timer.unit, timer.remaining, timer.id});
  }
}

void unpark_timers(Performing& p) {
  for (Timer& timer : timers_of(p, timer_status::kParked)) {
    if (timer.counts_after) {
      timer.counts_after = p.today;
      timer.due_at = end_of_days(p, p.today, *timer.remaining, unit_of(*timer.unit));
    }
    timer.due_at = std::max(timer.due_at, p.now);
    p.tx.execute("update timer set status = ?, counts_after = ?, due_at = ? where id = ?",
                 {timer_status::kOpen, timer.counts_after, timer.due_at, timer.id});
  }
}

bool recount_timer(Performing& p, Timer& timer) {
  GH_ASSERT(timer.counts_after && timer.remaining && timer.unit);
  const Instant due = std::max(end_of_days(p, *timer.counts_after, *timer.remaining, unit_of(*timer.unit)), p.now);
  if (due == timer.due_at) return false;
  timer.due_at = due;
  p.tx.execute("update timer set due_at = ? where id = ?", {due, timer.id});
  return true;
}

std::optional<Timer> due_timer(store::Tx& tx, const Id& case_id, Instant now) {
  return tx.one<Timer>(
      "select * from timer where case_id = ? and status = ? and due_at <= ? order by due_at, id limit 1",
      {case_id, timer_status::kOpen, now});
}

void fire(const Engine& engine, store::Tx& tx, const Timer& timer, const Stamp& stamp) {
  set_status(tx, timer, timer_status::kFired);
  if (timer.kind == "rule") {
    fire_rule(engine, tx, timer, stamp);
    return;
  }
  Firing firing(engine, tx, timer, stamp);
  fire_card(firing.performing, timer);
}

std::vector<Id> cases_with_due_timers(store::Tx& tx, Instant now, std::size_t limit) {
  std::vector<Id> out;
  tx.each(
      "select case_id from timer where status = ? and due_at <= ? group by case_id order by min(due_at), case_id limit "
      "?",
      {timer_status::kOpen, now, limit}, [&](const store::Row& row) { out.push_back(row.as<std::string>()); });
  return out;
}

}  // namespace gh::cases
