#include "cases/performing.h"

#include <fmt/format.h>

#include <boost/json/serialize.hpp>

#include "base/assert.h"
#include "base/described.h"
#include "base/digest.h"
#include "cases/clocks.h"
#include "cases/leaf.h"
#include "cases/steps.h"
#include "cases/timers.h"
#include "policy/wordings.h"

namespace gh::cases {

Actor actor_of(const identity::Caller& caller) {
  if (!caller.office) {
    throw Problem(ProblemCode::kForbidden,
                  FieldError{"", "office", "", {"请先选择您使用的岗位", "choose the office you are using first"}});
  }
  return Actor{*caller.office, caller.account, caller.role, caller.organisation, caller.division, {}};
}

Performing::Performing(const Engine& the_engine, store::Tx& the_tx, const Stamp& the_stamp, Actor the_actor,
                       Performing* the_cause)
    : engine(the_engine), tx(the_tx), stamp(the_stamp), actor(std::move(the_actor)), cause(the_cause) {
  if (cause != nullptr) depth = cause->depth + 1;
  GH_ASSERT(depth <= kNestingMax);
  act.id = stamp.id;
  act.at = stamp.at;
  act.secret = stamp.secret;
  set_instant(stamp.at);
  calendar = engine.packs().calendar(tx);
}

Id Performing::new_id() { return derived_id(stamp.at, stamp.id, ++ids_given_); }

Stamp Performing::next_stamp() {
  const Id id = new_id();
  return Stamp{id, stamp.at, hex(bytes_of(hmac_sha256(stamp.secret, id)))};
}

void Performing::set_instant(Instant effective_at) {
  act.effective_at = effective_at;
  now = effective_at;
  const auto current = pack ? pack : engine.packs().newest();
  today = local_day(now, current->utc_offset);
}

void Performing::take_case(const Id& case_id) {
  tx.lock("case:" + case_id);
  look_at(case_id);
}

void Performing::look_at(const Id& case_id) {
  auto found = tx.one<CaseFile>("select * from case_file where id = ?", {case_id});
  if (!found) throw Problem(ProblemCode::kNotFound, FieldError{"/id", "case", "", {"没有这个办件", "no such case"}});
  file = std::move(*found);
  stored_ = file;
  pack = engine.packs().of(tx, file.pack_version);
  procedure = &pack->procedure(file.procedure);
  form = parse_json(file.form).as_object();
  acts = parse_json(file.acts).as_object();
  set_instant(act.effective_at);
}

const policy::State& Performing::state() const {
  const auto found = procedure->states.find(file.state);
  GH_ASSERT(found != procedure->states.end());
  return found->second;
}

json::object case_object(const CaseFile& file, const policy::Pack& pack) {
  json::object out;
  out["id"] = file.id;
  out["number"] = file.number;
  out["procedure"] = file.procedure;
  out["state"] = file.state;
  out["division"] = file.division;
  out["title"] = file.title;
  out["version"] = file.version;
  out["opened_at"] = utc_ms(file.opened_at);
  out["opened_on"] = text(local_day(file.opened_at, pack.utc_offset));
  out["entered_at"] = utc_ms(file.entered_at);
  out["entered_on"] = text(local_day(file.entered_at, pack.utc_offset));
  out["suspended"] = file.suspended_at.has_value();
  if (file.authority_id) out["authority"] = *file.authority_id;
  if (file.applicant_id) out["applicant"] = *file.applicant_id;
  if (file.subject_id) out["subject"] = *file.subject_id;
  if (file.parent_id) out["parent"] = *file.parent_id;
  return out;
}

policy::Scope Performing::scope() {
  case_object_ = case_object(file, *pack);
  actor_object_ = {{"office", actor.office}, {"account", actor.account}, {"role", actor.role}};
  if (actor.organisation) actor_object_["organisation"] = *actor.organisation;
  policy::Scope out;
  out.form = &form;
  out.act = &input;
  out.acts = &acts;
  out.case_file = &case_object_;
  if (file.parent_id && !parent_read_) {
    const auto parent = tx.one<CaseFile>("select * from case_file where id = ?", {*file.parent_id});
    GH_ASSERT(parent.has_value());
    parent_object_ = case_object(*parent, *pack);
    parent_object_["form"] = parse_json(parent->form);
    parent_object_["acts"] = parse_json(parent->acts);
    parent_rules_day_ = rules_day_of(tx, engine.packs(), *parent);
    parent_read_ = true;
  }
  if (file.parent_id) out.parent = &parent_object_;
  out.applicant = file.applicant_id.value_or("");
  out.subject = file.subject_id.value_or("");
  out.authority = file.authority_id.value_or("");
  out.actor = &actor_object_;
  out.now = now;
  out.today = today;
  out.params_on = rules_day();
  out.pack = pack.get();
  out.ask = [this](std::string_view name, const json::array& arguments) { return ask(name, arguments); };
  return out;
}

Day Performing::rules_day() const {
  if (procedure->parent_rules && file.parent_id) return parent_rules_day_;
  return file.opened_at == Instant{} ? today : local_day(file.opened_at, pack->utc_offset);
}

Day rules_day_of(store::Tx& tx, Packs& packs, const CaseFile& file) {
  const auto pack = packs.of(tx, file.pack_version);
  if (!file.parent_id || !pack->procedure(file.procedure).parent_rules)
    return local_day(file.opened_at, pack->utc_offset);
  const auto parent = tx.one<CaseFile>("select * from case_file where id = ?", {*file.parent_id});
  GH_ASSERT(parent.has_value());
  return rules_day_of(tx, packs, *parent);
}

json::value Performing::ask(std::string_view name, const json::array& arguments) {
  const Fact* fact = engine.offer().find_fact(name);
  GH_ASSERT(fact != nullptr);
  const policy::AskFact others = [this](std::string_view other, const json::array& values) {
    return ask(other, values);
  };
  return (*fact)(FactContext{tx, *pack, &file, now, today, &others, calendar.get()}, arguments);
}

bool Performing::holds(const std::string& expression) { return engine.conditions().holds(expression, scope()); }

json::value Performing::evaluate(const std::string& expression) {
  return engine.conditions().evaluate(expression, scope());
}

std::int64_t Performing::evaluate_integer(const std::string& expression, std::string_view what) {
  const json::value value = evaluate(expression);
  if (!value.is_int64()) throw Bug(fmt::format("{}: {} gives no whole number", what, expression));
  return value.get_int64();
}

void Performing::check(const std::vector<policy::Condition>& conditions, std::vector<FieldError> failed) {
  if (conditions.empty() && failed.empty()) return;
  const policy::Scope at_hand = scope();
  for (const auto& condition : conditions) {
    if (engine.conditions().holds(condition.check, at_hand)) continue;
    failed.push_back({condition.field, condition.rule, condition.cites.empty() ? "" : condition.cites.front(),
                      policy::worded(condition.says, *pack, at_hand.params_on)});
  }
  if (!failed.empty()) throw Problem(ProblemCode::kConditionFailed, std::move(failed));
}

void Performing::check_form(const std::string& form_id, const json::object& value) const {
  if (form_id.empty()) {
    if (!value.empty()) {
      throw Problem(ProblemCode::kInvalidForm,
                    FieldError{"/form", "no-form", "", {"这个动作不带表单", "this action takes no form"}});
    }
    return;
  }
  const auto found = pack->forms.find(form_id);
  GH_ASSERT(found != pack->forms.end());
  std::vector<FieldError> faults = found->second->faults(value);
  for (auto& fault : faults) fault.field.insert(0, "/form");
  if (!faults.empty()) throw Problem(ProblemCode::kInvalidForm, std::move(faults));
}

void Performing::enter(const std::string& state_id) {
  const auto found = procedure->states.find(state_id);
  GH_ASSERT(found != procedure->states.end());
  const policy::State& next = found->second;
  // A case that is being opened has left nothing behind.
  const bool opens = act.kind == act_kind::kOpen;
  if (!opens) {
    close_steps(*this);
    cancel_rule_timers(*this);
  }
  file.state = state_id;
  file.entered_at = now;
  if (!opens || next.clock) change_clocks(*this, next);
  if (next.final) {
    file.closed_at = now;
    file.return_state.reset();
  } else {
    start_rule_timers(*this, next);
    open_steps(*this, next);
    // What moves a case that stands still, such as an objection that is upheld while another is open, doesn't set it
    // going.
    if (file.suspended_at) {
      pause_all_clocks(*this, {"办件暂停办理", "the case stands still"});
      park_timers(*this);
    }
  }
  tell(CaseChange::kEntered);
}

void Performing::tell(CaseChange change) { engine.offer().tell(CaseNews{tx, change, file, act, *calendar, today}); }

void Performing::name_act(std::string_view kind, std::string_view action, std::optional<std::string> from) {
  act.case_id = file.id;
  act.kind = kind;
  act.action = action;
  act.from_state = std::move(from);
  act.office_id = actor.office;
  act.account_id = actor.account;
  act.role = actor.role;
  act.organisation_id = actor.organisation;
  act.division = actor.division;
  act.on_behalf_of = actor.on_behalf_of;
}

void Performing::record(std::string_view kind, std::string_view action, std::optional<std::string> from) {
  name_act(kind, action, std::move(from));
  act.to_state = file.state;
  act.form = json::serialize(input);
  act.pack_version = pack->version;
  act.case_version = file.version;
  if (act.materials.empty()) act.materials = "[]";
  if (cause != nullptr) act.caused_by = cause->act.id;
  act.ordinal =
      kind == act_kind::kOpen
          ? 1
          : tx.integer("select coalesce(max(ordinal), 0) + 1 from act where case_id = ?", {file.id}).value_or(1);
  tx.execute(
      "/* later */ insert into act (id, case_id, ordinal, kind, action, from_state, to_state, office_id, account_id, "
      "role, "
      "organisation_id, division, on_behalf_of, at, effective_at, form, request_digest, secret, idempotency_key, "
      "caused_by, pack_version, case_version, materials) values "
      "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      {act.id,
       act.case_id,
       act.ordinal,
       act.kind,
       act.action,
       act.from_state,
       act.to_state,
       act.office_id,
       act.account_id,
       act.role,
       act.organisation_id,
       act.division,
       act.on_behalf_of,
       act.at,
       act.effective_at,
       act.form,
       act.request_digest,
       act.secret,
       act.idempotency_key,
       act.caused_by,
       act.pack_version,
       act.case_version,
       act.materials});
  append_leaf(*this);
}

void Performing::save_case() {
  file.form = json::serialize(form);
  file.acts = json::serialize(acts);
  std::string columns;
  std::vector<store::Value> values;
  const auto keep = [&](std::string_view column, auto member) {
    if (stored_.id == file.id && stored_.*member == file.*member) return;
    columns.append(columns.empty() ? "" : ", ").append(column).append(" = ?");
    values.emplace_back(file.*member);
  };
  keep("state", &CaseFile::state);
  keep("return_state", &CaseFile::return_state);
  keep("version", &CaseFile::version);
  keep("form", &CaseFile::form);
  keep("acts", &CaseFile::acts);
  keep("title", &CaseFile::title);
  keep("sealed_until", &CaseFile::sealed_until);
  keep("suspended_at", &CaseFile::suspended_at);
  keep("entered_at", &CaseFile::entered_at);
  keep("closed_at", &CaseFile::closed_at);
  keep("due_on", &CaseFile::due_on);
  keep("warn_on", &CaseFile::warn_on);
  keep("due_provisional", &CaseFile::due_provisional);
  keep("subject_id", &CaseFile::subject_id);
  if (columns.empty()) return;
  values.emplace_back(file.id);
  tx.execute("/* later */ update case_file set " + columns + " where id = ?", values);
  stored_ = file;
}

}  // namespace gh::cases
