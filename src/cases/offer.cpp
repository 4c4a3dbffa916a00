#include "cases/offer.h"

#include <fmt/format.h>

#include <boost/json/serialize.hpp>

#include "base/assert.h"
#include "base/digest.h"
#include "cases/clocks.h"
#include "cases/performing.h"
#include "cases/timers.h"

namespace gh::cases {

EffectContext::EffectContext(Performing& performing, const json::object& with_values, std::string name)
    : tx(performing.tx),
      pack(*performing.pack),
      calendar(*performing.calendar),
      the_case(performing.file),
      act(performing.act),
      form(performing.form),
      input(performing.input),
      with(with_values),
      now(performing.now),
      today(performing.today),
      effect(std::move(name)),
      performing_(performing) {}

Id EffectContext::new_id() { return performing_.new_id(); }

std::string EffectContext::entropy() const {
  return std::string(bytes_of(hmac_sha256(performing_.stamp.secret, "entropy:" + effect)));
}

const json::value& EffectContext::value(std::string_view name) const { return at_or_null(with, name); }

std::string EffectContext::text(std::string_view name) const {
  const json::value& found = value(name);
  if (!found.is_string()) throw Bug(fmt::format("effect {}: {} is no text", effect, name));
  return std::string(found.get_string());
}

std::string EffectContext::text_or(std::string_view name, std::string otherwise) const {
  return value(name).is_null() ? std::move(otherwise) : text(name);
}

std::int64_t EffectContext::integer(std::string_view name) const {
  const json::value& found = value(name);
  if (!found.is_int64()) throw Bug(fmt::format("effect {}: {} is no whole number", effect, name));
  return found.get_int64();
}

std::int64_t EffectContext::integer_or(std::string_view name, std::int64_t otherwise) const {
  return value(name).is_null() ? otherwise : integer(name);
}

const json::value& EffectContext::parameter(std::string_view name) const {
  const json::value* found = pack.parameter(name, today);
  if (found == nullptr) throw Bug(fmt::format("effect {}: the pack has no parameter {} today", effect, name));
  return *found;
}

json::value EffectContext::ask(std::string_view fact, const json::array& arguments) const {
  return performing_.ask(fact, arguments);
}

CaseFile EffectContext::parent() const {
  GH_ASSERT(the_case.parent_id.has_value());
  auto found = tx.one<CaseFile>("select * from case_file where id = ?", {*the_case.parent_id});
  GH_ASSERT(found.has_value());
  return std::move(*found);
}

void EffectContext::outbox(std::string_view kind, std::optional<Id> office, std::optional<Id> organisation,
                           json::object content) {
  tx.execute(
      "/* later */ insert into outbox (id, at, kind, case_id, office_id, organisation_id, content, delivered_at) "
      "values "
      "(?, ?, ?, ?, ?, ?, ?, ?)",
      {new_id(), act.at, kind, the_case.id, office, organisation, json::serialize(content), nullptr});
}

void EffectContext::add_party(std::string_view relation, std::optional<Id> organisation, std::optional<Id> office) {
  GH_ASSERT(organisation || office);
  tx.execute(
      "insert into case_party (case_id, relation, party, organisation_id, office_id, since_act) values (?, ?, ?, ?, ?, "
      "?) "
      "on conflict (case_id, relation, party) do nothing",
      {the_case.id, relation, office ? *office : *organisation, organisation, office, act.id});
}

void EffectContext::remove_party(std::string_view relation, std::string_view party) {
  tx.execute("delete from case_party where case_id = ? and relation = ? and party = ?", {the_case.id, relation, party});
}

bool EffectContext::has_action(const Id& other_case, std::string_view action) const {
  GH_ASSERT(other_case != the_case.id);
  tx.lock("case:" + other_case);
  const auto file = tx.one<CaseFile>("select * from case_file where id = ?", {other_case});
  GH_ASSERT(file.has_value());
  const auto rules = performing_.engine.packs().of(tx, file->pack_version);
  const policy::Procedure& procedure = rules->procedure(file->procedure);
  return procedure.states.at(file->state).actions.contains(std::string(action));
}

void EffectContext::act_on(const Id& other_case, std::string_view action, json::object act_form) {
  perform_caused(performing_, other_case, action, std::move(act_form));
}

Id EffectContext::open(std::string_view procedure, json::object opening_form, bool child) {
  return open_caused(performing_, procedure, std::move(opening_form), child);
}

void EffectContext::suspend(const Id& other_case, std::string_view reason_zh, std::string_view reason_en) {
  suspend_case(performing_, other_case, Text{std::string(reason_zh), std::string(reason_en)});
}

void EffectContext::resume(const Id& other_case) { resume_case(performing_, other_case); }

void EffectContext::recompute(const Clock& clock, const Text& reason) {
  Performing p(performing_.engine, tx, performing_.next_stamp(), performing_.actor, &performing_);
  p.look_at(clock.case_id);
  p.set_instant(now);
  Clock counted = clock;
  if (!recompute_clock(p, counted, reason)) return;
  p.save_case();
  p.input = {{"clock", clock.name}, {"due_on", gh::text(*counted.due_on)}, {"provisional", counted.provisional}};
  p.record(act_kind::kEngine, "clock-recomputed", p.file.state);
}

void EffectContext::recount(const Timer& timer) {
  Performing p(performing_.engine, tx, performing_.next_stamp(), performing_.actor, &performing_);
  p.look_at(timer.case_id);
  p.set_instant(now);
  Timer counted = timer;
  if (!recount_timer(p, counted)) return;
  p.input = {{"timer", timer.name}, {"due_at", gh::text(counted.due_at)}};
  p.record(act_kind::kEngine, "timer-recounted", p.file.state);
}

void EffectContext::note_on(const Id& other_case, std::string_view action, json::object what) {
  Performing p(performing_.engine, tx, performing_.next_stamp(), performing_.actor, &performing_);
  p.look_at(other_case);
  p.set_instant(now);
  p.input = std::move(what);
  p.record(act_kind::kEngine, action, p.file.state);
}

void EffectContext::tell_calendar_changed(Day first) {
  const auto calendar_now = performing_.engine.packs().calendar(tx);
  performing_.engine.offer().tell(CalendarNews{tx, *calendar_now, first, *this});
}

void EffectContext::refuse(ProblemCode code, std::string field, std::string rule, std::string clause, Text says) const {
  throw Problem(code, FieldError{std::move(field), std::move(rule), std::move(clause), std::move(says)});
}

std::string text_argument(const json::array& arguments, std::size_t position) {
  if (position >= arguments.size() || arguments[position].is_null()) return {};
  if (!arguments[position].is_string()) throw Bug(fmt::format("argument {} of a fact is no text", position + 1));
  return std::string(arguments[position].get_string());
}

std::int64_t integer_argument(const json::array& arguments, std::size_t position) {
  if (position >= arguments.size() || !arguments[position].is_int64())
    throw Bug(fmt::format("argument {} of a fact is no whole number", position + 1));
  return arguments[position].get_int64();
}

void Offer::effect(std::string name, Effect the_effect) {
  GH_ASSERT(effects_.emplace(std::move(name), the_effect).second);
}

void Offer::fact(std::string name, Fact the_fact) { GH_ASSERT(facts_.emplace(std::move(name), the_fact).second); }

const Effect* Offer::find_effect(std::string_view name) const {
  const auto found = effects_.find(name);
  return found == effects_.end() ? nullptr : &found->second;
}

const Fact* Offer::find_fact(std::string_view name) const {
  const auto found = facts_.find(name);
  return found == facts_.end() ? nullptr : &found->second;
}

std::vector<FieldError> Offer::objections_to(const Opening& opening) const {
  std::vector<FieldError> out;
  for (const auto guard : opening_guards_)
    for (auto& objection : guard(opening)) out.push_back(std::move(objection));
  return out;
}

void Offer::tell(const CaseNews& news) const {
  for (const auto watcher : case_watchers_) watcher(news);
}

void Offer::tell(const CalendarNews& news) const {
  for (const auto watcher : calendar_watchers_) watcher(news);
}

policy::Offered Offer::names() const {
  policy::Offered out;
  for (const auto& [name, effect] : effects_) out.effects.insert(name);
  for (const auto& [name, fact] : facts_) out.facts.insert(name);
  return out;
}

void Performing::run_effects(const std::vector<policy::EffectCall>& effects, bool complete) {
  for (const auto& call : effects) {
    if (!complete && !call.each_signature) continue;
    const Effect* effect = engine.offer().find_effect(call.name);
    GH_ASSERT(effect != nullptr);
    json::object with;
    std::optional<policy::Scope> at_hand;
    for (const auto& [key, value] : call.with) {
      const auto* text = value.if_string();
      const bool is_expression = text != nullptr && text->starts_with("=");
      if (is_expression && !at_hand) at_hand = scope();
      with[key] = is_expression ? engine.conditions().evaluate(text->subview(1), *at_hand) : value;
    }
    EffectContext context(*this, with, call.name);
    (*effect)(context);
    // What the effect did to the parent is seen by what is evaluated after it.
    parent_read_ = false;
  }
}

}  // namespace gh::cases
