#include "simulation/tellers.h"

#include "scoring/leaf_rules.h"

namespace gh::simulation {

Value text_value(std::string text) { return json::value(std::move(text)); }

Value day_from_today(const Situation& at, int least, int most) {
  return text_value(text(at.today + std::chrono::days{at.dice.between(least, most)}));
}

Value likely(const Situation& at, int percent) { return json::value(at.dice.chance(percent)); }

Value one_of(const Situation& at, const std::vector<std::string>& choices) {
  return choices.empty() ? Value() : text_value(at.dice.of(choices));
}

std::vector<std::string> ids_of(const Situation& at, std::string_view sql, std::initializer_list<store::Value> values) {
  std::vector<std::string> ids;
  at.tx.each(sql, values, [&](const store::Row& row) { ids.emplace_back(row.string(0)); });
  return ids;
}

Value id_of(const Situation& at, std::string_view sql, std::initializer_list<store::Value> values) {
  return one_of(at, ids_of(at, sql, values));
}

Value organisation(const Situation& at, std::string_view kind) {
  return id_of(at, "select id from organisation where kind = ? order by id", {kind});
}

Value any_association(const Situation& at) { return organisation(at, "association"); }

Value own_association(const Situation& at) {
  return id_of(at, "select id from organisation where kind = 'association' and division = ? order by id",
               {at.caller.division});
}

json::object case_form(const cases::CaseFile* file) {
  return file == nullptr ? json::object{} : parse_json(file->form).as_object();
}

json::object act_form(const cases::CaseFile* file, std::string_view action) {
  if (file == nullptr) return {};
  const json::value acts = parse_json(file->acts);
  const auto* form = at_or_null(acts, action).if_object();
  return form == nullptr ? json::object{} : *form;
}

json::object points(const Situation& at, const policy::Rubric& rubric, std::string_view unscored, int least_percent) {
  json::object out;
  for (const auto& [leaf, score] : scoring::fitting_scores(rubric, at.dice.between(10 * least_percent, 1000), unscored))
    out[leaf] = score;
  return out;
}

Value item_of(const Situation& at, std::string_view procedure) {
  std::vector<std::string> open;
  for (const auto& id : ids_of(
           at, "select id from case_file where procedure = ? and state = 'published' and applicant_id = ? order by id",
           {procedure, at.caller.organisation.value_or("")})) {
    const bool is_open = procedure == "service-item"
                             ? at.ask("purchase.item_open", {json::string(id)}) == json::value(true)
                             : at.ask("transfer.item_state", {json::string(id)}) == json::value("open");
    if (is_open) open.push_back(id);
  }
  if (!open.empty() && at.dice.chance(90)) return text_value(at.dice.of(open));
  return id_of(at, "select id from case_file where procedure = ? and state = 'published' order by id", {procedure});
}

}  // namespace gh::simulation
