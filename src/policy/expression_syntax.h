// What a condition's text shows before it runs: the names it uses freely, and what the house refuses in it.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace gh::policy {

// Empty when nothing is refused; otherwise one English sentence. Refused are what would give fractions (the operators /
// and ^, numbers with a point or an exponent, numbers past 64 bits), method calls, goto and attributes. `names` gets
// every name used freely with the constant part of its path, each once: "form.members", "registry.grade",
// "acts.site_check.result" for acts["site_check"].result, "params" alone where a computed index follows. Syntax beyond
// that is Lua's to judge.
std::string syntax_fault(std::string_view expression, std::vector<std::string>* names);

}  // namespace gh::policy
