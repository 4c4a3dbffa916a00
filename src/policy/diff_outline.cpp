#include "policy/diff_outline.h"

#include <boost/describe/enum_to_string.hpp>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "policy/object_members.h"

namespace gh::policy {
namespace {

std::string joined(const std::vector<std::string>& names) {
  std::string out;
  for (const std::string& name : names) out += (out.empty() ? "" : ", ") + name;
  return out;
}
std::string both(const Text& text) { return text.en.empty() ? text.zh : text.zh + " / " + text.en; }
std::string yes_no(bool value) { return value ? "true" : "false"; }

const char* word(Standing standing) {
  constexpr const char* kWords[] = {"verified", "unverified", "model"};
  return kWords[static_cast<int>(standing)];
}
const char* word(calendar::Unit unit) {
  constexpr const char* kWords[] = {"working_days", "natural_days", "months"};
  return kWords[static_cast<int>(unit)];
}
const char* word(RoleScope scope) {
  constexpr const char* kWords[] = {"authority", "division", "party", "opener", "system"};
  return kWords[static_cast<int>(scope)];
}
const char* word(Sight sight) {
  constexpr const char* kWords[] = {"own", "organisation", "department", "division", "all"};
  return kWords[static_cast<int>(sight)];
}
const char* word(SigningMode mode) {
  constexpr const char* kWords[] = {"all", "any", "in_order", "count"};
  return kWords[static_cast<int>(mode)];
}
const char* word(Publicity publicity) {
  constexpr const char* kWords[] = {"public", "parties", "office"};
  return kWords[static_cast<int>(publicity)];
}

// Writes entries below one path, which carry its title and clauses unless they have their own.
class Below {
 public:
  Below(Outline& outline, std::string path, Text title, std::vector<std::string> clauses)
      : outline_(outline), path_(std::move(path)), title_(std::move(title)), clauses_(std::move(clauses)) {
    outline_[path_] = {"", title_, clauses_};
  }

  Below inside(const std::string& name, const Text& title, const std::vector<std::string>& clauses) const {
    return {outline_, path_ + "/" + name, title.zh.empty() ? title_ : title, clauses.empty() ? clauses_ : clauses};
  }
  // Nothing is written for what is empty.
  void put(const std::string& name, std::string value) const {
    if (!value.empty()) outline_[path_ + "/" + name] = {std::move(value), title_, clauses_};
  }

 private:
  Outline& outline_;
  std::string path_;
  Text title_;
  std::vector<std::string> clauses_;
};

void put_conditions(const Below& below, const std::vector<Condition>& conditions) {
  for (const Condition& condition : conditions) {
    const Below at = below.inside("conditions/" + condition.rule, condition.says, condition.cites);
    at.put("check", condition.check);
    at.put("field", condition.field);
    at.put("says", both(condition.says));
    at.put("cites", joined(condition.cites));
  }
}

void put_effects(const Below& below, const std::vector<EffectCall>& effects) {
  std::string all;
  for (const EffectCall& effect : effects) {
    all += (all.empty() ? "" : "; ") + effect.name;
    if (!effect.with.empty()) all += " " + json::serialize(effect.with);
    if (effect.each_signature) all += " (each signature)";
  }
  below.put("effects", all);
}

void put_action(const Below& at, const Action& action) {
  at.put("title", both(action.title));
  at.put("by", joined(action.by));
  at.put("form", action.form);
  at.put("amends", yes_no(action.amends));
  put_conditions(at, action.conditions);
  put_effects(at, action.effects);
  at.put("leads to", joined(action.may_lead_to));
  at.put("to_expression", action.to_expression);
  at.put("decides", yes_no(action.decides));
  at.put("four_eyes", yes_no(action.four_eyes));
  at.put("retreat", yes_no(action.retreat));
  at.put("cites", joined(action.cites));
}

void put_state(const Below& at, const State& state) {
  at.put("title", both(state.title));
  at.put("applicant_title", both(state.applicant_title));
  at.put("public_title", both(state.public_title));
  at.put("final", yes_no(state.final));
  if (state.clock) {
    const Below clock = at.inside("clock", state.title, state.clock->cites);
    clock.put("id", state.clock->id);
    clock.put("limit", state.clock->limit + " " + word(state.clock->unit));
    clock.put("cites", joined(state.clock->cites));
  }
  if (state.pause) {
    const Below pause = at.inside("pauses", state.title, state.pause->cites);
    pause.put("clocks", joined(state.pause->clocks));
    pause.put("reason", both(state.pause->reason));
  }
  if (state.signing) {
    const Below signing = at.inside("signing", state.title, {});
    signing.put("mode", std::string(word(state.signing->mode)) + " " + state.signing->count);
    signing.put("signers", joined(state.signing->signers));
    signing.put("action", state.signing->action);
    signing.put("closed", state.signing->closed ? "true" : "false");
  }
  for (const TimerRule& timer : state.timers) {
    const Below rule = at.inside("timers/" + timer.id, state.title, {});
    rule.put("action", timer.action);
    rule.put("at", timer.at);
    if (!timer.after.empty()) rule.put("after", timer.after + " " + word(timer.unit));
  }
  for (const auto& [id, action] : state.actions)
    put_action(at.inside("actions/" + id, action.title, action.cites), action);
}

void put_procedure(const Below& at, const Procedure& procedure) {
  at.put("title", both(procedure.title));
  at.put("cites", joined(procedure.cites));
  at.put("number", procedure.number);
  at.put("authority", procedure.authority);
  at.put("opened_by", joined(procedure.opened_by));
  at.put("form", procedure.form);
  at.put("legal_limit", both(procedure.legal_limit));
  at.put("legal_limit_cites", joined(procedure.legal_limit_cites));
  at.put("fee", both(procedure.fee));
  at.put("fee_cites", joined(procedure.fee_cites));
  put_conditions(at, procedure.conditions);
  put_effects(at, procedure.effects);
  at.put("parent", procedure.parent);
  at.put("parent_states", joined(procedure.parent_states));
  at.put("parent_optional", procedure.parent_optional ? "yes" : "");
  at.put("parent_rules", procedure.parent_rules ? "yes" : "");
  at.put("subject", procedure.subject);
  at.put("title_expression", procedure.title_expression);
  at.put("publicity", word(procedure.publicity));
  at.put("sealed_until", procedure.sealed_until);
  at.put("initial", procedure.initial);
  at.put("verbs", joined(procedure.verbs));
  for (const MaterialKind& material : procedure.materials) {
    const Below kind = at.inside("materials/" + material.id, material.title, {});
    kind.put("title", both(material.title));
    kind.put("required", yes_no(material.required));
    kind.put("types", joined(material.types));
    kind.put("size_max_bytes", std::to_string(material.size_max_bytes));
    kind.put("issued_by", both(material.issued_by));
    kind.put("wording", material.wording);
    for (const auto& [name, value] : material.example) kind.put("example/" + name, both(value));
  }
  for (const auto& [id, state] : procedure.states) put_state(at.inside("states/" + id, state.title, {}), state);
}

Text schema_title(const json::object& schema) {
  const auto* title = member_of(schema, "x-title").if_object();
  return title == nullptr ? Text{} : Text{std::string(text_of(*title, "zh")), std::string(text_of(*title, "en"))};
}

std::vector<std::string> schema_clauses(const json::object& schema) {
  std::vector<std::string> out;
  if (const auto* clauses = member_of(schema, "x-cites").if_array())
    for (const json::value& clause : *clauses) out.emplace_back(clause.as_string());
  return out;
}

void put_form(Outline& outline, const Form& form) {
  const json::object& schema = form.schema();
  const Below at(outline, "forms/" + form.id(), schema_title(schema), schema_clauses(schema));
  for (const auto& member : schema) {
    if (member.key() != "properties") {
      at.put(std::string(member.key()), json::serialize(member.value()));
      continue;
    }
    for (const auto& field : member.value().as_object()) {
      const auto* own = field.value().if_object();
      at.inside("fields/" + std::string(field.key()), own != nullptr ? schema_title(*own) : Text{},
                own != nullptr ? schema_clauses(*own) : std::vector<std::string>{})
          .put("schema", json::serialize(field.value()));
    }
  }
}

void put_parameter(Outline& outline, const Parameter& parameter) {
  const Below at(outline, "parameters/" + parameter.id, parameter.title, parameter.cites);
  at.put("title", both(parameter.title));
  at.put("unit", parameter.unit);
  at.put("cites", joined(parameter.cites));
  at.put("standing", word(parameter.standing));
  for (const DatedValue& value : parameter.values)
    at.put("from " + text(value.from), json::serialize(value.value) + (value.to ? " until " + text(*value.to) : ""));
}

// The kind with its numbers; empty where any score will do.
std::string leaf_rule_text(const Indicator& indicator) {
  if (indicator.kind == LeafRule::any) return "";
  std::string out = boost::describe::enum_to_string(indicator.kind, "");
  for (const std::int64_t step : indicator.steps) out += " " + std::to_string(step);
  if (indicator.per_case > 0) out += " " + std::to_string(indicator.per_case) + " a case";
  if (indicator.answers_least > 0) out += " of at least " + std::to_string(indicator.answers_least);
  return out;
}

void put_rubric(Outline& outline, const Rubric& rubric) {
  const Below at(outline, "rubrics/" + rubric.id, rubric.title, rubric.cites);
  at.put("title", both(rubric.title));
  at.put("total", std::to_string(rubric.total) + " in 1/" + std::to_string(rubric.denominator));
  at.put("standing", word(rubric.standing));
  if (rubric.bonus_cap > 0) at.put("bonus_cap", std::to_string(rubric.bonus_cap));
  for (const Indicator& indicator : rubric.indicators) {
    const Below part = at.inside("indicators/" + indicator.id, indicator.title, {});
    part.put("title", both(indicator.title));
    part.put("parent", indicator.parent);
    part.put("points", std::to_string(indicator.points));
    part.put("rule", both(indicator.rule));
    part.put("kind", leaf_rule_text(indicator));
    part.put("bonus", indicator.bonus ? "yes" : "");
    part.put("evidence", both(indicator.evidence));
  }
  for (const Band& band : rubric.bands) at.put("bands/" + band.grade, std::to_string(band.min_score));
}

void put_lists(Outline& outline, const Pack& pack) {
  for (const auto& [id, rubric] : pack.rubrics) put_rubric(outline, rubric);
  for (const auto& [id, catalogue] : pack.catalogues) {
    const Below at(outline, "catalogues/" + id, catalogue.title, catalogue.cites);
    at.put("title", both(catalogue.title));
    for (const CatalogueRow& row : catalogue.rows)
      at.put("rows/" + row.code, both(row.name) + " " + json::serialize(row.fields) + " " + word(row.standing));
  }
  for (const calendar::PublishedYear& year : pack.calendar) {
    const Below at(outline, "calendar/" + std::to_string(year.year), {}, {});
    at.put("published", yes_no(year.published));
    at.put("source", year.source);
    for (const auto& [day, name] : year.off) at.put("off/" + text(day), both(name));
    for (const auto& [day, name] : year.worked) at.put("worked/" + text(day), both(name));
  }
}

void put_people(Outline& outline, const Pack& pack) {
  for (const auto& [id, role] : pack.roles) {
    const Below at(outline, "roles/" + id, role.title, {});
    at.put("title", both(role.title));
    at.put("scope", word(role.scope));
    at.put("sees", word(role.sees));
    at.put("decides", yes_no(role.decides));
    at.put("public_body", yes_no(role.public_body));
  }
  for (const auto& [id, body] : pack.bodies) {
    const Below at(outline, "bodies/" + id, body.name, {});
    at.put("name", both(body.name));
    at.put("division", body.division);
    at.put("kind", body.kind);
    at.put("parent", body.parent);
    at.put("roles", joined(body.roles));
  }
}

}  // namespace

Outline outline_of(const Pack& pack) {
  Outline out;
  const Below at(out, "pack", pack.title, {});
  at.put("title", both(pack.title));
  at.put("in_force_from", text(pack.in_force_from));
  at.put("warn_permille", std::to_string(pack.warn_permille));
  at.put("red_card_to", joined(pack.red_card_to));
  at.put("utc_offset_minutes", std::to_string(pack.utc_offset.count()));
  at.put("fallback/no_holder", joined(pack.fallback.no_holder));
  at.put("fallback/holder_is_applicant", joined(pack.fallback.holder_is_applicant));
  for (const auto& [id, clause] : pack.clauses) {
    const Below below(out, "clauses/" + id, {}, {id});
    below.put("source", clause.source);
    below.put("says", both(clause.says));
  }
  for (const auto& [id, parameter] : pack.parameters) put_parameter(out, parameter);
  put_people(out, pack);
  for (const auto& [id, procedure] : pack.procedures)
    put_procedure(Below(out, "procedures/" + id, procedure.title, procedure.cites), procedure);
  for (const auto& [id, form] : pack.forms) put_form(out, *form);
  put_lists(out, pack);
  for (const auto& [id, verb] : pack.verbs) {
    const Below below(out, "verbs/" + id, verb.title, verb.cites);
    below.put("title", both(verb.title));
    below.put("form", verb.form);
  }
  for (const auto& [id, words] : pack.texts) Below(out, "texts/" + id, {}, {}).put("says", both(words));
  return out;
}

}  // namespace gh::policy
