#include "performance/work_search.h"

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
  // Written so that pages are walked from the newest, not gathered and sorted.
  if (search.finished)
    out.add(*search.finished ? "coalesce(w.finished_on, '') <> ''" : "coalesce(w.finished_on, '') = ''");
  if (search.on_time && *search.on_time) out.add("w.on_time = 1");
  if (search.on_time && !*search.on_time)
    out.add("(w.on_time = 0 or (w.finished_on is null and c.closed_at is null and c.due_on < ?))", {search.today});
  if (search.since) out.add("(w.finished_on is null or w.finished_on >= ?)", {*search.since});
}

WorkByPerformer count_running(store::Tx& tx, const WorkSearch& search) {
  Where where = asked(search);
  where.add("w.finished_on is null");
  where.values.emplace_back(kPerformersMax);
  WorkByPerformer out;
  tx.each("select w.performer_id, count(*) from performance_work w" + where.sql +
              " group by w.performer_id order by w.performer_id limit ?",
          where.values, [&](const store::Row& row) { out[Id(row.string(0))].running = row.integer(1); });
  return out;
}

// What is late is mostly little, and found by its due day: `cross` keeps the order in which the tables are read.
WorkByPerformer count_overdue(store::Tx& tx, const WorkSearch& search) {
  Where where = asked(search);
  where.add("w.finished_on is null and w.case_id = c.id and c.closed_at is null and c.due_on < ?", {search.today});
  where.values.emplace_back(kPerformersMax);
  WorkByPerformer out;
  tx.each("select w.performer_id, count(*) from case_file c cross join performance_work w" + where.sql +
              " group by w.performer_id order by w.performer_id limit ?",
          where.values, [&](const store::Row& row) { out[Id(row.string(0))].overdue = row.integer(1); });
  return out;
}

// Grouped by a text made of the performer: otherwise all work ever done is walked through in the order of performers.
WorkByPerformer count_finished(store::Tx& tx, const WorkSearch& search) {
  Where where = asked(search);
  where.add("w.finished_on is not null");
  if (search.since) where.add("w.finished_on >= ?", {*search.since});
  where.values.emplace_back(kPerformersMax);
  WorkByPerformer out;
  tx.each("select w.performer_id || '', count(*), cast(sum(w.on_time) as bigint) from performance_work w" + where.sql +
              " group by w.performer_id || '' order by w.performer_id || '' limit ?",
          where.values, [&](const store::Row& row) {
            PerformerWork& work = out[Id(row.string(0))];
            work.kept = row.integer(2);
            work.late = row.integer(1) - work.kept;
          });
  return out;
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
  coalesce(p.name, '') as performer, a.name as applicant, c.state, c.pack_version, w.place, w.opened_on, c.due_on,
  w.finished_on, w.on_time, w.outcome
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

WorkByPerformer count_part(store::Tx& tx, const WorkSearch& search, WorkPart part) {
  switch (part) {
    case WorkPart::running:
      return count_running(tx, search);
    case WorkPart::overdue:
      return count_overdue(tx, search);
    case WorkPart::finished:
      break;
  }
  return count_finished(tx, search);
}

std::vector<WorkPart> parts_of(const WorkSearch& search) {
  std::vector<WorkPart> out;
  if (search.finished != true && !search.on_time) out.push_back(WorkPart::running);
  if (search.finished != true && search.on_time == false) out.push_back(WorkPart::overdue);
  if (search.finished != false) out.push_back(WorkPart::finished);
  return out;
}

std::int64_t cases_of(const PerformerWork& work, WorkPart part, const WorkSearch& search) {
  if (part == WorkPart::running) return work.running;
  if (part == WorkPart::overdue) return work.overdue;
  if (!search.on_time) return work.kept + work.late;
  return *search.on_time ? work.kept : work.late;
}

}  // namespace gh::performance
