// Service guides, made from the pack alone: every procedure explains itself.
#pragma once
#include "portal/pages.h"

namespace gh::portal {

void add_guide_pages(std::vector<http::Route>& routes, const PortalParts& parts);

Page guide_index_page(const policy::Pack& pack, const Words& words);
// Basis, who may apply, conditions, materials, steps with their limits, results, fee. Throws kNotFound.
Page guide_page(const policy::Pack& pack, std::string_view procedure, const Words& words, Day today);
// Where the guide of a procedure stands; "" where `newest` has no such procedure any more.
std::string guide_address(const policy::Pack& newest, const std::string& procedure, const Words& words);
enum class Filled { kBlank, kWithExamples };
// The procedure's form to print, blank or as a sample. Throws kNotFound where it has none, or no examples.
Page form_page(const policy::Pack& pack, std::string_view procedure, const Words& words, Filled filled);
// The wording after which a material may be written, with blanks or with examples, and the numbers in force on the day.
// Throws kNotFound where it has none.
Page wording_page(const policy::Pack& pack, std::string_view procedure, std::string_view material, const Words& words,
                  Filled filled, Day today);

// The telephone lines of a purpose with who answers; `example` where the pack doesn't vouch for the numbers.
json::array lines_for(const policy::Pack& pack, policy::LinePurpose purpose, const Words& words);

// "15 个工作日": what a clock's limit is on that day, where it is a number or a parameter; empty where it depends on
// the case.
std::string limit_text(const policy::Pack& pack, const policy::ClockRule& clock, const Words& words, Day today);
// The clauses with what they say, in the given order.
json::array clauses_of(const policy::Pack& pack, const std::vector<std::string>& cites, const Words& words);
// The titles of roles and relations, each once.
std::string holders_text(const policy::Pack& pack, const std::vector<std::string>& holders, const Words& words);
// True when people outside the offices of the state open it.
bool is_for_the_public(const policy::Pack& pack, const policy::Procedure& procedure);

}  // namespace gh::portal
