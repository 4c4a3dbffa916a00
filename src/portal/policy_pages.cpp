#include "portal/policy_pages.h"

#include <algorithm>

#include "cases/packs.h"
#include "policy/wordings.h"
#include "portal/guide_pages.h"
#include "portal/names.h"

namespace gh::portal {
namespace {

constexpr std::string_view kPolicy = "/policy";
constexpr std::ptrdiff_t kParametersInSight = 3;
constexpr std::int64_t kBarEnd = 1000;
constexpr std::int64_t kLimitPlace = 800;  // where the limit stands while the median keeps within it

using opendata::ClauseFigures;

bool cites(const std::vector<std::string>& list, const std::string& clause) {
  return std::find(list.begin(), list.end(), clause) != list.end();
}

std::string_view standing_name(policy::Standing standing) {
  constexpr std::string_view kNames[] = {"verified", "unverified", "model"};
  return kNames[static_cast<std::size_t>(standing)];
}

// A list of roles by their titles, anything else as names.h has it.
std::string shown_value(const policy::Pack& pack, const json::value& value, const policy::Parameter& parameter,
                        const Words& words) {
  const auto* list = value.if_array();
  if (list == nullptr) return value_text(value, parameter.unit, words);
  std::string out;
  for (const json::value& one : *list) {
    if (!one.is_string()) continue;
    const auto role = pack.roles.find(std::string(one.get_string()));
    out += (out.empty()       ? ""
            : words.english() ? ", "
                              : "、") +
           (role == pack.roles.end() ? std::string(one.get_string()) : words.say(role->second.title));
  }
  return out;
}

json::array history_of(const policy::Parameter& parameter, const Words& words, Day today) {
  json::array out;
  for (auto value = parameter.values.rbegin(); value != parameter.values.rend(); ++value) {
    const bool over = value->to && *value->to < today;
    const bool next =
        std::any_of(parameter.values.begin(), parameter.values.end(),
                    [&](const policy::DatedValue& other) { return other.from > value->from && other.from <= today; });
    out.push_back({{"value", value_text(value->value, parameter.unit, words)},
                   {"from", words.day(value->from)},
                   {"to", value->to ? words.day(*value->to) : std::string()},
                   {"in_force", value->from <= today && !over && !next}});
  }
  return out;
}

// The parameters that rest on the clause, with the value of today and all others.
json::array parameters_of(const policy::Pack& pack, const std::string& clause, const Words& words, Day today) {
  json::array out;
  for (const auto& [id, parameter] : pack.parameters) {
    if (!cites(parameter.cites, clause)) continue;
    const json::value* value = pack.parameter(id, today);
    Day since{};
    for (const auto& dated : parameter.values)
      if (dated.from <= today) since = dated.from;
    const std::string standing(standing_name(parameter.standing));
    out.push_back({{"title", words.say(parameter.title)},
                   {"value", value == nullptr ? std::string() : shown_value(pack, *value, parameter, words)},
                   {"since", value == nullptr ? std::string() : words.day(since)},
                   {"standing", json::object{{"title", words.say("standing." + standing)},
                                             {"tone", parameter.standing == policy::Standing::kVerified ? "good"
                                                      : parameter.standing == policy::Standing::kModel  ? "idle"
                                                                                                        : "warn"}}},
                   {"history", parameter.values.size() > 1 ? json::value(history_of(parameter, words, today))
                                                           : json::value(nullptr)}});
  }
  return out;
}

json::array procedures_of(const ClauseFigures& clause, const Words& words) {
  json::array out;
  for (const auto& procedure : clause.procedures)
    out.push_back({{"title", words.say(procedure.title)}, {"href", words.link("/guide/" + procedure.id)}});
  return out;
}

json::object clause_values(const ClauseFigures& clause, const policy::Pack& pack, const Words& words, Day today) {
  return {{"number", clause.id},
          {"source", clause.source},
          {"href", words.link("/policy/" + url_encode(clause.id))},
          {"says", words.say(clause.says)},
          {"procedures", procedures_of(clause, words)},
          {"numbers", clause_numbers(clause, words)},
          {"parameters", parameters_of(pack, clause.id, words, today)}};
}

// The same with only the first few parameters in sight.
json::object clause_in_brief(const ClauseFigures& clause, const policy::Pack& pack, const Words& words, Day today) {
  json::object out = clause_values(clause, pack, words, today);
  json::array& all = out["parameters"].as_array();
  out["more_parameters"] = nullptr;
  if (std::ssize(all) <= kParametersInSight + 1) return out;
  const json::array rest(all.begin() + kParametersInSight, all.end());
  all.erase(all.begin() + kParametersInSight, all.end());
  const auto count = static_cast<std::int64_t>(rest.size());
  out["more_parameters"] = json::object{{"list", rest}, {"count", count}};
  return out;
}

// "三(二)" of "三(二)2" and "四" of "四(一)": clauses of one part stand together.
std::string part_of(const std::string& clause) {
  const std::size_t end = clause.rfind(')');
  if (end == std::string::npos) return clause;
  return clause.substr(0, end + 1 == clause.size() ? clause.find('(') : end + 1);
}

// Of which clause rules are gathered, and how they are worded.
struct Gathering {
  const policy::Pack& pack;
  const std::string& clause;
  const Words& words;
  Day today;
};

void gather_conditions(const std::vector<policy::Condition>& conditions, const policy::Procedure& procedure,
                       const Gathering& asked, json::array& out) {
  const auto& [pack, clause, words, today] = asked;
  for (const auto& condition : conditions) {
    if (!cites(condition.cites, clause)) continue;
    const std::string says = words.say(policy::worded(condition.says, pack, today));
    const bool known =
        std::any_of(out.begin(), out.end(), [&](const json::value& rule) { return string_at(rule, "says") == says; });
    if (!known)
      out.push_back({{"says", says},
                     {"procedure", words.say(procedure.title)},
                     {"href", words.link("/guide/" + procedure.id)},
                     {"check", condition.check}});
  }
}

// Every condition of the pack that cites the clause: how the program keeps it.
json::array rules_of(const Gathering& asked) {
  json::array out;
  for (const auto& [id, procedure] : asked.pack.procedures) {
    gather_conditions(procedure.conditions, procedure, asked, out);
    for (const auto& state : procedure.state_order)
      for (const auto& action : procedure.states.at(state).action_order)
        gather_conditions(procedure.states.at(state).actions.at(action).conditions, procedure, asked, out);
  }
  return out;
}

json::array limits_of(const policy::Pack& pack, const std::string& clause, const Words& words, Day today) {
  json::array out;
  for (const auto& [id, procedure] : pack.procedures)
    for (const auto& state_id : procedure.state_order) {
      const policy::State& state = procedure.states.at(state_id);
      if (!state.clock || !cites(state.clock->cites, clause)) continue;
      out.push_back({{"procedure", words.say(procedure.title)},
                     {"href", words.link("/guide/" + id)},
                     {"state", words.say(state.title)},
                     {"limit", limit_text(pack, *state.clock, words, today)}});
    }
  return out;
}

Page read_clause(const Asked& asked) {
  const auto figures = asked.parts.clause_figures(asked.tx, asked.request.now);
  const auto found = std::find_if(figures.begin(), figures.end(),
                                  [&](const ClauseFigures& clause) { return clause.id == asked.request.param("id"); });
  if (found == figures.end()) not_there("clause");
  return clause_page(*found, asked.pack, asked.words, asked.today);
}

}  // namespace

Bar bar_of(std::int64_t median_days, std::int64_t limit_days) {
  if (limit_days <= 0) return {};
  if (median_days * kLimitPlace <= kBarEnd * limit_days) return {median_days * kLimitPlace / limit_days, kLimitPlace};
  return {kBarEnd, kBarEnd * limit_days / median_days};
}

json::value clause_numbers(const ClauseFigures& clause, const Words& words) {
  if (clause.cases == 0) return nullptr;
  json::object out{
      {"cases", words.number(clause.cases)},
      {"open", words.number(clause.open)},
      {"bar", nullptr},
      {"on_time",
       clause.limits.on_time_permille ? value_text(*clause.limits.on_time_permille, "permille", words) : std::string()},
      {"committed", clause.committed_fen > 0 ? words.yuan(clause.committed_fen) : std::string()},
      {"paid", clause.paid_fen > 0 ? words.yuan(clause.paid_fen) : std::string()}};
  if (clause.limits.median_days && clause.limits.limit_days && *clause.limits.limit_days > 0) {
    const Bar bar = bar_of(*clause.limits.median_days, *clause.limits.limit_days);
    const bool within = *clause.limits.median_days <= *clause.limits.limit_days;
    out["bar"] = json::object{{"median", bar.median},
                              {"limit", bar.limit},
                              {"median_text", days_text(*clause.limits.median_days, clause.limits.limit_unit, words)},
                              {"limit_text", days_text(*clause.limits.limit_days, clause.limits.limit_unit, words)},
                              {"within", within}};
  }
  return out;
}

Page policy_page(const std::vector<ClauseFigures>& figures, const policy::Pack& pack, const Words& words, Day today) {
  json::array parts;
  json::array laws;
  const std::string document = figures.empty() ? std::string() : figures.front().source;
  std::string part;
  std::string law;
  std::int64_t clauses = 0;
  std::int64_t acting = 0;
  for (const ClauseFigures& clause : figures) {
    if (clause.source == document) {
      if (part_of(clause.id) != part) {
        part = part_of(clause.id);
        parts.push_back(json::object{{"part", part}, {"clauses", json::array{}}});
      }
      parts.back().at("clauses").as_array().push_back(clause_in_brief(clause, pack, words, today));
      ++clauses;
      if (clause.cases > 0) ++acting;
      continue;
    }
    if (clause.source != law) {
      law = clause.source;
      laws.push_back(json::object{{"source", law}, {"clauses", json::array{}}});
    }
    laws.back().at("clauses").as_array().push_back(
        json::object{{"number", clause.id},
                     {"says", words.say(clause.says)},
                     {"href", words.link("/policy/" + url_encode(clause.id))},
                     {"cases", clause.cases > 0 ? words.number(clause.cases) : std::string()}});
  }
  return {"policy",
          words.say("policy.title"),
          std::string(kPolicy),
          {},
          {{"document", document},
           {"document_title", words.say(pack.title)},
           {"in_force_from", words.day(pack.in_force_from)},
           {"as_of", words.day(today)},
           {"clauses_written", words.number(clauses)},
           {"clauses_acting", words.number(acting)},
           {"parts", std::move(parts)},
           {"laws", std::move(laws)}}};
}

Page clause_page(const ClauseFigures& clause, const policy::Pack& pack, const Words& words, Day today) {
  const bool listed = std::any_of(clause.procedures.begin(), clause.procedures.end(), [&](const auto& procedure) {
    const auto found = pack.procedures.find(procedure.id);
    return found != pack.procedures.end() && found->second.publicity == policy::Publicity::kPublic;
  });
  const std::string cases_href = words.link("/cases") + "?clause=" + url_encode(clause.id);
  return {"clause",
          clause.id,
          std::string(kPolicy),
          {{words.say("policy.title"), std::string(kPolicy)}},
          {{"clause", clause_values(clause, pack, words, today)},
           {"rules", rules_of({pack, clause.id, words, today})},
           {"limits", limits_of(pack, clause.id, words, today)},
           {"cases_href", listed ? cases_href : std::string()},
           {"as_of", words.day(today)}}};
}

void add_policy_pages(std::vector<http::Route>& routes, const PortalParts& parts) {
  add_page(routes, parts,
           {"readPolicyPage",
            std::string(kPolicy),
            {"政策逐条看", "The policy clause by clause"},
            {},
            false,
            [](const Asked& asked) {
              return policy_page(asked.parts.clause_figures(asked.tx, asked.request.now), asked.pack, asked.words,
                                 asked.today);
            }});
  add_page(routes, parts, {"readClausePage", "/policy/{id}", {"一条政策", "One clause"}, {}, true, read_clause});
}

}  // namespace gh::portal
