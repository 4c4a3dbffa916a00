// Finds cases for one reader: by text, procedure, state, organisation and card, within what he may know of.
#include <fmt/format.h>

#include "cases/view.h"
#include "store/search.h"

namespace gh::cases {
namespace {

void and_where(Predicate& out, std::string_view sql, std::initializer_list<store::Value> values) {
  out.sql += " and ";
  out.sql += sql;
  out.values.insert(out.values.end(), values.begin(), values.end());
}

Predicate where(store::Tx& tx, Packs& packs, const Reader& reader, const CaseSearch& search, std::string_view after) {
  Predicate out{"c.publicity = 'public'", {}};
  if (reader.caller && reader.caller->office) {
    Predicate mine = readable(*reader.caller, *packs.newest());
    out = {"(c.publicity = 'public' or " + mine.sql + ")", std::move(mine.values)};
  }
  if (!search.procedure.empty()) and_where(out, "c.procedure = ?", {search.procedure});
  if (!search.state.empty()) and_where(out, "c.state = ?", {search.state});
  if (!search.parent.empty()) and_where(out, "c.parent_id = ?", {search.parent});
  if (!search.organisation.empty()) {
    and_where(out, "(c.applicant_id = ? or c.subject_id = ?)", {search.organisation, search.organisation});
    // Who has handed in a sealed application isn't found out by asking for his cases either.
    const std::string office = reader.caller ? reader.caller->office.value_or("") : "";
    and_where(out, "(c.sealed_until is null or c.sealed_until <= ? or c.opened_by_office = ?)", {reader.now, office});
  }
  const Day today = local_day(reader.now, packs.newest()->utc_offset);
  if (search.card == "red") and_where(out, "c.closed_at is null and c.due_on < ?", {today});
  if (search.card == "yellow")
    and_where(out, "c.closed_at is null and c.warn_on <= ? and c.due_on >= ?", {today, today});
  if (!after.empty()) and_where(out, "c.id < ?", {after});
  if (!search.text.empty()) {
    std::string marks;
    std::vector<store::Value> found;
    for (const Id& id : store::find_text(tx, "case", search.text, kSearchScanMax, after)) {
      marks += marks.empty() ? "?" : ", ?";
      found.emplace_back(id);
    }
    out.sql += found.empty() ? " and 1 = 0" : fmt::format(" and c.id in ({})", marks);
    out.values.insert(out.values.end(), found.begin(), found.end());
  }
  return out;
}

}  // namespace

json::object search_cases(store::Tx& tx, Packs& packs, const Reader& reader, const CaseSearch& search,
                          std::size_t limit, std::string_view after) {
  Predicate predicate = where(tx, packs, reader, search, after);
  predicate.values.emplace_back(limit + 1);
  auto files = tx.all<CaseFile>("select c.* from case_file c where " + predicate.sql + " order by c.id desc limit ?",
                                predicate.values);
  json::object out;
  if (files.size() > limit) {
    files.pop_back();
    out["next"] = files.back().id;
  }
  json::array items;
  for (const CaseFile& file : files) items.push_back(case_line(tx, packs, reader, file));
  out["items"] = std::move(items);
  return out;
}

}  // namespace gh::cases
