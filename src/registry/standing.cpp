#include "registry/standing.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/assert.h"
#include "registry/records.h"

namespace gh::registry {
namespace {

constexpr std::string_view kCatalogue = "standing";

// The enumerators named; every one where the row names none.
template <class Enum>
std::vector<Enum> enumerators(const json::value& list, const std::string& code) {
  std::vector<Enum> out;
  for (const auto& word : texts_in(list)) {
    Enum value{};
    if (!boost::describe::enum_from_string(word.c_str(), value))
      throw Bug(fmt::format("catalogue standing, row {}: {} is no word of it", code, word));
    out.push_back(value);
  }
  if (out.empty())
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<Enum>>(
        [&](const auto& enumerator) { out.push_back(enumerator.value); });
  return out;
}

StandingRule rule_of(const policy::CatalogueRow& row) {
  StandingRule out;
  out.rule = row.code;
  out.says = row.name;
  out.clause = string_at(row.fields, "clause");
  out.standing = row.standing;
  out.states = enumerators<AssociationStatus>(at_or_null(row.fields, "states"), row.code);
  out.lists = enumerators<ListStatus>(at_or_null(row.fields, "lists"), row.code);
  out.all_but = row.fields.contains("all_but");
  out.procedures = texts_in(at_or_null(row.fields, out.all_but ? "all_but" : "refuses"));
  return out;
}

template <class Element, class Wanted>
bool contains(const std::vector<Element>& list, const Wanted& wanted) {
  return std::find(list.begin(), list.end(), wanted) != list.end();
}

}  // namespace

std::vector<StandingRule> standing_rules(const policy::Pack& pack) {
  std::vector<StandingRule> out;
  const auto catalogue = pack.catalogues.find(std::string(kCatalogue));
  if (catalogue == pack.catalogues.end()) return out;
  for (const auto& row : catalogue->second.rows) out.push_back(rule_of(row));
  return out;
}

const StandingRule* refusal_of(const std::vector<StandingRule>& rules, AssociationStatus state, ListStatus list,
                               std::string_view procedure) {
  for (const auto& rule : rules) {
    if (!contains(rule.states, state) || !contains(rule.lists, list)) continue;
    if (contains(rule.procedures, procedure) != rule.all_but) return &rule;
  }
  return nullptr;
}

std::vector<std::string> procedures_of_associations(const policy::Pack& pack) {
  std::vector<std::string> out;
  for (const auto& [id, procedure] : pack.procedures) {
    const bool by_a_party = std::any_of(procedure.opened_by.begin(), procedure.opened_by.end(), [&](const auto& role) {
      const auto found = pack.roles.find(role);
      return found != pack.roles.end() && found->second.scope == policy::RoleScope::kParty;
    });
    if (by_a_party || !procedure.subject.empty()) out.push_back(id);
  }
  return out;
}

std::vector<StandingCell> standing_table(const policy::Pack& pack) {
  const auto rules = standing_rules(pack);
  const auto procedures = procedures_of_associations(pack);
  std::vector<StandingCell> out;
  const auto add = [&](AssociationStatus state, ListStatus list) {
    for (const auto& procedure : procedures) {
      StandingCell cell{state, list, procedure, pack.procedures.at(procedure).title, true, {}, {}, {}};
      if (const auto* refusal = refusal_of(rules, state, list, procedure)) {
        cell.allowed = false;
        cell.rule = refusal->rule;
        cell.reason = refusal->says;
        cell.clause = refusal->clause;
      }
      out.push_back(std::move(cell));
    }
  };
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<AssociationStatus>>([&](const auto& state) {
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<ListStatus>>(
        [&](const auto& list) { add(state.value, list.value); });
  });
  return out;
}

std::optional<Stand> stand_of(store::Tx& tx, std::string_view organisation, Day today) {
  const auto entry = entry_of(tx, Id(organisation));
  if (!entry || entry->kind != "association") return std::nullopt;
  Stand out;
  GH_ASSERT(boost::describe::enum_from_string(entry->status.c_str(), out.state));
  if (record_count(tx, entry->organisation_id, "serious_listing", today) > 0)
    out.list = ListStatus::serious;
  else if (record_count(tx, entry->organisation_id, "abnormal_listing", today) > 0)
    out.list = ListStatus::abnormal;
  return out;
}

}  // namespace gh::registry
