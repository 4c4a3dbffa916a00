#include "simulation/clock_model.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "cases/calendar_years.h"
#include "cases/model.h"

namespace gh::simulation {
namespace {

constexpr std::chrono::days kOneDay{1};
constexpr int kSearchDaysMax = 5'000;

struct Publication {
  Instant at{};
  calendar::PublishedYear year;
};

// Everything the city ever learnt about its days, oldest first.
class Almanac {
 public:
  Almanac(store::Tx& tx, const policy::Pack& pack) {
    for (const auto& year : pack.calendar) first_.learn(year);
    tx.each(
        "select a.at, c.form from act a join case_file c on c.id = a.case_id where c.procedure = 'working-calendar' "
        "and "
        "a.action = 'publish' order by a.at, a.id",
        {}, [&](const store::Row& row) {
          learnt_.push_back({instant_of(row.integer(0)), cases::read_year(parse_json(row.string(1)))});
        });
  }
  // What was known when an act of that instant began.
  KnownDays before(Instant instant) const {
    return known([&](const Publication& news) { return news.at < instant; });
  }
  KnownDays today() const {
    return known([](const Publication&) { return true; });
  }

 private:
  template <class Known>
  KnownDays known(Known is_known) const {
    KnownDays out = first_;
    for (const auto& news : learnt_)
      if (is_known(news)) out.learn(news.year);
    return out;
  }
  KnownDays first_;
  std::vector<Publication> learnt_;
};

struct Modelled {
  std::string name;
  Id begun_by_act;
  const policy::ClockRule* rule = nullptr;
  std::string_view status = cases::clock_status::kRunning;
  std::int64_t used = 0;
  Day counts_after{};
  std::optional<Day> ran_out_on;  // of a limit that was used up before it stood still
};

std::int64_t days_between(const KnownDays& days, calendar::Unit unit, Day after, Day until) {
  if (unit == calendar::Unit::kNaturalDays) return std::max<std::int64_t>(0, (until - after).count());
  std::int64_t count = 0;
  for (Day day = after + kOneDay; day <= until; day += kOneDay)
    if (days.is_worked(day)) ++count;
  return count;
}

Day last_day(const KnownDays& days, calendar::Unit unit, Day after, std::int64_t left) {
  if (left <= 0) return after;
  Day day = after;
  if (unit == calendar::Unit::kNaturalDays) {
    day += std::chrono::days{left};
    for (int i = 0; i < kSearchDaysMax && !days.is_worked(day); ++i) day += kOneDay;
    return day;
  }
  for (std::int64_t counted = 0; counted < left;) {
    day += kOneDay;
    if (days.is_worked(day)) ++counted;
  }
  return day;
}

// One case's clocks, act by act.
class CaseModel {
 public:
  CaseModel(const policy::Pack& pack, const policy::Procedure& procedure, const Almanac& almanac)
      : pack_(pack), procedure_(procedure), almanac_(almanac) {}

  void take(const cases::Act& act) {
    // What begins when a period of days has ended counts from its last day on (民法典201, 203).
    const bool ends_a_period = act.kind == cases::act_kind::kTimer && counts_days(act);
    today_ = local_day(act.effective_at - std::chrono::milliseconds(ends_a_period ? 1 : 0), pack_.utc_offset);
    act_ = &act;
    if (act.kind == cases::act_kind::kEngine) {
      if (act.action == "suspended" || act.action == "resumed") suspended_ = act.action == "suspended";
      if (act.action == "suspended") stand_still();
      if (act.action == "resumed") go_on(procedure_.states.at(act.to_state));
      return;
    }
    if (act.from_state != act.to_state) enter(procedure_.states.at(act.to_state));
    // What moves a case that stands still doesn't set it going.
    if (suspended_) stand_still();
  }
  const std::vector<Modelled>& clocks() const { return clocks_; }

 private:
  static bool stands_in(const policy::State& state, const std::string& name) {
    return state.pause &&
           std::find(state.pause->clocks.begin(), state.pause->clocks.end(), name) != state.pause->clocks.end();
  }

  bool counts_days(const cases::Act& act) const {
    const auto& timers = procedure_.states.at(act.from_state.value_or("")).timers;
    return std::any_of(timers.begin(), timers.end(),
                       [&](const auto& rule) { return rule.action == act.action && !rule.after.empty(); });
  }
  enum class Goes { kOn, kNoFurther };
  void end_span(Modelled& clock, Goes goes) {
    const KnownDays known = almanac_.before(act_->at);
    const auto limit = limits_.at(clock.begun_by_act + clock.name);
    const Day due = last_day(known, clock.rule->unit, clock.counts_after, limit - clock.used);
    clock.used += days_between(known, clock.rule->unit, clock.counts_after, today_);
    // Stopped on its last day a limit has not run out: that day is left.
    const bool in_time = today_ <= due && !clock.ran_out_on;
    if (in_time && goes == Goes::kOn) clock.used = std::min(clock.used, limit - 1);
    if (!in_time && !clock.ran_out_on) clock.ran_out_on = due;
  }
  void stand_still() {
    for (Modelled& clock : clocks_) {
      if (clock.status != cases::clock_status::kRunning) continue;
      end_span(clock, Goes::kOn);
      clock.status = cases::clock_status::kPaused;
    }
  }
  void run(Modelled& clock) {
    clock.status = cases::clock_status::kRunning;
    clock.counts_after = today_;
  }
  void go_on(const policy::State& state) {
    for (Modelled& clock : clocks_)
      if (clock.status == cases::clock_status::kPaused && !stands_in(state, clock.name)) run(clock);
  }
  void enter(const policy::State& next) {
    bool there = false;
    for (Modelled& clock : clocks_) {
      if (clock.status == cases::clock_status::kStopped) continue;
      const bool runs = next.clock && next.clock->id == clock.name;
      there = there || runs;
      if (runs) {
        if (clock.status == cases::clock_status::kPaused) run(clock);
      } else if (stands_in(next, clock.name)) {
        if (clock.status == cases::clock_status::kRunning) end_span(clock, Goes::kOn);
        clock.status = cases::clock_status::kPaused;
      } else {
        if (clock.status == cases::clock_status::kRunning) end_span(clock, Goes::kNoFurther);
        clock.status = cases::clock_status::kStopped;
      }
    }
    if (next.clock && !there)
      clocks_.push_back({next.clock->id, act_->id, &*next.clock, cases::clock_status::kRunning, 0, today_, {}});
  }

 public:
  // The number of days of each clock, by the act that began it and its name: evaluated by the engine once.
  std::map<std::string, std::int64_t> limits_;

 private:
  const policy::Pack& pack_;
  const policy::Procedure& procedure_;
  const Almanac& almanac_;
  std::vector<Modelled> clocks_;
  Day today_{};
  bool suspended_ = false;
  const cases::Act* act_ = nullptr;
};

class Checker {
 public:
  Checker(store::Tx& tx, cases::Packs& packs, Instant now, std::size_t faults_max)
      : tx_(tx),
        packs_(packs),
        now_(now),
        faults_max_(faults_max),
        almanac_(tx, *packs.newest()),
        known_(almanac_.today()) {}

  std::vector<std::string> check_all() {
    for (const auto& file : tx_.all<cases::CaseFile>("select * from case_file order by id")) {
      if (faults_.size() >= faults_max_) break;
      check_case(file);
    }
    return std::move(faults_);
  }

 private:
  void check_case(const cases::CaseFile& file) {
    const auto pack = packs_.of(tx_, file.pack_version);
    const policy::Procedure& procedure = pack->procedure(file.procedure);
    CaseModel model(*pack, procedure, almanac_);
    std::map<std::string, cases::Clock> kept;
    for (const auto& clock : tx_.all<cases::Clock>("select * from clock where case_id = ?", {file.id})) {
      const auto act = tx_.string("select act_id from clock_event where clock_id = ? and kind = 'started'", {clock.id});
      model.limits_[act.value_or("") + clock.name] = clock.limit_count;
      check_limit(file, *pack, procedure, clock);
      kept.emplace(act.value_or("") + clock.name, clock);
    }
    for (const auto& act : tx_.all<cases::Act>("select * from act where case_id = ? order by ordinal", {file.id}))
      model.take(act);
    std::optional<Day> first_due;
    for (const Modelled& clock : model.clocks()) {
      const auto found = kept.find(clock.begun_by_act + clock.name);
      if (found == kept.end()) {
        fault(file, clock.name, "should have begun by act " + clock.begun_by_act);
        continue;
      }
      const auto due = compare(file, clock, found->second, *pack);
      if (due && (!first_due || *due < *first_due)) first_due = due;
      kept.erase(found);
    }
    for (const auto& [key, clock] : kept) fault(file, clock.name, "runs although nothing began it");
    if (file.due_on != first_due)
      fault(file, "case", fmt::format("is due on {}, should be {}", shown(file.due_on), shown(first_due)));
  }

  static std::string shown(const std::optional<Day>& day) { return day ? text(*day) : "-"; }
  void fault(const cases::CaseFile& file, const std::string& clock, const std::string& says) {
    faults_.push_back(fmt::format("{} {}: clock {} {}", file.procedure, file.id, clock, says));
  }

  // Where the limit is a plain parameter, it is the one in force when the case was opened.
  void check_limit(const cases::CaseFile& file, const policy::Pack& pack, const policy::Procedure& procedure,
                   const cases::Clock& clock) {
    for (const auto& [id, state] : procedure.states) {
      if (!state.clock || state.clock->id != clock.name || !state.clock->limit.starts_with("params.")) continue;
      const std::string name = state.clock->limit.substr(std::string_view("params.").size());
      const auto* value = pack.parameter(name, local_day(file.opened_at, pack.utc_offset));
      if (value == nullptr) continue;  // an expression over several
      // Several states may run one clock; it keeps the limit it began with, so any of them may have given it.
      if (value->as_int64() == clock.limit_count) return;
    }
    for (const auto& [id, state] : procedure.states)
      if (state.clock && state.clock->id == clock.name &&
          state.clock->limit.find_first_of("+-*/ ") != std::string::npos)
        return;
    fault(file, clock.name, fmt::format("has a limit of {}, which no parameter gives", clock.limit_count));
  }

  // The due day of a clock that runs.
  std::optional<Day> compare(const cases::CaseFile& file, const Modelled& wanted, const cases::Clock& clock,
                             const policy::Pack& pack) {
    if (clock.status != wanted.status) {
      fault(file, clock.name, fmt::format("is {}, should be {}", clock.status, wanted.status));
      return {};
    }
    if (clock.used != wanted.used)
      fault(file, clock.name, fmt::format("has used {} days, should be {}", clock.used, wanted.used));
    if (clock.status != cases::clock_status::kRunning) return {};
    Day due = last_day(known_, wanted.rule->unit, wanted.counts_after, clock.limit_count - wanted.used);
    if (wanted.ran_out_on && *wanted.ran_out_on < due) due = *wanted.ran_out_on;
    if (clock.due_on != due)
      fault(file, clock.name, fmt::format("is due on {}, should be {}", shown(clock.due_on), text(due)));
    const auto told =
        tx_.integer("select count(*) from clock_event where clock_id = ? and kind = 'overdue'", {clock.id});
    if (local_day(now_, pack.utc_offset) > due && told.value_or(0) == 0)
      fault(file, clock.name, fmt::format("ran out on {} and nobody was told", text(due)));
    return due;
  }

  store::Tx& tx_;
  cases::Packs& packs_;
  Instant now_;
  std::size_t faults_max_;
  Almanac almanac_;
  KnownDays known_;
  std::vector<std::string> faults_;
};

}  // namespace

bool KnownDays::is_worked(Day day) const {
  const int year = year_of(day);
  // Where two notices name one day, the later year's holds.
  for (const int notice : {year + 1, year, year - 1}) {
    const auto found = years_.find(notice);
    if (found == years_.end()) continue;
    if (found->second.off.contains(day)) return false;
    if (found->second.worked.contains(day)) return true;
  }
  const std::chrono::weekday weekday(day);
  return weekday != std::chrono::Saturday && weekday != std::chrono::Sunday;
}

std::vector<std::string> check_clocks(store::Tx& tx, cases::Packs& packs, Instant now, std::size_t faults_max) {
  return Checker(tx, packs, now, faults_max).check_all();
}

}  // namespace gh::simulation
