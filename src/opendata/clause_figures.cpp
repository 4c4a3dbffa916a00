#include "opendata/clause_figures.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/json.h"
#include "policy/citations.h"

namespace gh::opendata {
namespace {

struct CaseCount {
  std::string procedure;
  std::int64_t cases = 0;
  std::int64_t open = 0;
};
BOOST_DESCRIBE_STRUCT(CaseCount, (), (procedure, cases, open))

struct MoneyOfProcedure {
  std::string procedure;
  std::string account;
  std::int64_t balance_fen = 0;
};
BOOST_DESCRIBE_STRUCT(MoneyOfProcedure, (), (procedure, account, balance_fen))

struct Counted {
  std::vector<CaseCount> cases;
  std::vector<ClockCount> clocks;
  std::vector<MoneyOfProcedure> money;
};

Counted count_all(store::Tx& tx, Day today) {
  return {tx.all<CaseCount>("select procedure, count(*) as cases, cast(sum(case when closed_at is null then 1 else 0 end) "
                            "as bigint) as open from case_file group by procedure"),
          count_clocks(tx, today),
          tx.all<MoneyOfProcedure>(
              "select c.procedure, a.account, cast(sum(a.balance_fen) as bigint) as balance_fen from ledger_account a "
              "join case_file c on c.id = a.case_id where a.account in ('committed', 'accepted', 'paid') "
              "group by c.procedure, a.account")};
}

bool cites(const ClockCount& clock, const std::string& clause) {
  const json::value clauses = parse_json(clock.cites);
  return std::ranges::any_of(clauses.as_array(), [&](const json::value& one) { return one == json::value(clause); });
}

// The clocks that cite the clause; where none does, those of the procedures that rest on it as a whole.
std::vector<ClockCount> clocks_under(const policy::Pack& pack, const std::string& clause,
                                     const std::set<std::string>& procedures, const std::vector<ClockCount>& all) {
  std::vector<ClockCount> own;
  std::vector<ClockCount> whole;
  for (const ClockCount& clock : all) {
    if (!procedures.contains(clock.procedure)) continue;
    if (cites(clock, clause)) own.push_back(clock);
    const auto& rests_on = pack.procedure(clock.procedure).cites;
    if (std::ranges::count(rests_on, clause) != 0) whole.push_back(clock);
  }
  return own.empty() ? whole : own;
}

ClauseFigures figures_of(const policy::Pack& pack, const policy::Clause& clause, const Counted& counted) {
  ClauseFigures out{clause.id, clause.source, clause.says, {}, 0, 0, {}, 0, 0};
  std::set<std::string> procedures;
  for (const auto& id : policy::procedures_under(pack, clause.id)) {
    out.procedures.push_back({id, pack.procedure(id).title});
    procedures.insert(id);
  }
  for (const CaseCount& one : counted.cases) {
    if (!procedures.contains(one.procedure)) continue;
    out.cases += one.cases;
    out.open += one.open;
  }
  for (const MoneyOfProcedure& one : counted.money) {
    if (!procedures.contains(one.procedure)) continue;
    out.committed_fen += one.balance_fen;
    if (one.account == "paid") out.paid_fen += one.balance_fen;
  }
  out.limits = limit_figures(clocks_under(pack, clause.id, procedures, counted.clocks));
  return out;
}

}  // namespace

std::vector<ClauseFigures> clause_figures(store::Tx& tx, const policy::Pack& pack, Day today) {
  const Counted counted = count_all(tx, today);
  std::vector<ClauseFigures> out;
  out.reserve(pack.clause_order.size());
  for (const auto& id : pack.clause_order) out.push_back(figures_of(pack, pack.clauses.at(id), counted));
  return out;
}

}  // namespace gh::opendata
