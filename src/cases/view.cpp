#include "cases/view.h"

#include <boost/json/serialize.hpp>

#include "base/described.h"
#include "cases/clocks.h"
#include "cases/leaf.h"
#include "cases/materials.h"
#include "cases/steps.h"

namespace gh::cases {
namespace {

constexpr std::size_t kChildrenShownMax = 200;

// A label that the pack leaves out is the staff's.
const Text& label_or_title(const Text& label, const policy::State& state) {
  return label.zh.empty() ? state.title : label;
}

// Which of a state's labels this reader is given.
Text label_for(const policy::State& state, const Reader& reader, const Opened& opened) {
  if (opened.reading == Reading::kPublic) return label_or_title(state.public_title, state);
  const auto& caller = reader.caller;
  const bool applies = caller && (caller->office == opened.file.opened_by_office ||
                                  (caller->organisation && caller->organisation == opened.file.applicant_id));
  return applies && opened.file.authority_id != opened.file.applicant_id ? label_or_title(state.applicant_title, state)
                                                                         : state.title;
}

bool reads_persons(const Reader& reader, const Opened& opened) {
  return opened.reading == Reading::kFull && reader.caller.has_value();
}

json::value form_for(const policy::Form* form, const json::object& value, const Opened& opened) {
  if (opened.sealed) return json::object{};
  if (opened.reading == Reading::kFull || form == nullptr)
    return opened.reading == Reading::kFull ? value : json::object{};
  return form->public_part(value);
}

json::value name_of(store::Tx& tx, const std::optional<Id>& organisation) {
  if (!organisation) return nullptr;
  const auto name = tx.string("select name from organisation where id = ?", {*organisation});
  return json::object{{"id", *organisation}, {"name", name.value_or("")}};
}

json::array steps_view(store::Tx& tx, const Opened& opened, Day today) {
  json::array out;
  for (const Step& step : steps_of(tx, opened.file.id, opened.file.state, today)) {
    json::object shown = write(step).as_object();
    if (opened.sealed) shown.erase("office_id");
    const auto role = opened.pack->roles.find(step.signer);
    if (role != opened.pack->roles.end()) shown["title"] = text_json(role->second.title);
    if (opened.sealed) shown.erase("organisation_id");
    shown["organisation"] = opened.sealed ? json::value(nullptr) : name_of(tx, step.organisation_id);
    out.push_back(std::move(shown));
  }
  return out;
}

json::array clocks_view(store::Tx& tx, const Opened& opened, const calendar::WorkingCalendar& calendar, Day today) {
  json::array out;
  for (const Clock& clock : clocks_of(tx, opened.file.id)) {
    json::object shown = write(clock).as_object();
    shown["cites"] = parse_json(clock.cites);
    shown["card"] = json::string(card_of(clock, today));
    shown["used_now"] = used_days(calendar, clock, today);
    out.push_back(std::move(shown));
  }
  return out;
}

// The children that this reader may know of; a sealed one says nothing about who has applied.
json::array children_view(store::Tx& tx, Packs& packs, const Reader& reader, const Opened& opened) {
  json::array out;
  for (const CaseFile& child : tx.all<CaseFile>("select * from case_file where parent_id = ? order by id limit ?",
                                                {opened.file.id, kChildrenShownMax})) {
    if (reading_of(tx, reader.caller, child, *packs.of(tx, child.pack_version)) != Reading::kNone)
      out.push_back(case_line(tx, packs, reader, child));
  }
  return out;
}

json::object line_view(const CaseFile& file, const policy::Pack& pack, const Text& label, bool sealed) {
  json::object out;
  out["id"] = file.id;
  out["number"] = file.number;
  out["title"] = sealed ? pack.procedure(file.procedure).title.zh : file.title;
  out["procedure"] = file.procedure;
  out["procedure_title"] = text_json(pack.procedure(file.procedure).title);
  out["state"] = file.state;
  out["state_title"] = text_json(label);
  out["division"] = file.division;
  out["opened_at"] = text(file.opened_at);
  out["closed_at"] = file.closed_at ? json::value(text(*file.closed_at)) : json::value(nullptr);
  out["due_on"] = file.due_on ? json::value(text(*file.due_on)) : json::value(nullptr);
  out["due_provisional"] = file.due_provisional;
  return out;
}

Problem no_such_case() {
  return {ProblemCode::kNotFound, FieldError{"/id", "case", "", {"没有这个办件", "no such case"}}};
}

}  // namespace

json::value text_json(const Text& text) {
  return json::object{{"zh", text.zh}, {"en", text.en.empty() ? text.zh : text.en}};
}

Opened read_case(store::Tx& tx, Packs& packs, const Reader& reader, const Id& case_id) {
  auto file = tx.one<CaseFile>("select * from case_file where id = ?", {case_id});
  Opened out;
  if (file) {
    out.file = std::move(*file);
    out.pack = packs.of(tx, out.file.pack_version);
    out.reading = reading_of(tx, reader.caller, out.file, *out.pack);
    out.sealed = sealed_from(reader.caller, out.file, reader.now);
  }
  if (out.reading == Reading::kNone) throw no_such_case();
  return out;
}

Opened read_whole_case(store::Tx& tx, Packs& packs, const Reader& reader, const Id& case_id) {
  Opened out = read_case(tx, packs, reader, case_id);
  if (out.reading != Reading::kFull) throw no_such_case();
  return out;
}

json::object case_view(store::Tx& tx, Packs& packs, const Reader& reader, const Opened& opened) {
  const CaseFile& file = opened.file;
  const policy::Procedure& procedure = opened.pack->procedure(file.procedure);
  const policy::State& state = procedure.states.at(file.state);
  json::object out = line_view(file, *opened.pack, label_for(state, reader, opened), opened.sealed);
  out["final"] = state.final;
  out["version"] = file.version;
  out["pack"] = file.pack_version;
  out["authority"] = name_of(tx, file.authority_id);
  out["applicant"] = opened.sealed ? json::value(nullptr) : name_of(tx, file.applicant_id);
  out["subject"] = opened.sealed ? json::value(nullptr) : name_of(tx, file.subject_id);
  out["parent"] = file.parent_id ? json::value(*file.parent_id) : json::value(nullptr);
  out["suspended"] = file.suspended_at.has_value();
  out["sealed"] = opened.sealed;
  const auto form = opened.pack->forms.find(procedure.form);
  out["form"] = form_for(form == opened.pack->forms.end() ? nullptr : form->second.get(),
                         parse_json(file.form).as_object(), opened);
  out["children"] = children_view(tx, packs, reader, opened);
  const auto calendar = packs.calendar(tx);
  const Day today = local_day(reader.now, opened.pack->utc_offset);
  out["clocks"] = clocks_view(tx, opened, *calendar, today);
  if (!reads_persons(reader, opened)) return out;
  out["steps"] = steps_view(tx, opened, today);
  json::array materials;
  if (!opened.sealed)
    for (const Material& material : materials_of(tx, file.id)) materials.push_back(write(material));
  out["materials"] = std::move(materials);
  out["missing_materials"] = write(missing_materials(tx, file, *opened.pack));
  return out;
}

json::object case_line(store::Tx& tx, Packs& packs, const Reader& reader, const CaseFile& file) {
  Opened opened{file, packs.of(tx, file.pack_version), Reading::kPublic, sealed_from(reader.caller, file, reader.now)};
  opened.reading = reading_of(tx, reader.caller, file, *opened.pack);
  const policy::State& state = opened.pack->procedure(file.procedure).states.at(file.state);
  json::object out = line_view(file, *opened.pack, label_for(state, reader, opened), opened.sealed);
  out["applicant"] = opened.sealed ? json::value(nullptr) : name_of(tx, file.applicant_id);
  return out;
}

// A signature that stays closed while others are still to come. Its signer knows what he wrote.
bool is_closed(const Reader& reader, const Opened& opened, const policy::Procedure& procedure, const Act& act) {
  if (act.kind != act_kind::kSign || act.from_state != opened.file.state) return false;
  const auto& signing = procedure.states.at(opened.file.state).signing;
  return signing && signing->closed && !(reader.caller && reader.caller->office == act.office_id);
}

json::array acts_view(store::Tx& tx, const Reader& reader, const Opened& opened, std::int64_t after_ordinal,
                      std::size_t limit) {
  json::array out;
  const policy::Procedure& procedure = opened.pack->procedure(opened.file.procedure);
  for (const Act& act : tx.all<Act>("select * from act where case_id = ? and ordinal > ? order by ordinal limit ?",
                                    {opened.file.id, after_ordinal, limit})) {
    json::object shown;
    shown["id"] = act.id;
    shown["ordinal"] = act.ordinal;
    shown["kind"] = act.kind;
    shown["action"] = act.action;
    shown["from"] = act.from_state ? json::value(*act.from_state) : json::value(nullptr);
    shown["to"] = act.to_state;
    shown["at"] = text(act.at);
    shown["effective_at"] = text(act.effective_at);
    shown["role"] = act.role;
    const auto role = opened.pack->roles.find(act.role);
    if (role != opened.pack->roles.end()) shown["role_title"] = text_json(role->second.title);
    if (const auto from = procedure.states.find(act.from_state.value_or("")); from != procedure.states.end()) {
      const auto action = from->second.actions.find(act.action);
      if (action != from->second.actions.end()) shown["action_title"] = text_json(action->second.title);
    }
    const bool full = opened.reading == Reading::kFull;
    // What another case caused names its actor there, to those who may read that one.
    const bool hidden = opened.sealed || (hides_actor(*opened.pack, opened.file, act) && (act.caused_by || !full));
    shown["organisation"] = hidden ? json::value(nullptr) : name_of(tx, act.organisation_id);
    if (full && !hidden) shown["office"] = act.office_id;
    if (act.on_behalf_of && !hidden) shown["on_behalf_of"] = *act.on_behalf_of;
    if (act.caused_by) shown["caused_by"] = *act.caused_by;
    shown["form"] = is_closed(reader, opened, procedure, act)
                        ? json::object{}
                        : form_for(form_of(*opened.pack, opened.file, act), parse_json(act.form).as_object(), opened);
    shown["form_commitment"] = commitment_of(act);
    out.push_back(std::move(shown));
  }
  return out;
}

json::array trace_view(store::Tx& tx, Packs& packs, const Opened& opened, Instant now) {
  json::array out;
  const auto calendar = packs.calendar(tx);
  const Day today = local_day(now, opened.pack->utc_offset);
  for (const Clock& clock : clocks_of(tx, opened.file.id)) {
    json::object shown = write(clock).as_object();
    shown["cites"] = parse_json(clock.cites);
    shown["card"] = json::string(card_of(clock, today));
    shown["used_now"] = used_days(*calendar, clock, today);
    json::array events;
    for (const ClockEvent& event : events_of(tx, clock.id)) {
      json::object line = write(event).as_object();
      line["cites"] = parse_json(event.cites);
      events.push_back(std::move(line));
    }
    shown["events"] = std::move(events);
    json::array days;
    if (clock.status == clock_status::kRunning && clock.due_on && *clock.due_on > clock.counts_after) {
      const Remaining left = remaining_of(*calendar, clock);
      for (const auto& day : calendar::trace(*calendar, clock.counts_after, static_cast<int>(left.count), left.unit)) {
        static constexpr std::array<std::string_view, 4> kKinds = {"weekday", "make_up_day", "weekend", "holiday"};
        days.push_back({{"day", text(day.day)},
                        {"kind", kKinds.at(static_cast<std::size_t>(day.kind))},
                        {"counts", day.counts},
                        {"counted", clock.used + day.counted},
                        {"published", day.published},
                        {"holiday", text_json(day.holiday)}});
      }
    }
    shown["days"] = std::move(days);
    out.push_back(std::move(shown));
  }
  return out;
}

json::array actions_view(const std::vector<ActionState>& actions) {
  json::array out;
  for (const ActionState& action : actions) {
    json::array conditions;
    for (const ConditionState& condition : action.conditions) {
      conditions.push_back({{"rule", condition.rule},
                            {"field", condition.field},
                            {"says", text_json(condition.says)},
                            {"cites", write(condition.cites)},
                            {"holds", condition.decided ? json::value(condition.holds) : json::value(nullptr)}});
    }
    json::array why_not;
    for (const FieldError& error : action.why_not) why_not.push_back(write(error));
    out.push_back({{"action", action.action},
                   {"title", text_json(action.title)},
                   {"form", action.form},
                   {"verb", action.verb},
                   {"retreat", action.retreat},
                   {"mine", action.mine},
                   {"allowed", action.allowed},
                   {"by", write(action.by)},
                   {"conditions", std::move(conditions)},
                   {"why_not", std::move(why_not)}});
  }
  return out;
}

}  // namespace gh::cases
