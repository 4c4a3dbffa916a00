// Reads the registers of performance.
#include "performance/reading.h"

#include <algorithm>
#include <map>

#include "base/assert.h"
#include "performance/work.h"
#include "store/sql_text.h"

namespace gh::performance {
namespace {

constexpr std::size_t kBoardLinesMax = 5'000;
constexpr std::size_t kTermsMax = 2'000;

// A function bears the title of the case that put it into the catalogue.
constexpr std::string_view kResults =
    R"sql(select r.case_id as id, coalesce(c.number, '') as case_number, r.kind, r.organisation_id, coalesce(o.name, '') as organisation,
  r.item_id, coalesce(i.title, '') as item, r.reviewer_id, coalesce(v.name, '') as reviewer, r.grade, r.number, r.valid_from,
  r.valid_to, r.status, '' as standing, r.reason, r.version
from performance_result r
left join case_file c on c.id = r.case_id
left join organisation o on o.id = r.organisation_id
left join organisation v on v.id = r.reviewer_id
left join case_file i on i.id = r.item_id
where r.begun_at <= ? and (r.ended_at is null or r.ended_at > ?) and (? = '' or r.kind = ?)
  and (? = '' or r.organisation_id = ?) and (? = '' or lower(o.name) like lower(?) escape '!')
  and (? = '' or r.case_id < ?)
)sql";
constexpr std::string_view kNewestFirst = " order by r.case_id desc limit ?";

// The standing of a view is that of the version it shows.
std::string standing_of(const ResultView& view, Day day) {
  Result result;
  result.status = view.status;
  result.valid_to = view.valid_to;
  return standing_on(result, day);
}

template <class Row>
std::optional<Id> cut(std::vector<Row>& rows, std::size_t limit) {
  if (rows.size() <= limit) return {};
  rows.resize(limit);
  return rows.back().id;
}

using Lines = std::map<std::pair<Id, Id>, WorkLine>;

WorkLine& line_of(Lines& lines, const store::Row& row) {
  WorkLine& line = lines[{Id(row.string(0)), Id(row.string(1))}];
  line.item_id = row.string(0);
  line.performer_id = row.string(1);
  return line;
}

void name_lines(store::Tx& tx, Lines& lines) {
  std::map<Id, std::string> items;
  std::map<Id, std::string> performers;
  for (auto& [key, line] : lines) {
    if (!items.contains(key.first))
      items[key.first] = tx.string("select title from case_file where id = ?", {key.first}).value_or("");
    if (!performers.contains(key.second))
      performers[key.second] = tx.string("select name from organisation where id = ?", {key.second}).value_or("");
    line.item = items[key.first];
    line.performer = performers[key.second];
  }
}

}  // namespace

ResultPage search_results(store::Tx& tx, const ResultSearch& search, std::size_t limit, std::string_view after) {
  GH_ASSERT(limit >= 1);
  ResultPage page;
  std::string sql(kResults);
  std::vector<store::Value> values = {search.as_of,
                                      search.as_of,
                                      search.kind,
                                      search.kind,
                                      search.organisation,
                                      search.organisation,
                                      search.text,
                                      store::like_pattern(search.text),
                                      after,
                                      after};
  // Asked for by its number alone a certificate is found by the index.
  if (!search.number.empty()) {
    sql += " and r.number = ?";
    values.emplace_back(search.number);
  }
  values.emplace_back(limit + 1);
  page.results = tx.all<ResultView>(sql + std::string(kNewestFirst), values);
  page.next = cut(page.results, limit);
  for (ResultView& view : page.results) view.standing = standing_of(view, search.on);
  return page;
}

std::vector<WorkLine> work_board(store::Tx& tx, const Id& department_id, Day today, Day finished_from) {
  Lines lines;
  tx.each(
      "select item_id, performer_id, count(*) from performance_work where department_id = ? and finished_on is null "
      "group by item_id, performer_id order by item_id, performer_id limit ?",
      {department_id, kBoardLinesMax}, [&](const store::Row& row) { line_of(lines, row).running = row.integer(2); });
  // What is late is mostly little, and found by its due day.
  tx.each(
      "select w.item_id, w.performer_id, count(*) from case_file c cross join performance_work w where w.case_id = "
      "c.id and c.closed_at is null and c.due_on < ? and w.department_id = ? and w.finished_on is null group by "
      "w.item_id, w.performer_id order by w.item_id, w.performer_id limit ?",
      {today, department_id, kBoardLinesMax},
      [&](const store::Row& row) { line_of(lines, row).overdue = row.integer(2); });
  tx.each(
      "select item_id, performer_id, count(*), cast(sum(on_time) as bigint) from performance_work where department_id "
      "= ? and finished_on >= ? group by item_id, performer_id order by item_id, performer_id limit ?",
      {department_id, finished_from, kBoardLinesMax}, [&](const store::Row& row) {
        WorkLine& line = line_of(lines, row);
        line.finished = row.integer(2);
        line.on_time = row.integer(3);
        line.on_time_permille = line.on_time * 1000 / line.finished;
      });
  name_lines(tx, lines);
  std::vector<WorkLine> out;
  for (auto& [key, line] : lines) out.push_back(std::move(line));
  return out;
}

std::vector<HandedOver> handed_over_under(store::Tx& tx, const Id& transfer_id) {
  return tx.all<HandedOver>(
      "select h.case_id, c.number, c.procedure as kind, a.name as applicant, h.place, h.state, h.due_on, h.running, "
      "coalesce(f.name, '') as \"from\", coalesce(t.name, '') as \"to\", h.handed_at from performance_handover h join "
      "case_file c on c.id = h.case_id left join organisation a on a.id = c.applicant_id left join organisation f on "
      "f.id = h.from_id left join organisation t on t.id = h.to_id where h.transfer_id = ? order by h.handed_at, "
      "h.place limit ?",
      {transfer_id, kHandedOverMax});
}

std::vector<TermsView> terms_in_force(store::Tx& tx, std::string_view item_id, Instant as_of) {
  return tx.all<TermsView>(
      R"sql(select t.item_id, coalesce(i.title, '') as item, t.kind, t.holder_id, coalesce(o.name, '') as holder, t.price_fen, t.promised_days,
  t.conditions, t.begun_at as since
from performance_terms t
left join case_file i on i.id = t.item_id
left join organisation o on o.id = t.holder_id
where t.begun_at <= ? and (t.ended_at is null or t.ended_at > ?) and (? = '' or t.item_id = ?)
order by i.title, t.item_id, t.kind limit ?)sql",
      {as_of, as_of, item_id, item_id, kTermsMax});
}

}  // namespace gh::performance
