#include "cases/case_search.h"

#include <fmt/format.h>

#include <charconv>

#include "policy/citations.h"
#include "store/search.h"
#include "store/sql_text.h"

namespace gh::cases {
namespace {

constexpr char kCursorMark = '~';  // between the sorted value and the id; no id has one

void and_where(Predicate& out, std::string_view sql, std::initializer_list<store::Value> values) {
  out.sql += " and ";
  out.sql += sql;
  out.values.insert(out.values.end(), values.begin(), values.end());
}

void and_one_of(Predicate& out, std::string_view column, const std::vector<std::string>& wanted) {
  out.values.insert(out.values.end(), wanted.begin(), wanted.end());
  out.sql += wanted.empty() ? " and 1 = 0" : fmt::format(" and {} in ({})", column, store::marks(wanted.size()));
}

Predicate known_to(Packs& packs, const Reader& reader) {
  if (!reader.caller || !reader.caller->office) return {"c.publicity = 'public'", {}};
  Predicate mine = readable(*reader.caller, *packs.newest());
  return {"(c.publicity = 'public' or " + mine.sql + ")", std::move(mine.values)};
}

void add_organisations(Predicate& out, const Reader& reader, const CaseSearch& search) {
  if (!search.authority.empty()) and_where(out, "c.authority_id = ?", {search.authority});
  if (search.organisation.empty()) return;
  and_where(out, "(c.applicant_id = ? or c.subject_id = ?)", {search.organisation, search.organisation});
  // Who has handed in a sealed application isn't found out by asking for his cases either.
  const std::string office = reader.caller ? reader.caller->office.value_or("") : "";
  and_where(out, "(c.sealed_until is null or c.sealed_until <= ? or c.opened_by_office = ?)", {reader.now, office});
}

void add_days(Predicate& out, const CaseSearch& search, UtcOffset offset) {
  if (search.opened_from) and_where(out, "c.opened_at >= ?", {start_of(*search.opened_from, offset)});
  if (search.opened_to) and_where(out, "c.opened_at < ?", {start_of(*search.opened_to + std::chrono::days{1}, offset)});
  if (search.closed) out.sql += *search.closed ? " and c.closed_at is not null" : " and c.closed_at is null";
}

void add_limits(Predicate& out, const CaseSearch& search, Day today) {
  if (search.card == "red") and_where(out, "c.closed_at is null and c.due_on < ?", {today});
  if (search.card == "yellow")
    and_where(out, "c.closed_at is null and c.warn_on <= ? and c.due_on >= ?", {today, today});
  if (!search.on_time) return;
  and_where(out,
            fmt::format("{} exists (select 1 from clock k where k.case_id = c.id and ((k.status = 'stopped' and "
                        "k.stopped_on > k.due_on) or (k.status = 'running' and k.due_on < ?)))",
                        *search.on_time ? "not" : ""),
            {today});
}

Predicate where(store::Tx& tx, Packs& packs, const Reader& reader, const CaseSearch& search,
                std::string_view after_id) {
  const auto pack = packs.newest();
  Predicate out = known_to(packs, reader);
  if (!search.procedure.empty()) and_where(out, "c.procedure = ?", {search.procedure});
  if (!search.clause.empty()) and_one_of(out, "c.procedure", policy::procedures_under(*pack, search.clause));
  if (!search.state.empty()) and_where(out, "c.state = ?", {search.state});
  if (!search.parent.empty()) and_where(out, "c.parent_id = ?", {search.parent});
  add_organisations(out, reader, search);
  add_days(out, search, pack->utc_offset);
  add_limits(out, search, local_day(reader.now, pack->utc_offset));
  if (!search.text.empty())
    and_one_of(out, "c.id", store::find_text(tx, "case", search.text, kSearchScanMax, after_id));
  return out;
}

// The expression that an index keeps in order, with the id behind it.
std::string_view sorted_by(CaseOrder order) {
  switch (order) {
    case CaseOrder::opened_at:
      return "c.opened_at";
    case CaseOrder::due_on:
      return "coalesce(c.due_on, '9999-12-31')";
    case CaseOrder::number:
      return "c.number";
    case CaseOrder::title:
      break;
  }
  return "case when c.sealed_until is null then c.title else c.number end";
}

[[noreturn]] void refuse_cursor() {
  throw Problem(ProblemCode::kInvalidForm,
                FieldError{"/query/cursor", "cursor", "", {"不是上一页给出的游标", "not the cursor of a page before"}});
}

// The sorted value and the id after which a page begins.
struct Cursor {
  std::string value;
  Id id;
};

Cursor cursor_of(std::string_view text) {
  const std::size_t mark = text.rfind(kCursorMark);
  if (mark == std::string_view::npos) refuse_cursor();
  Cursor out{std::string(text.substr(0, mark)), Id(text.substr(mark + 1))};
  if (!is_id(out.id) || !is_utf8(out.value)) refuse_cursor();
  return out;
}

store::Value value_of(const CaseSorting& sorting, const std::string& text) {
  if (sorting.by != CaseOrder::opened_at) return text;
  std::int64_t milliseconds = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), milliseconds);
  if (error != std::errc{} || end != text.data() + text.size()) refuse_cursor();
  return milliseconds;
}

// The sorted value of a case, as a page's cursor keeps it.
std::string sorted_value(const CaseSorting& sorting, const CaseFile& file) {
  switch (sorting.by) {
    case CaseOrder::opened_at:
      return std::to_string(utc_ms(file.opened_at));
    case CaseOrder::due_on:
      return file.due_on ? text(*file.due_on) : "9999-12-31";
    case CaseOrder::number:
      return file.number;
    case CaseOrder::title:
      break;
  }
  return file.sealed_until ? file.number : file.title;
}

CaseTotal count_where(store::Tx& tx, Predicate predicate, std::int64_t at_most) {
  predicate.values.emplace_back(at_most + 1);
  CaseTotal out;
  tx.each("select count(*) from (select 1 as one from case_file c where " + predicate.sql + " limit ?) as counted",
          predicate.values, [&](const store::Row& row) { out.total = row.integer(0); });
  out.at_least = out.total > at_most;
  if (out.at_least) out.total = at_most;
  return out;
}

}  // namespace

json::object search_cases(store::Tx& tx, Packs& packs, const Reader& reader, const CaseSearch& search,
                          const CaseSorting& sorting, std::size_t limit, std::string_view after) {
  const bool newest_first = sorting.by == CaseOrder::opened_at && sorting.direction == Direction::desc;
  const auto cursor = after.empty() ? std::optional<Cursor>() : cursor_of(after);
  // Only in the order of the index of texts can the texts found be taken up where the page before ended.
  Predicate predicate = where(tx, packs, reader, search, cursor && newest_first ? std::string_view(cursor->id) : "");
  const Predicate counted = predicate;
  const std::string_view key = sorted_by(sorting.by);
  const bool descends = sorting.direction == Direction::desc;
  if (cursor)
    and_where(predicate, fmt::format("({}, c.id) {} (?, ?)", key, descends ? "<" : ">"),
              {value_of(sorting, cursor->value), cursor->id});
  predicate.values.emplace_back(limit + 1);
  auto files = tx.all<CaseFile>(fmt::format("select c.* from case_file c where {0} order by {1} {2}, c.id {2} limit ?",
                                            predicate.sql, key, descends ? "desc" : "asc"),
                                predicate.values);
  json::object out;
  const bool whole = !cursor && files.size() <= limit;
  const CaseTotal total = whole ? CaseTotal{static_cast<std::int64_t>(files.size()), false}
                          : newest_first && cursor && !search.text.empty() ? count_cases(tx, packs, reader, search)
                                                                           : count_where(tx, counted, kCaseTotalMax);
  if (files.size() > limit) {
    files.pop_back();
    out["next"] = sorted_value(sorting, files.back()) + kCursorMark + files.back().id;
  }
  json::array items;
  for (const CaseFile& file : files) items.push_back(case_line(tx, packs, reader, file));
  out["items"] = std::move(items);
  out["total"] = total.total;
  out["total_at_least"] = total.at_least;
  return out;
}

CaseTotal count_cases(store::Tx& tx, Packs& packs, const Reader& reader, const CaseSearch& search,
                      std::int64_t at_most) {
  return count_where(tx, where(tx, packs, reader, search, {}), at_most);
}

Predicate cases_found(store::Tx& tx, Packs& packs, const Reader& reader, const CaseSearch& search) {
  return where(tx, packs, reader, search, {});
}

}  // namespace gh::cases
