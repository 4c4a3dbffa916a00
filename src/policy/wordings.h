// Wordings of conditions and letters that carry parameters: "注册资金不少于{params.min_funds_fen|yuan}元", so that a
// number stands in the pack once. A placeholder is {params.name} or {params.name.member}, and may end with a way of
// writing:
// `|yuan` (分 as 元, "30,000") or `|years` (months as years). Numbers and texts stand as they are, lists with 、
// between.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "policy/pack.h"

namespace gh::policy {

// What the wording names: "params.min_funds_fen" of each placeholder, in order.
std::vector<std::string> parameters_worded(std::string_view wording);

// Empty where its braces are placeholders as above; otherwise the one that isn't.
std::string wording_fault(std::string_view wording);

// The wording with the values in force on the day; "—" for a parameter that has none then.
Text worded(const Text& wording, const Pack& pack, Day on);

// The letter without its {{variables}}: what parameters_worded and wording_fault read in it.
std::string outside_variables(std::string_view letter);
// The letter with the values in force on the day; its {{variables}} stay for whoever fills them in.
Text worded_letter(const Text& letter, const Pack& pack, Day on);

}  // namespace gh::policy
