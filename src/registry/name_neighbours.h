// What the register knows of a proposed name: who bars it, and which names are similar. Reads are bounded: the search
// index is asked, never the whole register.
#pragma once
#include <string>
#include <string_view>

#include "registry/entries.h"
#include "registry/name_check.h"

namespace gh::registry {

// How long a name rests after it was given up (社会组织名称管理办法16), in months.
struct NameRest {
  std::int64_t changed_months = 0;
  std::int64_t revoked_months = 0;
};
// As the pack's parameter name_rest says for the day; none where it has no such rule.
NameRest name_rest(const policy::Pack& pack, Day on);

// Associations of the same registry whose name is the same, areas and punctuation apart, and is in force or rests on
// that day; each once. `except` doesn't count.
std::vector<NameBar> name_bars(store::Tx& tx, const policy::Pack& pack, std::string_view name,
                               std::string_view division, const NameRest& rest, Day today,
                               std::string_view except = {});

struct NameInquiry {
  std::string name;
  std::string division;  // GB/T 2260
  std::string industry;  // GB/T 4754; may be empty: then any counts as the same
  NameKind kind{};
  std::vector<std::string> persons;
  std::string except;  // an organisation whose own name this is; "" for none
};
// The name against the rules that are in force on the day and the register as it is now.
NameCheck check_name(store::Tx& tx, const policy::Pack& pack, const NameInquiry& inquiry, Day today);
// Only that rule; it reads no more than the rule needs.
NameOutcome check_name_rule(store::Tx& tx, const policy::Pack& pack, const NameInquiry& inquiry, Day today,
                            std::string_view rule);

}  // namespace gh::registry
