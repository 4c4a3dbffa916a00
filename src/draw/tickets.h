// The draw itself, a pure function of published values: seed, round number and pool. Everybody's ticket is
// SHA-256(seed ‖ round number ‖ office id); the lowest win. Whoever knows the seed's digest beforehand can check the
// rest afterwards.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.h"
#include "base/time.h"

namespace gh::draw {

// A tie of an expert to an organisation: open, or ended on a day.
struct Tie {
  std::string credit_code;
  std::string name;
  std::optional<Day> until;
};

struct Expert {
  Id office;
  std::optional<Id> organisation;  // whose own office it is
  std::vector<std::string> specialities;
  std::vector<Tie> ties;
};

// An organisation whose ties stand aside (政府采购法实施条例9).
struct Avoided {
  Id id;
  std::string credit_code;
  std::string name;
};

struct DrawRules {
  std::string seed;  // hex
  std::int64_t round = 1;
  std::size_t size = 0;
  std::size_t reserve = 0;
  std::string speciality;  // empty = any
  std::vector<Avoided> avoided;
  int tie_months = 0;  // a tie that ended less than so many months ago still counts
  Day today{};
};

struct Ticket {
  Id office;
  std::string ticket;      // hex
  std::string outcome;     // drawn, reserve, not_drawn, out
  std::string rule;        // why out: speciality, tie, own_organisation; otherwise ""
  std::int64_t place = 0;  // among those in the draw, 1 …; 0 for those out
};

// Why the expert may not sit: "speciality", "tie" or "own_organisation"; empty when he may.
std::string_view rule_against(const Expert& expert, const DrawRules& rules);

std::string ticket_of(std::string_view seed, std::int64_t round, const Id& office);

// One ticket for everybody in the pool, those in the draw first and in order. The order of the pool doesn't matter.
std::vector<Ticket> draw_tickets(const std::vector<Expert>& pool, const DrawRules& rules);

}  // namespace gh::draw
