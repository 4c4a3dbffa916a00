// What the pack says of names on a day: the words they are made of, how areas are written, and the rules of its
// catalogue name-rules (社会组织名称管理办法).
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "policy/pack.h"

namespace gh::registry {

// A form (组织形式) that names end with.
struct NameForm {
  std::string word;
  std::string family;              // forms of one family count as the same where names are compared
  std::vector<std::string> kinds;  // of associations that are usually called so
};

// A rule in force: how it reads, the clause, and whether a name that breaks it is refused or only shown to the
// reviewer.
struct NameRule {
  std::string id;
  Text says;
  std::string clause;
  bool refuses = false;
  policy::Standing standing{};
};

// When a registered name counts as similar.
struct NameLikeness {
  std::int64_t permille = 0;         // least likeness of the fields
  std::int64_t industry_digits = 0;  // of GB/T 4754 that must be the same
  std::int64_t listed = 0;           // most that are listed
  std::int64_t looked_at = 0;        // most that are looked at for each pair of characters
};

struct NameRules {
  std::vector<NameForm> forms;  // longest first
  std::vector<std::string> forbidden_words;
  std::vector<std::string> limited_words;
  std::vector<std::string> home_places;
  std::string foreign_chamber_form;
  std::string other_characters;  // allowed beside Chinese ones
  std::vector<std::string> branch_endings;
  std::vector<std::string> places;  // names of divisions, with and without their ending: 南海区, 南海
  NameLikeness likeness;
  std::vector<NameRule> of_association;
  std::vector<NameRule> of_branch;
};

// What the pack leaves out is empty: it then asks nothing of names.
NameRules name_rules(const policy::Pack& pack, Day on);

// How names of a division begin.
struct NameArea {
  std::string full;               // 佛山市南海区; empty for a division that the pack doesn't know
  std::vector<std::string> ways;  // every way it is written, as name_key gives it, longest first: 佛山市南海区 … 南海
  std::vector<std::string> below;  // full names of the divisions below that have a registry of their own
};
NameArea name_area(const policy::Pack& pack, std::string_view division, Day on);

// The form that the text ends with, the longest; null where it ends with none.
const NameForm* form_of(const NameRules& rules, std::string_view text);

// The name as name_key gives it, without the area it begins with in one of its ways.
std::string without_area(std::string_view name, const NameArea& area);

}  // namespace gh::registry
