// Branches of associations (分支机构、代表机构): how they may be named, and which there are.
#pragma once
#include <boost/describe/class.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "registry/entries.h"

namespace gh::registry {

// What is wrong with the name of a branch: "" for nothing; "full_name" when it doesn't begin with the association's
// own; "form" when it doesn't end as one of `forms`, or nothing stands before that form; "nested" when a form stands
// inside, as a branch of a branch has; "regional" when one of `regional_words` does.
std::string branch_name_fault(std::string_view association, std::string_view name,
                              const std::vector<std::string>& forms, const std::vector<std::string>& all_forms,
                              const std::vector<std::string>& regional_words);

struct Branch {
  Id id;
  Id organisation_id;
  std::string name;
  std::string name_key;
  std::string kind;  // branch, representative_office
  std::string seat;
  std::string scope;
  Day from_day{};
  Id begun_by_act;
  Instant begun_at{};
  std::optional<Day> ended_on;  // first day without it
  std::optional<Id> ended_by_act;
  std::optional<Instant> ended_at;
};
BOOST_DESCRIBE_STRUCT(Branch, (),
                      (id, organisation_id, name, name_key, kind, seat, scope, from_day, begun_by_act, begun_at,
                       ended_on, ended_by_act, ended_at))

// Writes one; its begun_by_act and begun_at are those of `by`.
void open_branch(store::Tx& tx, Branch branch, const ByAct& by);
// False when the association has no such open branch.
bool close_branch(store::Tx& tx, const Id& organisation, const Id& branch, Day on, const ByAct& by);
void close_branches(store::Tx& tx, const Id& organisation, Day on, const ByAct& by);
// Every branch there was, oldest first.
std::vector<Branch> branches_of(store::Tx& tx, const Id& organisation);
std::optional<Branch> open_branch_of(store::Tx& tx, const Id& organisation, const Id& branch);
// Whether the association has an open branch of this name, however it is spelled.
bool has_branch_named(store::Tx& tx, const Id& organisation, std::string_view name);

}  // namespace gh::registry
