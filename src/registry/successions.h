// Which association came out of which by merger or split, and into whom rights and debts have passed (民法典67).
#pragma once
#include <boost/describe/class.hpp>
#include <string>
#include <vector>

#include "registry/entries.h"

namespace gh::registry {

struct Succession {
  Id case_id;
  Id predecessor_id;
  Id successor_id;
  std::string kind;  // merger, split
  Day on_day{};
  Id begun_by_act;
  Instant begun_at{};
};
BOOST_DESCRIBE_STRUCT(Succession, (), (case_id, predecessor_id, successor_id, kind, on_day, begun_by_act, begun_at))

void add_succession(store::Tx& tx, const Succession& succession);
// Those in which the organisation is predecessor or successor, oldest first.
std::vector<Succession> successions_of(store::Tx& tx, const Id& organisation);

}  // namespace gh::registry
