#include "opendata/city_figures.h"

#include "log/reader.h"
#include "opendata/limits.h"

namespace gh::opendata {
namespace {

std::int64_t count(store::Tx& tx, std::string_view sql, std::initializer_list<store::Value> values = {}) {
  return tx.integer(sql, values).value_or(0);
}

void count_organisations(store::Tx& tx, Day today, CityFigures& out) {
  out.associations = count(tx,
                           "select count(*) from registry_entry where kind = 'association' and status = 'active' and "
                           "ended_by_act is null");
  out.organisations = count(tx,
                            "select count(*) from registry_entry where kind in ('company', 'evaluator') and status = "
                            "'active' and ended_by_act is null");
  out.eligible = count(tx,
                       "select count(*) from grading_listing where state = 'listed' and ended_at is null and from_day "
                       "<= ?",
                       {today});
}

void count_cases(store::Tx& tx, Day today, Instant year_begins, CityFigures& out) {
  out.cases = count(tx, "select count(*) from case_file");
  out.open_cases = count(tx, "select count(*) from case_file where closed_at is null");
  out.overdue_cases = count(tx, "select count(*) from case_file where closed_at is null and due_on < ?", {today});
  out.opened_this_year = count(tx, "select count(*) from case_file where opened_at >= ?", {year_begins});
  out.closed_this_year = count(tx, "select count(*) from case_file where closed_at >= ?", {year_begins});
  out.on_time_permille = limit_figures(count_clocks(tx, today)).on_time_permille;
}

void count_money(store::Tx& tx, int year, CityFigures& out) {
  out.functions_offered = count(tx, "select count(*) from transfer_item where state = 'open' and ended_at is null");
  out.functions_transferred =
      count(tx, "select count(*) from transfer_item where state in ('transferred', 'regular') and ended_at is null");
  out.contracts = count(tx, "select count(*) from purchase_contract where status = 'performing' and ended_at is null");
  const auto on_lines_of_year = [&](std::string_view accounts) {
    return count(
        tx,
        "select cast(coalesce(sum(a.balance_fen), 0) as bigint) from ledger_account a join budget_line l on l.id = "
        "a.line_id where l.year = ? and a.account in " +
            std::string(accounts),
        {year});
  };
  out.committed_fen = on_lines_of_year("('committed', 'accepted', 'paid')");
  out.paid_fen = on_lines_of_year("('paid')");
}

}  // namespace

CityFigures city_figures(store::Tx& tx, const policy::Pack& pack, Instant now) {
  CityFigures out;
  const Day today = local_day(now, pack.utc_offset);
  const int year = year_of(today);
  out.as_of = today;
  count_organisations(tx, today, out);
  count_cases(tx, today, start_of(day_of(year, 1, 1), pack.utc_offset), out);
  count_money(tx, year, out);
  out.notices_open =
      count(tx,
            "select count(*) from gazette_notice where window_status = 'standing' or window_status = 'running' and "
            "objections_until >= ?",
            {today});
  out.acts = static_cast<std::int64_t>(log::signed_size(tx));
  return out;
}

}  // namespace gh::opendata
