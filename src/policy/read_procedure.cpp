// Reads a procedure: states, actions, conditions, effects, clocks, timers.
#include <algorithm>
#include <boost/json/object.hpp>

#include "policy/readers.h"
#include "policy/wordings.h"

namespace gh::policy {
namespace {

constexpr std::int64_t kMaterialSizeMaxBytes = 2'000'000'000;

void note_expression(const Part& part, const Procedure& procedure, const std::string& text,
                     const std::string& act_form) {
  if (!text.empty()) part.draft().expressions.push_back({text, part.place(), procedure.id, act_form});
}

// The parameters that a wording carries are looked at as those of expressions are.
void note_wording(const Part& part, const Procedure& procedure, const Text& wording, const std::string& act_form) {
  for (const std::string& says : {wording.zh, wording.en}) {
    const std::string fault = wording_fault(says);
    if (!fault.empty()) part.fault("unknown-placeholder", "a wording carries {params.name} only, not '" + fault + "'");
    for (const std::string& name : parameters_worded(says)) note_expression(part, procedure, name, act_form);
  }
}

std::string read_expression(const Part& part, const Procedure& procedure) {
  std::string text = part.expression();
  note_expression(part, procedure, text, "");
  return text;
}

calendar::Unit read_unit(const Part& part) {
  return part.one_of<calendar::Unit>({{"working_days", calendar::Unit::kWorkingDays},
                                      {"natural_days", calendar::Unit::kNaturalDays},
                                      {"months", calendar::Unit::kMonths}},
                                     calendar::Unit::kWorkingDays);
}

std::vector<Condition> read_conditions(const Part& part, const Procedure& procedure, const std::string& act_form) {
  std::vector<Condition> out;
  for (const Part& element : part.elements()) {
    if (!element.is_shape("condition")) continue;
    Condition condition;
    const Part check = element.required("check");
    condition.check = check.expression();
    note_expression(check, procedure, condition.check, act_form);
    condition.rule = element.required("rule").string();
    condition.field = element.member("field").string();
    if (!condition.field.empty())
      element.draft().fields.push_back({condition.field, element.member("field").place(), procedure.id, act_form});
    condition.says = element.required("says").text();
    note_wording(element.member("says"), procedure, condition.says, act_form);
    condition.cites = element.required("cites").clauses();
    condition.place = element.place();
    const bool repeated =
        std::any_of(out.begin(), out.end(), [&](const Condition& other) { return other.rule == condition.rule; });
    if (repeated) element.fault("duplicate-rule", "the rule '" + condition.rule + "' stands here a second time");
    out.push_back(std::move(condition));
  }
  return out;
}

// Expressions inside the arguments of an effect, and the names that some arguments are.
void note_argument(const Part& part, const std::string& key, const Procedure& procedure, const std::string& act_form) {
  if (part.value().is_object()) {
    for (const auto& [inner, member] : part.members()) note_argument(member, inner, procedure, act_form);
  } else if (part.value().is_array()) {
    for (const Part& element : part.elements()) note_argument(element, key, procedure, act_form);
  } else if (part.value().is_string()) {
    const std::string text = part.string();
    if (text.starts_with('=')) return note_expression(part, procedure, text.substr(1), act_form);
    constexpr std::pair<std::string_view, Kind> kNamed[] = {{"relation", Kind::kRelation},   {"role", Kind::kRole},
                                                            {"all_with_role", Kind::kRole},  {"rubric", Kind::kRubric},
                                                            {"catalogue", Kind::kCatalogue}, {"body", Kind::kBody},
                                                            {"procedure", Kind::kProcedure}, {"template", Kind::kText}};
    for (const auto& [name, kind] : kNamed)
      if (key == name) part.refer(kind, text);
  }
}

std::vector<EffectCall> read_effects(const Part& part, const Procedure& procedure, const std::string& act_form) {
  std::vector<EffectCall> out;
  for (const Part& element : part.elements()) {
    EffectCall call;
    call.place = element.place();
    if (element.value().is_string()) {
      call.name = element.string();
      element.refer(Kind::kEffect, call.name);
    } else if (element.is_shape("effect")) {
      const Part name = element.required("name");
      call.name = name.string();
      name.refer(Kind::kEffect, call.name);
      const Part with = element.member("with");
      for (const auto& [key, member] : with.members()) note_argument(member, key, procedure, act_form);
      if (with.value().is_object()) call.with = with.value().get_object();
      call.each_signature = element.member("each_signature").boolean(false);
    }
    out.push_back(std::move(call));
  }
  return out;
}

Action read_action(const Part& part, const std::string& id, const Procedure& procedure) {
  check_name(part, id);
  Action action;
  action.id = id;
  action.place = part.place();
  if (!part.is_shape("action")) return action;
  action.title = part.required("title").text();
  action.by = part.required("by").names(Kind::kHolder);
  action.form = part.member("form").string();
  part.member("form").refer(Kind::kForm, action.form);
  action.amends = part.member("amends").boolean(false);
  action.conditions = read_conditions(part.member("conditions"), procedure, action.form);
  action.effects = read_effects(part.member("effects"), procedure, action.form);
  action.to = part.member("to").string();
  const Part expression = part.member("to_expression");
  action.to_expression = expression.expression();
  note_expression(expression, procedure, action.to_expression, action.form);
  action.may_lead_to = part.member("may_lead_to").strings();
  if (!action.to.empty() && !action.to_expression.empty())
    expression.fault("wrong-type", "an action has either 'to' or 'to_expression'");
  if (!action.to_expression.empty() && action.may_lead_to.empty())
    part.fault("missing-key", "with 'to_expression' the key 'may_lead_to' is needed");
  if (action.to_expression.empty() && !action.may_lead_to.empty())
    part.member("may_lead_to").fault("unknown-key", "'may_lead_to' goes with 'to_expression' only");
  if (!action.to.empty()) action.may_lead_to = {action.to};
  action.decides = part.member("decides").boolean(false);
  action.four_eyes = part.member("four_eyes").boolean(false);
  action.retreat = part.member("retreat").boolean(false);
  action.cites = part.member("cites").clauses();
  return action;
}

std::optional<ClockRule> read_clock(const Part& part, const std::string& state, const Procedure& procedure) {
  if (!part.present() || !part.is_shape("clock")) return std::nullopt;
  ClockRule clock;
  clock.id = part.member("id").present() ? part.member("id").string() : state;
  clock.limit = read_expression(part.required("limit"), procedure);
  clock.unit = read_unit(part.required("unit"));
  clock.cites = part.required("cites").clauses();
  clock.place = part.place();
  return clock;
}

std::optional<Pause> read_pause(const Part& part) {
  if (!part.present() || !part.is_shape("pauses")) return std::nullopt;
  return Pause{part.required("clocks").strings(), part.required("reason").text(), part.required("cites").clauses()};
}

std::optional<Signing> read_signing(const Part& part, const Procedure& procedure) {
  if (!part.present() || !part.is_shape("signing")) return std::nullopt;
  Signing signing;
  signing.mode = part.required("mode").one_of<SigningMode>({{"all", SigningMode::kAll},
                                                            {"any", SigningMode::kAny},
                                                            {"in_order", SigningMode::kInOrder},
                                                            {"count", SigningMode::kCount}},
                                                           SigningMode::kAll);
  signing.count = read_expression(part.member("count"), procedure);
  if (signing.mode == SigningMode::kCount && signing.count.empty())
    part.fault("missing-key", "with mode count the key 'count' is needed");
  signing.signers = part.required("signers").names(Kind::kHolder);
  signing.action = part.required("action").string();
  signing.closed = part.member("closed").boolean(false);
  signing.place = part.place();
  return signing;
}

std::vector<TimerRule> read_timers(const Part& part, const Procedure& procedure) {
  std::vector<TimerRule> out;
  for (const Part& element : part.elements()) {
    if (!element.is_shape("timer")) continue;
    TimerRule timer;
    timer.id = element.required("id").string();
    check_name(element, timer.id);
    timer.action = element.required("action").string();
    timer.at = read_expression(element.member("at"), procedure);
    timer.after = read_expression(element.member("after"), procedure);
    if (timer.at.empty() == timer.after.empty()) element.fault("missing-key", "a timer has either 'at' or 'after'");
    timer.unit = read_unit(element.member("unit"));
    timer.place = element.place();
    const bool repeated =
        std::any_of(out.begin(), out.end(), [&](const TimerRule& other) { return other.id == timer.id; });
    if (repeated) element.fault("duplicate-id", "the timer '" + timer.id + "' stands here a second time");
    out.push_back(std::move(timer));
  }
  return out;
}

State read_state(const Part& part, const std::string& id, const Procedure& procedure) {
  check_name(part, id);
  State state;
  state.id = id;
  state.place = part.place();
  if (!part.is_shape("state")) return state;
  state.title = part.required("title").text();
  state.applicant_title = part.member("applicant_title").text();
  state.public_title = part.member("public_title").text();
  state.final = part.member("final").boolean(false);
  state.clock = read_clock(part.member("clock"), id, procedure);
  state.pause = read_pause(part.member("pauses"));
  state.signing = read_signing(part.member("signing"), procedure);
  state.timers = read_timers(part.member("timers"), procedure);
  for (const auto& [action_id, action] : part.member("actions").members()) {
    state.action_order.push_back(action_id);
    state.actions.emplace(action_id, read_action(action, action_id, procedure));
  }
  return state;
}

// What the applicant writes has a wording with an example for each of its variables; what others issue says by whom.
void read_wording(const Part& part, MaterialKind& material) {
  if (part.member("issued_by").present()) material.issued_by = part.member("issued_by").text();
  material.wording = part.member("wording").string();
  if (material.wording.empty()) {
    if (part.member("example").present()) part.member("example").fault("unknown-key", "an example needs a 'wording'");
    return;
  }
  part.member("wording").refer(Kind::kText, material.wording);
  for (const auto& [name, value] : part.required("example").members()) material.example.emplace(name, value.text());
  part.draft().wordings.push_back({material.wording, material.example, part.member("wording").place()});
}

// A text of the service guide with the clauses it rests on.
void read_guide_text(const Part& file, const std::string& key, Text& text, std::vector<std::string>& cites) {
  const Part clauses = file.member(key + "_cites");
  if (file.member(key).present())
    text = file.member(key).text();
  else if (clauses.present())
    clauses.fault("missing-key", "clauses without '" + key + "'");
  cites = clauses.clauses();
}

std::vector<MaterialKind> read_materials(const Part& part) {
  std::vector<MaterialKind> out;
  for (const Part& element : part.elements()) {
    if (!element.is_shape("material")) continue;
    MaterialKind material;
    material.id = element.required("id").string();
    check_name(element, material.id);
    material.title = element.required("title").text();
    material.required = element.member("required").boolean(true);
    material.types = element.required("types").strings();
    material.size_max_bytes = element.required("size_max_bytes").integer(1, kMaterialSizeMaxBytes, 1);
    read_wording(element, material);
    const bool repeated =
        std::any_of(out.begin(), out.end(), [&](const MaterialKind& other) { return other.id == material.id; });
    if (repeated) element.fault("duplicate-id", "the material '" + material.id + "' stands here a second time");
    out.push_back(std::move(material));
  }
  return out;
}

// One procedure, or a list of them; kept as "a|b".
std::string read_parent(const Part& part) {
  if (part.value().is_array()) {
    std::string out;
    for (const std::string& name : part.names(Kind::kProcedure)) out += (out.empty() ? "" : "|") + name;
    return out;
  }
  std::string names = part.string();
  for (std::size_t begin = 0; begin < names.size();) {
    const std::size_t end = std::min(names.find('|', begin), names.size());
    part.refer(Kind::kProcedure, names.substr(begin, end - begin));
    begin = end + 1;
  }
  return names;
}

std::string read_authority(const Part& part, const Procedure& procedure) {
  std::string authority = part.string();
  if (authority.starts_with('=')) {
    note_expression(part, procedure, authority.substr(1), "");
  } else {
    part.refer(Kind::kBody, authority);
  }
  return authority;
}

}  // namespace

void read_procedure(const Part& file, const std::string& id) {
  if (!file.is_shape("procedure")) return;
  check_id(file, id);
  Procedure out;
  out.id = id;
  out.place = file.place();
  out.title = file.required("title").text();
  out.cites = file.required("cites").clauses();
  out.number = file.required("number").string();
  out.authority = read_authority(file.required("authority"), out);
  out.opened_by = file.required("opened_by").names(Kind::kRole);
  out.form = file.member("form").string();
  file.member("form").refer(Kind::kForm, out.form);
  // The act of opening carries the case's form.
  out.conditions = read_conditions(file.member("conditions"), out, out.form);
  out.effects = read_effects(file.member("effects"), out, out.form);
  out.parent = read_parent(file.member("parent"));
  out.parent_states = file.member("parent_states").strings();
  out.parent_optional = file.member("parent_optional").boolean(false);
  out.parent_rules = file.member("parent_rules").boolean(false);
  out.subject = read_expression(file.member("subject"), out);
  out.title_expression = read_expression(file.member("title_expression"), out);
  out.publicity =
      file.member("publicity")
          .one_of<Publicity>(
              {{"public", Publicity::kPublic}, {"parties", Publicity::kParties}, {"office", Publicity::kOffice}},
              Publicity::kParties);
  out.sealed_until = read_expression(file.member("sealed_until"), out);
  out.materials = read_materials(file.member("materials"));
  for (const auto& [state_id, part] : file.required("states").members()) {
    out.state_order.push_back(state_id);
    out.states.emplace(state_id, read_state(part, state_id, out));
  }
  out.initial = file.member("initial").string();
  if (out.initial.empty() && !out.state_order.empty()) out.initial = out.state_order.front();
  out.verbs = file.member("verbs").names(Kind::kVerb);
  read_guide_text(file, "legal_limit", out.legal_limit, out.legal_limit_cites);
  read_guide_text(file, "fee", out.fee, out.fee_cites);
  file.draft().pack.procedures.emplace(id, std::move(out));
}

}  // namespace gh::policy
