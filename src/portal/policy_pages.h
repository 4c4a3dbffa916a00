// The living policy: the document clause by clause, each with what carries it out and what has become of it.
#pragma once
#include "opendata/clause_figures.h"
#include "portal/pages.h"

namespace gh::portal {

void add_policy_pages(std::vector<http::Route>& routes, const PortalParts& parts);

// The clauses of the document itself in full, those of the laws it leans on grouped below.
Page policy_page(const std::vector<opendata::ClauseFigures>& figures, const policy::Pack& pack, const Words& words,
                 Day today);
// One clause: its figures, the conditions and limits that the program holds for it, its parameters with their history.
Page clause_page(const opendata::ClauseFigures& clause, const policy::Pack& pack, const Words& words, Day today);

// The figures of a clause as words and as a bar; nothing where no case rests on it.
json::value clause_numbers(const opendata::ClauseFigures& clause, const Words& words);
// Places on a bar of 1000 units: how far the median reaches and where the limit stands.
struct Bar {
  std::int64_t median = 0;
  std::int64_t limit = 0;
};
Bar bar_of(std::int64_t median_days, std::int64_t limit_days);

}  // namespace gh::portal
