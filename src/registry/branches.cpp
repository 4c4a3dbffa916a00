#include "registry/branches.h"

#include <algorithm>

#include "registry/names.h"

namespace gh::registry {

std::string branch_name_fault(std::string_view association, std::string_view name,
                              const std::vector<std::string>& forms, const std::vector<std::string>& all_forms,
                              const std::vector<std::string>& regional_words) {
  if (association.empty() || !name.starts_with(association)) return "full_name";
  const std::string_view own = name.substr(association.size());
  const auto form = std::find_if(forms.begin(), forms.end(), [&](const auto& word) { return own.ends_with(word); });
  if (form == forms.end() || own.size() == form->size()) return "form";
  const std::string_view field = own.substr(0, own.size() - form->size());
  const auto stands_in_field = [&](const std::string& word) { return field.find(word) != std::string_view::npos; };
  if (std::any_of(all_forms.begin(), all_forms.end(), stands_in_field)) return "nested";
  if (std::any_of(regional_words.begin(), regional_words.end(), stands_in_field)) return "regional";
  return "";
}

void open_branch(store::Tx& tx, Branch branch, const ByAct& by) {
  tx.execute(
      "insert into registry_branch (id, organisation_id, name, name_key, kind, seat, scope, from_day, begun_by_act, "
      "begun_at, ended_on, ended_by_act, ended_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      {branch.id, branch.organisation_id, branch.name, name_key(branch.name), branch.kind, branch.seat, branch.scope,
       branch.from_day, by.act, by.at, nullptr, nullptr, nullptr});
}

bool close_branch(store::Tx& tx, const Id& organisation, const Id& branch, Day on, const ByAct& by) {
  return tx.execute(
             "update registry_branch set ended_on = ?, ended_by_act = ?, ended_at = ? where organisation_id = ? and id "
             "= ? and ended_by_act is null and from_day <= ?",
             {on, by.act, by.at, organisation, branch, on}) == 1;
}

void close_branches(store::Tx& tx, const Id& organisation, Day on, const ByAct& by) {
  tx.execute(
      "update registry_branch set ended_on = ?, ended_by_act = ?, ended_at = ? where organisation_id = ? and "
      "ended_by_act is null",
      {on, by.act, by.at, organisation});
}

std::vector<Branch> branches_of(store::Tx& tx, const Id& organisation) {
  return tx.all<Branch>("select * from registry_branch where organisation_id = ? order by begun_at, id",
                        {organisation});
}

std::optional<Branch> open_branch_of(store::Tx& tx, const Id& organisation, const Id& branch) {
  return tx.one<Branch>("select * from registry_branch where organisation_id = ? and id = ? and ended_by_act is null",
                        {organisation, branch});
}

bool has_branch_named(store::Tx& tx, const Id& organisation, std::string_view name) {
  return tx.integer(
               "select count(*) from registry_branch where organisation_id = ? and name_key = ? and ended_by_act is "
               "null",
               {organisation, name_key(name)})
             .value_or(0) > 0;
}

}  // namespace gh::registry
