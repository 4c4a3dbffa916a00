#include "draw/tickets.h"

#include <algorithm>

#include "base/digest.h"
#include "base/periods.h"

namespace gh::draw {
namespace {

bool same_organisation(const Tie& tie, const Avoided& avoided) {
  if (!tie.credit_code.empty() && !avoided.credit_code.empty()) return tie.credit_code == avoided.credit_code;
  return tie.name == avoided.name;
}

bool still_counts(const Tie& tie, const DrawRules& rules) {
  return !tie.until || *tie.until > months_after(rules.today, -rules.tie_months);
}

}  // namespace

std::string_view rule_against(const Expert& expert, const DrawRules& rules) {
  const auto& knows = expert.specialities;
  if (!rules.speciality.empty() && std::find(knows.begin(), knows.end(), rules.speciality) == knows.end())
    return "speciality";
  for (const Avoided& avoided : rules.avoided) {
    if (expert.organisation == avoided.id) return "own_organisation";
    for (const Tie& tie : expert.ties)
      if (same_organisation(tie, avoided) && still_counts(tie, rules)) return "tie";
  }
  return {};
}

std::string ticket_of(std::string_view seed, std::int64_t round, const Id& office) {
  return hex(bytes_of(sha256(std::string(seed) + std::to_string(round) + office)));
}

std::vector<Ticket> draw_tickets(const std::vector<Expert>& pool, const DrawRules& rules) {
  std::vector<Ticket> out;
  for (const Expert& expert : pool) {
    const auto rule = rule_against(expert, rules);
    out.push_back({expert.office, ticket_of(rules.seed, rules.round, expert.office), rule.empty() ? "" : "out",
                   std::string(rule), 0});
  }
  std::sort(out.begin(), out.end(), [](const Ticket& a, const Ticket& b) {
    if (a.rule.empty() != b.rule.empty()) return a.rule.empty();
    return a.ticket < b.ticket;
  });
  std::size_t place = 0;
  for (Ticket& ticket : out) {
    if (!ticket.rule.empty()) break;
    ticket.place = static_cast<std::int64_t>(++place);
    ticket.outcome = place <= rules.size ? "drawn" : place <= rules.size + rules.reserve ? "reserve" : "not_drawn";
  }
  return out;
}

}  // namespace gh::draw
