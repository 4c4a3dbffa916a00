// Service guides, made from the pack alone: every procedure explains itself.
#pragma once
#include "portal/pages.h"

namespace gh::portal {

void add_guide_pages(std::vector<http::Route>& routes, const PortalParts& parts);

Page guide_index_page(const policy::Pack& pack, const Words& words);
// Basis, who may apply, conditions, materials, steps with their limits, results, fee. Throws kNotFound.
Page guide_page(const policy::Pack& pack, std::string_view procedure, const Words& words, Day today);
// The procedure's form, blank, to print and fill in by hand. Throws kNotFound where it has none.
Page blank_form_page(const policy::Pack& pack, std::string_view procedure, const Words& words);

// "15 个工作日": what a clock's limit is on that day, where it is a number or a parameter; empty where it depends on
// the case.
std::string limit_text(const policy::Pack& pack, const policy::ClockRule& clock, const Words& words, Day today);
// The clauses with what they say, in the given order.
json::array clauses_of(const policy::Pack& pack, const std::vector<std::string>& cites, const Words& words);
// True when people outside the offices of the state open it.
bool is_for_the_public(const policy::Pack& pack, const policy::Procedure& procedure);

}  // namespace gh::portal
