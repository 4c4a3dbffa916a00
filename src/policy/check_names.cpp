// Checks every name that one part of a pack uses for another.
#include <algorithm>
#include <boost/json/object.hpp>

#include "policy/checks.h"
#include "policy/object_members.h"

namespace gh::policy {
namespace {

struct KindOfName {
  Kind kind;
  const char* fault;
  const char* says;
};
constexpr KindOfName kKinds[] = {
    {Kind::kClause, "unknown-clause", "clauses.yaml has no clause"},
    {Kind::kForm, "unknown-form", "there is no form"},
    {Kind::kHolder, "unknown-role", "there is neither a role nor a relation"},
    {Kind::kRelation, "unknown-relation", "no effect gives the relation"},
    {Kind::kRole, "unknown-role", "roles.yaml has no role"},
    {Kind::kBody, "unknown-body", "bodies.yaml has no body"},
    {Kind::kRubric, "unknown-rubric", "there is no rubric"},
    {Kind::kCatalogue, "unknown-catalogue", "there is no catalogue"},
    {Kind::kProcedure, "unknown-procedure", "there is no procedure"},
    {Kind::kEffect, "unknown-effect", "no module offers the effect"},
    {Kind::kVerb, "unknown-verb", "verbs.yaml has no verb"},
    {Kind::kText, "unknown-text", "texts.yaml has no template"},
};

bool exists(const Draft& draft, const Offered& offered, const std::set<std::string>& relations, Kind kind,
            const std::string& name) {
  const Pack& pack = draft.pack;
  switch (kind) {
    case Kind::kClause:
      return pack.clauses.contains(name);
    case Kind::kForm:
      // A form with faults of its own is there all the same.
      return draft.form_places.contains(name);
    case Kind::kHolder:
      return pack.roles.contains(name) || relations.contains(name);
    case Kind::kRelation:
      return relations.contains(name);
    case Kind::kRole:
      return pack.roles.contains(name);
    case Kind::kBody:
      return pack.bodies.contains(name);
    case Kind::kRubric:
      return pack.rubrics.contains(name);
    case Kind::kCatalogue:
      return pack.catalogues.contains(name);
    case Kind::kProcedure:
      return pack.procedures.contains(name);
    case Kind::kEffect:
      return offered.effects.contains(name);
    case Kind::kVerb:
      return pack.verbs.contains(name);
    case Kind::kText:
      return pack.texts.contains(name);
  }
  return false;
}

void gather_relations(const std::vector<EffectCall>& effects, std::set<std::string>& out) {
  for (const EffectCall& effect : effects) {
    if (effect.name == "cases.remove_party") continue;
    const std::string_view relation = text_of(effect.with, "relation");
    if (!relation.empty() && !relation.starts_with('=')) out.emplace(relation);
  }
}

}  // namespace

std::set<std::string> known_relations(const Pack& pack) {
  std::set<std::string> out = {"applicant", "subject", "opener"};
  for (const auto& [id, procedure] : pack.procedures) {
    gather_relations(procedure.effects, out);
    for (const auto& [state_id, state] : procedure.states)
      for (const auto& [action_id, action] : state.actions) gather_relations(action.effects, out);
  }
  return out;
}

std::vector<std::string> parents_of(const Procedure& procedure) {
  std::vector<std::string> out;
  const std::string& names = procedure.parent;
  for (std::size_t begin = 0; begin < names.size();) {
    const std::size_t end = std::min(names.find('|', begin), names.size());
    out.push_back(names.substr(begin, end - begin));
    begin = end + 1;
  }
  return out;
}

void check_names(Draft& draft, const Offered& offered) {
  const std::set<std::string> relations = known_relations(draft.pack);
  for (const Reference& reference : draft.references) {
    if (exists(draft, offered, relations, reference.kind, reference.name)) continue;
    const auto* kind = std::find_if(std::begin(kKinds), std::end(kKinds),
                                    [&](const KindOfName& known) { return known.kind == reference.kind; });
    draft.fault(reference.place, kind->fault, std::string(kind->says) + " '" + reference.name + "'");
  }
}

}  // namespace gh::policy
