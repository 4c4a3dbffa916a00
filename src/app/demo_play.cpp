#include "app/demo_play.h"

#include <fmt/format.h>

#include "base/assert.h"
#include "base/described.h"
#include "cases/timers.h"
#include "identity/accounts.h"
#include "identity/offices.h"
#include "identity/organisations.h"

namespace gh::app {
namespace {

constexpr int kEventsPerCommit = 200;
constexpr int kSearchDaysMax = 30;
constexpr std::size_t kTimersAtOnce = 200;

// The smallest file that is a PDF by its content; each kind of material gets one of its own.
std::string tiny_pdf(const std::string& title) {
  return "%PDF-1.4\n% " + title +
         "\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 "
         "obj<</Type/Page"
         "/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n";
}

}  // namespace

Play::Play(Installation& installation, SetTime& time, std::uint64_t seed, Instant until)
    : installation_(installation),
      time_(time),
      until_(until),
      random_(installation.random()),
      dice_(seeded_random(seed)),
      pack_(installation.packs().newest()),
      offset_(pack_->utc_offset) {}

Play::~Play() {
  // Whoever still waits has nothing more to do today.
  for (; !waiting_.empty(); waiting_.pop()) waiting_.top().flow.destroy();
}

store::Tx& Play::tx() {
  GH_ASSERT(tx_ != nullptr);
  return *tx_;
}

std::int64_t Play::between(std::int64_t least, std::int64_t most) {
  std::uint64_t draw = 0;
  dice_(reinterpret_cast<std::uint8_t*>(&draw), sizeof draw);
  return least + static_cast<std::int64_t>(draw % static_cast<std::uint64_t>(most - least + 1));
}

Instant Play::office_hour(Day day) {
  const auto calendar = installation_.packs().calendar(tx());
  for (int i = 0; i < kSearchDaysMax && !calendar->is_working_day(day); ++i) day += std::chrono::days{1};
  return start_of(day, offset_) + std::chrono::hours{9} + std::chrono::minutes{between(0, 480)} +
         std::chrono::seconds{between(0, 59)};
}

void Play::prepare(const std::function<void()>& work) {
  // A database does work again that was refused or lost a race; a story that has gone on can't be told again, so that
  // what stopped it the first time is what is told.
  std::exception_ptr stopped;
  installation_.db().write([&](store::Tx& tx) {
    if (stopped) std::rethrow_exception(stopped);
    stopped = std::make_exception_ptr(Bug("the demo city: the database asked for a part of the story again"));
    tx_ = &tx;
    try {
      work();
    } catch (...) {
      stopped = std::current_exception();
      tx_ = nullptr;
      throw;
    }
    tx_ = nullptr;
  });
}

void Play::fire_timers_until(Instant instant) {
  for (;;) {
    const auto due = tx().integer("select min(due_at) from timer where status = 'open' and due_at <= ?", {instant});
    if (!due) return;
    time_.set(std::max(now(), instant_of(*due)));
    for (const Id& id : cases::cases_with_due_timers(tx(), now(), kTimersAtOnce))
      acts_ += static_cast<std::size_t>(installation_.engine().fire_timers(tx(), id, now(), random_));
  }
}

bool Play::step() {
  if (waiting_.empty() || waiting_.top().at > until_) return false;
  const Waiting next = waiting_.top();
  waiting_.pop();
  fire_timers_until(next.at);
  time_.set(std::max(now(), next.at));
  next.flow.resume();
  return true;
}

void Play::run(const std::function<void(Day, std::size_t)>& progress) {
  for (bool more = true; more;) {
    prepare([&] {
      for (int i = 0; i < kEventsPerCommit && more; ++i) more = step();
      if (!more) {
        fire_timers_until(until_);
        time_.set(std::max(now(), until_));
      }
    });
    progress(today(), acts_);
  }
}

Id Play::fresh_id() { return new_id(now(), random_); }

Id Play::open(const identity::Caller& caller, const std::string& procedure, json::object form,
              std::optional<Id> parent) {
  ++acts_;
  try {
    return installation_.engine()
        .open(tx(), caller, {procedure, std::move(form), std::move(parent), {}, {}}, cases::new_stamp(now(), random_))
        .case_id;
  } catch (const Problem& refusal) {
    std::string rules;
    for (const auto& error : refusal.errors())
      rules += fmt::format(" [{} {}: {}]", error.field, error.rule, error.says.en);
    throw Bug(fmt::format("the demo city: opening {} was refused on {}:{}", procedure, text(today()), rules));
  }
}

std::string Play::act(const identity::Caller& caller, const Id& case_id, const std::string& action, json::object form) {
  ++acts_;
  try {
    return installation_.engine()
        .perform(tx(), caller, case_id, {action, std::move(form), {}, {}}, cases::new_stamp(now(), random_))
        .state;
  } catch (const Problem& refusal) {
    std::string rules;
    for (const auto& error : refusal.errors())
      rules += fmt::format(" [{} {}: {}]", error.field, error.rule, error.says.en);
    throw Bug(fmt::format("the demo city: {} by {} was refused in {} on {}:{}", action, caller.role, state(case_id),
                          text(today()), rules));
  }
}

void Play::upload(const identity::Caller& caller, const Id& case_id, const std::string& kind) {
  ++acts_;
  const std::string bytes = tiny_pdf(kind);
  cases::upload(installation_.engine(), tx(), caller, case_id, {kind, kind + ".pdf", bytes},
                installation_.blobs().put(bytes), cases::new_stamp(now(), random_));
}

std::string Play::state(const Id& case_id) {
  return tx().string("select state from case_file where id = ?", {case_id}).value_or("");
}

json::value Play::ask(const std::string& name, const json::array& arguments) {
  const cases::Fact* fact = installation_.engine().offer().find_fact(name);
  GH_ASSERT(fact != nullptr);
  const auto calendar = installation_.packs().calendar(tx());
  return (*fact)(cases::FactContext{tx(), *pack_, nullptr, now(), today(), nullptr, calendar.get()}, arguments);
}

Id Play::body(const std::string& key) {
  auto& id = bodies_[key];
  if (id.empty()) id = identity::organisation_of_body(tx(), key).value().id;
  return id;
}

identity::Caller Play::add_person(const std::string& login, const std::string& name, const std::string& role,
                                  const Id& organisation, const std::string& division) {
  identity::Caller caller;
  caller.account = fresh_id();
  caller.display_name = name;
  caller.scopes = {"read", "act"};
  caller.role = role;
  caller.division = division;
  identity::create_account(tx(), caller.account, login, name, now());
  identity::Office office;
  office.id = fresh_id();
  office.account_id = caller.account;
  office.role = role;
  office.division = division;
  office.from_day = today();
  office.created_at = now();
  if (!organisation.empty()) office.organisation_id = organisation;
  identity::grant_office(tx(), *pack_, office);
  caller.office = office.id;
  caller.organisation = office.organisation_id;
  return caller;
}

identity::Caller Play::in_office(const identity::Caller& person, const std::string& role,
                                 const std::optional<Id>& organisation) {
  for (const auto& office : identity::offices_of(tx(), person.account, today())) {
    if (office.role != role || (organisation && office.organisation_id != organisation)) continue;
    identity::Caller out = person;
    out.office = office.id;
    out.role = role;
    out.organisation = office.organisation_id;
    out.division = office.division;
    return out;
  }
  throw Bug("the demo city: " + person.display_name + " holds no office of " + role);
}

std::vector<identity::Caller> Play::party(const Id& case_id, const std::string& relation) {
  std::vector<identity::Caller> out;
  for (const auto& party : tx().all<cases::Party>(
           "select * from case_party where case_id = ? and relation = ? order by party", {case_id, relation})) {
    if (!party.office_id) continue;
    const auto office = identity::find_office(tx(), *party.office_id);
    GH_ASSERT(office.has_value());
    out.push_back({office->account_id,
                   "",
                   false,
                   {"read", "act"},
                   office->id,
                   office->role,
                   office->organisation_id,
                   office->division});
  }
  return out;
}

}  // namespace gh::app
