#include "performance/work_search.h"

#include <map>

#include "base/assert.h"

namespace gh::performance {
namespace {

// Conditions on performance_work w, with their values.
struct Where {
  std::string sql;
  std::vector<store::Value> values;
  void add(std::string_view condition, std::initializer_list<store::Value> more = {}) {
    sql += sql.empty() ? " where " : " and ";
    sql += condition;
    values.insert(values.end(), more.begin(), more.end());
  }
};

// What holds of running and of finished work alike. Only what is asked for is written, so that an index can be taken.
Where asked(const WorkSearch& search) {
  Where out;
  if (!search.organisation.empty())
    out.add("(w.department_id = ? or w.performer_id = ?)", {search.organisation, search.organisation});
  if (!search.department.empty()) out.add("w.department_id = ?", {search.department});
  if (!search.performer.empty()) out.add("w.performer_id = ?", {search.performer});
  if (!search.item.empty()) out.add("w.item_id = ?", {search.item});
  if (!search.kind.empty()) out.add("w.kind = ?", {search.kind});
  return out;
}

void add_outcome(Where& out, const WorkSearch& search) {
  if (search.finished) out.add(*search.finished ? "w.finished_on is not null" : "w.finished_on is null");
  if (search.on_time && *search.on_time) out.add("w.on_time = 1");
  if (search.on_time && !*search.on_time)
    out.add("(w.on_time = 0 or (w.finished_on is null and c.closed_at is null and c.due_on < ?))", {search.today});
  if (search.since) out.add("(w.finished_on is null or w.finished_on >= ?)", {*search.since});
}

using Counts = std::map<Id, std::int64_t>;

void count(store::Tx& tx, std::string_view from, Where where, Counts& into) {
  where.values.emplace_back(kPerformersMax);
  tx.each("select w.performer_id, count(*) from " + std::string(from) + where.sql + " group by w.performer_id limit ?",
          where.values, [&](const store::Row& row) { into[Id(row.string(0))] += row.integer(1); });
}

void count_running(store::Tx& tx, const WorkSearch& search, Counts& into) {
  if (search.on_time && *search.on_time) return;  // whether it is in time will be seen
  Where where = asked(search);
  where.add("w.finished_on is null");
  if (!search.on_time) return count(tx, "performance_work w", std::move(where), into);
  // What is late is mostly little, and found by its due day.
  where.add("c.closed_at is null and c.due_on < ?", {search.today});
  count(tx, "case_file c join performance_work w on w.case_id = c.id", std::move(where), into);
}

void count_finished(store::Tx& tx, const WorkSearch& search, Counts& into) {
  Where where = asked(search);
  where.add("w.finished_on is not null");
  if (search.since) where.add("w.finished_on >= ?", {*search.since});
  if (search.on_time) where.add(*search.on_time ? "w.on_time = 1" : "w.on_time = 0");
  count(tx, "performance_work w", std::move(where), into);
}

}  // namespace

WorkPage search_work(store::Tx& tx, const WorkSearch& search, std::size_t limit, std::string_view after) {
  GH_ASSERT(limit >= 1);
  Where where = asked(search);
  add_outcome(where, search);
  if (!after.empty()) where.add("w.case_id < ?", {after});
  where.values.emplace_back(limit + 1);
  WorkPage page;
  page.works = tx.all<WorkView>(
      R"sql(select w.case_id as id, c.number, w.kind, w.item_id, coalesce(i.title, '') as item, w.department_id, w.performer_id,
  coalesce(p.name, '') as performer, a.name as applicant, c.state, w.place, w.opened_on, c.due_on, w.finished_on,
  w.on_time, w.outcome
from performance_work w
join case_file c on c.id = w.case_id
left join organisation p on p.id = w.performer_id
left join organisation a on a.id = c.applicant_id
left join case_file i on i.id = w.item_id)sql" +
          where.sql + " order by w.case_id desc limit ?",
      where.values);
  if (page.works.size() > limit) {
    page.works.resize(limit);
    page.next = page.works.back().id;
  }
  return page;
}

std::vector<PerformerCount> count_work(store::Tx& tx, const WorkSearch& search) {
  Counts counts;
  if (!search.finished || !*search.finished) count_running(tx, search, counts);
  if (!search.finished || *search.finished) count_finished(tx, search, counts);
  std::vector<PerformerCount> out;
  for (const auto& [performer, cases] : counts) out.push_back({performer, cases});
  return out;
}

}  // namespace gh::performance
