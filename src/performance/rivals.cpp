#include "performance/rivals.h"

#include <set>

#include "draw/pool.h"
#include "registry/entries.h"
#include "registry/names.h"

namespace gh::performance {
namespace {

constexpr std::string_view kCompany = "company";

// Companies by what an expert wrote of a tie: the credit code, else the name.
std::vector<Id> companies_of(store::Tx& tx, const draw::Tie& tie) {
  if (!tie.credit_code.empty()) {
    Id found = registry::organisation_of_credit_code(tx, tie.credit_code, kCompany);
    return found.empty() ? std::vector<Id>() : std::vector<Id>{std::move(found)};
  }
  std::vector<Id> out;
  tx.each(
      "select organisation_id from registry_entry where name_key = ? and kind = ? and ended_by_act is null order by "
      "organisation_id",
      {registry::name_key(tie.name), kCompany}, [&](const store::Row& row) { out.emplace_back(row.string(0)); });
  return out;
}

std::set<Id> tied_companies(store::Tx& tx, Day today) {
  std::set<Id> out;
  std::set<std::pair<std::string, std::string>> seen;  // many experts share a tie
  for (const draw::Expert& expert : draw::pool_of(tx, today)) {
    if (expert.organisation) out.insert(*expert.organisation);
    for (const draw::Tie& tie : expert.ties)
      if (seen.emplace(tie.credit_code, tie.name).second)
        for (Id& company : companies_of(tx, tie)) out.insert(std::move(company));
  }
  return out;
}

bool same_group(const std::string& one, const std::string& other, std::size_t digits) {
  if (one.size() < digits || other.size() < digits) return true;
  return one.compare(0, digits, other, 0, digits) == 0;
}

}  // namespace

std::vector<Id> rivals_of(store::Tx& tx, const Id& organisation, std::size_t digits, Day today) {
  const auto own = registry::entry_of(tx, organisation);
  std::set<Id> out{organisation};
  for (const Id& id : tied_companies(tx, today)) {
    const auto entry = registry::entry_of(tx, id);
    if (entry && entry->kind == kCompany && same_group(own ? own->industry : "", entry->industry, digits))
      out.insert(id);
  }
  return {out.begin(), out.end()};
}

}  // namespace gh::performance
