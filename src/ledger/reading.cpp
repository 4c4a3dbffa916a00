// Reads lines and entries for people.
#include "ledger/reading.h"

#include "base/assert.h"

namespace gh::ledger {
namespace {

constexpr std::string_view kSelectLine =
    "select l.id, coalesce(c.number, '') as number, coalesce(c.title, '') as title, l.department_id, coalesce(o.name, "
    "'') "
    "as department, l.year, l.item, l.opened_at, l.closed_at from budget_line l left join case_file c on c.id = l.id "
    "left "
    "join organisation o on o.id = l.department_id";

struct LineRow {
  Id id;
  std::string number;
  std::string title;
  Id department_id;
  std::string department;
  std::int64_t year = 0;
  std::string item;
  Instant opened_at{};
  std::optional<Instant> closed_at;
};
BOOST_DESCRIBE_STRUCT(LineRow, (), (id, number, title, department_id, department, year, item, opened_at, closed_at))

struct Sum {
  Account account{};
  Fen balance_fen = 0;
};
BOOST_DESCRIBE_STRUCT(Sum, (), (account, balance_fen))

// Of all cases together, counted from the entries up to the instant.
Balances balances_as_of(store::Tx& tx, const Id& line_id, Instant as_of) {
  Balances out;
  for (const auto& sum : tx.all<Sum>(
           "select account, cast(sum(amount_fen) as bigint) as balance_fen from (select to_account as account, "
           "amount_fen "
           "from ledger_entry where line_id = ? and at <= ? union all select from_account as account, -amount_fen as "
           "amount_fen from ledger_entry where line_id = ? and at <= ?) moved group by account",
           {line_id, as_of, line_id, as_of}))
    out[sum.account] = sum.balance_fen;
  return out;
}

LineView view_of(const LineRow& row, const Balances& balances) {
  const Totals totals = totals_of(balances);
  const Fen appropriated = -balances[Account::treasury];
  const Fen available = balances[Account::appropriation];
  GH_ASSERT(totals.reserved_fen + available == appropriated);
  return {row.id,
          row.number,
          row.title,
          row.department_id,
          row.department,
          row.year,
          row.item,
          !row.closed_at,
          appropriated,
          available,
          totals.reserved_fen,
          totals.committed_fen,
          totals.accepted_fen,
          totals.paid_fen,
          row.opened_at,
          row.closed_at};
}

constexpr std::string_view kSelectEntry =
    "select e.line_id, e.ordinal, e.booking, e.from_account, e.to_account, e.amount_fen, e.case_id, coalesce(c.number, "
    "'') "
    "as case_number, e.reference, e.payee_id, o.name as payee, e.act_id, e.at from ledger_entry e left join case_file "
    "c on "
    "c.id = e.case_id left join organisation o on o.id = e.payee_id";

}  // namespace

LinePage search_lines(store::Tx& tx, const LineSearch& search, std::size_t limit, std::string_view after) {
  GH_ASSERT(limit >= 1);
  std::string sql = std::string(kSelectLine) + " where 1 = 1";
  std::vector<store::Value> values;
  const auto narrow = [&](std::string_view condition, store::Value value) {
    sql += condition;
    values.push_back(std::move(value));
  };
  if (!after.empty()) narrow(" and l.id < ?", after);
  if (!search.department_id.empty()) narrow(" and l.department_id = ?", search.department_id);
  if (search.year) narrow(" and l.year = ?", *search.year);
  if (search.open) sql += *search.open ? " and l.closed_at is null" : " and l.closed_at is not null";
  sql += " order by l.id desc limit ?";
  values.emplace_back(limit + 1);
  LinePage page;
  for (const LineRow& row : tx.all<LineRow>(sql, values)) {
    if (page.lines.size() == limit) {
      page.next = page.lines.back().id;
      break;
    }
    page.lines.push_back(view_of(row, balances_of_line(tx, row.id)));
  }
  return page;
}

std::optional<LineView> read_line(store::Tx& tx, const Id& line_id, std::optional<Instant> as_of) {
  auto row = tx.one<LineRow>(std::string(kSelectLine) + " where l.id = ?", {line_id});
  if (!row || (as_of && row->opened_at > *as_of)) return {};
  if (!as_of) return view_of(*row, balances_of_line(tx, line_id));
  if (row->closed_at && *row->closed_at > *as_of) row->closed_at.reset();
  return view_of(*row, balances_as_of(tx, line_id, *as_of));
}

std::vector<EntryView> entries_of_line(store::Tx& tx, const Id& line_id, std::int64_t after_ordinal,
                                       std::size_t limit) {
  return tx.all<EntryView>(
      std::string(kSelectEntry) + " where e.line_id = ? and e.ordinal > ? order by e.ordinal limit ?",
      {line_id, after_ordinal, limit});
}

std::vector<EntryView> entries_of_case(store::Tx& tx, const Id& case_id, std::size_t limit) {
  // Entries of cases have an index of their own; those of the line itself lie with the line.
  return tx.all<EntryView>(std::string(kSelectEntry) +
                               " where (e.case_id = ? and e.case_id <> e.line_id) or (e.line_id = ? and e.case_id = ?) "
                               "order by e.line_id, e.ordinal limit ?",
                           {case_id, case_id, case_id, limit});
}

}  // namespace gh::ledger
