// Gathers what falls due from where each kind is kept.
#include "transfer/due.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/assert.h"
#include "transfer/rules.h"

namespace gh::transfer {
namespace {

// What hangs on an agreement: a day, the case to act on, and the duty. `a` is the agreement in force.
struct Gathered {
  std::string due_on;  // the day; of an agreement its first day
  Id case_id;
  std::string number;
  Id transfer_id;
  Id item_id;
  std::string item;
  Id department_id;
  std::string department;
  Id receiver_id;
  std::string receiver;
  std::string duty;
  std::int64_t year = 0;
  std::int64_t extensions = 0;
};
BOOST_DESCRIBE_STRUCT(Gathered, (),
                      (due_on, case_id, number, transfer_id, item_id, item, department_id, department, receiver_id,
                       receiver, duty, year, extensions))

// {0}: the day; {1}: the case to act on; {2}: the duty; {3}: from what, joined to the agreement `a`; {4}: which.
std::string select(std::string_view day, std::string_view on_case, std::string_view duty, std::string_view from,
                   std::string_view which) {
  return fmt::format(
      "select {} as due_on, {} as case_id, coalesce(f.number, '') as number, a.case_id as transfer_id, a.item_id, "
      "i.name as item, i.department_id, coalesce(d.name, '') as department, a.receiver_id, coalesce(r.name, '') as "
      "receiver, {} as duty, a.year, (select count(*) from transfer_extension e where e.case_id = a.case_id) as "
      "extensions from {} left join case_file f on f.id = {} join transfer_item i on i.item_id = a.item_id and "
      "i.ended_at is null left join organisation d on d.id = i.department_id left join organisation r on r.id = "
      "a.receiver_id where a.ended_at is null and {} and (? = '' or i.department_id = ?) and (? = '' or a.receiver_id "
      "= ?) order by 1, 2 limit ?",
      day, on_case, duty, from, on_case, which);
}

std::string sql_of(DueKind kind) {
  switch (kind) {
    case DueKind::check:
      return select(
          "p.planned_on", "p.case_id",
          "coalesce((select u.says from transfer_duty u where u.item_id = a.item_id and u.duty = p.duty), p.duty)",
          "transfer_agreement a join transfer_planned_check p on p.transfer_id = a.case_id",
          "p.ended_at is null and a.status <> 'taken_back'");
    case DueKind::year_end:
    case DueKind::supervision_end:
      return select("a.starts_on", "a.case_id", "''", "transfer_agreement a", "a.status = 'supervised'");
    case DueKind::evaluation:
      return select("f.due_on", "a.case_id", "''", "transfer_agreement a",
                    "a.status = 'supervised' and f.due_on is not null and f.closed_at is null and not exists (select 1 "
                    "from transfer_order o where o.case_id = a.case_id and o.ended_at is null) and not exists (select "
                    "1 from transfer_take_back t where t.case_id = a.case_id and t.ended_at is null and t.stage in "
                    "('proposed', 'decided'))");
    case DueKind::order:
      return select("o.deadline_on", "a.case_id", "''",
                    "transfer_agreement a join transfer_order o on o.case_id = a.case_id", "o.ended_at is null");
    case DueKind::rating:
      return select("f.due_on", "g.case_id", "''",
                    "transfer_agreement a join transfer_rating g on g.transfer_id = a.case_id",
                    "g.bad = 1 and g.settled_on is null and f.due_on is not null and f.closed_at is null");
    case DueKind::take_back:
      return select("f.due_on", "a.case_id", "''",
                    "transfer_agreement a join transfer_take_back t on t.case_id = a.case_id and t.ended_at is null",
                    "t.stage in ('proposed', 'decided') and f.due_on is not null and f.closed_at is null");
  }
  return {};
}

// The end of the year that runs: of the last one, the end of supervision.
bool is_last_year(const Gathered& one, std::int64_t supervised_years) {
  return one.year >= supervised_years + one.extensions;
}

void gather(store::Tx& tx, const DueSearch& search, DueKind kind, std::vector<DueView>& out) {
  const bool year = kind == DueKind::year_end || kind == DueKind::supervision_end;
  const auto rows = tx.all<Gathered>(
      sql_of(kind), {search.department_id, search.department_id, search.receiver_id, search.receiver_id, kDueMax});
  for (const Gathered& one : rows) {
    if (year && is_last_year(one, search.supervised_years) != (kind == DueKind::supervision_end)) continue;
    auto due_on = parse_day(one.due_on);
    GH_ASSERT(due_on.has_value());
    if (year) due_on = year_begins(*due_on, one.year + 1);
    if ((search.from && *due_on < *search.from) || (search.until && *due_on > *search.until)) continue;
    out.push_back({fmt::format("{}.{}.{}", text(*due_on), boost::describe::enum_to_string(kind, ""), one.case_id), kind,
                   *due_on, one.case_id, one.number, one.transfer_id, one.item_id, one.item, one.department_id,
                   one.department, one.receiver_id, one.receiver, one.duty, one.year});
  }
}

}  // namespace

DuePage search_due(store::Tx& tx, const DueSearch& search, std::size_t limit, std::string_view after) {
  GH_ASSERT(limit >= 1);
  DuePage page;
  for (const DueKind kind : {DueKind::check, DueKind::year_end, DueKind::supervision_end, DueKind::evaluation,
                             DueKind::order, DueKind::rating, DueKind::take_back})
    if (!search.kind || *search.kind == kind) gather(tx, search, kind, page.items);
  std::ranges::sort(page.items, {}, &DueView::id);
  if (!after.empty()) std::erase_if(page.items, [&](const DueView& one) { return one.id <= after; });
  if (page.items.size() > limit) {
    page.items.resize(limit);
    page.next = page.items.back().id;
  }
  return page;
}

EvaluationPage search_evaluations(store::Tx& tx, const EvaluationSearch& search, std::size_t limit,
                                  std::string_view after) {
  GH_ASSERT(limit >= 1);
  constexpr std::int64_t kAny = -1;
  const std::int64_t passed = search.passed ? (*search.passed ? 1 : 0) : kAny;
  EvaluationPage page;
  page.items = tx.all<EvaluationRow>(
      "select e.begun_by_act || '.' || e.case_id as id, e.case_id as transfer_id, coalesce(f.number, '') as number, "
      "a.item_id, i.name as item, i.department_id, coalesce(d.name, '') as department, a.receiver_id, coalesce(r.name, "
      "'') as receiver, e.evaluator_id, coalesce(v.name, '') as evaluator, e.year, e.score, e.pass_score, "
      "e.reported_on, e.conclusion from transfer_evaluation e join transfer_agreement a on a.case_id = e.case_id and "
      "a.ended_at is null join transfer_item i on i.item_id = a.item_id and i.ended_at is null left join case_file f "
      "on f.id = e.case_id left join organisation d on d.id = i.department_id left join organisation r on r.id = "
      "a.receiver_id left join organisation v on v.id = e.evaluator_id where (? = '' or i.department_id = ?) and (? = "
      "'' or a.receiver_id = ?) and (? = -1 or (case when e.score >= e.pass_score then 1 else 0 end) = ?) and e.score "
      ">= ? and (? = -1 or e.score < ?) and (? = '' or e.begun_by_act || '.' || e.case_id < ?) order by 1 desc limit ?",
      {search.department_id, search.department_id, search.receiver_id, search.receiver_id, passed, passed,
       search.score_from, search.score_below.value_or(kAny), search.score_below.value_or(kAny), after, after,
       limit + 1});
  if (page.items.size() > limit) {
    page.items.resize(limit);
    page.next = page.items.back().id;
  }
  return page;
}

}  // namespace gh::transfer
