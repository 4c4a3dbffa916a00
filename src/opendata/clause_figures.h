// The policy as it lives: each clause with the procedures that carry it out and what has become of it, in whole numbers.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "base/text.h"
#include "opendata/limits.h"
#include "policy/pack.h"
#include "store/db.h"

namespace gh::opendata {

struct ClauseProcedure {
  std::string id;
  Text title;
};

struct ClauseFigures {
  std::string id;      // "三(二)2"
  std::string source;  // "佛府办〔2012〕93号"
  Text says;
  std::vector<ClauseProcedure> procedures;  // that cite it, themselves or in one of their rules
  std::int64_t cases = 0;                   // of these procedures, ever
  std::int64_t open = 0;                    // not closed
  // Of the clocks that cite the clause; where none does, of all clocks of the procedures that rest on it as a whole.
  LimitFigures limits;
  std::int64_t committed_fen = 0;  // bound by contracts of these procedures' cases, what was paid included
  std::int64_t paid_fen = 0;
};

// Every clause of the pack, in its order. Walks through all cases and clocks once: for answers that are kept a while.
std::vector<ClauseFigures> clause_figures(store::Tx& tx, const policy::Pack& pack, Day today);

}  // namespace gh::opendata
