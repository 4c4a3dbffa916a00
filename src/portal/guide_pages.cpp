#include "portal/guide_pages.h"

#include <algorithm>
#include <charconv>
#include <set>

#include "cases/packs.h"
#include "policy/diagram.h"
#include "policy/sample.h"
#include "policy/wordings.h"
#include "portal/names.h"

namespace gh::portal {
namespace {

constexpr std::string_view kGuide = "/guide";
constexpr std::string_view kParams = "params.";

std::string joined(const std::vector<std::string>& parts, const Words& words) {
  std::string out;
  for (const auto& part : parts) out += (out.empty() ? "" : words.english() ? ", " : "、") + part;
  return out;
}

json::array conditions_of(const policy::Pack& pack, const policy::Procedure& procedure, const Words& words, Day today) {
  json::array out;
  for (const auto& condition : procedure.conditions)
    out.push_back(
        {{"says", words.say(policy::worded(condition.says, pack, today))}, {"cites", joined(condition.cites, words)}});
  return out;
}

// Where a material comes from: a wording to write after with its sample, or somebody who issues it.
json::object material_row(const policy::MaterialKind& material, const std::string& here, const Words& words) {
  std::vector<std::string> types;
  for (const auto& type : material.types) types.push_back(words.say_or("media_type." + type, type));
  const std::string wording = material.wording.empty() ? std::string() : here + "/materials/" + material.id;
  return {{"title", words.say(material.title)},
          {"required", material.required},
          {"types", joined(types, words)},
          {"size", size_text(material.size_max_bytes)},
          {"blank_href", wording},
          {"sample_href", wording.empty() ? std::string() : wording + "/sample"},
          {"issued_by", words.say(material.issued_by)},
          {"own", wording.empty() && material.issued_by.zh.empty()}};
}

json::array materials_of(const policy::Procedure& procedure, const Words& words) {
  json::array out;
  const std::string here = words.link("/guide/" + procedure.id);
  for (const auto& material : procedure.materials) out.push_back(material_row(material, here, words));
  return out;
}

// What the guide says of a fee or of the law's limit, with its clauses; chosen by the pack where there are none.
json::value rested(const policy::Pack& pack, const Text& says, const std::vector<std::string>& cites,
                   const Words& words) {
  if (says.zh.empty()) return nullptr;
  return json::object{{"says", words.say(says)}, {"cites", clauses_of(pack, cites, words)}, {"model", cites.empty()}};
}

json::array steps_of(const policy::Pack& pack, const policy::Procedure& procedure, const Words& words, Day today) {
  json::array out;
  for (const auto& id : procedure.state_order) {
    const policy::State& state = procedure.states.at(id);
    if (state.final) continue;
    std::vector<std::string> holders;
    std::vector<std::string> actions;
    for (const auto& action_id : state.action_order) {
      const auto& action = state.actions.at(action_id);
      holders.insert(holders.end(), action.by.begin(), action.by.end());
      actions.push_back(words.say(action.title));
    }
    out.push_back({{"title", words.say(state.title)},
                   {"holders", holders_text(pack, holders, words)},
                   {"actions", joined(actions, words)},
                   {"limit", state.clock ? limit_text(pack, *state.clock, words, today) : std::string()},
                   {"by_rule", state.clock && limit_text(pack, *state.clock, words, today).empty()},
                   {"cites", state.clock ? joined(state.clock->cites, words) : std::string()},
                   {"pauses", state.pause ? words.say(state.pause->reason) : std::string()}});
  }
  return out;
}

// What the procedure ends with: final states, and the documents and notices that its effects make.
json::array results_of(const policy::Procedure& procedure, const Words& words) {
  json::array out;
  for (const auto& id : procedure.state_order)
    if (procedure.states.at(id).final)
      out.push_back(json::object{{"title", words.say(public_title(procedure.states.at(id)))}});
  return out;
}

void gather_documents(const policy::Pack& pack, const std::vector<policy::EffectCall>& effects, const Words& words,
                      std::set<std::string>& seen, json::array& out) {
  for (const auto& effect : effects) {
    if (effect.name != "gazette.issue") continue;
    const auto text = pack.texts.find(std::string(string_at(effect.with, "text")));
    if (text == pack.texts.end() || !seen.insert(text->first).second) continue;
    const std::string& whole = words.say(text->second);
    out.push_back({{"title", whole.substr(0, whole.find('\n'))},
                   {"kind", words.say_or("document_kind." + std::string(string_at(effect.with, "kind")), "")}});
  }
}

json::array documents_of(const policy::Pack& pack, const policy::Procedure& procedure, const Words& words) {
  json::array out;
  std::set<std::string> seen;
  gather_documents(pack, procedure.effects, words, seen, out);
  for (const auto& id : procedure.state_order)
    for (const auto& action_id : procedure.states.at(id).action_order)
      gather_documents(pack, procedure.states.at(id).actions.at(action_id).effects, words, seen, out);
  return out;
}

std::string body_name(const policy::Pack& pack, const std::string& id, const Words& words) {
  const auto body = pack.bodies.find(id);
  return body == pack.bodies.end() ? std::string() : words.say(body->second.name);
}

bool has_sample(const policy::Pack& pack, const policy::Procedure& procedure) {
  const auto form = pack.forms.find(procedure.form);
  return form != pack.forms.end() && !policy::sample_of(form->second->schema()).empty();
}

// The first limit that the procedure sets for its offices.
std::string first_limit(const policy::Pack& pack, const policy::Procedure& procedure, const Words& words, Day today) {
  std::string longest;
  std::int64_t most = 0;
  for (const auto& id : procedure.state_order) {
    const auto& clock = procedure.states.at(id).clock;
    if (!clock || clock->unit != calendar::Unit::kWorkingDays) continue;
    const std::string text = limit_text(pack, *clock, words, today);
    std::int64_t days = 0;
    std::from_chars(text.data(), text.data() + text.size(), days);
    if (days > most) {
      most = days;
      longest = text;
    }
  }
  return longest;
}

}  // namespace

std::string limit_text(const policy::Pack& pack, const policy::ClockRule& clock, const Words& words, Day today) {
  std::int64_t days = 0;
  const std::string& limit = clock.limit;
  const auto read = std::from_chars(limit.data(), limit.data() + limit.size(), days);
  if (read.ec == std::errc{} && read.ptr == limit.data() + limit.size())
    return days_text(days, calendar::unit_name(clock.unit), words);
  if (!limit.starts_with(kParams)) return {};
  const json::value* value = pack.parameter(limit.substr(kParams.size()), today);
  return value != nullptr && value->is_int64() ? days_text(value->get_int64(), calendar::unit_name(clock.unit), words)
                                               : std::string();
}

json::array clauses_of(const policy::Pack& pack, const std::vector<std::string>& cites, const Words& words) {
  json::array out;
  for (const auto& id : cites) {
    const auto clause = pack.clauses.find(id);
    if (clause == pack.clauses.end()) continue;
    out.push_back({{"number", id},
                   {"source", clause->second.source},
                   {"says", words.say(clause->second.says)},
                   {"href", words.link("/policy/" + url_encode(id))}});
  }
  return out;
}

json::array lines_for(const policy::Pack& pack, policy::LinePurpose purpose, const Words& words) {
  json::array out;
  for (const auto& line : pack.site.lines)
    if (line.purpose == purpose)
      out.push_back({{"number", line.number},
                     {"body", body_name(pack, line.body, words)},
                     {"hours", words.say(line.hours)},
                     {"example", pack.site.standing != policy::Standing::kVerified}});
  return out;
}

std::string holders_text(const policy::Pack& pack, const std::vector<std::string>& holders, const Words& words) {
  std::vector<std::string> titles;
  for (const auto& holder : holders) {
    const auto role = pack.roles.find(holder);
    std::string title =
        role != pack.roles.end() ? words.say(role->second.title) : words.say_or("relation." + holder, "");
    if (!title.empty() && std::find(titles.begin(), titles.end(), title) == titles.end())
      titles.push_back(std::move(title));
  }
  return joined(titles, words);
}

bool is_for_the_public(const policy::Pack& pack, const policy::Procedure& procedure) {
  return std::any_of(procedure.opened_by.begin(), procedure.opened_by.end(), [&](const std::string& id) {
    const auto role = pack.roles.find(id);
    return role != pack.roles.end() && !role->second.public_body;
  });
}

Page guide_index_page(const policy::Pack& pack, const Words& words) {
  json::array outside;
  json::array inside;
  for (const auto& [id, procedure] : pack.procedures) {
    json::object row{{"href", words.link("/guide/" + id)},
                     {"title", words.say(procedure.title)},
                     {"who", holders_text(pack, procedure.opened_by, words)},
                     {"cites", joined(procedure.cites, words)}};
    (is_for_the_public(pack, procedure) ? outside : inside).push_back(std::move(row));
  }
  return {"guide_index",
          words.say("guide.title"),
          std::string(kGuide),
          {},
          {{"outside", std::move(outside)}, {"inside", std::move(inside)}, {"names_href", words.link("/names")}}};
}

Page guide_page(const policy::Pack& pack, std::string_view id, const Words& words, Day today) {
  const policy::Procedure& procedure = pack.procedure(id);
  const std::string here = "/guide/" + procedure.id;
  const bool outside = is_for_the_public(pack, procedure);
  return {"guide",
          words.say(procedure.title),
          std::string(kGuide),
          {{words.say("guide.title"), std::string(kGuide)}},
          {{"basis", clauses_of(pack, procedure.cites, words)},
           {"who", holders_text(pack, procedure.opened_by, words)},
           {"authority", body_name(pack, procedure.authority, words)},
           {"number_rule", procedure.number},
           {"conditions", conditions_of(pack, procedure, words, today)},
           {"materials", materials_of(procedure, words)},
           {"form_href", procedure.form.empty() ? std::string() : words.link(here + "/form")},
           {"sample_href", has_sample(pack, procedure) ? words.link(here + "/sample") : std::string()},
           {"complaint_lines", lines_for(pack, policy::LinePurpose::kComplaints, words)},
           {"question_lines", lines_for(pack, policy::LinePurpose::kQuestions, words)},
           {"steps", steps_of(pack, procedure, words, today)},
           {"diagram_src", words.link(here + "/diagram.svg")},
           {"promised_limit", first_limit(pack, procedure, words, today)},
           {"legal_limit", rested(pack, procedure.legal_limit, procedure.legal_limit_cites, words)},
           {"fee", rested(pack, procedure.fee, procedure.fee_cites, words)},
           {"results", results_of(procedure, words)},
           {"documents", documents_of(pack, procedure, words)},
           {"oversight", body_name(pack, pack.site.oversight, words)},
           {"complaints_href", words.link("/complaints")},
           {"cases_href", procedure.publicity == policy::Publicity::kPublic
                              ? words.link("/cases") + "?procedure=" + url_encode(procedure.id)
                              : std::string()},
           {"apply_href", outside ? "/workbench/open/" + url_encode(procedure.id) : std::string()}}};
}

std::string guide_address(const policy::Pack& newest, const std::string& procedure, const Words& words) {
  if (!newest.procedures.contains(procedure)) return {};
  return words.link(std::string(kGuide) + "/" + url_encode(procedure));
}

namespace {

// What is filled in by hand: the form and the wordings of materials, each blank and as a sample.
void add_paper_pages(std::vector<http::Route>& routes, const PortalParts& parts) {
  const auto form = [](Filled filled) {
    return
        [filled](const Asked& asked) { return form_page(asked.pack, asked.request.param("id"), asked.words, filled); };
  };
  const auto wording = [](Filled filled) {
    return [filled](const Asked& asked) {
      return wording_page(asked.pack, asked.request.param("id"), asked.request.param("material"), asked.words, filled,
                          asked.today);
    };
  };
  add_page(routes, parts,
           {"readBlankFormPage",
            "/guide/{id}/form",
            {"空白表格", "Blank form of a procedure"},
            {},
            true,
            form(Filled::kBlank)});
  add_page(routes, parts,
           {"readSampleFormPage",
            "/guide/{id}/sample",
            {"表格样例", "Form of a procedure, filled in as a sample"},
            {},
            true,
            form(Filled::kWithExamples)});
  add_page(routes, parts,
           {"readBlankMaterialPage",
            "/guide/{id}/materials/{material}",
            {"材料空白文本", "Wording of a material, with blanks"},
            {},
            true,
            wording(Filled::kBlank)});
  add_page(routes, parts,
           {"readSampleMaterialPage",
            "/guide/{id}/materials/{material}/sample",
            {"材料样例", "Wording of a material, filled in as a sample"},
            {},
            true,
            wording(Filled::kWithExamples)});
}

}  // namespace

void add_guide_pages(std::vector<http::Route>& routes, const PortalParts& parts) {
  add_page(routes, parts,
           {"readGuidePage", std::string(kGuide), {"办事指南", "Service guides"}, {}, false, [](const Asked& asked) {
              return guide_index_page(asked.pack, asked.words);
            }});
  add_page(
      routes, parts,
      {"readProcedurePage",
       "/guide/{id}",
       {"一个事项的办事指南", "Service guide of a procedure"},
       {},
       true,
       [](const Asked& asked) { return guide_page(asked.pack, asked.request.param("id"), asked.words, asked.today); }});
  add_paper_pages(routes, parts);
  for (const Language language : {Language::kZh, Language::kEn}) {
    const bool english = language == Language::kEn;
    auto about =
        http::describe(english ? "drawProcedureForThePublicInEnglish" : "drawProcedureForThePublic", "portal",
                       {english ? "英文流程图" : "中文流程图",
                        english ? "The procedure as a diagram, in English" : "The procedure as a diagram, in Chinese"});
    about.content_type = "image/svg+xml";
    about.problems = {ProblemCode::kNotFound};
    routes.emplace_back("GET", std::string(english ? "/en" : "") + "/guide/{id}/diagram.svg", http::Access::kPublic,
                        http::PlainHandler{[parts, english](const http::Request& request) {
                          const auto pack = parts.cases.packs->newest();
                          policy::DiagramOptions options;
                          options.language = english ? policy::Language::kEn : policy::Language::kZh;
                          return http::text_response(
                              policy::diagram(*pack, pack->procedure(request.param("id")), options), "image/svg+xml");
                        }},
                        std::move(about));
  }
}

}  // namespace gh::portal
