#include "cases/inbox.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/assert.h"
#include "base/problem.h"
#include "cases/steps.h"
#include "cases/visibility.h"
#include "identity/delegations.h"
#include "identity/offices.h"

namespace gh::cases {
namespace {

// A line of a page whose ids have been found: the step, where the box is one of steps, its case and the applicant.
constexpr std::string_view kLine =
    "select c.id as case_id, c.number, c.procedure, c.title, c.state, c.pack_version, c.applicant_id, o.name as "
    "applicant_name, coalesce(s.id, '') as step_id, case when s.signer_kind <> 'office' and not {} then '' else "
    "coalesce(s.office_id, '') end as holder, coalesce(s.urged, 0) as "
    "urged, "
    "coalesce(s.opened_at, c.opened_at) as since, c.due_on, c.warn_on, c.sealed_until, page.page_key from ({}) page "
    "join case_file c on c.id = page.case_id left join step s on s.id = page.step_id left join organisation o on o.id "
    "= "
    "c.applicant_id order by page.page_key {}";

// Steps this office could act on: held by it, of its organisation, or unclaimed in its role; and those of offices away.
void add_steps_of(Predicate& out, const Id& office, const std::string& role, const std::optional<Id>& organisation,
                  const std::string& division, bool for_body, bool only_unclaimed, Day today) {
  const auto also = [&](std::string sql, std::vector<store::Value> values) {
    if (!out.sql.empty()) out.sql += " or ";
    out.sql += std::move(sql);
    out.values.insert(out.values.end(), values.begin(), values.end());
  };
  if (!only_unclaimed) {
    // Nobody stands in for an office that has ended.
    also("(s.office_id = ? or (s.delegate_id = ? and (s.signer_kind = 'office' or " +
             identity::in_force_sql("s.office_id") + ")))",
         {office, office, today, today});
    if (organisation && for_body) also("(s.signer_kind = 'organisation' and s.organisation_id = ?)", {*organisation});
  }
  // What was claimed by an office that has ended since waits for its role again.
  const std::string unclaimed = " and (s.office_id is null or not " + identity::in_force_sql("s.office_id") + "))";
  if (organisation)
    also("(s.signer_kind = 'role' and s.signer = ? and s.organisation_id = ?" + unclaimed,
         {role, *organisation, today, today});
  Predicate within = within_division("s.division", division);
  also("(s.signer_kind = 'role' and s.signer = ? and s.organisation_id is null and " + within.sql + unclaimed,
       {role, within.values.front(), today, today});
}

Predicate my_steps(store::Tx& tx, const identity::Caller& caller, const policy::Pack& pack, bool only_unclaimed,
                   Instant now, Day today) {
  Predicate out;
  GH_ASSERT(caller.office.has_value());
  add_steps_of(out, *caller.office, caller.role, caller.organisation, caller.division, !is_personal(pack, caller.role),
               only_unclaimed, today);
  if (!only_unclaimed) {
    for (const Id& id : identity::delegators_of(tx, *caller.office, now)) {
      const auto away = identity::find_office(tx, id);
      GH_ASSERT(away.has_value());
      add_steps_of(out, away->id, away->role, away->organisation_id, away->division, !is_personal(pack, away->role),
                   false, today);
    }
  }
  out.sql = "(" + out.sql + ")";
  return out;
}

// The box as "from … where …" with its values: the list and the count are both made of it.
struct Box {
  std::string tables;
  std::string where;
  std::vector<store::Value> values;
  bool of_steps = false;
  bool asks_case = true;  // the condition speaks of the case, so that the count needs it too
};

constexpr std::string_view kStepsOfCases = "step s join case_file c on c.id = s.case_id";

Box box_of(store::Tx& tx, const identity::Caller& caller, const policy::Pack& pack, std::string_view name, Instant now,
           Day today) {
  if (name == "todo" || name == "claimable" || name == "overdue") {
    Predicate mine = my_steps(tx, caller, pack, name == "claimable", now, today);
    Box box{std::string(kStepsOfCases), "s.status = 'open' and " + mine.sql, std::move(mine.values), true, false};
    if (name == "overdue") {
      box.where += " and c.due_on < ?";
      box.values.emplace_back(today);
      box.asks_case = true;
    }
    return box;
  }
  const store::Value office(*caller.office);
  if (name == "opened") return {"case_file c", "c.opened_by_office = ?", {office}};
  if (name == "copied") return {"case_copy k join case_file c on c.id = k.case_id", "k.office_id = ?", {office}};
  GH_ASSERT(name == "done");
  return {"case_file c", "c.id in (select a.case_id from act a where a.office_id = ? and a.kind <> 'open')", {office}};
}

std::string require_box(std::string_view name) {
  if (std::find(kInboxBoxes.begin(), kInboxBoxes.end(), name) != kInboxBoxes.end()) return std::string(name);
  throw Problem(ProblemCode::kInvalidForm, FieldError{"/query/box", "enum", "", {"没有这个收件箱", "no such box"}});
}

void narrow(Box& box, const identity::Caller& caller, const InboxSearch& search, Instant now, Day today) {
  const auto also = [&](std::string_view sql, std::initializer_list<store::Value> values) {
    box.where += " and ";
    box.where += sql;
    box.asks_case = true;
    box.values.insert(box.values.end(), values.begin(), values.end());
  };
  if (!search.procedure.empty()) also("c.procedure = ?", {search.procedure});
  if (!search.state.empty()) also("c.state = ?", {search.state});
  if (search.card == "red") also("c.due_on < ?", {today});
  if (search.card == "yellow") also("c.warn_on <= ? and c.due_on >= ?", {today, today});
  if (search.card == "calm")
    also("(c.due_on is null or c.due_on >= ?) and (c.warn_on is null or c.warn_on > ?)", {today, today});
  // An office's own box is short enough to be read through; the index of texts would leave out what is old. Without
  // LIKE, for which SQLite prepares a statement anew.
  if (!search.text.empty())
    also(
        "replace(case when c.sealed_until > ? and c.opened_by_office <> ? then c.number else c.number || ' ' || "
        "c.title "
        "end, ?, '') <> case when c.sealed_until > ? and c.opened_by_office <> ? then c.number else c.number || ' ' || "
        "c.title end",
        {now, *caller.office, search.text, now, *caller.office});
}

// What a box is sorted and paged by: a text, with an id behind it so that each line has its own.
struct Sorting {
  std::string key;
  bool descends = false;
};

Sorting sorting_of(const Box& box, const InboxSearch& search) {
  const std::string id = box.of_steps ? "s.id" : "c.id";
  const InboxOrder order = search.order.value_or(box.of_steps ? InboxOrder::due_on : InboxOrder::since);
  const bool descends = search.descending.value_or(order != InboxOrder::due_on);
  switch (order) {
    case InboxOrder::due_on:
      return {"coalesce(c.due_on, '9999-12-31') || " + id, descends};
    case InboxOrder::since:
      // Milliseconds have 13 digits from 2001 to 2286, so that their texts stand in their own order.
      return {(box.of_steps ? "cast(s.opened_at as text) || " : "cast(c.opened_at as text) || ") + id, descends};
    case InboxOrder::number:
      break;
  }
  return {"c.number || ' ' || " + id, descends};
}

std::int64_t count_lines(store::Tx& tx, const Box& box) {
  std::vector<store::Value> values = box.values;
  values.emplace_back(kInboxCountMax + 1);
  const std::string_view tables = box.asks_case ? std::string_view(box.tables) : "step s";
  std::int64_t count = 0;
  tx.each(fmt::format("select count(*) from (select 1 as one from {} where {} limit ?) as counted", tables, box.where),
          values, [&](const store::Row& row) { count = row.integer(0); });
  return count;
}

// What a line of a sealed case tells others: nothing about who has applied.
void conceal(std::vector<InboxLine>& lines, std::string_view box, Instant now) {
  for (InboxLine& line : lines) {
    if (!line.sealed_until || now >= *line.sealed_until || box == "opened") continue;
    line.applicant_id.reset();
    line.applicant_name.reset();
    line.title.clear();
  }
}

}  // namespace

InboxPage inbox(store::Tx& tx, const identity::Caller& caller, const policy::Pack& pack, std::string_view name,
                const InboxSearch& search, std::size_t limit, std::string_view after, Instant now, Day today) {
  Box box = box_of(tx, caller, pack, require_box(name), now, today);
  narrow(box, caller, search, now, today);
  const Sorting sorting = sorting_of(box, search);
  // First the ids of the page, then its lines: a sorter that holds whole lines of a long box costs more than all else.
  std::string page = fmt::format("select {} as step_id, c.id as case_id, {} as page_key from {} where {}",
                                 box.of_steps ? "s.id" : "''", sorting.key, box.tables, box.where);
  std::vector<store::Value> values = box.values;
  if (!after.empty()) {
    page += fmt::format(" and {} {} ?", sorting.key, sorting.descends ? "<" : ">");
    values.emplace_back(after);
  }
  const std::string_view direction = sorting.descends ? "desc" : "asc";
  page += fmt::format(" order by page_key {} limit ?", direction);
  values.emplace_back(limit + 1);
  InboxPage out;
  values.insert(values.begin(), {today, today});  // the holder's, which come first in the text
  out.lines = tx.all<InboxLine>(fmt::format(kLine, identity::in_force_sql("s.office_id"), page, direction), values);
  out.total =
      after.empty() && out.lines.size() <= limit ? static_cast<std::int64_t>(out.lines.size()) : count_lines(tx, box);
  out.total_at_least = out.total > kInboxCountMax;
  out.total = std::min(out.total, kInboxCountMax);
  if (out.lines.size() > limit) {
    out.lines.pop_back();
    out.next = out.lines.back().page_key;
  }
  conceal(out.lines, name, now);
  return out;
}

std::vector<std::int64_t> inbox_counts(store::Tx& tx, const identity::Caller& caller, const policy::Pack& pack,
                                       Instant now, Day today) {
  std::vector<std::int64_t> out;
  for (const auto name : kInboxBoxes)
    out.push_back(std::min(count_lines(tx, box_of(tx, caller, pack, name, now, today)), kInboxCountMax));
  return out;
}

}  // namespace gh::cases
